/*
 * A state as bytes: canonical, under a byte and a half a duration for many cases and about a byte a case for few.
 *
 *     state     0x46 'F', version and unit (0x10 + unit), totals, block..., checksum
 *     totals    open, solved, withdrawn, each a varint
 *     block     varint: blocks without cases since the last; then a sparse or a dense block of 64 durations
 *     sparse    n - 1 in 0..63, then n items in ascending order: a byte of place (low 6 bits) and kind (high 2 bits).
 *               Kind 0, 1, 2: one open, solved, withdrawn case. Kind 3: three varints follow, open, solved, withdrawn
 *     dense     0x40 + first place, last place, three bytes of width (0..54 bits); then for each place from the first to
 *               the last its open, solved and withdrawn count in so many bits, least significant bit first, filled up
 *               with zeros to a byte
 *     checksum  4 bytes, little-endian, of all before
 *
 * A varint has 7 bits a byte, least significant first, the high bit set on all but the last byte, and no needless
 * byte. Of the two kinds of block the shorter is written, of equal ones the sparse. So equal cases give equal bytes.
 * The reader takes nothing on trust: every length, place and sum is checked, whatever the checksum says.
 */
#include "fulfilment_blob.h"

#include <string.h>

#include "fulfilment_page.h"

enum {
    MARK = 0x46,
    VERSION = 0x10,
    VARINT_BYTES = 8, /* 2^53 has 54 bits */
    CHECKSUM_BYTES = 4,
    HEADER_BYTES = 2 + FULFILMENT_OUTCOMES * VARINT_BYTES,
    BLOCK_BYTES = VARINT_BYTES + FULFILMENT_BLOCK_BYTES,
    ITEM_KIND_MANY = 3,
    PAGE_USUAL = 32, /* bytes within which most pages lie */
    PAGES_FROM = 3,  /* writings of a state after which the next one pays for pages */
    DENSE_STEP = 16, /* places that a reader gives at a time */
};

/* --- parts ---------------------------------------------------------------------------------------------------------- */

/* `count` bytes, at most 8, least significant first. */
static inline uint64_t load_word(const unsigned char *bytes, size_t count)
{
    uint64_t word = 0;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (count >= 8) {
        memcpy(&word, bytes, 8);
        return word;
    }
#endif
    for (size_t i = count < 8 ? count : 8; i-- > 0;) word = word << 8 | bytes[i];
    return word;
}

static inline void store_word(unsigned char bytes[8], uint64_t word)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    memcpy(bytes, &word, 8);
#else
    for (int i = 0; i < 8; i++) bytes[i] = (unsigned char)(word >> 8 * i);
#endif
}

/* Each step maps both the sum and the word one to one, so that a change within one word is never lost in the sum. */
uint32_t fulfilment_checksum(const unsigned char *bytes, size_t size)
{
    uint64_t sum = UINT64_C(0x66756c66696c) ^ size;
    for (; size > 0; bytes += 8) {
        sum = (sum ^ load_word(bytes, size)) * UINT64_C(0x9E3779B97F4A7C15);
        sum ^= sum >> 29;
        size -= size < 8 ? size : 8;
    }
    return (uint32_t)(sum >> 32);
}

static unsigned char *put_varint(unsigned char *out, uint64_t value)
{
    while (value >= 0x80) {
        *out++ = (unsigned char)(value | 0x80);
        value >>= 7;
    }
    *out++ = (unsigned char)value;
    return out;
}

/* False unless a varint of at most 2^53 ends before `end`. */
static inline bool get_varint(const unsigned char **at, const unsigned char *end, int64_t *value)
{
    uint64_t sum = 0;
    for (int shift = 0; *at < end && shift < 7 * VARINT_BYTES; shift += 7) {
        unsigned char byte = *(*at)++;
        sum |= (uint64_t)(byte & 0x7F) << shift;
        if (byte & 0x80)
            continue;
        *value = (int64_t)sum;
        return sum <= (uint64_t)FULFILMENT_MOST && (byte != 0 || shift == 0);
    }
    return false;
}

static unsigned width_of(uint64_t value)
{
    return value == 0 ? 0 : 64 - (unsigned)__builtin_clzll(value);
}

/* --- writer --------------------------------------------------------------------------------------------------------- */

