/* CSV and its kin: see delimited.h. */
#include "delimited.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_ROOM = 3 * DECODE_BLOCK };

struct delimited {
    struct csv_parser parser;
    struct grid_build build;
    grid_sink *sink;
    void *data;
    struct refusal *refusal;
    int64_t row;   /* number of the one being built */
    size_t cells;  /* of it so far */
    int last_end;  /* the line end before it; 0 where a cell came since */
    bool stopped;  /* by the sink */
    bool failed;
};

static void cell_take(void *text, size_t bytes, void *data)
{
    struct delimited *reader = data;
    if (reader->stopped || reader->failed)
        return;
    reader->last_end = 0;
    if (reader->cells == GRID_CELLS_MOST && bytes > 0)
        reader->failed = !refusal_set(reader->refusal, "row %lld has more than %d cells", (long long)reader->row,
                                      GRID_CELLS_MOST);
    else if (reader->cells < GRID_CELLS_MOST && bytes > 0 &&
             !grid_set(&reader->build, reader->cells, text, bytes, GRID_SOUND))
        reader->failed = !refusal_memory(reader->refusal);
    if (reader->cells < GRID_CELLS_MOST)
        reader->cells++;
}

/* A line's end: '\n' right behind '\r' ends nothing more, -1 is the end of the file. */
static void row_take(int end, void *data)
{
    struct delimited *reader = data;
    bool second = end == '\n' && reader->last_end == '\r';
    if (reader->stopped || reader->failed || (end < 0 && reader->cells == 0))
        return;
    reader->last_end = second ? 0 : end < 0 ? 0 : end;
    if (second)
        return;
    struct grid_row row = grid_row(&reader->build, reader->row);
    row.cells = reader->cells;
    if (reader->row > GRID_ROWS_MOST)
        reader->failed = !refusal_set(reader->refusal, "it has more than %d rows", GRID_ROWS_MOST);
    else if (!reader->sink(reader->data, &row))
        reader->stopped = true;
    reader->row++;
    reader->cells = 0;
    grid_begin(&reader->build);
}

/* Feeds the whole text. */
static void text_feed(struct delimited *reader, struct decode *decode, uint64_t most, char *text, char *last)
{
    size_t bytes;
    uint64_t all = 0;
    while (!reader->failed && !reader->stopped && (bytes = decode_read(decode, text, TEXT_ROOM)) > 0) {
        if (csv_parse(&reader->parser, text, bytes, cell_take, row_take, reader) != bytes)
            reader->failed = !refusal_memory(reader->refusal);
        if (csv_get_buffer_size(&reader->parser) > DELIMITED_QUOTE_MOST + (size_t)TEXT_ROOM)
            reader->failed = !refusal_set(reader->refusal, "a cell of row %lld is longer than %d bytes: a quote that is never closed, or no table",
                                          (long long)reader->row, DELIMITED_QUOTE_MOST);
        *last = text[bytes - 1];
        all += bytes;
        if (most > 0 && all >= most)
            break;
    }
    if (decode->failed)
        reader->failed = !refusal_set(reader->refusal, "reading failed: %s", strerror(decode->error));
}

/* What is left at the end of the text: a row without a line end, a quote that was never closed. */
static void text_end(struct delimited *reader)
{
    csv_set_opts(&reader->parser, CSV_REPALL_NL | CSV_STRICT | CSV_STRICT_FINI); /* libcsv asks for both */
    if (reader->failed || reader->stopped || csv_fini(&reader->parser, cell_take, row_take, reader) == 0)
        return;
    reader->failed = !refusal_set(reader->refusal, "it ends inside a quoted cell of row %lld: the quote is never closed, or the file was cut off",
                                  (long long)reader->row);
}

bool delimited_read(struct decode *decode, char delimiter, uint64_t most, grid_sink *sink, void *data, bool *ended_well,
                    struct refusal *refusal)
{
    struct delimited *reader = calloc(1, sizeof *reader);
    char *text = malloc(TEXT_ROOM), last = '\n';
    bool good = reader && text && csv_init(&reader->parser, CSV_REPALL_NL) == 0;
    if (!good) {
        free(reader);
        free(text);
        return refusal_memory(refusal);
    }
    reader->sink = sink;
    reader->data = data;
    reader->refusal = refusal;
    reader->row = 1;
    csv_set_delim(&reader->parser, (unsigned char)delimiter);
    csv_set_blk_size(&reader->parser, 16384);
    text_feed(reader, decode, most, text, &last);
    if (ended_well)
        *ended_well = last == '\n' || last == '\r';
    if (most == 0)
        text_end(reader);
    good = !reader->failed && !reader->stopped;
    csv_free(&reader->parser);
    grid_free(&reader->build);
    free(reader);
    free(text);
    return good;
}
