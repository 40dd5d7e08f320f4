// tools/review_eval.c - how well the review tells clauses that violate a norm from harmless ones
//
//     review_eval FILE.tsv [SHOW]
//     review_eval AGREEMENT.md FILE.planted [SHOW]
//
// Each line: id, code, + or -, sentence, parted by tabs (test/review/*.tsv). A + is found if a norm
// of that code is violated or doubtful; a - is a false alarm if any norm is. Prints the figures of
// the sentences by which the norms were tuned, and of the third that was held out (ids that 3
// divides). A line of a .planted file is a code and words of the clause, parted by a tab; "-" for
// words says that something is missing in the agreement. SHOW is "tuned" or "held": print the
// errors of that part.
#include "base/file.h"
#include "review/review.h"

#include <stdio.h>
#include <stdlib.h>

#define FRONT                                                                                      \
    "---\nsoftlaw: 1\nid: x\ntitle: x\nlanguage: %s\nkind: ecological-compensation\n"              \
    "parties: {a: {name: a}, b: {name: b}}\ncurrency: CNY\n"                                       \
    "term: {from: 2026-01-01, to: 2027-12-31, period: year}\n---\n\n# 1\n\n%.*s\n"

typedef struct Row {
    Str id, code, sign, sentence;
} Row;

typedef struct Tally {
    size_t bad, found, other, left, good, alarms, listed; // left, listed: for a person
} Tally;

static const Corpus *corpus(Arena *a) {
    Findings f = {.arena = a};
    Corpus *c = corpus_new(a);
    for (size_t i = 0; i < corpus_shipped_count(); i++)
        corpus_read(c, corpus_shipped_name(i), corpus_shipped_text(i), &f);
    bool is_sound = corpus_end(c, &f);
    for (size_t i = 0; i < f.count; i++) {
        Str line = lang_finding(a, LANG_EN, &f.items[i]);
        fwrite(line.at, 1, line.size, stderr);
    }
    if (!is_sound) exit(2);
    return c;
}

static bool is_code(const Norm *n, Str code) {
    int64_t slash = str_find(n->id, STR("/"), 0);
    return str_starts_with(str_part(n->id, (size_t)slash + 1, n->id.size), code);
}

static const Review *judge_text(Arena *a, const Corpus *c, Str text) {
    Findings form = {.arena = a};
    const Document *d = text_parse(a, STR("text"), text, &form);
    return review_judge(a, c, terms_from_text(a, d, &form), civil_to_days((CivilDate){2026, 1, 1}));
}

static const Review *judge(Arena *a, const Corpus *c, const Row *r) {
    bool is_chinese = (unsigned char)r->sentence.at[0] >= 0x80;
    return judge_text(a, c, str_fmt(a, FRONT, is_chinese ? "zh" : "en", STR_ARG(r->sentence)));
}

static void show(const Row *r, const Review *review) {
    printf("%.*s\t%.*s\t%.*s\t%.*s\n", STR_ARG(r->id), STR_ARG(r->code), STR_ARG(r->sign),
           STR_ARG(r->sentence));
    for (size_t i = 0; i < review->count; i++) {
        const ReviewItem *x = &review->items[i];
        if (!x->clause.size) continue;
        printf("\t\t%d reason %d %.*s \"%.*s\"\n", (int)x->verdict, (int)x->reason,
               STR_ARG(x->norm->id), STR_ARG(x->words[0]));
    }
}

static void count(const Corpus *c, const Row *r, Tally *t, bool shows) {
    Arena *a = arena_new();
    const Review *review = judge(a, c, r);
    bool is_found = false, is_any = false, is_left = false, is_bad = str_is(r->sign, STR("+"));
    for (size_t i = 0; i < review->count; i++) {
        const ReviewItem *x = &review->items[i];
        is_left |= x->clause.size && x->verdict == REVIEW_PERSON;
        if (!x->clause.size || x->verdict > REVIEW_DOUBTFUL) continue;
        is_any = true;
        is_found |= is_code(x->norm, r->code);
    }
    t->bad += is_bad;
    t->found += is_bad && is_found;
    t->other += is_bad && is_any && !is_found;
    t->left += is_bad && !is_any && is_left;
    t->listed += !is_bad && !is_any && is_left;
    t->good += !is_bad;
    t->alarms += !is_bad && is_any;
    if (shows && (is_bad ? !is_found : is_any)) show(r, review);
    arena_free(a);
}

static void print(const char *name, const Tally *t) {
    printf("%-5s violations %zu, found %zu, under another code only %zu, left to a person %zu; "
           "harmless %zu, false alarms %zu, left to a person %zu\n",
           name, t->bad, t->found, t->other, t->left, t->good, t->alarms, t->listed);
}

