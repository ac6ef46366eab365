/* The encoded form of a state: its writer's rules and its reader. */
#ifndef FULFIL_FULFILMENT_BLOB_H
#define FULFIL_FULFILMENT_BLOB_H

#include "fulfilment.h"

/* Durations of one block; a reader gives a block or part of one at a time. */
enum { FULFILMENT_BLOCK = 64 };

/* Of a block's encoded form (fulfilment_blob.c): the dense one's mark and bytes of head, widest count, longest block. */
enum {
    FULFILMENT_BLOCK_DENSE = 0x40,
    FULFILMENT_DENSE_HEAD = 2 + FULFILMENT_OUTCOMES,
    FULFILMENT_WIDTH_MOST = 54,
    FULFILMENT_BLOCK_BYTES = 1 + FULFILMENT_BLOCK * (1 + FULFILMENT_OUTCOMES * 8) + 8,
};

/*
 * Reads an encoded state without building one. Between open and close it needs the bytes, and no memory. After `open`
 * unit and total are known; each `next` fills row[0..rows), rows > 0, with ascending durations; `code` tells at the end whether
 * all was well.
 */
struct fulfilment_reader {
    enum fulfilment_unit unit;
    enum fulfilment_code code;
    int64_t total[FULFILMENT_OUTCOMES];
    size_t rows;
    struct fulfilment_row row[FULFILMENT_BLOCK];
    /* where the reader stands */
    const unsigned char *at, *end;
    int64_t left[FULFILMENT_OUTCOMES];
    int64_t base, next;        /* first durations of this block and of the one that would follow it */
    const unsigned char *bits; /* of a dense block, */
    size_t bit;                /* whose next place begins there; */
    unsigned place, last;      /* that place and the last one, or a greater and a smaller one */
    unsigned width[FULFILMENT_OUTCOMES];
};

/* FULFILMENT_DAMAGED unless mark, version, unit, checksum and totals are right. O(bytes). */
enum fulfilment_code fulfilment_reader_open(struct fulfilment_reader *reader, const void *bytes, size_t size);

/*
 * The next rows; false after the last ones, and then `code` is FULFILMENT_OK, or FULFILMENT_DAMAGED where the blocks do
 * not add up to the totals or are otherwise not what the writer writes.
 */
bool fulfilment_reader_next(struct fulfilment_reader *reader);

/* Writes the counts of a block, of whose durations those in `bits` have cases; gives the end. Room: FULFILMENT_BLOCK_BYTES. */
unsigned char *fulfilment_block_put(unsigned char *out, const int64_t *counts, uint64_t bits);

/* Reads the bytes through to the end: FULFILMENT_OK or FULFILMENT_DAMAGED. */
enum fulfilment_code fulfilment_check(const void *bytes, size_t size);

/* The sum at the end of a state, of all bytes before it; for whoever makes damaged states that get past it. */
uint32_t fulfilment_checksum(const unsigned char *bytes, size_t size);

#endif
