/* What a file is: see survey.h. */
#include "survey.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "decode.h"

/* What is told of the bytes while they are digested. */
struct bytes_seen {
    unsigned char head[8];
    size_t heads;
    bool nul;
    uint64_t nul_at;
};

static bool kind_refuse(mode_t mode, struct refusal *refusal)
{
    const char *what = S_ISDIR(mode) ? "a folder" : S_ISFIFO(mode) ? "a pipe" : S_ISSOCK(mode) ? "a socket" : "a device";
    return refusal_set(refusal, "it is %s, not a file", what);
}

/* Opens without waiting, as the open of a pipe would, and looks what it is. */
static bool file_open(struct survey *survey, const char *path, struct refusal *refusal)
{
    struct stat stat;
    survey->file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (survey->file < 0)
        return refusal_set(refusal, "it cannot be opened: %s", strerror(errno));
    if (fstat(survey->file, &stat) != 0)
        return refusal_set(refusal, "it cannot be looked at: %s", strerror(errno));
    if (!S_ISREG(stat.st_mode))
        return kind_refuse(stat.st_mode, refusal);
    survey->bytes = (uint64_t)stat.st_size;
    survey->changed_s = stat.st_mtim.tv_sec;
    survey->changed_ns = stat.st_mtim.tv_nsec;
    return stat.st_size > 0 || refusal_set(refusal, "it is empty");
}

static void digest_hex(struct sha256 *sum, char hex[SHA256_HEX + 1])
{
    uint8_t digest[SHA256_BYTES];
    sha256_final(sum, digest);
    sha256_hex(digest, hex);
}

static bool file_digest(struct survey *survey, const char *kind, struct bytes_seen *seen, struct refusal *refusal)
{
    unsigned char *block = malloc(DECODE_BLOCK);
    struct sha256 plain, named;
    uint64_t at = 0;
    ssize_t got;
    if (!block)
        return refusal_memory(refusal);
    sha256_init(&plain);
    sha256_init(&named);
    sha256_add(&named, kind, strlen(kind));
    sha256_add(&named, "\n", 1);
    while ((got = read(survey->file, block, DECODE_BLOCK)) > 0 || (got < 0 && errno == EINTR)) {
        size_t bytes = got > 0 ? (size_t)got : 0;
        const unsigned char *nul = seen->nul ? NULL : memchr(block, '\0', bytes);
        if (at == 0 && bytes > 0)
            memcpy(seen->head, block, seen->heads = bytes < sizeof seen->head ? bytes : sizeof seen->head);
        if (nul) {
            seen->nul = true;
            seen->nul_at = at + (uint64_t)(nul - block);
        }
        sha256_add(&plain, block, bytes);
        sha256_add(&named, block, bytes);
        at += bytes;
    }
    free(block);
    digest_hex(&plain, survey->digest);
    digest_hex(&named, survey->identity);
    if (got < 0)
        return refusal_set(refusal, "reading failed: %s", strerror(errno));
    return at == survey->bytes || refusal_set(refusal, "it was changed while it was read");
}

/* Whether the bytes seen begin with these. */
static bool begins(const struct bytes_seen *seen, const char *with, size_t bytes)
{
    return seen->heads >= bytes && memcmp(seen->head, with, bytes) == 0;
}

/* Decodes everything; *at and *row say where it is none of the encoding first. */
static bool encoding_holds(struct survey *survey, const char *encoding, uint64_t *at, uint64_t *row,
                           struct refusal *refusal)
{
    struct decode decode;
    char *text = malloc(3 * DECODE_BLOCK);
    bool holds = false;
    if (!text)
        return refusal_memory(refusal);
    if (decode_open(&decode, survey->file, encoding, survey->mark, refusal)) {
        while (decode.bad == 0 && decode_read(&decode, text, 3 * DECODE_BLOCK) > 0) {}
        if (decode.failed)
            refusal_set(refusal, "reading failed: %s", strerror(decode.error));
        holds = decode.bad == 0 && !decode.failed;
        *at = decode.bad_at;
        *row = decode.bad_row;
        decode_close(&decode);
    }
    free(text);
    return holds;
}

static bool encoding_guess(struct survey *survey, const struct bytes_seen *seen, struct refusal *refusal)
{
    uint64_t at = 0, row = 0, other_at = 0, other_row = 0;
    if (seen->nul)
        return refusal_set(refusal, "byte %llu is a NUL: it is no text, or UTF-16 without a mark; then say which: {\"encoding\":\"UTF-16LE\"}",
                           (unsigned long long)seen->nul_at + 1);
    if (encoding_holds(survey, survey->encoding = "UTF-8", &at, &row, refusal) ||
        encoding_holds(survey, survey->encoding = "GB18030", &other_at, &other_row, refusal))
        return !refusal->text[0];
    return refusal_set(refusal, "it is neither UTF-8 (byte %llu in row %llu is not) nor GB18030 (byte %llu in row %llu is not); "
                       "with {\"encoding\":\"UTF-8\"} or {\"encoding\":\"GB18030\"} only the rows at fault are left out",
                       (unsigned long long)at + 1, (unsigned long long)row, (unsigned long long)other_at + 1,
                       (unsigned long long)other_row);
}

static bool encoding_find(struct survey *survey, const struct bytes_seen *seen, const char *said, struct refusal *refusal)
{
    static const struct { const char *name, *bytes; size_t count; } mark[] = {
        {"UTF-8", "\xEF\xBB\xBF", 3}, {"UTF-16LE", "\xFF\xFE", 2}, {"UTF-16BE", "\xFE\xFF", 2}, {"GB18030", "\x84\x31\x95\x33", 4}};
    for (size_t i = 0; i < sizeof mark / sizeof mark[0]; i++) {
        if (!begins(seen, mark[i].bytes, mark[i].count) || (said && strcmp(said, mark[i].name) != 0))
            continue;
        survey->encoding = mark[i].name;
        survey->mark = mark[i].count;
        return survey->bytes > survey->mark || refusal_set(refusal, "it is empty but for its byte order mark");
    }
    survey->encoding = said;
    return said || encoding_guess(survey, seen, refusal);
}

bool survey_open(struct survey *survey, const char *path, const char *kind, const char *encoding,
                 struct refusal *refusal)
{
    struct bytes_seen seen = {.heads = 0};
    *survey = (struct survey){.file = -1};
    if (!file_open(survey, path, refusal) || !file_digest(survey, kind, &seen, refusal))
        return false;
    if (begins(&seen, "\xD0\xCF\x11\xE0", 4))
        return refusal_set(refusal, "it is an old (.xls) or an encrypted workbook: save it as .xlsx without a password");
    if (begins(&seen, "%PDF", 4))
        return refusal_set(refusal, "it is a PDF, not a table: ask for the workbook or CSV that it was made of");
    survey->workbook = begins(&seen, "PK\3\4", 4) || begins(&seen, "PK\5\6", 4);
    if (survey->workbook)
        return true;
    return encoding_find(survey, &seen, encoding, refusal);
}

bool survey_same(const struct survey *survey)
{
    struct stat stat;
    return fstat(survey->file, &stat) == 0 && (uint64_t)stat.st_size == survey->bytes &&
           stat.st_mtim.tv_sec == survey->changed_s && stat.st_mtim.tv_nsec == survey->changed_ns;
}

void survey_close(struct survey *survey)
{
    if (survey->file >= 0)
        close(survey->file);
    survey->file = -1;
}
