// agree/numeral.h - numbers as people write them: 1,200,000.50, 一千二百万, twenty-five
#ifndef SOFTLAW_AGREE_NUMERAL_H
#define SOFTLAW_AGREE_NUMERAL_H

#include "base/dec.h"

typedef enum NumeralForm {
    NUMERAL_DIGITS,
    NUMERAL_CHINESE,
    NUMERAL_ENGLISH,
    NUMERAL_ROMAN,   // Ⅲ
    NUMERAL_ORDINAL, // third, 3rd
} NumeralForm;

typedef struct Numeral {
    size_t start, end;
    NumeralForm form;
    Dec value;
    Dec over;          // of a fraction: what it is divided by; else 1
    size_t digits;     // of a run of digits and nothing else: how many; else 0
    int64_t scale;     // 万, million: what the digits were multiplied by; else 1
    bool is_separated; // with , or . inside
} Numeral;

// The number that begins at `at`; false if none does. What stands before is the caller's business.
bool numeral_digits(Str text, size_t at, Numeral *ret);  // also full-width, with 万 or million
bool numeral_chinese(Str text, size_t at, Numeral *ret); // also 百分之五十, 三分之二
bool numeral_roman(Str text, size_t at, Numeral *ret);
bool numeral_english(Str text, size_t at, Numeral *ret); // numeral_en.c

// What multiplies a number behind it: 万, " million"; 1 and size 0 if nothing does.
size_t scale_at(Str text, size_t at, int64_t *ret_factor);

static inline bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
static inline bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
static inline bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
static inline char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}
static inline size_t skip_blanks(Str text, size_t at) {
    while (at < text.size && is_blank(text.at[at])) at++;
    return at;
}
// Does `word` (lower case) stand at `at`, letters in either case? Its size, or 0. A word that ends
// with a letter of an alphabet must end there in the text too.
size_t word_at_whole(Str text, size_t at, const char *word);
// Most words do not even begin like that.
static inline size_t word_at(Str text, size_t at, const char *word) {
    return at < text.size && lower(text.at[at]) == word[0] ? word_at_whole(text, at, word) : 0;
}

#endif
