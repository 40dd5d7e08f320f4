// agree/judge.c - words against terms, article by article
//
// What one side says and the other does not is paired within the article: a pair of one kind
// differs. What is left is reported, but for words that speak of an amount which the terms of
// another article have.
#include "agree/judge.h"

#include <stdlib.h>

enum { PAIRED_MAX = 64 }; // left over on each side; beyond that nothing is paired

typedef enum Class { CLASS_NUMBER, CLASS_SPAN, CLASS_DATE, CLASS_STEP } Class;

// A figure that the other side of its article does not say.
typedef struct Left {
    const Saying *saying;
    bool is_excused; // of words: the terms of another article say it
    bool is_paired;
} Left;

typedef struct LeftList {
    Arena *arena;
    Left *items;
    size_t count, capacity;
} LeftList;

static Class class_of(FigureKind k) {
    if (figure_is_number(k)) return CLASS_NUMBER;
    if (figure_is_span(k)) return CLASS_SPAN;
    return k == FIGURE_STEP ? CLASS_STEP : CLASS_DATE;
}

// ---- findings, in the order of the text ---------------------------------------------------------

static int by_offset(const void *a, const void *b) {
    const Pending *x = a, *y = b;
    if (x->offset != y->offset) return x->offset < y->offset ? -1 : 1;
    return x->rule < y->rule ? -1 : x->rule > y->rule;
}

static void walk_to(Place *p, Str source, uint32_t offset) {
    for (; p->offset < offset && p->offset < source.size; p->offset++) {
        char c = source.at[p->offset];
        bool is_pair = c == '\r' && p->offset + 1 < source.size && source.at[p->offset + 1] == '\n';
        if (c == '\n' || (c == '\r' && !is_pair))
            p->line++, p->column = 1;
        else
            p->column += ((unsigned char)c & 0xC0) != 0x80;
    }
}

static void add_findings(Judge *j) {
    Place at = {.file = j->c.document->file, .line = 1, .column = 1};
    if (j->pending.count) qsort(j->pending.items, j->pending.count, sizeof(Pending), by_offset);
    for (size_t i = 0; i < j->pending.count; i++) {
        const Pending *p = &j->pending.items[i];
        const LintRule *r = agree_rule(p->rule);
        walk_to(&at, j->c.document->source, p->offset);
        Place place = at;
        place.size = p->size;
        finding_add(j->findings, p->severity, r->id, place,
                    (Message){r->message, {p->args[0], p->args[1], p->args[2]}},
                    (Message){r->proposal, {{NULL, 0}}});
    }
}

void agree_add(Judge *j, Rule rule, Severity severity, uint32_t offset, uint32_t size,
               const Str args[3]) {
    if (j->findings->count + j->pending.count >= LIMIT_FINDINGS) {
        j->findings->dropped_count++;
        j->findings->error_count += severity == SEVERITY_ERROR;
        return;
    }
    Pending *p = VEC_ADD(j->arena, &j->pending);
    *p = (Pending){rule, severity, offset, size, {args[0], args[1], args[2]}};
}

static Str text_of(const Judge *j, const Figure *f) {
    return str_part(j->c.document->source, f->start, f->end - f->start);
}

static void add_about(Judge *j, Rule rule, Severity severity, const Saying *s, Str second,
                      Str third) {
    const Figure *f = &s->figure;
    Str args[3] = {text_of(j, f), second, third};
    agree_add(j, rule, severity, f->start, f->end - f->start, args);
}

// ---- sets of what was said ----------------------------------------------------------------------

// "From 2024 to 2027" asks for the years between as well.
static void ask_years(KeySet *set, const Figure *f) {
    int64_t first;
    if (!f->years_behind || !dec_to_int(f->value, &first)) return;
    for (int64_t i = 1; i < f->years_behind; i++) {
        Key key = {FIGURE_YEAR, dec_from_int(first + i)};
        key_set_add(set, &key, 1);
    }
}

static void ask_all(KeySet *set, const Saying *s, size_t count) {
    Key keys[KEYS_MAX];
    for (size_t i = 0; i < count; i++) {
        key_set_add(set, keys, keys_asked(&s[i].figure, keys));
        ask_years(set, &s[i].figure);
    }
}

static void offer_all(KeySet *set, const Saying *s, size_t count) {
    Key keys[KEYS_MAX];
    for (size_t i = 0; i < count; i++) key_set_add(set, keys, keys_offered(&s[i].figure, keys));
}

