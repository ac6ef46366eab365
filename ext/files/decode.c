/* A file's bytes as UTF-8: see decode.h. */
#include "decode.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/utf8.h"

bool decode_open(struct decode *decode, int file, const char *encoding, uint64_t skip, struct refusal *refusal)
{
    *decode = (struct decode){.file = file, .wide = strncmp(encoding, "UTF-16", 6) == 0,
                              .loose = strcmp(encoding, "UTF-8") == 0, .taken = skip};
    decode->iconv = iconv_open("UTF-8", encoding);
    if (decode->iconv == (iconv_t)-1) {
        refusal_set(refusal, "out of memory, or this machine's iconv does not know the encoding %s", encoding);
        refusal->lack = REFUSAL_MEMORY;
        return false;
    }
    decode->block = malloc(DECODE_BLOCK);
    if (decode->block && lseek(file, (off_t)skip, SEEK_SET) >= 0)
        return true;
    bool starved = decode->block == NULL;
    decode_close(decode);
    return starved ? refusal_memory(refusal) : refusal_set(refusal, "it cannot be sought in");
}

/* Moves what is left to the front and reads more behind it. */
static void block_fill(struct decode *decode)
{
    size_t left = decode->filled - decode->at;
    memmove(decode->block, decode->block + decode->at, left);
    decode->at = 0;
    decode->filled = left;
    while (decode->filled < DECODE_BLOCK && !decode->ended) {
        ssize_t got = read(decode->file, decode->block + decode->filled, DECODE_BLOCK - decode->filled);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            decode->failed = true;
            decode->error = errno;
        }
        if (got <= 0)
            decode->ended = true;
        else
            decode->filled += (size_t)got;
    }
}

/* Notes that something is wrong at a byte of the file, `lines` line ends after those that were given before. */
static void bad_note(struct decode *decode, uint64_t at, uint64_t lines)
{
    if (decode->bad++ > 0)
        return;
    decode->bad_at = at;
    decode->bad_row = decode->lines + lines + 1;
}

static uint64_t line_count(const char *text, size_t bytes)
{
    uint64_t lines = 0;
    for (const char *end; (end = memchr(text, '\n', bytes)) != NULL; lines++) {
        bytes -= (size_t)(end + 1 - text);
        text = end + 1;
    }
    return lines;
}

/* Puts U+FFFD for the byte, or the two bytes, that cannot be decoded. */
static void bad_skip(struct decode *decode, char *from, char **to, size_t *room)
{
    size_t left = decode->filled - decode->at, skip = decode->wide && left >= 2 ? 2 : 1;
    bad_note(decode, decode->taken, line_count(from, (size_t)(*to - from)));
    memcpy(*to, "\xEF\xBF\xBD", 3);
    *to += 3;
    *room -= 3;
    decode->at += skip;
    decode->taken += skip;
    iconv(decode->iconv, NULL, NULL, NULL, NULL);
}

/* Replaces each NUL in text[0..bytes), which has room for two more bytes each; gives the new length. */
static size_t nul_replace(struct decode *decode, char *text, size_t bytes)
{
    char *nul = memchr(text, '\0', bytes);
    if (!nul)
        return bytes;
    size_t nuls = 0, left = (size_t)(nul - text);
    bad_note(decode, decode->taken, line_count(text, left));
    for (size_t i = left; i < bytes; i++) nuls += text[i] == '\0';
    size_t to = bytes + 2 * nuls;
    for (size_t from = bytes; from-- > left;) {
        to -= text[from] ? 1 : 3;
        if (text[from])
            text[to] = text[from];
        else
            memcpy(text + to, "\xEF\xBF\xBD", 3);
    }
    return bytes + 2 * nuls;
}

/* glibc takes for UTF-8 what lies beyond U+10FFFF, in four to six bytes; puts U+FFFD there. Gives the new length. */
static size_t beyond_replace(struct decode *decode, char *text, size_t bytes)
{
    size_t to = 0;
    for (size_t from = 0; from < bytes;) {
        uint32_t code = 0;
        if ((unsigned char)text[from] < 0xF4) {
            text[to++] = text[from++];
            continue;
        }
        size_t taken = utf8_next((unsigned char *)text + from, bytes - from, &code);
        if (code == UTF8_BAD) {
            bad_note(decode, decode->taken - (bytes - from), line_count(text, to));
            memcpy(text + to, "\xEF\xBF\xBD", 3);
            to += 3;
        } else {
            memmove(text + to, text + from, taken);
            to += taken;
        }
        from += taken;
    }
    return to;
}

size_t decode_read(struct decode *decode, char *out, size_t room)
{
    size_t left = room / 3; /* a NUL grows to three bytes */
    char *to = out;
    if (decode->failed)
        return 0;
    while (left >= 8) {
        if (decode->filled - decode->at < 8 && !decode->ended)
            block_fill(decode);
        if (decode->at == decode->filled)
            break;
        char *from = (char *)decode->block + decode->at;
        size_t bytes = decode->filled - decode->at, before = bytes;
        size_t result = iconv(decode->iconv, &from, &bytes, &to, &left);
        decode->at += before - bytes;
        decode->taken += before - bytes;
        if (result != (size_t)-1)
            continue;
        if (errno == E2BIG)
            break;
        if (errno == EINVAL && !decode->ended)
            block_fill(decode);
        else
            bad_skip(decode, out, &to, &left);
    }
    if (decode->failed)
        return 0;
    size_t made = (size_t)(to - out);
    if (decode->loose)
        made = beyond_replace(decode, out, made);
    made = nul_replace(decode, out, made);
    decode->lines += line_count(out, made);
    return made;
}

void decode_close(struct decode *decode)
{
    if (decode->iconv != (iconv_t)-1)
        iconv_close(decode->iconv);
    decode->iconv = (iconv_t)-1;
    free(decode->block);
    decode->block = NULL;
}
