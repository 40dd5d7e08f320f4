// agree/numeral_en.c - numbers in English words: twenty-five, three hundred and fifty, two thirds
#include "agree/numeral.h"

typedef enum WordKind { WORD_UNIT, WORD_TENS, WORD_SCALE, WORD_ORDINAL, WORD_PART } WordKind;
typedef struct NumberWord {
    const char *word;
    WordKind kind;
    int64_t value;
} NumberWord;

// By their first letter; each list ends with a row without a word.
#define LIST(...)                                                                                  \
    (const NumberWord[]) {                                                                         \
        __VA_ARGS__, {                                                                             \
            NULL, WORD_UNIT, 0                                                                     \
        }                                                                                          \
    }
static const NumberWord *const WORDS[128] = {
    ['a'] = LIST({"a", WORD_UNIT, 1}),
    ['b'] = LIST({"billion", WORD_SCALE, 1000000000}),
    ['d'] = LIST({"double", WORD_UNIT, 2}),
    ['e'] = LIST({"eight", WORD_UNIT, 8}, {"eleven", WORD_UNIT, 11}, {"eighteen", WORD_UNIT, 18},
                 {"eighty", WORD_TENS, 80}, {"eighth", WORD_ORDINAL, 8}, {"eighths", WORD_PART, 8}),
    ['f'] = LIST({"four", WORD_UNIT, 4}, {"five", WORD_UNIT, 5}, {"fourteen", WORD_UNIT, 14},
                 {"fifteen", WORD_UNIT, 15}, {"forty", WORD_TENS, 40}, {"fifty", WORD_TENS, 50},
                 {"first", WORD_ORDINAL, 1}, {"fourth", WORD_ORDINAL, 4},
                 {"fifth", WORD_ORDINAL, 5}, {"fifths", WORD_PART, 5}),
    ['h'] = LIST({"hundred", WORD_SCALE, 100}, {"half", WORD_PART, 2}, {"halves", WORD_PART, 2}),
    ['m'] = LIST({"million", WORD_SCALE, 1000000}),
    ['n'] = LIST({"nine", WORD_UNIT, 9}, {"nineteen", WORD_UNIT, 19}, {"ninety", WORD_TENS, 90},
                 {"ninth", WORD_ORDINAL, 9}),
    ['o'] = LIST({"one", WORD_UNIT, 1}),
    ['q'] = LIST({"quarter", WORD_PART, 4}, {"quarters", WORD_PART, 4}),
    ['s'] = LIST({"six", WORD_UNIT, 6}, {"seven", WORD_UNIT, 7}, {"sixteen", WORD_UNIT, 16},
                 {"seventeen", WORD_UNIT, 17}, {"sixty", WORD_TENS, 60}, {"seventy", WORD_TENS, 70},
                 {"second", WORD_ORDINAL, 2}, {"sixth", WORD_ORDINAL, 6},
                 {"seventh", WORD_ORDINAL, 7}, {"sixths", WORD_PART, 6}),
    ['t'] = LIST({"two", WORD_UNIT, 2}, {"three", WORD_UNIT, 3}, {"ten", WORD_UNIT, 10},
                 {"twelve", WORD_UNIT, 12}, {"thirteen", WORD_UNIT, 13}, {"twenty", WORD_TENS, 20},
                 {"thirty", WORD_TENS, 30}, {"thousand", WORD_SCALE, 1000}, {"twice", WORD_UNIT, 2},
                 {"triple", WORD_UNIT, 3}, {"third", WORD_ORDINAL, 3}, {"tenth", WORD_ORDINAL, 10},
                 {"thirds", WORD_PART, 3}, {"tenths", WORD_PART, 10}),
};

static const NumberWord *number_word_at(Str text, size_t at, size_t *ret_size) {
    unsigned char first = at < text.size ? (unsigned char)lower(text.at[at]) : 0;
    if (first >= 0x80) return NULL;
    for (const NumberWord *w = WORDS[first]; w && w->word; w++) {
        *ret_size = word_at(text, at, w->word);
        if (*ret_size) return w;
    }
    return NULL;
}