/* Appends the low `width` bits of a number, at most 57, to a stream of which `held` < 8 bits wait in the buffer. */
static inline unsigned char *put_word(unsigned char *out, uint64_t *buffer, unsigned *held, uint64_t word,
                                      unsigned width)
{
    *buffer |= word << *held;
    *held += width;
    store_word(out, *buffer); /* what is more than `held` is overwritten */
    out += *held / 8;
    *buffer = *held >= 64 ? 0 : *buffer >> (*held & ~7u);
    *held &= 7;
    return out;
}

/* The bits of a block's durations, first to last, three counts each; out has room for them and 8 bytes more. */
static unsigned char *put_bits(unsigned char *out, const int64_t *counts, unsigned first, unsigned last,
                               const unsigned width[FULFILMENT_OUTCOMES])
{
    uint64_t buffer = 0;
    unsigned held = 0, two = width[0] + width[1], sum = two + width[2];
    const int64_t *count = &counts[FULFILMENT_OUTCOMES * first], *stop = &counts[FULFILMENT_OUTCOMES * (last + 1)];
    for (; count < stop && sum <= 32; count += FULFILMENT_OUTCOMES) { /* the usual: stored 4 bytes at a time */
        uint64_t word = (uint64_t)count[0] | (uint64_t)count[1] << width[0] | (uint64_t)count[2] << two;
        buffer |= word << held;
        held += sum;
        if (held >= 32) {
            store_word(out, buffer);
            out += 4;
            buffer >>= 32;
            held -= 32;
        }
    }
    for (; held >= 8; held -= 8, buffer >>= 8) *out++ = (unsigned char)buffer;
    for (; count < stop; count += FULFILMENT_OUTCOMES) {
        for (int i = 0; i < FULFILMENT_OUTCOMES; i++) out = put_word(out, &buffer, &held, (uint64_t)count[i], width[i]);
    }
    if (held > 0)
        *out++ = (unsigned char)buffer;
    return out;
}

static size_t varint_size(uint64_t value)
{
    size_t size = 1;
    for (; value >= 0x80; value >>= 7) size++;
    return size;
}

/* What decides the form of a block. */
struct shape {
    uint64_t widest[FULFILMENT_OUTCOMES]; /* all counts of an outcome, or-ed */
    unsigned rows;
    size_t sparse; /* bytes of the sparse form */
};

/* Measures a block, whose `bits` say which of its 64 durations have cases. Without a branch for the usual small counts. */
static struct shape shape_of(const int64_t *counts, uint64_t bits)
{
    uint64_t open = 0, solved = 0, withdrawn = 0, left;
    unsigned rows = 0, many = 0;
    for (left = bits; left != 0; left &= left - 1, rows++) {
        const int64_t *count = &counts[FULFILMENT_OUTCOMES * __builtin_ctzll(left)];
        uint64_t x = (uint64_t)count[FULFILMENT_OPEN], y = (uint64_t)count[FULFILMENT_SOLVED];
        uint64_t z = (uint64_t)count[FULFILMENT_WITHDRAWN];
        open |= x;
        solved |= y;
        withdrawn |= z;
        many += x + y + z != 1;
    }
    struct shape shape = {{open, solved, withdrawn}, rows, 1 + rows + FULFILMENT_OUTCOMES * many};
    if ((open | solved | withdrawn) < 0x80)
        return shape;
    for (left = bits; left != 0; left &= left - 1) {
        const int64_t *count = &counts[FULFILMENT_OUTCOMES * __builtin_ctzll(left)];
        for (int i = 0; i < FULFILMENT_OUTCOMES; i++) shape.sparse += varint_size((uint64_t)count[i]) - 1;
    }
    return shape;
}

