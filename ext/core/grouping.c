/*
 * Groups in a hash table, each with its state.
 *
 * As bytes:
 *     groups    0x47 'G', version and unit (0x10 + unit), how many (word), group..., checksum
 *     group     type (a byte, enum grouping_type); integer and real: a word, its bits; text and blob: length (word) and
 *               bytes; then the state: length (word) and bytes as fulfilment_blob.h has them, of the same unit
 *     checksum  4 bytes, little-endian, of all before
 * A word has 8 bytes, least significant first. Groups ascend, none is empty.
 */
#include "grouping.h"

#include <stdlib.h>
#include <string.h>

#include "fulfilment_blob.h"
#include "ranked.h"

enum { MARK = 0x47, VERSION = 0x10, WORD = 8, CHECKSUM = 4, HEADER = 2 + WORD, TABLE_FIRST = 256 };

struct group {
    uint64_t hash;
    struct grouping_key key; /* its bytes lie behind the group */
    struct fulfilment state;
};

/* --- values ----------------------------------------------------------------------------------------------------------- */

static bool has_bytes(enum grouping_type type)
{
    return type == GROUPING_TEXT || type == GROUPING_BLOB;
}

/* A real that is the value of an integer as that integer. */
static struct grouping_key key_plain(const struct grouping_key *key)
{
    struct grouping_key plain = *key;
    if (key->type == GROUPING_REAL && key->real >= -0x1p63 && key->real < 0x1p63 &&
        (double)(int64_t)key->real == key->real) {
        plain.type = GROUPING_INTEGER;
        plain.integer = (int64_t)key->real;
    }
    return plain;
}

static inline uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

/* Fewer than 8 bytes as a word, without a loop or call where it can be. */
static inline uint64_t short_word(const unsigned char *bytes, size_t size)
{
    uint32_t low, high;
    if (size >= 4) {
        memcpy(&low, bytes, 4);
        memcpy(&high, bytes + size - 4, 4);
        return (uint64_t)high << 32 | low;
    }
    if (size == 0)
        return 0;
    return (uint64_t)bytes[0] | (uint64_t)bytes[size / 2] << 8 | (uint64_t)bytes[size - 1] << 16;
}

/* Of text and blobs. */
static inline uint64_t bytes_hash(enum grouping_type type, const unsigned char *bytes, size_t size)
{
    uint64_t word, hash = (uint64_t)type + size * 8;
    for (; size >= 8; bytes += 8, size -= 8) {
        memcpy(&word, bytes, 8);
        hash = mix(hash, word);
    }
    return mix(hash, short_word(bytes, size));
}

/* Of a plain key. */
static inline uint64_t key_hash(const struct grouping_key *key)
{
    if (key->type == GROUPING_INTEGER)
        return mix((uint64_t)key->type, (uint64_t)key->integer);
    if (key->type == GROUPING_REAL)
        return mix((uint64_t)key->type, ranked_major(key->real));
    return bytes_hash(key->type, key->bytes, key->size);
}

/*
 * Text and blobs with the same hash, the first a group's. Under 8 bytes of one type and length need no look: short_word
 * holds them all, and mix maps it one to one.
 */
static inline bool bytes_same(const struct grouping_key *a, enum grouping_type type, const void *bytes, size_t size)
{
    return a->type == type && a->size == size && (size < 8 || memcmp(a->bytes, bytes, size) == 0);
}

/* Of two keys with the same hash, the first a group's. */
static inline bool key_same(const struct grouping_key *a, const struct grouping_key *plain)
{
    if (has_bytes(plain->type))
        return bytes_same(a, plain->type, plain->bytes, plain->size);
    struct grouping_key other = key_plain(a);
    if (other.type != plain->type)
        return false;
    return other.type == GROUPING_INTEGER ? other.integer == plain->integer
                                          : other.type == GROUPING_NULL || other.real == plain->real;
}

/* Where a type stands in the order of values: NULL, numbers, text, blobs. */
static int type_rank(enum grouping_type type)
{
    return type == GROUPING_REAL ? (int)GROUPING_INTEGER : (int)type;
}

static struct ranked_key number_rank(const struct grouping_key *key)
{
    if (key->type == GROUPING_INTEGER)
        return ranked_integer(key->integer);
    return (struct ranked_key){.major = ranked_major(key->real)};
}

