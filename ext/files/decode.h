/*
 * A file's bytes as UTF-8, piece by piece, whatever its encoding.
 *
 *     struct decode decode;
 *     if (decode_open(&decode, file, "GB18030", 0, &refusal)) {
 *         while ((bytes = decode_read(&decode, buffer, sizeof buffer)) > 0)
 *             use(buffer, bytes);
 *         decode_close(&decode);
 *     }
 *
 * What is none of the encoding, and a NUL, comes as U+FFFD, one for each byte (UTF-16: each two) that is passed over.
 * Where the first of them stands is kept, to the byte unless it is a NUL. Pieces end between characters. Memory: some 100 KB.
 */
#ifndef FULFIL_FILES_DECODE_H
#define FULFIL_FILES_DECODE_H

#include <iconv.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "refusal.h"

enum { DECODE_BLOCK = 65536 };

struct decode {
    int file;
    iconv_t iconv;
    bool wide;             /* UTF-16 */
    bool loose;            /* iconv takes more than there is for it: UTF-8 */
    bool ended;            /* the file's end was read */
    bool failed;           /* reading failed, see error */
    int error;             /* errno */
    unsigned char *block;  /* bytes read and not used yet: block[at..filled) */
    size_t at, filled;
    uint64_t taken;        /* bytes of the file used so far, the mark before them too */
    uint64_t lines;        /* line ends given so far */
    uint64_t bad;          /* how often U+FFFD was put */
    uint64_t bad_at;       /* offset of the first such byte */
    uint64_t bad_row;      /* and the line it stands in, from 1 */
};

/* Begins at byte `skip` of a file that can be sought in. False: no memory, or an encoding that iconv does not know,
 * which the C library does not tell apart. */
bool decode_open(struct decode *decode, int file, const char *encoding, uint64_t skip, struct refusal *refusal);

/* Gives up to `room` bytes of UTF-8 (room at least 64); 0: the end, or decode->failed. */
size_t decode_read(struct decode *decode, char *out, size_t room);

void decode_close(struct decode *decode);

#endif