typedef struct Reading {
    int64_t total, section, over;
    bool is_ordinal, is_done;
    WordKind last;
} Reading;

static void read_scale(Reading *r, int64_t value) {
    if (value == 100) {
        r->section *= 100;
        return;
    }
    r->total += r->section * value;
    r->section = 0;
}

// What may open a number.
static bool read_first(Reading *r, const NumberWord *w) {
    if (w->kind == WORD_SCALE || (w->kind == WORD_PART && w->value > 2)) return false;
    r->section = w->kind == WORD_PART ? 1 : w->value;
    r->over = w->kind == WORD_PART ? w->value : 1;
    return true;
}

// What may go on with it: two thirds, two hundred, twenty-five.
static bool read_next(Reading *r, const NumberWord *w) {
    static const int64_t SCALED_MAX = 1000000000000;
    bool is_part = w->kind == WORD_PART || (w->kind == WORD_ORDINAL && w->value > 2);
    bool is_quarter = w->kind == WORD_PART && w->value == 4; // "two quarters" are six months
    if (is_quarter && r->section != 1 && r->section != 3) return false;
    if (is_part && r->last == WORD_UNIT && !r->total) {
        r->over = w->value;
        return true;
    }
    if (w->kind == WORD_SCALE) {
        if (r->total > SCALED_MAX || r->section > SCALED_MAX) return false;
        read_scale(r, w->value);
        return true;
    }
    bool fits = r->last == WORD_SCALE || (r->last == WORD_TENS && w->value < 10);
    if (!fits || w->kind == WORD_PART) return false;
    r->section += w->value;
    return true;
}

static bool read_word(Reading *r, const NumberWord *w, bool is_first) {
    if (!(is_first ? read_first : read_next)(r, w)) return false;
    r->is_ordinal = w->kind == WORD_ORDINAL && r->over == 1;
    r->is_done = r->over > 1 || w->kind == WORD_ORDINAL;
    r->last = w->kind;
    return true;
}

// Behind a word: "-", blanks, or "and" after hundred. Where the next word would begin.
static size_t next_word(Str text, size_t end, WordKind last) {
    size_t at = end;
    if (at < text.size && text.at[at] == '-') return at + 1;
    at = skip_blanks(text, at);
    size_t and = last == WORD_SCALE ? word_at(text, at, "and") : 0;
    return and? skip_blanks(text, at + and) : at;
}

// one and a half: where it ends, or `at`.
static size_t half_behind(Str text, size_t at) {
    static const char *const WORDS_BEHIND[] = {"and", "a", "half"};
    size_t end = at;
    for (size_t i = 0; i < sizeof WORDS_BEHIND / sizeof *WORDS_BEHIND; i++) {
        size_t word = skip_blanks(text, end), size = word_at(text, word, WORDS_BEHIND[i]);
        if (!size) return at;
        end = word + size;
    }
    return end;
}

bool numeral_english(Str text, size_t at, Numeral *ret) {
    Reading r = {.over = 1};
    size_t end = at, size;
    for (size_t next = at; !r.is_done; next = next_word(text, end, r.last)) {
        const NumberWord *w = number_word_at(text, next, &size);
        if (!w || !read_word(&r, w, next == at)) break;
        end = next + size;
    }
    bool is_article = end == at + 1 && r.over == 1; // "a year"
    if (end == at || is_article) return false;
    Numeral n = {.start = at,
                 .end = end,
                 .form = r.is_ordinal ? NUMERAL_ORDINAL : NUMERAL_ENGLISH,
                 .value = dec_from_int(r.total + r.section),
                 .over = dec_from_int(r.over),
                 .scale = 1};
    if (!dec_div(n.value, n.over, &n.value)) return false;
    size_t behind = r.over == 1 && !r.is_ordinal ? half_behind(text, end) : end;
    if (behind > end && dec_add(n.value, dec_from_small(5, DEC_BIAS - 1), &n.value)) n.end = behind;
    *ret = n;
    return true;
}
