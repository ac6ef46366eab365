/* A zip archive with limits: see archive.h. */
#include "archive.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

static const char document_type[] = "<!DOCTYPE";

struct archive {
    zip_t *zip;
    zip_file_t *part;
    char name[256];
    uint64_t packed, stated, read;
    size_t matched; /* characters of <!DOCTYPE that the bytes just read end with */
    struct refusal *refusal;
};

/*
 * The number of parts that the archive's end record states, so that libzip is not made to list millions: the record is
 * the last one within 22 bytes and a comment of at most 65,535. -1: there is none, the file was cut off, or no memory.
 */
static long parts_stated(const struct survey *survey)
{
    enum { RECORD = 22, COMMENT_MOST = 65535 };
    uint64_t tail = survey->bytes < RECORD + COMMENT_MOST ? survey->bytes : RECORD + COMMENT_MOST;
    unsigned char *bytes = malloc((size_t)tail);
    long parts = -1;
    if (bytes && pread(survey->file, bytes, (size_t)tail, (off_t)(survey->bytes - tail)) == (ssize_t)tail) {
        for (uint64_t at = tail < RECORD ? 0 : tail - RECORD + 1; at-- > 0;) {
            if (memcmp(bytes + at, "PK\5\6", 4) == 0) {
                parts = bytes[at + 10] | bytes[at + 11] << 8;
                break;
            }
        }
    }
    free(bytes);
    return parts;
}

/* What all parts come to by the sizes stated. */
static bool sizes_hold(zip_t *zip, struct refusal *refusal)
{
    uint64_t all = 0;
    for (zip_int64_t i = 0, count = zip_get_num_entries(zip, 0); i < count; i++) {
        zip_stat_t stat;
        refusal_begin();
        if (zip_stat_index(zip, (zip_uint64_t)i, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE))
            return !refusal_starved(refusal) && refusal_set(refusal, "the archive is damaged");
        if (stat.size > ARCHIVE_ALL_MOST - all)
            return refusal_set(refusal, "unpacked it would be longer than %d GB", (int)(ARCHIVE_ALL_MOST >> 30));
        all += stat.size;
    }
    return true;
}

struct archive *archive_open(const struct survey *survey, struct refusal *refusal)
{
    struct archive *archive = calloc(1, sizeof *archive);
    int error = 0, file;
    refusal_begin();
    long parts = parts_stated(survey);
    if (!archive) {
        refusal_memory(refusal);
        return NULL;
    }
    archive->refusal = refusal;
    if (parts < 0) {
        refusal_starved(refusal);
        refusal_set(refusal, "the workbook has no end: it was cut off");
    } else if (parts > ARCHIVE_PARTS_MOST) {
        refusal_set(refusal, "the archive has more than %d parts", ARCHIVE_PARTS_MOST);
    } else if ((file = dup(survey->file)) < 0 || lseek(file, 0, SEEK_SET) < 0) {
        refusal_set(refusal, "%s", strerror(errno));
    } else if (!(archive->zip = zip_fdopen(file, ZIP_RDONLY, &error))) {
        refusal_starved(refusal);
        close(file);
        if (error == ZIP_ER_MEMORY)
            refusal_memory(refusal);
        refusal_set(refusal, "the workbook is damaged or was cut off");
    } else if (zip_get_num_entries(archive->zip, 0) > ARCHIVE_PARTS_MOST) {
        refusal_set(refusal, "the archive has more than %d parts", ARCHIVE_PARTS_MOST);
    } else if (sizes_hold(archive->zip, refusal)) {
        return archive;
    }
    archive_close(archive);
    return NULL;
}

void archive_close(struct archive *archive)
{
    if (!archive)
        return;
    archive_part_close(archive);
    if (archive->zip)
        zip_discard(archive->zip);
    free(archive);
}

bool archive_has(struct archive *archive, const char *part)
{
    refusal_begin();
    bool has = zip_name_locate(archive->zip, part, 0) >= 0;
    return !refusal_starved(archive->refusal) && has;
}

bool archive_part(struct archive *archive, const char *part, struct refusal *refusal)
{
    zip_stat_t stat;
    archive_part_close(archive);
    archive->refusal = refusal;
    archive->read = 0;
    archive->matched = 0;
    refusal_begin();
    if (strlen(part) >= sizeof archive->name || zip_stat(archive->zip, part, 0, &stat) != 0)
        return !refusal_starved(refusal) && refusal_set(refusal, "it is no workbook: the archive has no part %.100s", part);
    strcpy(archive->name, part);
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
        return refusal_set(refusal, "it is encrypted: save it without a password");
    archive->stated = stat.size;
    archive->packed = stat.comp_size;
    if (stat.size > ARCHIVE_PART_MOST)
        return refusal_set(refusal, "part %s would be longer than %d GB", part, (int)(ARCHIVE_PART_MOST >> 30));
    if (stat.size > ARCHIVE_RATIO_FROM && stat.size / ARCHIVE_RATIO_MOST > stat.comp_size)
        return refusal_set(refusal, "part %s would be more than %d times as long as it is packed: it is not read", part,
                           ARCHIVE_RATIO_MOST);
    archive->part = zip_fopen(archive->zip, part, 0);
    return archive->part || (!refusal_starved(refusal) && refusal_set(refusal, "part %s cannot be read: %s", part, zip_strerror(archive->zip)));
}

/* Whether a document type begins in the bytes; NULs are passed over, so that UTF-16 hides nothing. */
static bool document_type_in(struct archive *archive, const char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (archive->matched == 0) {
            const char *next = memchr(bytes + i, '<', count - i);
            if (!next)
                return false;
            i = (size_t)(next - bytes);
            archive->matched = 1;
        } else if (bytes[i] == document_type[archive->matched]) {
            archive->matched++;
        } else if (bytes[i] != '\0') {
            archive->matched = bytes[i] == '<';
        }
        if (archive->matched == sizeof document_type - 1)
            return true;
    }
    return false;
}

int archive_read(struct archive *archive, char *out, int room)
{
    zip_int64_t got = zip_fread(archive->part, out, (zip_uint64_t)room);
    if (got < 0) {
        refusal_starved(archive->refusal);
        refusal_set(archive->refusal, "part %s is damaged or was cut off", archive->name);
        return -1;
    }
    archive->read += (uint64_t)got;
    if (archive->read > archive->stated) {
        refusal_set(archive->refusal, "part %s is longer than the archive says", archive->name);
        return -1;
    }
    if (document_type_in(archive, out, (size_t)got)) {
        refusal_set(archive->refusal, "part %s has a document type, which no workbook has: it is not read", archive->name);
        return -1;
    }
    return (int)got;
}

double archive_share(const struct archive *archive)
{
    return archive->stated ? (double)archive->read / (double)archive->stated : 1;
}

void archive_part_close(struct archive *archive)
{
    if (archive->part)
        zip_fclose(archive->part);
    archive->part = NULL;
}