/* Writes the sparse form of a block. */
static unsigned char *put_items(unsigned char *out, const int64_t *counts, uint64_t bits, unsigned rows)
{
    *out++ = (unsigned char)(rows - 1);
    for (; bits != 0; bits &= bits - 1) {
        unsigned place = (unsigned)__builtin_ctzll(bits);
        const int64_t *count = &counts[FULFILMENT_OUTCOMES * place];
        if (count[FULFILMENT_OPEN] + count[FULFILMENT_SOLVED] + count[FULFILMENT_WITHDRAWN] == 1) {
            unsigned kind = (unsigned)(count[FULFILMENT_SOLVED] + 2 * count[FULFILMENT_WITHDRAWN]);
            *out++ = (unsigned char)(place | kind << 6);
            continue;
        }
        *out++ = (unsigned char)(place | ITEM_KIND_MANY << 6);
        out = put_varint(out, (uint64_t)count[FULFILMENT_OPEN]);
        out = put_varint(out, (uint64_t)count[FULFILMENT_SOLVED]);
        out = put_varint(out, (uint64_t)count[FULFILMENT_WITHDRAWN]);
    }
    return out;
}

/* The shorter form is written. */
unsigned char *fulfilment_block_put(unsigned char *out, const int64_t *counts, uint64_t bits)
{
    struct shape shape = shape_of(counts, bits);
    unsigned width[FULFILMENT_OUTCOMES], sum = 0;
    unsigned first = (unsigned)__builtin_ctzll(bits), last = 63 - (unsigned)__builtin_clzll(bits);
    for (int i = 0; i < FULFILMENT_OUTCOMES; i++) sum += width[i] = width_of(shape.widest[i]);
    if (FULFILMENT_DENSE_HEAD + ((last - first + 1) * sum + 7) / 8 >= shape.sparse)
        return put_items(out, counts, bits, shape.rows);
    *out++ = (unsigned char)(FULFILMENT_BLOCK_DENSE | first);
    *out++ = (unsigned char)last;
    for (int i = 0; i < FULFILMENT_OUTCOMES; i++) *out++ = (unsigned char)width[i];
    return put_bits(out, counts, first, last, width);
}

/* Room for `more` bytes after the first `used`. */
static bool bytes_reserve(struct fulfilment *state, size_t used, size_t more)
{
    size_t size = state->bytes_size ? state->bytes_size : 2 * (size_t)BLOCK_BYTES;
    while (size < used + more) size *= 2;
    if (size == state->bytes_size)
        return true;
    unsigned char *bytes = state->memory.resize(state->memory.context, state->bytes, size);
    if (!bytes)
        return false;
    state->bytes = bytes;
    state->bytes_size = size;
    return true;
}

/* What is being written: how many bytes, and the block after the last one. */
struct writer {
    struct fulfilment *state;
    size_t used;
    int64_t next;
};

static bool write_block(struct writer *writer, int64_t block, const int64_t *counts, uint64_t bits)
{
    if (!bytes_reserve(writer->state, writer->used, BLOCK_BYTES + CHECKSUM_BYTES))
        return false;
    unsigned char *out = put_varint(writer->state->bytes + writer->used, (uint64_t)(block - writer->next));
    out = fulfilment_block_put(out, counts, bits);
    writer->used = (size_t)(out - writer->state->bytes);
    writer->next = block + 1;
    return true;
}

/* The blocks of the durations beyond the array, each gathered from the cursor into an array of its own. */
static bool write_sparse(struct writer *writer, struct fulfilment_cursor *cursor)
{
    int64_t counts[FULFILMENT_OUTCOMES * FULFILMENT_BLOCK], block = -1, t;
    uint64_t bits = 0;
    const int64_t *count = fulfilment_cursor_counts(cursor, &t);
    if (count)
        memset(counts, 0, sizeof counts);
    for (; count; count = fulfilment_cursor_counts(cursor, &t)) {
        if (t >> 6 != block && bits != 0) {
            if (!write_block(writer, block, counts, bits))
                return false;
            for (; bits != 0; bits &= bits - 1)
                memset(&counts[FULFILMENT_OUTCOMES * __builtin_ctzll(bits)], 0, FULFILMENT_OUTCOMES * sizeof *counts);
        }
        block = t >> 6;
        bits |= UINT64_C(1) << (t & 63);
        memcpy(&counts[FULFILMENT_OUTCOMES * (t & 63)], count, FULFILMENT_OUTCOMES * sizeof *counts);
    }
    return bits == 0 || write_block(writer, block, counts, bits);
}

