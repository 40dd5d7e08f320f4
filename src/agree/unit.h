// agree/unit.h - what stands behind and before a number and says what it counts
#ifndef SOFTLAW_AGREE_UNIT_H
#define SOFTLAW_AGREE_UNIT_H

#include "agree/figure.h"

typedef struct Unit {
    const char *word;
    FigureKind kind;
    const char *factor; // what one of it is in the figure's value; NULL = 1
    const char *currency;
} Unit;

// The unit behind a number that ends at `at`, blanks, a hyphen or 个 between; NULL if none is
// known.
const Unit *unit_behind(Str text, size_t at, size_t *ret_end);
// The currency before a number that begins at `at`: CNY 60, €5, 人民币; NULL if there is none.
const char *currency_before(Str text, size_t at);
// May an amount of the one currency be one of the other? "$" is that of several states.
bool currencies_agree(Str a, Str b);

// Months by name, 1 to 12; 0 if none stands at `at`, or ends at `end`.
int month_at(Str text, size_t at, size_t *ret_end);
int month_before(Str text, size_t end);

// For looking back: does `word` end at `end`, not as part of a longer word?
bool ends_with_whole(Str text, size_t end, Str word);
// Most words do not even end like that.
static inline bool ends_with_word(Str text, size_t end, Str word) {
    return word.size <= end && lower(text.at[end - 1]) == word.at[word.size - 1] &&
           ends_with_whole(text, end, word);
}
#define WORD(literal)                                                                              \
    { literal, sizeof(literal) - 1 } // a row of a table of Str
size_t back_over_blanks(Str text, size_t end);

#endif
