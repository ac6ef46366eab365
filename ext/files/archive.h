/*
 * A zip archive as workbooks are, by libzip, with limits that a bomb cannot pass: the number of parts before libzip is
 * asked, the sizes that the archive states before a part is opened, the bytes that really come while it is read.
 */
#ifndef FULFIL_FILES_ARCHIVE_H
#define FULFIL_FILES_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "refusal.h"
#include "survey.h"

#define ARCHIVE_PART_MOST (UINT64_C(2) << 30)  /* bytes of a part */
#define ARCHIVE_ALL_MOST (UINT64_C(4) << 30)   /* of all parts */
#define ARCHIVE_RATIO_FROM (UINT64_C(16) << 20) /* a part of so many bytes */

enum {
    ARCHIVE_PARTS_MOST = 10000,
    ARCHIVE_RATIO_MOST = 250 /* may be at most so many times as long as it is packed */
};

struct archive;

/* Opens the archive that a survey has open. NULL, with words for the user. */
struct archive *archive_open(const struct survey *survey, struct refusal *refusal);
void archive_close(struct archive *archive);

/* Whether it has the part. False too, with a refusal noted, for want of memory. */
bool archive_has(struct archive *archive, const char *part);

/* Opens a part for reading; one at a time. False: it is not there, encrypted or past a limit. */
bool archive_part(struct archive *archive, const char *part, struct refusal *refusal);

/* Reads on in the part: bytes, 0 at its end, -1 with a refusal noted: damaged, a limit, a document type (<!DOCTYPE). */
int archive_read(struct archive *archive, char *out, int room);

/* How much of the packed part was read: 0 to 1. */
double archive_share(const struct archive *archive);

void archive_part_close(struct archive *archive);

#endif
