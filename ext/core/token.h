/* Cuts text into the tokens that a full-text index of Chinese needs. */
#ifndef FULFIL_TOKEN_H
#define FULFIL_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

/* What a text is cut for. */
enum token_use {
    TOKEN_INDEX, /* to be found: every character, and with it, at its place, the pair that begins there */
    TOKEN_TERM,  /* to be looked for: the pair that begins at each character, and the last character alone */
    TOKEN_MARK   /* to be shown: every character */
};

/* Longest token, in bytes: a mark and two characters. */
#define TOKEN_BYTES 9

/*
 * Takes one token: `bytes` bytes at `token`, valid during the call, which stand for text[start..end); `beside` tells
 * that it has the place of the token before it instead of the next one. Anything but 0 ends the cutting.
 */
typedef int (*token_sink)(void *context, const char *token, int bytes, size_t start, size_t end, bool beside);

/*
 * Cuts `bytes` bytes of UTF-8, which may hold anything. The n-th place is the n-th character, so that the tokens of a
 * term, at places that follow one another, are found exactly where the folded term stands in the folded text, blanks
 * and punctuation being characters like others. Gives 0, or what the sink gave to end it. O(bytes), no allocation.
 *
 * Tokens are folded (fold.h), have no NUL in them, and a pair begins with a byte that no character has, so that no
 * character's token is the beginning of another token.
 *
 * What is no UTF-8: a well-formed character with continuation bytes too many behind it is that character, not folded,
 * and each byte too many is one that nothing finds, as is any other malformed character: so a well-formed term is found
 * in whatever bytes SQLite's instr() finds it after text_fold().
 */
int token_cut(const char *text, size_t bytes, enum token_use use, token_sink sink, void *context);

#endif
