/* Codes: the texts that name a record in tables, files and addresses alike. */
#ifndef FULFIL_CODE_H
#define FULFIL_CODE_H

#include <stdbool.h>
#include <stddef.h>

/* Longest code, in bytes. */
#define CODE_MOST 64

/*
 * Whether the text can name a record: 1 to CODE_MOST of the letters A-Z a-z, the digits, - and _. Tables hold their keys
 * to the same rule by CHECK (schema/tables.sql), so that whatever is in a store has an address.
 */
bool code_valid(const char *text, size_t length);

/* How code_make ended. */
enum code_result {
    CODE_OK,
    CODE_EMPTY,   /* nothing in the text that a code could keep */
    CODE_LONG,    /* more than CODE_MOST bytes */
    CODE_BROKEN,  /* not well-formed UTF-8 */
};

/*
 * Makes a code of a name, always the same one: ASCII letters in upper case and digits stay; a character beyond ASCII
 * becomes its code point in at least four hexadecimal digits; whatever else stands between them becomes one hyphen; none
 * at the ends. `Parks & Recreation` gives PARKS-RECREATION, `龙津河` 9F996D256CB3. Two names may give the same code.
 * Writes *length bytes and no NUL; on any result but CODE_OK code and *length are not to be read. O(length).
 */
enum code_result code_make(const char *text, size_t bytes, char code[CODE_MOST], size_t *length);

#endif
