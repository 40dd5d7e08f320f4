// lint/duty.c - a duty with nothing in its clause that could be checked, and a deed of nobody
//
// A duty is led by a modal word, by a word that lays it on somebody (rests with, takes the lead),
// or by nothing but the present tense of one who acts at the beginning of the clause: "The Parties
// join hands", 双方携手. It can be checked by a quantity, a time, a standard, a procedure, or
// because it is a deed that is seen to be done; what is forbidden, allowed, defined or stated as a
// fact is no duty.
#include "lint/lint_int.h"

static bool is_chinese(const ClauseText *c) {
    for (size_t i = 0; i < c->text.size; i++)
        if (frame_letter(c->text.at[i]) || (unsigned char)c->text.at[i] >= 0xE4)
            return (unsigned char)c->text.at[i] >= 0xE4;
    return false;
}

// The first modal word, without 应, which is also part of other words.
static const Hit *modal_of(const ClauseText *c) {
    for (size_t i = 0; i < c->hit_count; i++) {
        const Hit *h = &c->hits[i];
        if (h->mark == MARK_MODAL &&
            !str_is(str_part(c->text, h->start, h->end - h->start), STR("应")))
            return h;
    }
    return NULL;
}

// ---- the present tense --------------------------------------------------------------------------

static const Hit *actor_over(const ClauseText *c, size_t start, size_t end) {
    for (size_t i = 0; i < c->hit_count && c->hits[i].start < end; i++)
        if (c->hits[i].mark == MARK_ACTOR && c->hits[i].end > start) return &c->hits[i];
    return NULL;
}

// Words that may stand before the noun that names who acts; any other ends the look for it.
static bool may_lead(const FrameWord *w) {
    static const char *const STOPS[] = {
        "if",   "when",  "where", "after", "before", "until", "unless", "once", "as",
        "who",  "which", "that",  "is",    "are",    "was",   "were",   "no",   "neither",
        "in",   "on",    "at",    "for",   "by",     "from",  "to",     "with", "under",
        "upon", "this",  "these", "may",   "any",    "such",  NULL};
    return !frame_is_any(w, STOPS);
}

static bool goes_on(const FrameWord *w) {
    static const char *const LINKS[] = {"of", "and",  "the", "for",   "a",
                                        "an", "both", "two", "three", NULL};
    char first = w->text.at[w->start];
    return (first >= 'A' && first <= 'Z') || frame_is_any(w, LINKS);
}

// Verbs that tell a fact, or do by being said what they say.
static bool is_performed(const FrameWord *w) {
    static const char *const VERBS[] = {
        "consists",    "consist",     "comprises",    "comprise",  "includes",   "include",
        "exists",      "remains",     "remain",       "belongs",   "belong",     "lies",
        "lie",         "means",       "equals",       "recognise", "recognises", "recognize",
        "recognizes",  "acknowledge", "acknowledges", "affirm",    "affirms",    "reaffirm",
        "reaffirms",   "confirm",     "confirms",     "believe",   "believes",   "recall",
        "recalls",     "note",        "notes",        "agree",     "agrees",     "understand",
        "understands", "consent",     "consents",     "grant",     "grants",     "represent",
        "represents",  "warrant",     "warrants",     "authorise", "authorises", "authorize",
        "authorizes",  "decides",     "decide",       "has",       "is",         "was",
        "its",         "as",          "does",         "this",      "thus",       "concerned",
        "have",        "are",         "were",         "do",        "may",        "can",
        "could",       "might",       "should",       "would",     "shall",      "will",
        "must",        "cannot",      "not",          "or",        "which",      "that",
        "who",         "whose",       "with",         "at",        "by",         "from",
        "on",          "to",          "in",           "under",     "than",       "whether",
        "hereby",      "but",         "nor",          NULL};
    return frame_is_any(w, VERBS);
}

static bool is_present(const FrameWord *w, bool is_plural) {
    static const char *const OTHERS[] = {"ed", "ing", "ly", "ion", "ment", "al", NULL};
    if (is_performed(w)) return false;
    if (frame_ends_with(w, "s")) return !frame_ends_with(w, "ss") && !frame_ends_with(w, "ous");
    for (size_t i = 0; OTHERS[i]; i++)
        if (frame_ends_with(w, OTHERS[i])) return false;
    return is_plural;
}