/* Pages for the array's blocks, from the time when a state is seen to be written again and again. Without memory: none. */
static void pages_make(struct fulfilment *state)
{
    const size_t blocks = (size_t)state->dense_size / FULFILMENT_BLOCK;
    if (state->pages || blocks == 0 || ++state->writings < PAGES_FROM)
        return;
    state->pages = state->memory.resize(state->memory.context, NULL, blocks * sizeof *state->pages);
    for (size_t i = 0; i < blocks && state->pages; i++)
        fulfilment_page_init(&state->pages[i], &state->dense[FULFILMENT_OUTCOMES * FULFILMENT_BLOCK * i],
                             state->used[i]);
    state->quick_size = state->pages ? 0 : state->dense_size;
}

bool fulfilment_encoded(const struct fulfilment *state, const void *bytes, size_t size)
{
    return size > 0 && state->encoded == size && memcmp(state->bytes, bytes, size) == 0;
}

/* A block of the array, from its page where it can be. */
static inline bool write_dense(struct writer *writer, size_t block)
{
    struct fulfilment *state = writer->state;
    struct fulfilment_page *page = state->pages ? &state->pages[block] : NULL;
    const int64_t *counts = &state->dense[FULFILMENT_OUTCOMES * FULFILMENT_BLOCK * block];
    if (!page || (!page->fresh && !fulfilment_page_write(page, counts, state->used[block])))
        return write_block(writer, (int64_t)block, counts, state->used[block]);
    if (writer->used + BLOCK_BYTES + CHECKSUM_BYTES > state->bytes_size &&
        !bytes_reserve(state, writer->used, BLOCK_BYTES + CHECKSUM_BYTES))
        return false;
    unsigned char *out = put_varint(state->bytes + writer->used, block - (size_t)writer->next);
    memcpy(out, page->bytes, PAGE_USUAL); /* of a size known beforehand, so without a call */
    if (page->size > PAGE_USUAL)
        memcpy(out + PAGE_USUAL, page->bytes + PAGE_USUAL, page->size - PAGE_USUAL);
    writer->used = (size_t)(out - state->bytes) + page->size;
    writer->next = (int64_t)block + 1;
    return true;
}

enum fulfilment_code fulfilment_encode(struct fulfilment *state, const unsigned char **bytes, size_t *size)
{
    struct writer writer = {.state = state};
    struct fulfilment_cursor cursor;
    *bytes = state->bytes;
    *size = state->encoded;
    if (*size > 0)
        return FULFILMENT_OK;
    enum fulfilment_code code = fulfilment_cursor_open(&cursor, state);
    if (code != FULFILMENT_OK || !bytes_reserve(state, 0, HEADER_BYTES + CHECKSUM_BYTES))
        return FULFILMENT_NOMEM;
    unsigned char *out = state->bytes;
    *out++ = MARK;
    *out++ = (unsigned char)(VERSION + (int)state->unit);
    for (int i = 0; i < FULFILMENT_OUTCOMES; i++) out = put_varint(out, (uint64_t)state->total[i]);
    writer.used = (size_t)(out - state->bytes);
    pages_make(state);
    const size_t blocks = (size_t)state->dense_size / FULFILMENT_BLOCK;
    for (size_t block = 0; block < blocks; block++) {
        if (state->used[block] != 0 && !write_dense(&writer, block))
            return FULFILMENT_NOMEM;
    }
    fulfilment_cursor_skip_dense(&cursor);
    if (!write_sparse(&writer, &cursor))
        return FULFILMENT_NOMEM;
    uint32_t sum = fulfilment_checksum(state->bytes, writer.used);
    for (int i = 0; i < CHECKSUM_BYTES; i++) state->bytes[writer.used++] = (unsigned char)(sum >> 8 * i);
    *bytes = state->bytes;
    *size = writer.used;
    state->encoded = state->pages ? writer.used : 0; /* without pages nobody would tell when that ends */
    return FULFILMENT_OK;
}

/* --- reader --------------------------------------------------------------------------------------------------------- */

