/* The languages that pages speak. */
#ifndef CGI_LANG_H
#define CGI_LANG_H

enum lang { LANG_ZH, LANG_EN, LANG_COUNT };

/* "zh" or "en". */
const char *lang_code(enum lang lang);

/* The language that a page offers as its other one. */
enum lang lang_other(enum lang lang);

#endif