static bool is_body(const FrameWord *w) {
    static const char *const BODIES[] = {
        "registry",    "ministries",  "service",      "services",    "directorate", "institute",
        "institutes",  "utility",     "utilities",    "port",        "ports",       "airport",
        "airports",    "hospital",    "hospitals",    "school",      "schools",     "college",
        "colleges",    "mayor",       "mayors",       "governor",    "governors",   "minister",
        "ministers",   "officer",     "officers",     "clerk",       "delegation",  "delegations",
        "host",        "hosts",       "panel",        "corporation", "farmers",     "growers",
        "residents",   "village",     "villages",     "town",        "towns",       "territory",
        "territories", "district",    "districts",    "prefecture",  "prefectures", "neighbours",
        "neighbors",   "courts",      "prosecutors",  "auditors",    "experts",     "staff",
        "secretary",   "director",    "directors",    "manager",     "managers",    "owner",
        "owners",      "legislature", "legislatures", NULL};
    return frame_is_any(w, BODIES);
}

// The verb of "The upstream county assumes …", "Member provinces make …".
static bool present_of(const ClauseText *c, Hit *ret) {
    FrameWord w = {c->text, 0, 0};
    bool has_actor = false, is_plural = false;
    while (w.start < c->text.size && !frame_letter(c->text.at[w.start])) w.start++;
    for (w.end = w.start; w.end < c->text.size && frame_letter(c->text.at[w.end]);) w.end++;
    for (int i = 0; i < 12 && w.end > w.start; i++) {
        bool is_actor = actor_over(c, w.start, w.end) || is_body(&w);
        if (has_actor && !is_actor && !goes_on(&w)) {
            *ret = (Hit){(uint32_t)w.start, (uint32_t)w.end, MARK_ACTOR};
            return is_present(&w, is_plural);
        }
        if (!has_actor && !is_actor && !may_lead(&w)) return false;
        has_actor |= is_actor;
        if (is_actor) is_plural = frame_ends_with(&w, "s") || frame_is(&w, "police");
        if (frame_is(&w, "and")) is_plural = true;
        if (!frame_next(c->text, w.end, &w)) return false;
    }
    return false;
}

static bool is_stop(Str text, size_t at) {
    Str here = str_part(text, at, sizeof "。" - 1);
    return str_is(here, STR("，")) || str_is(here, STR("。")) || str_is(here, STR("；"));
}

// A whole Chinese sentence of words, in which nothing is quoted, filled in or equated.
static bool is_plain_sentence(const ClauseText *c) {
    static const char *const EXACT[] = {"{", "_", "为", "；", "（", NULL};
    for (size_t i = 0; EXACT[i]; i++)
        if (str_find(c->text, str_from(EXACT[i]), 0) >= 0) return false;
    return str_ends_with(str_trim(c->text), STR("。"));
}

// What a Chinese clause says somebody does: from the one who acts, if there is one, to the next
// stop.
static bool doing_of(const ClauseText *c, Hit *ret) {
    const Hit *actor = clause_find(c, MARK_ACTOR, 0);
    if (actor ? c->text.size - actor->end <= 2 * sizeof "。" : !is_plain_sentence(c)) return false;
    size_t start = actor ? actor->start : 0, end = start;
    while (start < c->text.size && c->text.at[start] == ' ') end = ++start;
    while (end < c->text.size && !is_stop(c->text, end)) end++;
    *ret = (Hit){(uint32_t)start, (uint32_t)end, MARK_ACTOR};
    return true;
}

// MARK_MODAL, MARK_DUTY, or MARK_ACTOR for the present tense.
static bool lead_of(const ClauseText *c, Hit *ret) {
    const Hit *modal = modal_of(c), *duty = clause_find(c, MARK_DUTY, 0);
    const Hit *lead = modal && !(duty && duty->start == modal->start) ? modal : duty;
    if (lead) *ret = *lead;
    return lead || (is_chinese(c) ? doing_of(c, ret) : present_of(c, ret));
}

// What the duty is stands behind the clause: in a table or a list.
static bool announces(const ClauseText *c) {
    Str text = str_trim(c->text);
    return str_ends_with(text, STR(":")) || str_ends_with(text, STR("："));
}

// A word of one character that states a right or a fact: 是, 可, 不. ICU is asked only here, since
// most clauses never come so far.
static bool states_by_one_character(const Judge *j, Str text) {
    static const char *const STATES[] = {"是", "可", "不", "归", "系", "即", NULL};
    for (size_t i = 0; STATES[i]; i++)
        for (int64_t at = -1; (at = str_find(text, str_from(STATES[i]), (size_t)(at + 1))) >= 0;)
            if (breaks_is_word(j->breaks, text, (size_t)at, (size_t)at + strlen(STATES[i])))
                return true;
    return false;
}

