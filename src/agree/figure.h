// agree/figure.h - what a text or a formula says in figures: each with its kind and exact value
#ifndef SOFTLAW_AGREE_FIGURE_H
#define SOFTLAW_AGREE_FIGURE_H

#include "agree/numeral.h"
#include "base/civil.h"

// How the value is to be read. Percentages and amounts are numbers, since formulas hold them as
// such.
typedef enum FigureKind {
    FIGURE_NUMBER,
    FIGURE_MONEY,        // units taken in: 6000万元 is 60000000
    FIGURE_PERCENT,      // 50% is 0.5
    FIGURE_DAYS,         // weeks are days
    FIGURE_WORKING_DAYS, //
    FIGURE_MONTHS,       // years are months
    FIGURE_SECONDS,      // hours are seconds
    FIGURE_DATE,         // days since 1970-01-01
    FIGURE_YEAR,
    FIGURE_MONTH,       // of a year: year * 12 + month
    FIGURE_DAY_OF_YEAR, // month * 100 + day
    FIGURE_STEP,        // of rounding
    // of keys alone (key.h): the end of a day, month or year, which is where the next begins
    FIGURE_UNTIL_DATE,
    FIGURE_UNTIL_MONTH,
    FIGURE_UNTIL_YEAR,
} FigureKind;

typedef struct Figure {
    FigureKind kind;
    Dec value;
    Dec written;             // before the unit: 3 of "three years", 50 of 50%
    Dec over;                // of a fraction: what it is divided by; else 1
    const struct Unit *unit; // NULL = none was found
    const char *currency;    // NULL = none was named
    int64_t scale;           // 万, million; else 1
    uint8_t years_behind;    // of a year that begins a range: how many follow
    bool is_end;             // of a date: until, by, before it
    bool is_change;          // of a share: by which something is raised or lowered
    bool is_soft;            // need not be said on the other side
    uint32_t start, end;     // bytes of the text
} Figure;

typedef struct FigureList {
    Arena *arena;
    Figure *items;
    size_t count, capacity;
} FigureList;

// The figures of people's words. `masked` is `text` without what is not said (lint_mask).
void figures_in_words(Str text, Str masked, FigureList *ret);
// The figures of a formula in FEEL: its literals.
void figures_in_formula(Str text, FigureList *ret);

static inline bool figure_is_span(FigureKind k) {
    return k >= FIGURE_DAYS && k <= FIGURE_SECONDS;
}
static inline bool figure_is_number(FigureKind k) {
    return k <= FIGURE_PERCENT;
}

#endif
