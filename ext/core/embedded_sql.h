/* SQL texts that schema/embed.sh turned into C: what every generated file defines. */
#ifndef FULFIL_EMBEDDED_SQL_H
#define FULFIL_EMBEDDED_SQL_H

/* One file: its name without folder and suffix, and its text. An array of them ends with a NULL name. */
struct embedded_sql {
    const char *name;
    const char *text;
};

#endif