// What other articles may rely on: not the times that names speak of.
static void offer_agreed(KeySet *set, const Saying *s, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!s[i].figure.is_soft || !figure_is_span(s[i].figure.kind)) offer_all(set, &s[i], 1);
}

static bool is_offered(const KeySet *set, const Figure *f) {
    Key keys[KEYS_MAX];
    return key_set_has_any(set, keys, keys_asked(f, keys));
}

static bool is_asked(const KeySet *set, const Figure *f) {
    Key keys[KEYS_MAX];
    return key_set_has_any(set, keys, keys_offered(f, keys));
}

// ---- what is left over --------------------------------------------------------------------------

// Words may speak of amounts of other articles; a period and a step are each article's own.
static bool is_of_article(const Figure *f) {
    return figure_is_span(f->kind) || f->kind == FIGURE_STEP || f->kind == FIGURE_DAY_OF_YEAR;
}

// Soft numbers are never missed, soft lengths of time and steps may still differ.
static bool may_be_left(const Figure *f) {
    return !f->is_soft || class_of(f->kind) == CLASS_SPAN || f->kind == FIGURE_STEP ||
           f->kind == FIGURE_MONEY || f->kind == FIGURE_PERCENT;
}

static void find_left_words(Judge *j, const Article *a, const KeySet *terms, LeftList *ret) {
    for (size_t i = 0; i < a->words_count; i++) {
        const Saying *s = &j->c.words.items[a->words_from + i];
        if (!may_be_left(&s->figure) || is_offered(terms, &s->figure)) continue;
        bool is_own = a->has_terms && is_of_article(&s->figure);
        bool is_excused = !is_own && is_offered(&j->all_terms, &s->figure);
        *VEC_ADD(ret->arena, ret) = (Left){.saying = s, .is_excused = is_excused};
    }
}

static void find_left_terms(Judge *j, const Article *a, const KeySet *words, LeftList *ret) {
    for (size_t i = 0; i < a->terms_count; i++) {
        const Saying *s = &j->c.said.items[a->terms_from + i];
        bool may_differ = !s->figure.is_soft || figure_is_span(s->figure.kind);
        if (!may_differ || is_asked(words, &s->figure)) continue;
        *VEC_ADD(ret->arena, ret) = (Left){.saying = s};
    }
}

// ---- pairs --------------------------------------------------------------------------------------

// How far apart, from 0 to 1.
static Dec distance(Dec a, Dec b) {
    Dec difference, part,
        larger = dec_compare(dec_abs(a), dec_abs(b)) < 0 ? dec_abs(b) : dec_abs(a);
    if (dec_is_zero(larger) || !dec_sub(a, b, &difference) ||
        !dec_div(dec_abs(difference), larger, &part))
        return dec_is_zero(larger) ? DEC_ZERO : dec_from_int(1);
    return part;
}

static Dec nearest_distance(const Figure *word, const Figure *term) {
    Dec of_value = distance(word->value, term->value);
    if (word->kind != FIGURE_PERCENT) return of_value;
    Dec of_written = distance(word->written, term->value);
    return dec_compare(of_written, of_value) < 0 ? of_written : of_value;
}

// "rounded to 0.01 CNY": a number may be a step.
static bool are_of_one_class(const Figure *word, const Figure *term) {
    Class class = class_of(word->kind);
    if (term->kind == FIGURE_STEP && class == CLASS_NUMBER) return !word->is_soft;
    return class == class_of(term->kind);
}

// Can the two be meant to say the same?
static bool may_pair(const Left *word, const Left *term) {
    const Figure *w = &word->saying->figure, *t = &term->saying->figure;
    bool is_firm = !w->is_soft || !t->is_soft;
    return !word->is_paired && is_firm && are_of_one_class(w, t);
}

// Of several words the nearest, if it is near; one alone need not be, unless it is said elsewhere.
static Left *partner_of(const Left *term, LeftList *words) {
    static const Dec FAR = {9, (uint64_t)(DEC_BIAS - 1) << 49}; // 0.9
    static const Dec HALF = {5, (uint64_t)(DEC_BIAS - 1) << 49};
    Left *best = NULL;
    Dec least = dec_from_int(2);
    size_t candidates = 0;
    for (size_t i = 0; i < words->count; i++) {
        if (!may_pair(&words->items[i], term)) continue;
        Dec d = nearest_distance(&words->items[i].saying->figure, &term->saying->figure);
        if (words->items[i].is_excused && dec_compare(d, HALF) > 0) continue;
        candidates++;
        if (dec_compare(d, least) >= 0) continue;
        least = d;
        best = &words->items[i];
    }
    return candidates > 1 && dec_compare(least, FAR) > 0 ? NULL : best;
}