static bool is_led_by_fact(const Judge *j, const ClauseText *c, const Hit *lead) {
    if (lead->mark == MARK_MODAL) return false;
    return c->defines || clause_find(c, MARK_STATES, 0) || states_by_one_character(j, c->text);
}

// A procedure that says more than that there is some way.
static bool has_procedure(const ClauseText *c) {
    static const char *const LOOSE[] = {"通过",       "方式", "程序", "through the",
                                        "through an", "via",  NULL};
    for (size_t i = 0; i < c->hit_count; i++) {
        if (c->hits[i].mark != MARK_PROCEDURE) continue;
        Str word = str_part(c->text, c->hits[i].start, c->hits[i].end - c->hits[i].start);
        size_t k = 0;
        while (LOOSE[k] && !str_is(word, str_from(LOOSE[k]))) k++;
        if (!LOOSE[k]) return true;
    }
    return false;
}

static void judge_bare(Judge *j, const ClauseText *c) {
    const unsigned closing = SEEN_CHECKABLE | SEEN_INDEX;
    Hit lead;
    if ((c->seen & closing) || has_procedure(c) || c->forbids < c->text.size || clause_is_vague(c))
        return;
    if (clause_find(c, MARK_SLOGAN, 0) || announces(c) || !lead_of(c, &lead)) return;
    if (lead.mark != MARK_DUTY && (c->seen & SEEN_RESPONSIBLE)) return;
    size_t from = lead.mark == MARK_MODAL ? lead.end : 0;
    if (clause_find(c, MARK_ACT, from) || clause_find(c, MARK_SHARING, 0)) return;
    if (is_led_by_fact(j, c, &lead)) return;
    judge_add(j, RULE_BARE, c, lead.start, lead.end);
}

// ---- a deed of nobody ---------------------------------------------------------------------------

// Characters with which names of those who act end.
static bool is_agent_ending(Str character) {
    static const char AGENTS[] = "员师长人方者局厅处所站院队司委县市省区会部厂户校商行团办组馆库"
                                 "由被其谁社署关台网港船车";
    return str_find(str_from(AGENTS), character, 0) >= 0;
}

static bool has_agent_before(const ClauseText *c, size_t end) {
    const Hit *actor = clause_find(c, MARK_ACTOR, 0);
    if (actor && actor->start < end) return true;
    for (size_t at = 0; at < end; at++) {
        unsigned char byte = (unsigned char)c->text.at[at];
        if (byte == '{' || byte == '_' || (byte >= 'A' && byte <= 'Z')) return true;
        if (byte >= 0xE4 && is_agent_ending(str_part(c->text, at, 3))) return true;
    }
    return false;
}

// Is a time said before `end`, and nothing that a list would stand behind?
static bool has_time_before(const ClauseText *c, size_t end) {
    const Hit *year = clause_find(c, MARK_EACH_YEAR, 0), *time = clause_find(c, MARK_TIME, 0);
    bool has_time = (year && year->start < end) || (time && time->start < end);
    for (size_t i = 0; i < c->number_count && c->numbers[i].start < end; i++)
        has_time |= c->numbers[i].kind == NUMBER_TIME || c->numbers[i].kind == NUMBER_DAY;
    return has_time && str_find(str_part(c->text, 0, end), STR("："), 0) < 0;
}

// 送达后, 提交的, 书面通知: not the deed itself, but one that is spoken of.
static bool is_spoken_of(const ClauseText *c, const Hit *h) {
    static const char *const BEFORE[] = {"书面", "经", "自", "以", "凭", "接", "到", NULL};
    static const char *const BEHIND[] = {"后", "前", "时", "之", "的", "日", "书", "人", NULL};
    Str before = str_part(c->text, 0, h->start), behind = str_part(c->text, h->end, c->text.size);
    for (size_t i = 0; BEFORE[i]; i++)
        if (str_ends_with(before, str_from(BEFORE[i]))) return true;
    for (size_t i = 0; BEHIND[i]; i++)
        if (str_starts_with(behind, str_from(BEHIND[i]))) return true;
    return false;
}

// 2小时内告知下游: by whom?
static void judge_deed(Judge *j, const ClauseText *c) {
    const Hit *deed = clause_find(c, MARK_DEED, 0);
    if (!deed || c->defines || c->forbids < c->text.size || clause_find(c, MARK_MODAL, 0)) return;
    if (is_spoken_of(c, deed) || !has_time_before(c, deed->start)) return;
    if (!has_agent_before(c, deed->start)) judge_add(j, RULE_PASSIVE, c, deed->start, deed->end);
}

void judge_duty(Judge *j, const ClauseText *c) {
    judge_bare(j, c);
    judge_deed(j, c);
}