static int key_compare(const struct grouping_key *a, const struct grouping_key *b)
{
    int rank = type_rank(a->type), other = type_rank(b->type);
    if (rank != other || a->type == GROUPING_NULL)
        return rank - other;
    if (has_bytes(a->type)) {
        size_t shared = a->size < b->size ? a->size : b->size;
        int order = shared > 0 ? memcmp(a->bytes, b->bytes, shared) : 0;
        return order ? order : (a->size > b->size) - (a->size < b->size);
    }
    struct ranked_key x = number_rank(a), y = number_rank(b);
    if (x.major != y.major)
        return x.major < y.major ? -1 : 1;
    return (x.minor > y.minor) - (x.minor < y.minor);
}

/* --- groups ----------------------------------------------------------------------------------------------------------- */

static void *allocate(const struct grouping *groups, void *block, size_t bytes)
{
    return groups->memory.resize(groups->memory.context, block, bytes);
}

struct grouping *grouping_create(enum fulfilment_unit unit, struct memory memory)
{
    struct grouping *groups = memory.resize(memory.context, NULL, sizeof *groups);
    if (groups)
        *groups = (struct grouping){.memory = memory, .unit = unit};
    return groups;
}

void grouping_free(struct grouping *groups)
{
    if (!groups)
        return;
    struct memory memory = groups->memory;
    for (size_t i = 0; i < groups->size; i++) {
        if (groups->table[i])
            fulfilment_free(&groups->table[i]->state);
        allocate(groups, groups->table[i], 0);
    }
    allocate(groups, groups->table, 0);
    memory.resize(memory.context, groups, 0);
}

enum fulfilment_unit grouping_unit(const struct grouping *groups)
{
    return groups->unit;
}

/* The place of a free entry for this hash. */
static struct group **place_free(struct group **table, size_t size, uint64_t hash)
{
    size_t at = (size_t)hash & (size - 1);
    while (table[at]) at = (at + 1) & (size - 1);
    return &table[at];
}

/* Doubles the table. */
static bool table_grow(struct grouping *groups)
{
    size_t size = groups->size ? 2 * groups->size : TABLE_FIRST;
    struct group **table = allocate(groups, NULL, size * sizeof *table);
    if (!table)
        return false;
    memset(table, 0, size * sizeof *table);
    for (size_t i = 0; i < groups->size; i++) {
        if (groups->table[i])
            *place_free(table, size, groups->table[i]->hash) = groups->table[i];
    }
    allocate(groups, groups->table, 0);
    groups->table = table;
    groups->size = size;
    return true;
}

static struct group *group_make(struct grouping *groups, const struct grouping_key *key, uint64_t hash)
{
    size_t bytes = has_bytes(key->type) ? key->size : 0;
    if (4 * (groups->used + 1) > groups->size && !table_grow(groups))
        return NULL;
    struct group *group = allocate(groups, NULL, sizeof *group + bytes);
    if (!group)
        return NULL;
    *group = (struct group){.hash = hash, .key = *key};
    group->key.bytes = group + 1;
    group->key.real = key->real + 0.0; /* -0.0 is 0.0 */
    if (bytes > 0)
        memcpy(group + 1, key->bytes, bytes);
    fulfilment_init(&group->state, groups->unit, groups->memory);
    *place_free(groups->table, groups->size, hash) = group;
    groups->used++;
    return group;
}

/* The state of a text's group, past `recent`. */
static struct fulfilment *text_find(struct grouping *groups, const void *text, size_t size)
{
    uint64_t hash = bytes_hash(GROUPING_TEXT, text, size);
    struct group *group;
    for (size_t at = (size_t)hash; groups->size > 0; at++) {
        group = groups->table[at & (groups->size - 1)];
        if (!group)
            break;
        if (group->hash == hash && bytes_same(&group->key, GROUPING_TEXT, text, size))
            return &group->state;
    }
    group = group_make(groups, &(struct grouping_key){.type = GROUPING_TEXT, .bytes = text, .size = size}, hash);
    return group ? &group->state : NULL;
}

