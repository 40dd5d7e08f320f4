// agree/step.c - steps of rounding that are named by a coin or a unit, not by a number
#include "agree/step.h"

typedef struct Step {
    const char *word, *value;
} Step;

static const Step STEPS_EN[] = {
    {"cent", "0.01"},      {"fen", "0.01"},       {"penny", "0.01"},  {"euro", "1"},
    {"yuan", "1"},         {"dollar", "1"},       {"pound", "1"},     {"franc", "1"},
    {"unit", "1"},         {"whole number", "1"}, {"integer", "1"},   {"tonne", "1"},
    {"gallon", "1"},       {"mile", "1"},         {"kilometre", "1"}, {"kilogram", "1"},
    {"day", "1"},          {"hour", "1"},         {"hundred", "100"}, {"thousand", "1000"},
    {"million", "1000000"}};
static const Step STEPS_ZH[] = {
    {"分", "0.01"},   {"角", "0.1"},     {"元", "1"},           {"厘", "0.001"},
    {"个位", "1"},    {"整数", "1"},     {"十元", "10"},        {"百元", "100"},
    {"千元", "1000"}, {"万元", "10000"}, {"百万元", "1000000"}, {"亿元", "100000000"},
    {"吨", "1"},      {"千克", "1"},     {"天", "1"},           {"日", "1"}};

static bool set(Figure *f, const char *value, size_t start, size_t end) {
    *f = (Figure){.kind = FIGURE_STEP,
                  .over = dec_from_int(1),
                  .scale = 1,
                  .is_soft = true,
                  .start = (uint32_t)start,
                  .end = (uint32_t)end};
    if (!dec_from_text(str_from(value), &f->value, NULL)) return false;
    f->written = f->value;
    return true;
}

static bool named_at(Str text, size_t at, const Step *steps, size_t count, size_t start,
                     Figure *ret) {
    for (size_t i = 0; i < count; i++) {
        size_t size = word_at(text, at, steps[i].word);
        if (size) return set(ret, steps[i].value, start, at + size);
    }
    return false;
}

// to the cent, to the nearest euro
static bool english_step(Str text, size_t at, Figure *ret) {
    static const char *const MANNERS[] = {"nearest", "whole", "full", NULL};
    size_t to = word_at(text, at, "to"), the = at + to;
    if (!to) return false;
    the = skip_blanks(text, the);
    size_t size = word_at(text, the, "the");
    if (!size) return false;
    size_t unit = skip_blanks(text, the + size);
    for (size_t i = 0; MANNERS[i]; i++)
        if ((size = word_at(text, unit, MANNERS[i]))) unit = skip_blanks(text, unit + size);
    return named_at(text, unit, STEPS_EN, sizeof STEPS_EN / sizeof *STEPS_EN, at, ret);
}

// whole gallons
static bool whole_units(Str text, size_t at, Figure *ret) {
    static const char *const UNITS[] = {
        "unit",  "units",  "number", "numbers", "gallon", "gallons",  "tonne", "tonnes", "euro",
        "euros", "yuan",   "dollar", "dollars", "cents",  "day",      "days",  "hours",  "months",
        "miles", "shares", "amount", "amounts", "points", "per cent", NULL};
    size_t whole = word_at(text, at, "whole"), unit = skip_blanks(text, at + whole);
    if (!whole) return false;
    for (size_t i = 0; UNITS[i]; i++) {
        size_t size = word_at(text, unit, UNITS[i]);
        if (size) return set(ret, "1", at, unit + size);
    }
    return false;
}

// 算到分, 精确至元: only behind a word of computing, since 到 and 至 mean much else.
static bool chinese_step(Str text, size_t at, Figure *ret) {
    static const char *const COMPUTED[] = {"算", "计", "确", "留", "入", "取", NULL};
    Str here = str_part(text, at, 3), before = str_part(text, 0, at);
    if (!str_is(here, STR("到")) && !str_is(here, STR("至"))) return false;
    for (size_t i = 0; COMPUTED[i]; i++)
        if (str_ends_with(before, str_from(COMPUTED[i])))
            return named_at(text, at + 3, STEPS_ZH, sizeof STEPS_ZH / sizeof *STEPS_ZH, at, ret);
    return false;
}

bool step_at(Str text, size_t at, Figure *ret) {
    unsigned char c = (unsigned char)text.at[at];
    if (c == 't' || c == 'T') return english_step(text, at, ret);
    if (c == 'w' || c == 'W') return whole_units(text, at, ret);
    return c == 0xE5 || c == 0xE8 ? chinese_step(text, at, ret) : false;
}

bool step_of_places(Dec places, Dec *ret) {
    int64_t count;
    if (!dec_to_int(places, &count) || count < 0 || count > 20) return false;
    *ret = dec_from_small(1, (uint64_t)(DEC_BIAS - count));
    return true;
}
