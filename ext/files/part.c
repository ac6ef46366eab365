/* A part of a workbook as XML: see part.h. */
#include "part.h"

#include <stdio.h>
#include <string.h>

static void nothing_said(void *context, xmlErrorPtr error)
{
    (void)context;
    (void)error;
}

static void nothing_printed(void *context, const char *format, ...)
{
    (void)context;
    (void)format;
}

struct part_loud part_quiet(void)
{
    struct part_loud before = {xmlStructuredError, xmlStructuredErrorContext, xmlGenericError, xmlGenericErrorContext};
    xmlSetStructuredErrorFunc(NULL, nothing_said);
    xmlSetGenericErrorFunc(NULL, nothing_printed);
    return before;
}

void part_loud(struct part_loud before)
{
    xmlSetStructuredErrorFunc(before.context, before.call);
    xmlSetGenericErrorFunc(before.where, before.print);
    xmlResetLastError();
}

/* Notes whether an allocation failed since the last refusal_begin(). */
static bool part_watch(struct part *part)
{
    part->starved = refusal_starved(part->refusal) || part->starved;
    return part->starved;
}

static int reader_read(void *context, char *buffer, int room)
{
    struct part *part = context;
    part_watch(part); /* before what libzip calls writes over it */
    refusal_begin();
    int got = archive_read(part->archive, buffer, room);
    part_watch(part);
    return got;
}

static int reader_close(void *context)
{
    (void)context;
    return 0;
}

static void reader_error(void *context, xmlErrorPtr error)
{
    struct part *part = context;
    if (part->error[0] || !error || !error->message)
        return;
    snprintf(part->error, sizeof part->error, "line %d: %.120s", error->line, error->message);
    part->error[strcspn(part->error, "\r\n")] = '\0';
}

bool part_open(struct part *part, struct archive *archive, const char *name, struct refusal *refusal)
{
    *part = (struct part){.archive = archive, .name = name, .refusal = refusal};
    if (!archive_part(archive, name, refusal))
        return false;
    refusal_begin();
    part->reader = xmlReaderForIO(reader_read, reader_close, part, name, NULL, XML_PARSE_NONET | XML_PARSE_COMPACT);
    if (!part->reader)
        return refusal_memory(refusal);
    xmlTextReaderSetStructuredErrorHandler(part->reader, reader_error, part);
    return true;
}

enum part_step part_next(struct part *part)
{
    int more = 0;
    while (!part->starved) {
        refusal_begin();
        more = xmlTextReaderRead(part->reader);
        if (part_watch(part) || more != 1)
            break;
        switch (xmlTextReaderNodeType(part->reader)) {
        case XML_READER_TYPE_ELEMENT: return PART_OPEN;
        case XML_READER_TYPE_END_ELEMENT: return PART_CLOSE;
        case XML_READER_TYPE_TEXT:
        case XML_READER_TYPE_CDATA:
        case XML_READER_TYPE_SIGNIFICANT_WHITESPACE: return PART_TEXT;
        case XML_READER_TYPE_DOCUMENT_TYPE:
        case XML_READER_TYPE_ENTITY_REFERENCE:
        case XML_READER_TYPE_ENTITY:
            refusal_set(part->refusal, "part %s has a document type or an entity, which no workbook has: it is not read",
                        part->name);
            return PART_FAILED;
        default: break;
        }
    }
    if (part->starved)
        return PART_FAILED;
    if (more == 0)
        return PART_END;
    refusal_set(part->refusal, "part %s is no well-formed XML%s%s", part->name, part->error[0] ? ": " : "", part->error);
    return PART_FAILED;
}

bool part_is(struct part *part, const char *name)
{
    const xmlChar *local = xmlTextReaderConstLocalName(part->reader);
    return local && strcmp((const char *)local, name) == 0;
}

bool part_empty(struct part *part)
{
    return xmlTextReaderIsEmptyElement(part->reader) == 1;
}

bool part_attribute(struct part *part, const char *name, char *out, size_t room)
{
    bool found = false;
    out[0] = '\0';
    refusal_begin();
    for (int more = xmlTextReaderMoveToFirstAttribute(part->reader); more == 1 && !found;
         more = xmlTextReaderMoveToNextAttribute(part->reader)) {
        const xmlChar *local = xmlTextReaderConstLocalName(part->reader);
        const xmlChar *value = local && strcmp((const char *)local, name) == 0 ? xmlTextReaderConstValue(part->reader) : NULL;
        if (!value)
            continue;
        found = true;
        snprintf(out, room, "%s", (const char *)value);
    }
    xmlTextReaderMoveToElement(part->reader);
    return !part_watch(part) && found;
}

const char *part_text(struct part *part)
{
    refusal_begin();
    const xmlChar *text = xmlTextReaderConstValue(part->reader);
    part_watch(part);
    return text ? (const char *)text : "";
}

void part_close(struct part *part)
{
    if (part->reader)
        xmlFreeTextReader(part->reader);
    part->reader = NULL;
    archive_part_close(part->archive);
}