enum fulfilment_code fulfilment_reader_open(struct fulfilment_reader *reader, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    reader->code = FULFILMENT_DAMAGED;
    reader->rows = 0;
    reader->next = 0;
    reader->place = 1; /* in no dense block */
    reader->last = 0;
    if (size < 2 + FULFILMENT_OUTCOMES + CHECKSUM_BYTES || at[0] != MARK || at[1] < VERSION ||
        at[1] >= VERSION + FULFILMENT_UNITS)
        return FULFILMENT_DAMAGED;
    reader->end = at + size - CHECKSUM_BYTES;
    if (fulfilment_checksum(at, size - CHECKSUM_BYTES) != load_word(reader->end, CHECKSUM_BYTES))
        return FULFILMENT_DAMAGED;
    reader->unit = (enum fulfilment_unit)(at[1] - VERSION);
    at += 2;
    for (int i = 0; i < FULFILMENT_OUTCOMES; i++) {
        if (!get_varint(&at, reader->end, &reader->total[i]))
            return FULFILMENT_DAMAGED;
        reader->left[i] = reader->total[i];
    }
    if (reader->total[0] + reader->total[1] + reader->total[2] > FULFILMENT_MOST)
        return FULFILMENT_DAMAGED;
    reader->at = at;
    reader->code = FULFILMENT_OK;
    return FULFILMENT_OK;
}

/* Takes a block's cases from what is left of the totals; false where there are not so many. */
static bool take(struct fulfilment_reader *reader, const int64_t sum[FULFILMENT_OUTCOMES])
{
    bool enough = true;
    for (int i = 0; i < FULFILMENT_OUTCOMES; i++) {
        reader->left[i] -= sum[i];
        enough &= reader->left[i] >= 0;
    }
    return enough;
}

static bool read_items(struct fulfilment_reader *reader, unsigned items)
{
    const unsigned char *at = reader->at, *end = reader->end;
    int64_t sum[FULFILMENT_OUTCOMES] = {0};
    int previous = -1;
    for (unsigned n = 0; n < items; n++) {
        struct fulfilment_row *row = &reader->row[n];
        if (at == end)
            return false;
        int place = *at & 0x3F, kind = *at >> 6;
        at++;
        if (place <= previous)
            return false;
        previous = place;
        *row = (struct fulfilment_row){.t = reader->base + place};
        if (kind != ITEM_KIND_MANY) {
            row->count[kind] = 1;
            sum[kind]++;
            continue;
        }
        for (int i = 0; i < FULFILMENT_OUTCOMES; i++) {
            if (!get_varint(&at, end, &row->count[i]))
                return false;
            sum[i] += row->count[i];
        }
        if (row->count[0] + row->count[1] + row->count[2] <= 1)
            return false;
    }
    reader->at = at;
    reader->rows = items;
    return take(reader, sum);
}

/* The head of a dense block; false unless it and its bits lie within the state. */
static bool read_dense_head(struct fulfilment_reader *reader, unsigned first)
{
    unsigned sum = 0;
    if (reader->end - reader->at < 4)
        return false;
    reader->place = first;
    reader->last = *reader->at++;
    for (int i = 0; i < FULFILMENT_OUTCOMES; i++) {
        sum += reader->width[i] = *reader->at++;
        if (reader->width[i] > FULFILMENT_WIDTH_MOST)
            return false;
    }
    if (reader->last < first || reader->last >= FULFILMENT_BLOCK)
        return false;
    size_t size = ((reader->last - first + 1) * sum + 7) / 8;
    reader->bits = reader->at;
    reader->bit = 0;
    reader->at += size < (size_t)(reader->end - reader->at) ? size : (size_t)(reader->end - reader->at);
    return (size_t)(reader->at - reader->bits) == size;
}

/* At least 57 bits from bit position `bit` on, zeros beyond `end`. */
static inline uint64_t bits_at(const unsigned char *bytes, const unsigned char *end, size_t bit)
{
    const unsigned char *at = bytes + bit / 8;
    return load_word(at, (size_t)(end - at)) >> bit % 8;
}

