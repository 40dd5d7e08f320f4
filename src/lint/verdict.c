// lint/verdict.c - the words of a clause that a rule names: does the clause close what they leave
// open?
#include "lint/lint_int.h"

static bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

// "Best Efforts Fund": a name, not a promise. The first word of a sentence is no evidence.
static bool is_name(const ClauseText *c, const Hit *h) {
    size_t start = h->start, end = h->end;
    if (!is_capital(c->text.at[start])) return false;
    bool next = end + 1 < c->text.size && c->text.at[end] == ' ' && is_capital(c->text.at[end + 1]);
    Str before = str_trim(str_part(c->text, 0, start));
    size_t at = before.size;
    while (at && before.at[at - 1] != ' ') at--;
    bool previous = at && is_capital(before.at[at]);
    return before.size && (next || previous);
}

// The word within a word that the agreement defines, such as a quantity 有效水量.
static bool is_in_term(const Judge *j, const ClauseText *c, const Hit *h) {
    Str word = str_part(c->text, h->start, h->end - h->start);
    for (size_t i = 0; i < j->worded.count; i++) {
        Str id = j->worded.items[i];
        int64_t at = id.size > word.size ? str_find(id, word, 0) : -1;
        if (at < 0 || (size_t)at > h->start) continue;
        if (str_is(str_part(c->text, h->start - (size_t)at, id.size), id)) return true;
    }
    return false;
}

// What is forbidden is no promise, and what is being defined is not used yet.
static bool is_harmless_here(const ClauseText *c, const Hit *h) {
    bool is_promise = h->mark == MARK_SOFT_VERB || h->mark == MARK_EFFORT;
    return h->start < c->defines || (is_promise && h->start >= c->forbids);
}

static void judge_sharing(Judge *j, const ClauseText *c) {
    const Hit *sharing = clause_find(c, MARK_SHARING, 0);
    if (!sharing) return;
    bool has_scope = c->seen & (SEEN_STANDARD | SEEN_QUANTITY);
    bool is_whole = has_scope && (c->seen & SEEN_INTERFACE) && (j->seen & SEEN_RESPONSIBLE);
    if (!is_whole) judge_add(j, RULE_SHARING, c, sharing->start, sharing->end);
}

// A duty whose object is an abstract noun, with nothing in the clause that could be counted or
// dated.
static bool judge_abstract(Judge *j, const ClauseText *c) {
    const Hit *modal = clause_find(c, MARK_MODAL, 0), *actor = clause_find(c, MARK_ACTOR, 0);
    const Hit *lead = modal ? modal : (unsigned char)c->text.at[0] >= 0x80 ? actor : NULL;
    const Hit *object = lead ? clause_find(c, MARK_ABSTRACT, lead->end) : NULL;
    if (!object || (c->seen & SEEN_CHECKABLE) || clause_is_vague(c)) return false;
    if (is_harmless_here(c, object) || is_name(c, object) || is_in_term(j, c, object)) return false;
    if (c->forbids < c->text.size || clause_find(c, MARK_SHARING, 0)) return false;
    judge_add(j, RULE_ABSTRACT, c, object->start, object->end);
    return true;
}

void judge_words(Judge *j, const ClauseText *c) {
    for (size_t i = 0; i < c->hit_count; i++) {
        const Hit *h = &c->hits[i];
        if (h->mark >= MARK_RULES || (rule_cures(h->mark) & c->seen)) continue;
        if (is_name(c, h) || is_in_term(j, c, h) || is_harmless_here(c, h)) continue;
        judge_add(j, h->mark, c, h->start, h->end);
    }
    judge_sharing(j, c);
    if (!judge_abstract(j, c)) judge_duty(j, c);
}