static void pair(Judge *j, LeftList *words, LeftList *terms) {
    if (words->count > PAIRED_MAX || terms->count > PAIRED_MAX) return;
    for (size_t i = 0; i < terms->count; i++) {
        Left *term = &terms->items[i], *word = partner_of(term, words);
        if (!word) continue;
        word->is_paired = term->is_paired = true;
        if (word->saying->allowed & 1u << RULE_WORDS_DIFFER) continue;
        add_about(j, RULE_WORDS_DIFFER, SEVERITY_ERROR, word->saying,
                  text_of(j, &term->saying->figure),
                  str_fmt(j->arena, "%u", (unsigned)term->saying->line));
    }
}

// ---- an article ---------------------------------------------------------------------------------

static void report_words(Judge *j, const LeftList *words) {
    for (size_t i = 0; i < words->count; i++) {
        const Left *l = &words->items[i];
        bool is_allowed = l->saying->allowed & 1u << RULE_WORDS_WITHOUT_TERM;
        if (l->is_paired || l->is_excused || l->saying->figure.is_soft || is_allowed) continue;
        add_about(j, RULE_WORDS_WITHOUT_TERM, SEVERITY_WARNING, l->saying, STR(""), STR(""));
    }
}

static void report_terms(Judge *j, const Article *a, const LeftList *terms) {
    KeySet told = {.arena = j->scratch};
    if (a->allowed & 1u << RULE_TERM_WITHOUT_WORDS) return;
    for (size_t i = 0; i < terms->count; i++) {
        const Left *l = &terms->items[i];
        Key key = {l->saying->figure.kind, l->saying->figure.value};
        bool is_needed = !l->is_paired && !l->saying->figure.is_soft;
        if (!is_needed || key_set_has_any(&told, &key, 1)) continue;
        key_set_add(&told, &key, 1);
        add_about(j, RULE_TERM_WITHOUT_WORDS, SEVERITY_WARNING, l->saying, STR(""), STR(""));
    }
}

static const Saying *from(const Sayings *s, size_t index) {
    return s->items ? s->items + index : NULL;
}

static void judge_article(Judge *j, const Article *a) {
    arena_reset(j->scratch);
    KeySet words = {.arena = j->scratch}, terms = {.arena = j->scratch};
    LeftList left_words = {.arena = j->scratch}, left_terms = {.arena = j->scratch};
    const Saying *both = from(&j->c.both, a->both_from);
    ask_all(&words, from(&j->c.words, a->words_from), a->words_count);
    ask_all(&words, both, a->both_count);
    offer_all(&terms, from(&j->c.said, a->terms_from), a->terms_count);
    offer_all(&terms, both, a->both_count);
    offer_all(&terms, j->c.front.items, j->c.front.count);
    find_left_words(j, a, &terms, &left_words);
    find_left_terms(j, a, &words, &left_terms);
    pair(j, &left_words, &left_terms);
    report_words(j, &left_words);
    report_terms(j, a, &left_terms);
    judge_currencies(j, a);
}

// ---- all ----------------------------------------------------------------------------------------

static void report_limit(Judge *j) {
    finding_add(
        j->findings, SEVERITY_ERROR, "limit", (Place){.file = j->c.document->file},
        MSG("the agreement has more than {1} figures", str_fmt(j->arena, "%d", LIMIT_FIGURES)),
        MSG("divide it into several agreements"));
}

static void judge_all(Judge *j) {
    offer_agreed(&j->all_terms, j->c.said.items, j->c.said.count);
    offer_all(&j->all_terms, j->c.both.items, j->c.both.count);
    for (size_t i = 0; i < j->c.articles.count; i++) {
        const Article *article = &j->c.articles.items[i];
        if (article->is_operative && article->has_words) judge_article(j, article);
    }
    judge_parties(j);
    judge_bearers(j);
    add_findings(j);
}

void agree_judge(Arena *a, const Terms *t, Findings *f) {
    Judge j = {.arena = a, .scratch = arena_new(), .findings = f};
    j.c = (Collected){.arena = j.arena, .terms = t, .document = t->document};
    j.c.scratch = j.scratch;
    j.all_terms = (KeySet){.arena = j.arena};
    collect(&j.c);
    if (j.c.is_too_long)
        report_limit(&j);
    else if (j.c.has_terms) // a text without any is not compared with nothing
        judge_all(&j);
    arena_free(j.scratch);
}
