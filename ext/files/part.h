/*
 * A part of a workbook as XML, by libxml2's reader: element after element, never a tree, without network, entities or
 * document types.
 */
#ifndef FULFIL_FILES_PART_H
#define FULFIL_FILES_PART_H

#include <libxml/xmlreader.h>
#include <stdbool.h>

#include "archive.h"
#include "refusal.h"

struct part {
    struct archive *archive;
    xmlTextReader *reader;
    const char *name;
    struct refusal *refusal;
    char error[160]; /* what libxml2 said first */
    bool starved;    /* an allocation failed, which is noted; whatever was asked then may be wrong, and part_next fails */
};

enum part_step { PART_END, PART_OPEN, PART_CLOSE, PART_TEXT, PART_FAILED };

/*
 * Keeps libxml2 from printing what it finds wrong outside a reader, on this thread, until it is given what this gave.
 */
struct part_loud { xmlStructuredErrorFunc call; void *context; xmlGenericErrorFunc print; void *where; };
struct part_loud part_quiet(void);
void part_loud(struct part_loud before);

/* Opens a part; `name` stays the caller's. False, with words for the user. part_close in any case. */
bool part_open(struct part *part, struct archive *archive, const char *name, struct refusal *refusal);

/*
 * The next element's beginning or end, or text. An empty element is a beginning alone: part_empty tells. PART_FAILED:
 * with a refusal noted.
 */
enum part_step part_next(struct part *part);

/* Whether the element at hand has this local name, and whether it is empty. */
bool part_is(struct part *part, const char *name);
bool part_empty(struct part *part);

/* An attribute of the element at hand by its local name, copied and cut to the room; false: there is none. */
bool part_attribute(struct part *part, const char *name, char *out, size_t room);

/* The text at hand; valid until part_next. */
const char *part_text(struct part *part);

void part_close(struct part *part);

#endif