struct fulfilment *grouping_text_state(struct grouping *groups, const void *text, size_t size)
{
    uint64_t first, last;
    if (size - 1 >= GROUPING_RECENT_BYTES)
        return text_find(groups, text, size);
    grouping_text_words(text, size, &first, &last);
    struct grouping_recent *recent = &groups->recent[grouping_recent_place(first, last)];
    struct grouping_recent *neighbour = &groups->recent[grouping_recent_place(first, last) ^ 1];
    if (grouping_recent_is(recent, first, last, size))
        return recent->state;
    if (grouping_recent_is(neighbour, first, last, size))
        return neighbour->state;
    struct fulfilment *state = text_find(groups, text, size);
    if (state) {
        *neighbour = *recent;
        *recent = (struct grouping_recent){first, last, size, state};
    }
    return state;
}

struct fulfilment *grouping_state(struct grouping *groups, const struct grouping_key *key)
{
    struct grouping_key plain = key->type == GROUPING_REAL ? key_plain(key) : *key;
    uint64_t hash = key_hash(&plain);
    struct group *group = NULL;
    for (size_t at = (size_t)hash; groups->size > 0; at++) {
        group = groups->table[at & (groups->size - 1)];
        if (!group || (group->hash == hash && key_same(&group->key, &plain)))
            break;
    }
    if (!group) {
        group = group_make(groups, key, hash);
        return group ? &group->state : NULL;
    }
    if (group->key.type == GROUPING_REAL && key->type == GROUPING_INTEGER)
        group->key = *key;
    return &group->state;
}

/* --- bytes ------------------------------------------------------------------------------------------------------------ */

static unsigned char *put_word(unsigned char *out, uint64_t word)
{
    for (int i = 0; i < WORD; i++) *out++ = (unsigned char)(word >> 8 * i);
    return out;
}

static uint64_t get_word(const unsigned char *at)
{
    uint64_t word = 0;
    for (int i = WORD - 1; i >= 0; i--) word = word << 8 | at[i];
    return word;
}

static uint64_t real_bits(double real)
{
    uint64_t bits;
    memcpy(&bits, &real, sizeof bits);
    return bits;
}

static unsigned char *put_bytes(unsigned char *out, const void *bytes, size_t size)
{
    out = put_word(out, size);
    if (size > 0)
        memcpy(out, bytes, size);
    return out + size;
}

static unsigned char *put_key(unsigned char *out, const struct grouping_key *key)
{
    *out++ = (unsigned char)key->type;
    if (key->type == GROUPING_INTEGER)
        return put_word(out, (uint64_t)key->integer);
    if (key->type == GROUPING_REAL)
        return put_word(out, real_bits(key->real));
    return has_bytes(key->type) ? put_bytes(out, key->bytes, key->size) : out;
}

static int group_compare(const void *a, const void *b)
{
    return key_compare(&(*(struct group *const *)a)->key, &(*(struct group *const *)b)->key);
}

/* The groups in order, in an array of `used`, to be freed; NULL when out of memory. */
static struct group **groups_sorted(struct grouping *groups)
{
    size_t count = 0;
    struct group **sorted = allocate(groups, NULL, (groups->used + 1) * sizeof *sorted);
    if (!sorted)
        return NULL;
    for (size_t i = 0; i < groups->size; i++) {
        if (groups->table[i])
            sorted[count++] = groups->table[i];
    }
    qsort(sorted, count, sizeof *sorted, group_compare);
    return sorted;
}

/* The bytes of one state, which belong to the state, and how many the whole group takes. */
static enum fulfilment_code group_encode(struct group *group, const unsigned char **bytes, size_t *size, size_t *all)
{
    enum fulfilment_code code = fulfilment_encode(&group->state, bytes, size);
    *all = 1 + WORD + (has_bytes(group->key.type) ? group->key.size : 0) + WORD + *size;
    return code;
}

