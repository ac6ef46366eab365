/*
 * What a file is, before it is read as a table: an ordinary file, its digest, its form and its encoding. The whole file
 * is passed over two or three times in blocks and never held in memory.
 */
#ifndef FULFIL_FILES_SURVEY_H
#define FULFIL_FILES_SURVEY_H

#include <stdbool.h>
#include <stdint.h>

#include "core/sha256.h"
#include "refusal.h"

struct survey {
    int file; /* open for reading; -1: not */
    uint64_t bytes;
    int64_t changed_s, changed_ns;
    char digest[SHA256_HEX + 1];     /* of its bytes */
    char identity[SHA256_HEX + 1];   /* of kind, a line end and its bytes */
    bool workbook;                   /* it begins as a zip archive */
    const char *encoding;            /* of a text: UTF-8, GB18030, UTF-16LE or UTF-16BE */
    uint64_t mark;                   /* bytes of its byte order mark */
};

/*
 * Opens a file and looks through it. `encoding` is what its sender says, NULL to find out: by its byte order mark, else
 * UTF-8 where every byte of it is, else GB18030 where every byte is. False, with words for the user: it cannot be opened
 * or read, is a folder, a pipe or a device, is empty, an old or encrypted workbook, or in no encoding known here, with
 * the byte and the row where that shows. survey_close in any case.
 */
bool survey_open(struct survey *survey, const char *path, const char *kind, const char *encoding,
                 struct refusal *refusal);

/* Whether the file is still as it was when it was looked through. */
bool survey_same(const struct survey *survey);

void survey_close(struct survey *survey);

#endif
