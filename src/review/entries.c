// review/entries.c - does an entry of the terms say who does it, with whom and by when?
//
// A requirement may want more than a mention: one entry of a section of the terms must say all that
// the norm demands, key by key. Of several entries the one that says most is told, with what it
// leaves open.
#include "review/review_int.h"

enum { DAYS_OF_MONTH = 31, TEXT_BYTES_MAX = 4000, DATE_BYTES = 10 };

// ---- what stands under a key --------------------------------------------------------------------

static Str text_under(Judge *j, const Clause *c, Str key) {
    ClauseKey *keys;
    size_t count = clause_keys(j->arena, j->terms, c, j->terms->language, &keys);
    for (size_t i = 0; i < count; i++)
        if (str_is(keys[i].key, key)) return str_part(keys[i].text, 0, TEXT_BYTES_MAX);
    return STR("");
}

static bool has_word(Judge *j, Str text, const Classes *words) {
    arena_reset(j->scratch);
    LintHits hits = {.arena = j->scratch};
    lint_scan(j->corpus->automaton, text, &hits);
    for (size_t i = 0; i < hits.count; i++)
        for (size_t k = 0; k < words->count; k++)
            if (hits.items[i].mark == words->items[k]) return true;
    return false;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static size_t digits_end(Str s, size_t at) {
    while (at < s.size && is_digit(s.at[at])) at++;
    return at;
}

// The figures of a day from `at` on, 2025-11-30 or 2025年11月30日, as 2025-11-30 in `ret`.
static bool read_figures(Str s, size_t at, char ret[DATE_BYTES + 1]) {
    static const struct {
        const char *wide;
        size_t size;
    } parts[] = {{"年", 4}, {"月", 2}, {"", 2}};
    size_t to = 0;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        size_t end = digits_end(s, at), given = end - at;
        Str wide = str_from(parts[i].wide);
        if (!given || given > parts[i].size) return false;
        for (size_t k = given; k < parts[i].size; k++) ret[to++] = '0';
        while (at < end) ret[to++] = s.at[at++];
        if (!wide.size) break;
        bool is_wide = str_starts_with(str_part(s, at, wide.size), wide);
        if (!is_wide && (at >= s.size || s.at[at] != '-')) return false;
        at += is_wide ? wide.size : 1;
        ret[to++] = '-';
    }
    ret[to] = 0;
    return true;
}

// The days that are named all lie before the term.
static bool has_early_day(const Terms *t, Str text) {
    bool has_early = false;
    for (size_t at = 0; at < text.size; at++) {
        char figures[DATE_BYTES + 1];
        CivilDate d;
        if (!is_digit(text.at[at])) continue;
        if (read_figures(text, at, figures) && civil_parse(str_from(figures), &d)) {
            if (civil_to_days(d) >= t->from_day) return false;
            has_early = true;
            at += DATE_BYTES - 3;
        }
        at = digits_end(text, at);
    }
    return has_early;
}

// A number, or a duration in days.
static bool count_of(Str text, int64_t *ret) {
    int64_t months, days;
    Dec number;
    if (dec_from_text(text, &number, NULL)) return dec_to_int(number, ret);
    if (!duration_parse(text, &months, &days)) return false;
    *ret = months * DAYS_OF_MONTH + days;
    return true;
}

// ---- demands ------------------------------------------------------------------------------------

static bool is_said(Judge *j, const Clause *c, const Demand *d) {
    Str text = text_under(j, c, d->key);
    int64_t count;
    bool is_counted = d->least > 0 || d->most < INT64_MAX;
    if (!text.size) return false;
    if (is_counted) return count_of(text, &count) && d->least <= count && count <= d->most;
    if (d->takes_early_day && has_early_day(j->terms, text)) return true;
    return !d->words.count || has_word(j, text, &d->words);
}

static size_t find_unsaid(Judge *j, const Clause *c, const Demands *all, const LawText **ret) {
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++)
        if (!is_said(j, c, &all->items[i])) ret[count++] = &all->items[i].what;
    return count;
}

// Does an entry that leaves `count` demands open say more than the best so far? Of two that leave
// as much open the one that says the earlier demands is meant.
static bool is_better(const ReviewItem *best, const LawText *const *unsaid, size_t count) {
    if (count != best->unsaid_count) return count < best->unsaid_count;
    return count && unsaid[0] > best->unsaid[0];
}

bool review_entries(Judge *j, const Norm *n, ReviewItem *item, Place *ret_place) {
    const Demands *demands = &n->inside->demands;
    bool is_found = false;
    for (size_t i = 0; i < j->terms->clause_count; i++) {
        const Clause *c = &j->terms->clauses[i];
        if (!str_is(n->inside->entry, str_from(c->section))) continue;
        const LawText **unsaid = ARENA_ARRAY(j->arena, const LawText *, demands->count);
        size_t count = find_unsaid(j, c, demands, unsaid);
        if (is_found && !is_better(item, unsaid, count)) continue;
        is_found = true;
        item->unsaid = unsaid;
        item->unsaid_count = count;
        item->provision = c->provision;
        *ret_place = c->place;
    }
    return is_found;
}