// ---- agreements ---------------------------------------------------------------------------------

typedef struct Planted {
    Str code, words;
    bool is_found;
} Planted;

typedef struct PlantedList {
    Planted *items;
    size_t count, capacity;
} PlantedList;

static PlantedList read_planted(Arena *a, Str rest) {
    PlantedList list = {0};
    Str line, code;
    while (str_next(&rest, '\n', &line))
        if (str_next(&line, '\t', &code) && line.size)
            *VEC_ADD(a, &list) = (Planted){.code = code, .words = line};
    return list;
}

static size_t count_words(Str text) {
    size_t words = 0, wide = 0;
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.at[i];
        bool is_start = i == 0 || strchr(" \n", text.at[i - 1]);
        words += c < 0x80 && !strchr(" \n", (char)c) && is_start;
        wide += c >= 0xE4 && c <= 0xE9;
    }
    return words + wide / 2;
}

static bool is_planted(const ReviewItem *x, PlantedList *list) {
    bool is_there = false;
    for (size_t i = 0; i < list->count; i++) {
        Planted *p = &list->items[i];
        bool is_missing = str_is(p->words, STR("-")) && !x->clause.size;
        if (!is_missing && str_find(x->clause, p->words, 0) < 0) continue;
        if (is_missing && !is_code(x->norm, p->code)) continue;
        p->is_found |= is_code(x->norm, p->code);
        is_there = true;
    }
    return is_there;
}

static void show_item(const char *what, const ReviewItem *x) {
    printf("%s %u: %.*s \"%.*s\" in %.*s\n", what, x->place.line, STR_ARG(x->norm->id),
           STR_ARG(x->words[0]), STR_ARG(str_part(x->clause, 0, 200)));
}

static int judge_agreement(Arena *a, Str path, Str planted_path, bool shows) {
    Str text, planted;
    Err err = {0};
    if (!file_read_text(a, path, LIMIT_DOCUMENT_BYTES, &text, &err) ||
        !file_read_text(a, planted_path, LIMIT_DOCUMENT_BYTES, &planted, &err))
        return 2;
    PlantedList list = read_planted(a, planted);
    const Review *r = judge_text(a, corpus(a), text);
    size_t alarms = 0, found = 0, words = count_words(text);
    for (size_t i = 0; i < r->count; i++) {
        const ReviewItem *x = &r->items[i];
        bool is_alarm = x->verdict <= REVIEW_DOUBTFUL && !is_planted(x, &list);
        alarms += is_alarm;
        if (shows && is_alarm) show_item("false alarm", x);
        if (shows && x->verdict == REVIEW_PERSON && x->clause.size) show_item("person", x);
    }
    for (size_t i = 0; i < list.count; i++) {
        const Planted *p = &list.items[i];
        found += p->is_found;
        if (!p->is_found) printf("missed %.*s: %.*s\n", STR_ARG(p->code), STR_ARG(p->words));
    }
    printf("planted %zu, found %zu; words %zu, false alarms %zu; excepted %zu, for a person %zu\n",
           list.count, found, words, alarms, r->counts[REVIEW_EXCEPTED], r->counts[REVIEW_PERSON]);
    return found == list.count && alarms * 1000 <= words ? 0 : 1;
}

int main(int argc, char **argv) {
    Arena *a = arena_new();
    Str rest, line;
    Err err = {0};
    Tally tuned = {0}, held = {0};
    if (argc > 2 && str_ends_with(str_from(argv[1]), STR(".md"))) {
        int status = judge_agreement(a, str_from(argv[1]), str_from(argv[2]), argc > 3);
        arena_free(a);
        return status;
    }
    if (argc < 2 || !file_read_text(a, str_from(argv[1]), LIMIT_DOCUMENT_BYTES, &rest, &err))
        return 2;
    const Corpus *c = corpus(a);
    const char *part = argc > 2 ? argv[2] : "";
    while (str_next(&rest, '\n', &line)) {
        Row r = {0};
        str_next(&line, '\t', &r.id);
        str_next(&line, '\t', &r.code);
        str_next(&line, '\t', &r.sign);
        if (!(r.sentence = line).size) continue;
        bool is_held = strtol(r.id.at, NULL, 10) % 3 == 0;
        count(c, &r, is_held ? &held : &tuned, !strcmp(part, is_held ? "held" : "tuned"));
    }
    print("tuned", &tuned);
    print("held", &held);
    arena_free(a);
    return 0;
}