/* The next places of a dense block, at most DENSE_STEP of them, so that who needs only the first does not wait for all. */
static bool read_dense(struct fulfilment_reader *reader)
{
    const unsigned char *bits = reader->bits, *end = reader->end;
    const unsigned a = reader->width[0], b = reader->width[1], sum = a + b + reader->width[2];
    const uint64_t mask_a = (UINT64_C(1) << a) - 1, mask_b = (UINT64_C(1) << b) - 1;
    const uint64_t mask_c = (UINT64_C(1) << reader->width[2]) - 1;
    const bool narrow = sum <= 57; /* one word holds all three */
    size_t bit = reader->bit, rows = 0;
    int64_t open = 0, solved = 0, withdrawn = 0;
    unsigned place = reader->place, stop = place + DENSE_STEP <= reader->last ? place + DENSE_STEP : reader->last + 1;
    for (; place < stop; place++, bit += sum) {
        uint64_t word = bits_at(bits, end, bit);
        int64_t x = (int64_t)(word & mask_a);
        int64_t y = (int64_t)((narrow ? word >> a : bits_at(bits, end, bit + a)) & mask_b);
        int64_t z = (int64_t)((narrow ? word >> (a + b) : bits_at(bits, end, bit + a + b)) & mask_c);
        reader->row[rows] = (struct fulfilment_row){.t = reader->base + place, .count = {x, y, z}};
        rows += (x | y | z) != 0;
        open += x;
        solved += y;
        withdrawn += z;
    }
    reader->bit = bit;
    reader->place = place;
    reader->rows = rows;
    return take(reader, (const int64_t[FULFILMENT_OUTCOMES]){open, solved, withdrawn});
}

/* The head of the next block, and its rows if it is sparse. */
static bool read_block(struct fulfilment_reader *reader)
{
    int64_t gap;
    if (!get_varint(&reader->at, reader->end, &gap) || reader->at == reader->end)
        return false;
    if (gap > (FULFILMENT_LONGEST - reader->next) / FULFILMENT_BLOCK)
        return false;
    reader->base = reader->next + gap * FULFILMENT_BLOCK;
    reader->next = reader->base + FULFILMENT_BLOCK;
    unsigned head = *reader->at++;
    if (head >= 2 * FULFILMENT_BLOCK_DENSE)
        return false;
    if (!(head & FULFILMENT_BLOCK_DENSE))
        return read_items(reader, head + 1);
    return read_dense_head(reader, head & 0x3F) && read_dense(reader);
}

bool fulfilment_reader_next(struct fulfilment_reader *reader)
{
    reader->rows = 0;
    if (reader->code != FULFILMENT_OK)
        return false;
    while (reader->rows == 0) {
        bool within = reader->place <= reader->last, good;
        if (!within && reader->at == reader->end) {
            if ((reader->left[0] | reader->left[1] | reader->left[2]) != 0)
                reader->code = FULFILMENT_DAMAGED;
            return false;
        }
        good = within ? read_dense(reader) : read_block(reader);
        if (!good || (reader->rows > 0 && reader->row[reader->rows - 1].t > FULFILMENT_LONGEST)) {
            reader->rows = 0;
            reader->code = FULFILMENT_DAMAGED;
            return false;
        }
    }
    return true;
}

enum fulfilment_code fulfilment_check(const void *bytes, size_t size)
{
    struct fulfilment_reader reader;
    if (fulfilment_reader_open(&reader, bytes, size) == FULFILMENT_OK) {
        while (fulfilment_reader_next(&reader)) {
        }
    }
    return reader.code;
}

typedef enum fulfilment_code (*apply)(struct fulfilment *, int64_t, enum fulfilment_outcome, int64_t);

static enum fulfilment_code apply_bytes(struct fulfilment *state, const void *bytes, size_t size, apply one)
{
    struct fulfilment_reader reader;
    enum fulfilment_code code = fulfilment_check(bytes, size);
    if (code != FULFILMENT_OK)
        return code;
    fulfilment_reader_open(&reader, bytes, size);
    if (reader.unit != state->unit)
        return FULFILMENT_UNIT;
    while (code == FULFILMENT_OK && fulfilment_reader_next(&reader)) {
        for (size_t i = 0; i < reader.rows && code == FULFILMENT_OK; i++) {
            for (int o = 0; o < FULFILMENT_OUTCOMES && code == FULFILMENT_OK; o++) {
                if (reader.row[i].count[o] > 0)
                    code = one(state, reader.row[i].t, (enum fulfilment_outcome)o, reader.row[i].count[o]);
            }
        }
    }
    return code;
}

enum fulfilment_code fulfilment_decode(struct fulfilment *state, const void *bytes, size_t size)
{
    return apply_bytes(state, bytes, size, fulfilment_add);
}

enum fulfilment_code fulfilment_undecode(struct fulfilment *state, const void *bytes, size_t size)
{
    return apply_bytes(state, bytes, size, fulfilment_remove);
}
