// feel/formula_test.h - for tests: random formulas
#ifndef SOFTLAW_FEEL_FORMULA_TEST_H
#define SOFTLAW_FEEL_FORMULA_TEST_H

#include "feel/feel.h"

// What random formulas are made of: leaves, and operators that may be used.
typedef struct FormulaWords {
    const char *const *numbers, *const *truths, *const *signs;
    unsigned number_count, truth_count, sign_count;
    bool has_texts;
} FormulaWords;

// SplitMix64.
static inline uint64_t random_next(uint64_t *seed) {
    uint64_t z = *seed += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

static inline unsigned below(uint64_t *seed, unsigned bound) {
    return (unsigned)(random_next(seed) % bound);
}

#define WORDS(...)                                                                                 \
    (const char *const[]) {                                                                        \
        __VA_ARGS__                                                                                \
    }

// Over x, y, z (numbers), p, q (booleans), day, word, list.
static const FormulaWords FORMULA_ALL = {
    .numbers =
        WORDS("x", "y", "z", "2", "0.05", "10", "day.year", "sum(list)", "mean(list)", "max(list)"),
    .number_count = 10,
    .truths =
        WORDS("p", "q", "day < date(\"2021-06-01\")", "word = \"north\"", "x in [0..100]", "true"),
    .truth_count = 6,
    .signs = WORDS(" + ", " - ", " * ", " / "),
    .sign_count = 4,
    .has_texts = true,
};
// Exact in binary too, if x, y and z are.
static const FormulaWords FORMULA_BINARY = {
    .numbers = WORDS("x", "y", "z", "2", "0.25", "10"),
    .number_count = 6,
    .truths = WORDS("p", "q", "true"),
    .truth_count = 3,
    .signs = WORDS(" + ", " - ", " * "),
    .sign_count = 3,
};

typedef struct Formula {
    Buf buf;
    uint64_t *seed;
    const FormulaWords *words;
} Formula;

static inline void formula_add(Formula *f, const char *text) {
    buf_add_c(&f->buf, text);
}

static inline const char *formula_pick(Formula *f, const char *const *words, unsigned count) {
    return words[below(f->seed, count)];
}

static void formula_truth(Formula *f, unsigned depth);

static void formula_number(Formula *f, unsigned depth) {
    static const char *const calls[] = {"min(", "max(", "clamp("};
    unsigned form = below(f->seed, 8);
    if (depth == 0 || form == 0) {
        formula_add(f, formula_pick(f, f->words->numbers, f->words->number_count));
    } else if (form < 4) {
        formula_add(f, "(");
        formula_number(f, depth - 1);
        formula_add(f, formula_pick(f, f->words->signs, f->words->sign_count));
        formula_number(f, depth - 1);
        formula_add(f, ")");
    } else if (form < 6) {
        unsigned call = below(f->seed, 3);
        formula_add(f, calls[call]);
        formula_number(f, depth - 1);
        formula_add(f, ", ");
        formula_number(f, depth - 1);
        formula_add(f, call == 2 ? ", 1000000)" : ")");
    } else if (form == 6) {
        formula_add(f, "-abs(");
        formula_number(f, depth - 1);
        formula_add(f, ")");
    } else {
        formula_add(f, "(if ");
        formula_truth(f, depth - 1);
        formula_add(f, " then ");
        formula_number(f, depth - 1);
        formula_add(f, " else ");
        formula_number(f, depth - 1);
        formula_add(f, ")");
    }
}

static void formula_truth(Formula *f, unsigned depth) {
    static const char *const signs[] = {" < ", " <= ", " > ", " >= ", " = ", " != "};
    unsigned form = below(f->seed, 6);
    if (depth == 0 || form == 0) {
        formula_add(f, formula_pick(f, f->words->truths, f->words->truth_count));
    } else if (form < 3) {
        formula_number(f, depth - 1);
        formula_add(f, signs[below(f->seed, 6)]);
        formula_number(f, depth - 1);
    } else if (form == 3) {
        formula_add(f, "not(");
        formula_truth(f, depth - 1);
        formula_add(f, ")");
    } else {
        formula_add(f, "(");
        formula_truth(f, depth - 1);
        formula_add(f, form == 4 ? " and " : " or ");
        formula_truth(f, depth - 1);
        formula_add(f, ")");
    }
}

static inline Str formula_random(Arena *a, uint64_t *seed, const FormulaWords *words) {
    Formula f = {.buf = {.arena = a}, .seed = seed, .words = words};
    unsigned kind = below(seed, words->has_texts ? 4 : 3);
    if (kind == 0) {
        formula_truth(&f, 4);
    } else if (kind == 3) {
        formula_add(&f, "if ");
        formula_truth(&f, 2);
        formula_add(&f, " then \"high\" else if ");
        formula_truth(&f, 2);
        formula_add(&f, " then \"low\" else \"none\"");
    } else {
        formula_number(&f, 4);
    }
    return buf_str(&f.buf);
}

#endif
