/*
 * A text file of any bytes as a table: the first byte picks the encoding, the rest is the file. Every row that comes is
 * numbered upwards, every cell is UTF-8 without a NUL, no longer than allowed and without white space round it; and the
 * same file read again gives the same rows.
 */
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "ext/core/utf8.h"
#include "ext/files/reading.h"
#include "fuzz.h"

struct seen {
    const struct reading *reading;
    int64_t last, rows;
    uint64_t sum;
};

static bool begun(void *data, const struct reading *reading)
{
    struct seen *seen = data;
    seen->reading = reading;
    seen->last = reading->map.row;
    return true;
}

static bool row(void *data, const struct grid_row *row)
{
    struct seen *seen = data;
    FUZZ_CHECK(row->number > seen->last && row->count > 0 && row->count <= GRID_CELLS_MOST);
    FUZZ_CHECK(row->cell[row->count - 1].bytes > 0);
    seen->last = row->number;
    seen->rows++;
    for (size_t i = 0; i < row->count; i++) {
        const char *text = row->cell[i].text;
        size_t bytes = row->cell[i].bytes;
        FUZZ_CHECK(bytes <= GRID_CELL_MOST && !(bytes && memchr(text, 0, bytes)));
        for (size_t at = 0; at < bytes;) {
            uint32_t code;
            at += utf8_next((const unsigned char *)text + at, bytes - at, &code);
            FUZZ_CHECK(code != UTF8_BAD);
            seen->sum = seen->sum * 31 + code;
        }
        grid_trim(&text, &bytes);
        FUZZ_CHECK(bytes == row->cell[i].bytes);
        seen->sum = seen->sum * 31 + i;
    }
    return true;
}

static struct seen run(const struct survey *survey, const struct heading_list *list)
{
    struct seen seen = {.rows = 0};
    struct refusal refusal = {.text = ""};
    struct reading *reading = calloc(1, sizeof *reading);
    FUZZ_CHECK(reading != NULL);
    *reading = (struct reading){.list = list, .sink = row, .data = &seen, .begun = begun};
    bool good = reading_run(reading, survey, "x.csv", &refusal);
    FUZZ_CHECK(good == (refusal.text[0] == '\0'));
    FUZZ_CHECK(!good || (reading->rows == seen.rows && reading->blank >= 0));
    heading_map_free(&reading->map);
    free(reading);
    return seen;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const encoding[] = {"UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"};
    struct heading_list list = {.columns = 0};
    if (size < 2)
        return 0;
    int file = memfd_create("fuzz", 0);
    FUZZ_CHECK(file >= 0 && write(file, data + 1, size - 1) == (ssize_t)(size - 1));
    FUZZ_CHECK(heading_add_column(&list, "a", true) && heading_add_column(&list, "b", false));
    FUZZ_CHECK(heading_add_word(&list, "企业", "a", 1) && heading_add_word(&list, "日期", "b", 1) && heading_add_word(&list, "text", "b", 2));
    struct survey survey = {.file = file, .bytes = size - 1, .encoding = encoding[data[0] % 4]};
    struct seen once = run(&survey, &list), twice = run(&survey, &list);
    FUZZ_CHECK(once.rows == twice.rows && once.sum == twice.sum);
    heading_list_free(&list);
    close(file);
    return 0;
}
