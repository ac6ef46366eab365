/*
 * A trained categoriser as bytes.
 *
 *     place  bytes
 *         0  8      "FULFILM" and 0x1A
 *         8  4      format, 1
 *        12  4      HASHED_METHOD
 *        16  8      fingerprint of the folding table
 *        24  8      check sum of all other bytes
 *        32  8      bytes in all
 *        40  4      bits        44  4  labels      48  4  features     52  4  rows
 *        56  8      seed        64  8  cost        72  8  scale        80  8  sharpness
 *        88  8  slope       96  8  offset
 *       104  24     zero
 *       128         a label each: 4 bytes of text, 4 rows, 8 bias
 *                   a label each: its text and a NUL; zeroes up to a multiple of 8
 *                   2^bits / 8 bytes: the bits
 *                   features x (labels + 1) weights of 2 bytes
 *
 * Numbers are little-endian, real ones IEEE 754 doubles. A reader believes nothing: every count is checked against the
 * bytes there are before anything is allocated.
 */
#include "model.h"

#include <math.h>
#include <string.h>

#include "corpus.h"
#include "fold_table.h"
#include "utf8.h"

enum { FORMAT = 1, LABEL_HEAD = 16, SUM_PLACE = 24, USED_HEAD = 104 };

static const unsigned char magic[8] = {'F', 'U', 'L', 'F', 'I', 'L', 'M', 0x1A};

static void put(unsigned char *to, uint64_t number, int bytes)
{
    for (int i = 0; i < bytes; i++) to[i] = (unsigned char)(number >> 8 * i);
}

static uint64_t get(const unsigned char *from, int bytes)
{
    uint64_t number = 0;
    for (int i = 0; i < bytes; i++) number |= (uint64_t)from[i] << 8 * i;
    return number;
}

static void put_real(unsigned char *to, double real)
{
    uint64_t number;
    memcpy(&number, &real, sizeof number);
    put(to, number, 8);
}

static double get_real(const unsigned char *from)
{
    uint64_t number = get(from, 8);
    double real;
    memcpy(&real, &number, sizeof real);
    return real;
}

