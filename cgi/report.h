/* Runs a report's statements and turns their rows into the contract's XML or into CSV. */
#ifndef CGI_REPORT_H
#define CGI_REPORT_H

#include <stdbool.h>

#include "buf.h"
#include "catalogue.h"
#include "db.h"
#include "fault.h"
#include "request.h"

/* Rows of a main table on one page. */
#define REPORT_PAGE 50

/* Room for what is built beside the answer; kept from request to request. */
struct report_room {
    struct buf sql, figures, body, next, after;
};

/* One report to be run; the transaction is open, moment and viewer are set. */
struct report {
    struct db *db;
    const struct catalogue *catalogue;
    const struct request *request;
    const char *version; /* of the program, shown on pages */
    const char *role;    /* the viewer's */
    struct report_room *room;
    struct buf *out;
    struct fault *fault; /* what went wrong */
    bool pinned;         /* found: the store's clock stands still */

    /* CSV only: takes what `out` has so far and empties it; false stops the report. */
    bool (*flush)(void *context, struct buf *out);
    void *context;
};

/* Writes the page as an XML document (without declaration) into out. False: out is worthless, *fault says why. */
bool report_xml(struct report *r);

/* Writes the page as CSV: all rows of its main table, else its figures, else its first table. */
bool report_csv(struct report *r);

/* Writes the XML document of an error page. */
void report_error(const struct request *request, const char *version, const struct fault *fault, struct buf *out);

/* Prepares a statement of a report file, by its number from 0, as it is without parameters, unless it is kept already. A
 * transaction must be open. */
void report_prepare(const struct sql_report *report, size_t i, struct db *db);

/* Prepares every statement of a report file, with none, each and all of its optional lines, and says in the log what is
 * wrong with it. A transaction must be open. */
bool report_check(const struct sql_report *report, struct db *db);

/* Makes a fault of what the store said last, `what` being what was asked of it; gives false. */
bool report_db_fault(const struct db *db, const char *what, struct fault *fault);

void report_room_free(struct report_room *room);

#endif
