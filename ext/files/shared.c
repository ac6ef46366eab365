/* Shared strings: see shared.h. */
#include "shared.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PENDING = 1 << 16 };

/* A file without a name, in TMPDIR or /tmp. */
static int temporary_file(void)
{
    const char *folder = getenv("TMPDIR");
    char path[512];
    if (!folder || !folder[0] || strlen(folder) > sizeof path - 32)
        folder = "/tmp";
    int file = open(folder, O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);
    if (file >= 0)
        return file;
    strcpy(path, folder);
    strcat(path, "/fulfil-XXXXXX");
    file = mkostemp(path, O_CLOEXEC);
    if (file >= 0)
        unlink(path);
    return file;
}

static enum shared_code pending_write(struct shared *shared)
{
    for (size_t at = 0; at < shared->pended;) {
        ssize_t wrote = write(shared->file, shared->pending + at, shared->pended - at);
        if (wrote < 0 && errno != EINTR)
            return SHARED_NO_FILE;
        at += wrote > 0 ? (size_t)wrote : 0;
    }
    shared->pended = 0;
    return SHARED_OK;
}

/* Puts text behind what the file has. */
static enum shared_code file_add(struct shared *shared, const char *text, size_t bytes)
{
    if (shared->file == 0) {
        if (!(shared->pending = malloc(PENDING)))
            return SHARED_NO_MEMORY;
        if ((shared->file = temporary_file()) <= 0) {
            shared->file = 0;
            return SHARED_NO_FILE;
        }
    }
    while (bytes > 0) {
        size_t part = PENDING - shared->pended < bytes ? PENDING - shared->pended : bytes;
        memcpy(shared->pending + shared->pended, text, part);
        shared->pended += part;
        text += part;
        bytes -= part;
        if (shared->pended == PENDING && pending_write(shared) != SHARED_OK)
            return SHARED_NO_FILE;
    }
    return SHARED_OK;
}

static bool grow(void **block, size_t *room, size_t needed, size_t unit, size_t most)
{
    size_t wanted = *room ? *room : 1024;
    if (needed <= *room)
        return true;
    while (wanted < needed) wanted += wanted / 2;
    if (wanted > most && needed <= most)
        wanted = most;
    void *grown = realloc(*block, wanted * unit);
    if (!grown)
        return false;
    *block = grown;
    *room = wanted;
    return true;
}

enum shared_code shared_add(struct shared *shared, const char *text, size_t bytes)
{
    enum shared_code code = SHARED_OK;
    if (shared->count == SHARED_MOST)
        return SHARED_MANY;
    if (!grow((void **)&shared->end, &shared->room, shared->count + 1, sizeof *shared->end, SHARED_MOST))
        return SHARED_NO_MEMORY;
    if (shared->file == 0 && shared->filled + bytes <= SHARED_MEMORY) {
        if (!grow((void **)&shared->text, &shared->text_room, shared->filled + bytes, 1, SHARED_MEMORY))
            return SHARED_NO_MEMORY;
        if (bytes > 0)
            memcpy(shared->text + shared->filled, text, bytes);
        shared->filled += bytes;
    } else {
        code = file_add(shared, text, bytes);
    }
    shared->bytes += bytes;
    shared->end[shared->count++] = shared->bytes;
    return code;
}

enum shared_code shared_end(struct shared *shared)
{
    return shared->pended ? pending_write(shared) : SHARED_OK;
}

enum shared_code shared_get(struct shared *shared, uint64_t number, const char **text, size_t *bytes)
{
    if (number >= shared->count)
        return SHARED_NONE;
    uint64_t begin = number ? shared->end[number - 1] : 0;
    *bytes = (size_t)(shared->end[number] - begin);
    if (begin + *bytes <= shared->filled) {
        *text = shared->text ? shared->text + begin : "";
        return SHARED_OK;
    }
    if (!grow((void **)&shared->found, &shared->found_room, *bytes + 1, 1, SIZE_MAX))
        return SHARED_NO_MEMORY;
    *text = shared->found;
    off_t at = (off_t)(begin - shared->filled);
    return pread(shared->file, shared->found, *bytes, at) == (ssize_t)*bytes ? SHARED_OK : SHARED_NO_FILE;
}

void shared_free(struct shared *shared)
{
    if (shared->file > 0)
        close(shared->file);
    free(shared->end);
    free(shared->text);
    free(shared->pending);
    free(shared->found);
    *shared = (struct shared){0};
}