/* One more word into a hash: xor, multiply, fold the upper half down. */
static uint64_t stir(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

/* Check sum of a model's bytes but those of the sum itself. */
static uint64_t sum_of(const unsigned char *bytes, size_t count)
{
    uint64_t hash = count;
    for (size_t at = 0; at < count; at += 8) {
        if (at != SUM_PLACE)
            hash = stir(hash, get(bytes + at, count - at < 8 ? (int)(count - at) : 8));
    }
    return hash;
}

/* Names the folding table by its contents. */
static uint64_t fold_fingerprint(void)
{
    uint64_t hash = 0;
    unsigned pages = 0;
    for (size_t i = 0; i < FOLD_PAGES; i++) {
        hash = stir(hash, fold_page[i]);
        pages = fold_page[i] >= pages ? fold_page[i] + 1U : pages;
    }
    for (unsigned page = 0; page < pages; page++) {
        for (size_t i = 0; i < FOLD_PAGE; i++) hash = stir(hash, fold_difference[page][i]);
    }
    for (size_t i = 0; i < fold_wide_count; i++) hash = stir(hash, (uint64_t)fold_wide[i].from << 32 | fold_wide[i].to);
    return hash;
}

/* Where the parts of a model lie. */
struct layout {
    size_t text, text_bytes, bit, bits, weight, weights, all;
};

static struct layout layout_of(unsigned bits, uint32_t labels, uint32_t features, size_t text_bytes)
{
    struct layout layout = {.text = MODEL_HEAD + (size_t)labels * LABEL_HEAD, .text_bytes = text_bytes};
    layout.bit = (layout.text + text_bytes + 7) / 8 * 8;
    layout.bits = ((size_t)1 << bits) / 8;
    layout.weight = layout.bit + layout.bits;
    layout.weights = (size_t)features * (labels + 1);
    layout.all = layout.weight + 2 * layout.weights;
    return layout;
}

static size_t text_bytes(const struct model *model)
{
    size_t sum = 0;
    for (uint32_t i = 0; i < model->labels; i++) sum += model->label[i].bytes + 1;
    return sum;
}

size_t model_bytes(const struct model *model)
{
    return layout_of(model->bits, model->labels, model->features, text_bytes(model)).all;
}

static void write_head(const struct model *model, unsigned char *bytes, size_t all)
{
    memcpy(bytes, magic, sizeof magic);
    put(bytes + 8, FORMAT, 4);
    put(bytes + 12, HASHED_METHOD, 4);
    put(bytes + 32, all, 8);
    put(bytes + 40, model->bits, 4);
    put(bytes + 44, model->labels, 4);
    put(bytes + 48, model->features, 4);
    put(bytes + 52, model->rows, 4);
    put(bytes + 56, model->seed, 8);
    put_real(bytes + 64, model->cost);
    put_real(bytes + 72, model->scale);
    put_real(bytes + 80, model->calibration.sharpness);
    put_real(bytes + 88, model->calibration.slope);
    put_real(bytes + 96, model->calibration.offset);
}

void model_write(struct model *model, unsigned char *bytes)
{
    struct layout layout = layout_of(model->bits, model->labels, model->features, text_bytes(model));
    unsigned char *text = bytes + layout.text;
    memset(bytes, 0, layout.bit);
    write_head(model, bytes, layout.all);
    for (uint32_t i = 0; i < model->labels; i++) {
        unsigned char *head = bytes + MODEL_HEAD + (size_t)i * LABEL_HEAD;
        put(head, model->label[i].bytes, 4);
        put(head + 4, model->label[i].rows, 4);
        put_real(head + 8, model->label[i].bias);
        memcpy(text, model->label[i].text, model->label[i].bytes + 1);
        text += model->label[i].bytes + 1;
    }
    for (size_t i = 0; i < layout.bits / 8; i++) put(bytes + layout.bit + 8 * i, model->bit[i], 8);
    for (size_t i = 0; i < layout.weights; i++) put(bytes + layout.weight + 2 * i, (uint16_t)model->weight[i], 2);
    model_seal(bytes, layout.all);
    model->sum = get(bytes + SUM_PLACE, 8);
}

void model_seal(unsigned char *bytes, size_t count)
{
    put(bytes + 16, fold_fingerprint(), 8);
    put(bytes + SUM_PLACE, sum_of(bytes, count), 8);
}

/* Sum of the labels' texts with their NULs; 0 when a label is too long or not inside `count` bytes. */
static size_t read_text_bytes(const unsigned char *bytes, size_t count, uint32_t labels)
{
    size_t sum = 0;
    if (count < MODEL_HEAD + (size_t)labels * LABEL_HEAD)
        return 0;
    for (uint32_t i = 0; i < labels; i++) {
        uint64_t length = get(bytes + MODEL_HEAD + (size_t)i * LABEL_HEAD, 4);
        if (length == 0 || length > CORPUS_LABEL_BYTES)
            return 0;
        sum += (size_t)length + 1;
    }
    return sum;
}

/* Whether a text is one label: well-formed UTF-8 without NUL, and a NUL behind. */
static bool is_label(const unsigned char *text, size_t bytes)
{
    for (size_t at = 0; at < bytes;) {
        uint32_t code;
        at += utf8_next(text + at, bytes - at, &code);
        if (code == UTF8_BAD || code == 0)
            return false;
    }
    return text[bytes] == 0;
}

/* Reads the labels, whose texts lie within the bytes; they must ascend. */
static bool read_labels(struct model *model, const unsigned char *bytes, const struct layout *layout)
{
    const unsigned char *from = bytes + layout->text;
    char *to = model->text;
    for (uint32_t i = 0; i < model->labels; i++) {
        const unsigned char *head = bytes + MODEL_HEAD + (size_t)i * LABEL_HEAD;
        struct model_label label = {to, (uint32_t)get(head, 4), (uint32_t)get(head + 4, 4), get_real(head + 8)};
        if (!is_label(from, label.bytes) || !isfinite(label.bias))
            return false;
        memcpy(to, from, label.bytes + 1);
        if (i > 0 && strcmp(model->label[i - 1].text, to) >= 0)
            return false;
        model->label[i] = label;
        from += label.bytes + 1;
        to += label.bytes + 1;
    }
    return true;
}

static bool is_above_zero(double number)
{
    return number > 0 && isfinite(number);
}

/* Reads what follows the head into a model of the right size. */
static bool read_body(struct model *model, const unsigned char *bytes, const struct layout *layout)
{
    model->rows = (uint32_t)get(bytes + 52, 4);
    model->seed = get(bytes + 56, 8);
    model->cost = get_real(bytes + 64);
    model->scale = get_real(bytes + 72);
    model->calibration = (struct calibration){get_real(bytes + 80), get_real(bytes + 88), get_real(bytes + 96)};
    model->sum = get(bytes + SUM_PLACE, 8);
    bool known = is_above_zero(model->scale) && is_above_zero(model->cost) &&
                 is_above_zero(model->calibration.sharpness) && is_above_zero(model->calibration.slope) &&
                 isfinite(model->calibration.offset);
    if (!known || !read_labels(model, bytes, layout))
        return false;
    for (size_t i = layout->text + layout->text_bytes; i < layout->bit; i++) {
        if (bytes[i] != 0)
            return false;
    }
    for (size_t i = 0; i < layout->bits / 8; i++) model->bit[i] = get(bytes + layout->bit + 8 * i, 8);
    for (size_t i = 0; i < layout->weights; i++) {
        model->weight[i] = (int16_t)get(bytes + layout->weight + 2 * i, 2);
    }
    return model_rank(model);
}

/* Whether the bytes are a model of this format and method at all. */
static enum model_code read_kind(const unsigned char *bytes, size_t count)
{
    if (count < sizeof magic || memcmp(bytes, magic, sizeof magic) != 0)
        return MODEL_FOREIGN;
    if (count < MODEL_HEAD)
        return MODEL_DAMAGED;
    if (get(bytes + 8, 4) != FORMAT)
        return MODEL_VERSION;
    if (get(bytes + 32, 8) != count || get(bytes + SUM_PLACE, 8) != sum_of(bytes, count))
        return MODEL_DAMAGED;
    if (get(bytes + 12, 4) != HASHED_METHOD || get(bytes + 16, 8) != fold_fingerprint())
        return MODEL_METHOD;
    for (int i = USED_HEAD; i < MODEL_HEAD; i++) {
        if (bytes[i] != 0)
            return MODEL_DAMAGED;
    }
    return MODEL_OK;
}

enum model_code model_read(const unsigned char *bytes, size_t count, struct memory memory, struct model **model)
{
    *model = NULL;
    enum model_code code = read_kind(bytes, count);
    if (code != MODEL_OK)
        return code;
    uint64_t bits = get(bytes + 40, 4), labels = get(bytes + 44, 4), features = get(bytes + 48, 4);
    if (bits < HASHED_BITS_MIN || bits > HASHED_BITS_MAX || labels < 2 || labels > CORPUS_LABELS_MAX)
        return MODEL_DAMAGED;
    size_t texts = read_text_bytes(bytes, count, (uint32_t)labels);
    if (texts == 0 || features > UINT64_C(1) << bits)
        return MODEL_DAMAGED;
    struct layout layout = layout_of((unsigned)bits, (uint32_t)labels, (uint32_t)features, texts);
    if (layout.all != count)
        return MODEL_DAMAGED;
    *model = model_create((unsigned)bits, (uint32_t)labels, (uint32_t)features, texts, memory);
    if (!*model)
        return MODEL_NO_MEMORY;
    if (read_body(*model, bytes, &layout))
        return MODEL_OK;
    model_free(*model);
    *model = NULL;
    return MODEL_DAMAGED;
}

bool model_same(const struct model *model, const unsigned char *bytes, size_t count)
{
    return count >= MODEL_HEAD && get(bytes + SUM_PLACE, 8) == model->sum && sum_of(bytes, count) == model->sum;
}

const char *model_reason(enum model_code code)
{
    switch (code) {
    case MODEL_FOREIGN:
        return "it is no model of category_train()";
    case MODEL_VERSION:
        return "it has another format than this build reads; train it again";
    case MODEL_METHOD:
        return "it was trained with other grams or another folding of characters than this build's; train it again";
    case MODEL_DAMAGED:
        return "it is damaged: cut short or changed";
    case MODEL_NO_MEMORY:
        return "out of memory";
    default:
        return "no error";
    }
}
