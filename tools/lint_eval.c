// tools/lint_eval.c - how well the lint tells vague sentences from precise ones
//
//     lint_eval FILE.tsv [LEVEL [SHOW]]
//
// Each line: id, labels, sentence, parted by tabs; every label is a wording (test/lint/*.tsv) or
// Smell=wording|wording, parted by ';' (ARTA; there only the six lexical smells count). LEVEL is
// "warning" (the default), or "words": all findings of word rules, notes too, and of no other.
// Prints precision, recall and F1 of "has a finding", the area under the curve of the number of
// findings, and word-level precision and recall, for the odd and the even ids and for all. An id
// may end in '.' and the name of a class: then how many of each class have a finding is printed
// too. SHOW is "odd" or "even": print the errors of that half.
#include "base/file.h"
#include "lint/lint.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct Row {
    Str id, labels, sentence;
    bool is_vague;
    size_t found;                         // findings
    size_t words, words_found, words_hit; // labelled, labelled and found, found and labelled
} Row;

typedef struct Rows {
    Row *items;
    size_t count, capacity;
} Rows;

static const char *const SMELLS[] = {"Subjective_lang.",    "Nonverifiable_term",
                                     "Ambiguous_adv._adj.", "Superlative",
                                     "Comparative",         "Vague_pron."};

static bool is_lexical(Str label) {
    for (size_t i = 0; i < sizeof SMELLS / sizeof SMELLS[0]; i++)
        if (str_starts_with(label, str_from(SMELLS[i]))) return true;
    return str_find(label, STR("="), 0) < 0;
}

typedef enum Half { HALF_ODD, HALF_EVEN, BOTH_HALVES } Half;

static bool is_in(Half half, Str id) {
    bool is_odd = strtol(id.at + strcspn(id.at, "0123456789"), NULL, 10) % 2;
    return half == BOTH_HALVES || is_odd == (half == HALF_ODD);
}

static void count_words(Row *r, Str label, const Findings *f) {
    int64_t equals = str_find(label, STR("="), 0);
    Str rest = str_part(label, (size_t)(equals + 1), label.size), word;
    while (str_next(&rest, '|', &word)) {
        r->words++;
        for (size_t i = 0; i < f->count; i++)
            if (str_find(f->items[i].message.args[0], str_trim(word), 0) >= 0) {
                r->words_found++;
                break;
            }
    }
}

static bool names_a_word(const char *rule) {
    for (size_t i = 0; i < lint_word_rule_count(); i++)
        if (!strcmp(lint_rule(i)->id, rule)) return true;
    return false;
}

static void drop_structure(Findings *f) {
    size_t kept = 0;
    for (size_t i = 0; i < f->count; i++)
        if (names_a_word(f->items[i].rule)) f->items[kept++] = f->items[i];
    f->count = kept;
}

static void judge(Row *r, const LintWords *w, Severity least) {
    Arena *a = arena_new();
    Findings f = {.arena = a}, other = {.arena = a};
    Str source = str_fmt(a, "# 1\n\n%.*s\n", STR_ARG(r->sentence));
    const Document *d = text_parse(a, STR("row"), source, &other);
    const Terms *t = terms_from_text(a, d, &other);
    lint_judge(a, w, t, least, &f);
    if (least == SEVERITY_NOTE) drop_structure(&f);
    r->found = f.count;
    Str rest = r->labels, label;
    while (str_next(&rest, ';', &label))
        if (label.size && is_lexical(label)) r->is_vague = true, count_words(r, label, &f);
    arena_free(a);
}

static double ratio(size_t part, size_t all) {
    return all ? (double)part / (double)all : 0;
}

// The chance that a vague sentence has more findings than a precise one.
static double area(const Rows *rows, Half half) {
    double better = 0, pairs = 0;
    for (size_t i = 0; i < rows->count; i++)
        for (size_t k = 0; k < rows->count; k++) {
            const Row *x = &rows->items[i], *y = &rows->items[k];
            if (!is_in(half, x->id) || !is_in(half, y->id) || !x->is_vague || y->is_vague) continue;
            pairs++;
            better += x->found > y->found ? 1 : x->found == y->found ? 0.5 : 0;
        }
    return pairs > 0 ? better / pairs : 0;
}