enum fulfilment_code grouping_encode(struct grouping *groups, unsigned char **bytes, size_t *size)
{
    const unsigned char *state;
    size_t room = HEADER + CHECKSUM, state_size, all;
    enum fulfilment_code code = FULFILMENT_OK;
    struct group **sorted = groups_sorted(groups);
    if (!sorted)
        return FULFILMENT_NOMEM;
    for (size_t i = 0; i < groups->used && code == FULFILMENT_OK; i++) {
        code = group_encode(sorted[i], &state, &state_size, &all);
        room += all;
    }
    unsigned char *start = code == FULFILMENT_OK ? allocate(groups, NULL, room) : NULL, *out = start;
    if (start) {
        *out++ = MARK;
        *out++ = (unsigned char)(VERSION + groups->unit);
        out = put_word(out, groups->used);
    }
    for (size_t i = 0; i < groups->used && out; i++) {
        code = group_encode(sorted[i], &state, &state_size, &all);
        out = code == FULFILMENT_OK ? put_bytes(put_key(out, &sorted[i]->key), state, state_size) : NULL;
    }
    allocate(groups, sorted, 0);
    if (!out) {
        allocate(groups, start, 0);
        return FULFILMENT_NOMEM;
    }
    uint32_t sum = fulfilment_checksum(start, (size_t)(out - start));
    for (int i = 0; i < CHECKSUM; i++) *out++ = (unsigned char)(sum >> 8 * i);
    *bytes = start;
    *size = (size_t)(out - start);
    return FULFILMENT_OK;
}

/* --- reading ---------------------------------------------------------------------------------------------------------- */

/* A length and so many bytes; false if they do not end within those read. */
static bool get_bytes(struct grouping_reader *reader, const unsigned char **bytes, size_t *size)
{
    if (reader->end - reader->at < WORD)
        return false;
    uint64_t length = get_word(reader->at);
    if (length > (uint64_t)(reader->end - reader->at - WORD))
        return false;
    *bytes = reader->at + WORD;
    *size = (size_t)length;
    reader->at += WORD + *size;
    return true;
}

static bool get_key(struct grouping_reader *reader)
{
    struct grouping_key *key = &reader->key;
    const unsigned char *bytes = NULL;
    if (reader->at == reader->end || *reader->at > GROUPING_BLOB)
        return false;
    *key = (struct grouping_key){.type = (enum grouping_type) * reader->at++};
    if (key->type == GROUPING_NULL)
        return true;
    if (has_bytes(key->type)) {
        bool good = get_bytes(reader, &bytes, &key->size);
        key->bytes = bytes;
        return good;
    }
    if (reader->end - reader->at < WORD)
        return false;
    uint64_t word = get_word(reader->at);
    reader->at += WORD;
    key->integer = key->type == GROUPING_INTEGER ? (int64_t)word : 0;
    if (key->type == GROUPING_REAL)
        memcpy(&key->real, &word, sizeof word);
    return key->real == key->real;
}

/* Reads the next group; false if it is not one. */
static bool group_read(struct grouping_reader *reader)
{
    reader->left--;
    return get_key(reader) && get_bytes(reader, &reader->state, &reader->state_size);
}

bool grouping_reader_next(struct grouping_reader *reader)
{
    return reader->left > 0 && group_read(reader);
}

/* Whether the state just read is one, of the groups' unit, and has cases. */
static bool state_good(const struct grouping_reader *reader)
{
    struct fulfilment_reader state;
    if (fulfilment_check(reader->state, reader->state_size) != FULFILMENT_OK)
        return false;
    return fulfilment_reader_open(&state, reader->state, reader->state_size) == FULFILMENT_OK &&
           state.unit == reader->unit;
}

/* Reads all groups of a copy of the reader through. */
static bool groups_good(struct grouping_reader reader)
{
    struct grouping_key before = {.type = GROUPING_NULL};
    for (bool first = true; reader.left > 0; first = false) {
        if (!group_read(&reader) || !state_good(&reader) || (!first && key_compare(&before, &reader.key) >= 0))
            return false;
        before = reader.key;
    }
    return reader.at == reader.end;
}

enum fulfilment_code grouping_reader_open(struct grouping_reader *reader, const void *bytes, size_t size)
{
    const unsigned char *start = bytes;
    *reader = (struct grouping_reader){.left = 0};
    if (size < HEADER + CHECKSUM || start[0] != MARK || start[1] < VERSION || start[1] >= VERSION + FULFILMENT_UNITS)
        return FULFILMENT_DAMAGED;
    reader->unit = (enum fulfilment_unit)(start[1] - VERSION);
    reader->left = get_word(start + 2);
    reader->at = start + HEADER;
    reader->end = start + size - CHECKSUM;
    uint32_t sum = fulfilment_checksum(start, size - CHECKSUM), want = 0;
    for (int i = CHECKSUM - 1; i >= 0; i--) want = want << 8 | reader->end[i];
    return sum == want && groups_good(*reader) ? FULFILMENT_OK : FULFILMENT_DAMAGED;
}
