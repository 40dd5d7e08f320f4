// agree/judge.c - words against terms, article by article
//
// What one side says and the other does not is paired within the article: a pair of one kind
// differs. What is left is reported, but for words that speak of an amount which the terms of
// another article have.
#include "agree/judge.h"

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

void agree_add(Judge *j, Pending p) {
    Verdict *v = j->verdict;
    if (v->pending.count < LIMIT_FINDINGS) {
        *VEC_ADD(j->arena, &v->pending) = p;
        return;
    }
    v->is_overfull = true;
    j->findings->dropped_count++;
    j->findings->error_count += p.severity == SEVERITY_ERROR;
}

static Range range_of(const Figure *f) {
    return (Range){f->start, f->end - f->start};
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

static void ask_all(KeySet *set, const Sayings *s) {
    Key keys[KEYS_MAX];
    for (size_t i = 0; i < s->count; i++) {
        key_set_add(set, keys, keys_asked(&s->items[i].figure, keys));
        ask_years(set, &s->items[i].figure);
    }
}

static void offer_all(KeySet *set, const Sayings *s) {
    Key keys[KEYS_MAX];
    for (size_t i = 0; i < s->count; i++)
        key_set_add(set, keys, keys_offered(&s->items[i].figure, keys));
}

static void add_offered(Judge *j, const Saying *s) {
    Key keys[KEYS_MAX];
    size_t count = keys_offered(&s->figure, keys);
    for (size_t i = 0; i < count; i++) *VEC_ADD(j->arena, &j->verdict->offered) = keys[i];
}

// What other articles may rely on: not the times that names speak of.
static void offer_agreed(Judge *j) {
    const Sayings *terms = &j->article->terms, *both = &j->article->both;
    for (size_t i = 0; i < terms->count; i++) {
        const Figure *f = &terms->items[i].figure;
        if (!f->is_soft || !figure_is_span(f->kind)) add_offered(j, &terms->items[i]);
    }
    for (size_t i = 0; i < both->count; i++) add_offered(j, &both->items[i]);
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

bool agree_is_excused(const Judge *j, const Figure *f) {
    return is_offered(&j->all_terms, f);
}

static bool ask_for_excuse(Judge *j, const Figure *f) {
    if (j->article->has_terms && is_of_article(f)) return false;
    bool is_given = agree_is_excused(j, f);
    *VEC_ADD(j->arena, &j->verdict->excuses) = (Excuse){*f, is_given};
    return is_given;
}

static void find_left_words(Judge *j, const KeySet *terms, LeftList *ret) {
    for (size_t i = 0; i < j->c.words.count; i++) {
        const Saying *s = &j->c.words.items[i];
        if (!may_be_left(&s->figure) || is_offered(terms, &s->figure)) continue;
        *VEC_ADD(ret->arena, ret) =
            (Left){.saying = s, .is_excused = ask_for_excuse(j, &s->figure)};
    }
}

static void find_left_terms(const Judge *j, const KeySet *words, LeftList *ret) {
    for (size_t i = 0; i < j->article->terms.count; i++) {
        const Saying *s = &j->article->terms.items[i];
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
        agree_add(j, (Pending){.rule = RULE_WORDS_DIFFER,
                               .severity = SEVERITY_ERROR,
                               .at = range_of(&word->saying->figure),
                               .other = range_of(&term->saying->figure),
                               .other_line = term->saying->line});
    }
}

// ---- an article ---------------------------------------------------------------------------------

static void warn(Judge *j, Rule rule, const Saying *s) {
    agree_add(j, (Pending){.rule = rule, .severity = SEVERITY_WARNING, .at = range_of(&s->figure)});
}

static void report_words(Judge *j, const LeftList *words) {
    for (size_t i = 0; i < words->count; i++) {
        const Left *l = &words->items[i];
        bool is_allowed = l->saying->allowed & 1u << RULE_WORDS_WITHOUT_TERM;
        if (l->is_paired || l->is_excused || l->saying->figure.is_soft || is_allowed) continue;
        warn(j, RULE_WORDS_WITHOUT_TERM, l->saying);
    }
}

static void report_terms(Judge *j, const LeftList *terms) {
    KeySet told = {.arena = j->scratch};
    if (j->article->allowed & 1u << RULE_TERM_WITHOUT_WORDS) return;
    for (size_t i = 0; i < terms->count; i++) {
        const Left *l = &terms->items[i];
        Key key = {l->saying->figure.kind, l->saying->figure.value};
        bool is_needed = !l->is_paired && !l->saying->figure.is_soft;
        if (!is_needed || key_set_has_any(&told, &key, 1)) continue;
        key_set_add(&told, &key, 1);
        warn(j, RULE_TERM_WITHOUT_WORDS, l->saying);
    }
}

static void compare(Judge *j) {
    const Article *a = j->article;
    KeySet words = {.arena = j->scratch}, terms = {.arena = j->scratch};
    LeftList left_words = {.arena = j->scratch}, left_terms = {.arena = j->scratch};
    ask_all(&words, &j->c.words);
    ask_all(&words, &a->both);
    offer_all(&terms, &a->terms);
    offer_all(&terms, &a->both);
    offer_all(&terms, &j->c.front);
    find_left_words(j, &terms, &left_words);
    find_left_terms(j, &words, &left_terms);
    pair(j, &left_words, &left_terms);
    report_words(j, &left_words);
    report_terms(j, &left_terms);
}

static void read_terms(Judge *j) {
    size_t before = j->c.figure_count;
    collect_terms(&j->c, j->article);
    j->verdict->has_terms = j->article->has_terms;
    j->verdict->allowed = j->article->allowed;
    j->verdict->figure_count = j->c.figure_count - before;
    offer_agreed(j);
}

static void judge_article(Judge *j) {
    size_t before = j->c.figure_count;
    collect_words(&j->c, j->article);
    j->verdict->figure_count += j->c.figure_count - before;
    if (!j->article->is_operative || !j->article->has_words) return;
    compare(j);
    judge_currencies(j);
    agree_place(j, &j->verdict->pending);
}

// ---- all ----------------------------------------------------------------------------------------

static void go_to(Judge *j, size_t article) {
    j->article = &j->c.articles.items[article];
    j->verdict = &j->verdicts[article];
}

// What each article's terms say; true if there are any.
static bool read_all_terms(Judge *j, AgreeMemory *memory) {
    bool has_terms = false;
    for (size_t i = 0; i < j->c.articles.count && !j->c.is_too_long; i++) {
        go_to(j, i);
        if (!agree_memory_take(memory, j, j->article, j->verdict)) read_terms(j);
        key_set_add(&j->all_terms, j->verdict->offered.items, j->verdict->offered.count);
        has_terms |= j->verdict->has_terms;
    }
    return has_terms;
}

static bool are_excuses_as_before(const Judge *j) {
    const ExcuseList *excuses = &j->verdict->excuses;
    for (size_t i = 0; i < excuses->count; i++)
        if (agree_is_excused(j, &excuses->items[i].figure) != excuses->items[i].is_given)
            return false;
    return true;
}

static void settle_article(Judge *j) {
    PendingList parties = {0};
    if (j->verdict->is_taken && are_excuses_as_before(j)) {
        j->c.figure_count += j->verdict->figure_count;
    } else {
        if (j->verdict->is_taken) {
            *j->verdict = (Verdict){.is_taken = false};
            read_terms(j);
        }
        judge_article(j);
    }
    judge_parties(j, &parties);
    judge_bearers(j, &parties);
    agree_tell(j, &j->verdict->pending, &parties);
}

static void report_limit(Judge *j) {
    finding_add(
        j->findings, SEVERITY_ERROR, "limit", (Place){.file = j->c.document->file},
        MSG("the agreement has more than {1} figures", str_fmt(j->arena, "%d", LIMIT_FIGURES)),
        MSG("divide it into several agreements"));
}

// False where there is too much to be judged, and for a text without any terms, which is not
// compared with nothing.
static bool judge_all(Judge *j, AgreeMemory *memory) {
    Findings before = *j->findings;
    if (!read_all_terms(j, memory) && !j->c.is_too_long) return false;
    for (size_t i = 0; i < j->c.articles.count && !j->c.is_too_long; i++) {
        go_to(j, i);
        settle_article(j);
    }
    if (!j->c.is_too_long) return true;
    *j->findings = before;
    report_limit(j);
    return false;
}

const AgreeMemory *agree_judge_again(Arena *a, const Terms *t, const AgreeMemory *before,
                                     Findings *f) {
    Judge j = {.arena = a, .scratch = arena_new(), .findings = f, .all_terms = {.arena = a}};
    j.c = (Collected){.arena = a, .scratch = j.scratch, .terms = t, .document = t->document};
    j.c.figures = (FigureList){.arena = a};
    collect_articles(&j.c);
    collect_front(&j.c);
    j.verdicts = ARENA_ARRAY(a, Verdict, j.c.articles.count);
    AgreeMemory *memory = agree_memory_new(&j, before);
    bool is_judged = judge_all(&j, memory);
    if (is_judged) agree_memory_keep(memory, &j);
    arena_free(j.scratch);
    return is_judged ? memory : NULL;
}

void agree_judge(Arena *a, const Terms *t, Findings *f) {
    agree_judge_again(a, t, NULL, f);
}