static void report(const Rows *rows, Half half) {
    static const char *const NAMES[] = {"odd", "even", "all"};
    size_t both = 0, found = 0, vague = 0, count = 0, words = 0, words_found = 0, findings = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const Row *r = &rows->items[i];
        if (!is_in(half, r->id)) continue;
        count++;
        vague += r->is_vague;
        found += r->found > 0;
        both += r->is_vague && r->found > 0;
        words += r->words;
        words_found += r->words_found;
        findings += r->found;
    }
    double p = ratio(both, found), r = ratio(both, vague);
    printf("%-4s %4zu sentences, %3zu vague: precision %.3f recall %.3f F1 %.3f AUC %.3f; "
           "all marked: F1 %.3f; words: precision %.3f recall %.3f\n",
           NAMES[half], count, vague, p, r, p + r > 0 ? 2 * p * r / (p + r) : 0, area(rows, half),
           2 * ratio(vague, count) / (1 + ratio(vague, count)), ratio(words_found, findings),
           ratio(words_found, words));
}

static Str class_of(Str id) {
    int64_t dot = str_find(id, STR("."), 0);
    return dot < 0 ? STR("") : str_part(id, (size_t)dot + 1, id.size);
}

static bool is_first_of_class(const Rows *rows, size_t i) {
    for (size_t k = 0; k < i; k++)
        if (str_is(class_of(rows->items[k].id), class_of(rows->items[i].id))) return false;
    return true;
}

static void report_class(const Rows *rows, Str name) {
    size_t count[2] = {0}, found[2] = {0};
    bool is_vague = false;
    for (size_t i = 0; i < rows->count; i++) {
        const Row *r = &rows->items[i];
        if (!str_is(class_of(r->id), name)) continue;
        count[is_in(HALF_EVEN, r->id)]++;
        found[is_in(HALF_EVEN, r->id)] += r->found > 0;
        is_vague = r->is_vague;
    }
    printf("  %s %.*s: odd %zu of %zu, even %zu of %zu have a finding\n",
           is_vague ? "vague  " : "precise", STR_ARG(name), found[0], count[0], found[1], count[1]);
}

static void report_classes(const Rows *rows) {
    for (size_t i = 0; i < rows->count; i++) {
        Str name = class_of(rows->items[i].id);
        if (name.size && is_first_of_class(rows, i)) report_class(rows, name);
    }
}

static void show(const Rows *rows, Half half) {
    for (size_t i = 0; i < rows->count; i++) {
        const Row *r = &rows->items[i];
        if (is_in(half, r->id) && r->is_vague != (r->found > 0))
            printf("%s %.*s [%.*s] %.*s\n", r->is_vague ? "missed" : "false ", STR_ARG(r->id),
                   STR_ARG(r->labels), STR_ARG(r->sentence));
    }
}

int main(int argc, char **argv) {
    Arena *a = arena_new();
    Str text, line;
    Err err = {0};
    Rows rows = {0};
    if (argc < 2 || !file_read(a, str_from(argv[1]), 64 << 20, &text, &err)) {
        fprintf(stderr, "usage: lint_eval FILE.tsv [warning|words [odd|even]]\n");
        return 2;
    }
    Severity least = argc > 2 && !strcmp(argv[2], "words") ? SEVERITY_NOTE : SEVERITY_WARNING;
    const LintWords *w = lint_words_new(a);
    while (str_next(&text, '\n', &line)) {
        Row r = {0};
        if (str_next(&line, '\t', &r.id) && str_next(&line, '\t', &r.labels)) {
            r.sentence = line;
            judge(&r, w, least);
            *VEC_ADD(a, &rows) = r;
        }
    }
    for (Half half = HALF_ODD; half <= BOTH_HALVES; half++) report(&rows, half);
    report_classes(&rows);
    if (argc > 3) show(&rows, strcmp(argv[3], "odd") ? HALF_EVEN : HALF_ODD);
    arena_free(a);
    return 0;
}
