// lint/obligation.c - is it an obligation, and has it the five elements?
//
// A clause obliges where a modal word stands beside somebody who acts, a passive, or a soft verb.
// Subject, standard and time limit are looked for in the clause itself; procedure and
// responsibility also in the rest of the provision, and responsibility in an article on liability.
#include "lint/lint_int.h"

static bool is_participle(Str text, size_t at) {
    static const char *const IRREGULAR[] = {"paid", "made", "given", "borne", "set",   "taken",
                                            "sent", "kept", "held",  "built", "drawn", "met",
                                            "done", "put",  "shown", "found", "drawn", "dealt"};
    while (at < text.size && text.at[at] == ' ') at++;
    size_t end = at;
    while (end < text.size && text.at[end] >= 'a' && text.at[end] <= 'z') end++;
    Str word = str_part(text, at, end - at);
    if (str_ends_with(word, STR("ly"))) return is_participle(text, end + 1);
    for (size_t i = 0; i < sizeof IRREGULAR / sizeof IRREGULAR[0]; i++)
        if (str_is(word, str_from(IRREGULAR[i]))) return true;
    return word.size > 3 && str_ends_with(word, STR("ed"));
}

// "by the Operator", not "by 31 March".
static bool has_agent(Str text, size_t from) {
    static const Str BY = {" by ", 4};
    for (int64_t at; (at = str_find(text, BY, from)) >= 0; from = (size_t)at + 1)
        if (!number_is_at(text, (size_t)at + BY.size)) return true;
    return false;
}

static const Hit *passive_of(const ClauseText *c) {
    const Hit *h = clause_find(c, MARK_PASSIVE, 0);
    if (!h) return NULL;
    bool is_english = (unsigned char)c->text.at[h->start] < 0x80;
    return !is_english || is_participle(c->text, h->end) ? h : NULL;
}

// A capital letter begins the word before the modal, and it is no pronoun: Henan shall …
static bool is_name_before(const ClauseText *c, const Hit *modal) {
    Str before = str_trim(str_part(c->text, 0, modal->start));
    for (size_t i = 0; i < c->hit_count; i++)
        if (c->hits[i].mark == MARK_PRONOUN && c->hits[i].end == before.size) return false;
    size_t at = before.size;
    while (at && before.at[at - 1] != ' ') at--;
    return at < before.size && before.at[at] >= 'A' && before.at[at] <= 'Z';
}

static bool has_subject(const ClauseText *c, const Hit *core) {
    const Hit *passive = passive_of(c);
    const Hit *actor = clause_find(c, MARK_ACTOR, 0);
    if (passive) return actor || has_agent(c->text, passive->end);
    return (actor && actor->start < core->start) || is_name_before(c, core);
}

static const Hit *core_of(const ClauseText *c) {
    const Hit *modal = clause_find(c, MARK_MODAL, 0), *passive = passive_of(c);
    const Hit *soft = clause_find(c, MARK_SOFT_VERB, 0);
    const Hit *actor = clause_find(c, MARK_ACTOR, 0);
    if (passive) return passive;
    if (modal && (actor || soft)) return modal;
    return actor ? soft : NULL;
}

void judge_obligation(Judge *j, const ClauseText *c) {
    static const unsigned rules[ELEMENT_COUNT] = {[ELEMENT_SUBJECT] = RULE_NO_SUBJECT,
                                                  [ELEMENT_STANDARD] = RULE_NO_STANDARD,
                                                  [ELEMENT_PROCEDURE] = RULE_NO_PROCEDURE,
                                                  [ELEMENT_TIME] = RULE_NO_TIME,
                                                  [ELEMENT_RESPONSIBILITY] =
                                                      RULE_NO_RESPONSIBILITY};
    const Hit *core = core_of(c);
    if (!core || !j->is_operative) return;
    unsigned all = c->seen | j->seen;
    const bool has[ELEMENT_COUNT] = {
        [ELEMENT_SUBJECT] = has_subject(c, core),
        [ELEMENT_STANDARD] = (c->seen & (SEEN_QUANTITY | SEEN_STANDARD)) && !clause_is_vague(c),
        [ELEMENT_PROCEDURE] =
            (all & SEEN_PROCEDURE) || (c->seen & (SEEN_STANDARD | SEEN_INTERFACE)),
        [ELEMENT_TIME] = c->seen & (SEEN_TIME | SEEN_EACH_YEAR),
        [ELEMENT_RESPONSIBILITY] = (all & SEEN_RESPONSIBLE) || j->has_liability,
    };
    size_t count = 0;
    for (size_t i = 0; i < ELEMENT_COUNT; i++) {
        bool is_passive = i == ELEMENT_SUBJECT && passive_of(c);
        if (!has[i]) judge_add(j, is_passive ? RULE_PASSIVE : rules[i], c, core->start, core->end);
        j->score->with[i] += has[i];
        count += has[i];
    }
    j->score->obligations++;
    j->score->complete += count == ELEMENT_COUNT;
    j->score->quantified += (c->seen & SEEN_QUANTITY) != 0;
    j->score->indexed += (c->seen & SEEN_INDEX) || j->is_computed;
}
