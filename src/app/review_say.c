// app/review_say.c - verdicts and what was not looked at, in words
#include "app/review_int.h"

static Str say_it(const Saying *s, Message message) {
    return lang_render(s->app->arena, s->app->options.lang, message);
}

static Str text_in(const Saying *s, const LawText *t) {
    return t->texts[s->app->options.lang];
}

static Str number(const Saying *s, size_t value) {
    return str_fmt(s->app->arena, "%zu", value);
}

Severity say_severity(const ReviewItem *item) {
    if (item->verdict == REVIEW_VIOLATES) return item->norm->severity;
    return item->verdict == REVIEW_DOUBTFUL ? SEVERITY_WARNING : SEVERITY_NOTE;
}

// The words that decided, each in quotes.
static Str quoted(const Saying *s, const ReviewItem *item) {
    Buf b = {.arena = s->app->arena};
    for (size_t i = 0; i < item->word_count; i++) {
        buf_add_c(&b, i ? ", \"" : "\"");
        for (size_t k = 0; k < item->words[i].size; k++) {
            char c = item->words[i].at[k];
            buf_add_byte(&b, c == '\n' || c == '\r' ? ' ' : c);
        }
        buf_add_byte(&b, '"');
    }
    return buf_str(&b);
}

Str say_why(const Saying *s, const ReviewItem *item) {
    Str words = quoted(s, item);
    if (!item->clause.size) return text_in(s, &item->norm->text);
    if (!item->why) return words;
    return say_it(s, MSG("{1} ({2})", text_in(s, item->why), words));
}

// What an entry of the terms leaves open, one after the other.
static Str say_unsaid(const Saying *s, const ReviewItem *item) {
    Buf b = {.arena = s->app->arena};
    for (size_t i = 0; i < item->unsaid_count; i++) {
        if (i) buf_add_c(&b, lang_text(s->app->options.lang, N_("; ")));
        buf_add(&b, text_in(s, item->unsaid[i]));
    }
    return buf_str(&b);
}

Str say_lacks(const Saying *s, const ReviewItem *item) {
    if (item->unsaid_count) return say_unsaid(s, item);
    const char *necessity = N_("that no alternative restricts competition less");
    const char *end = N_("an end date or end condition");
    Str first = str_from(lang_text(s->app->options.lang, necessity));
    Str second = str_from(lang_text(s->app->options.lang, end));
    if (item->lacks == (LACKS_NECESSITY | LACKS_END))
        return say_it(s, MSG("{1}; {2}", first, second));
    if (item->lacks) return item->lacks & LACKS_END ? second : first;
    return (Str){NULL, 0};
}

// ---- findings -----------------------------------------------------------------------------------

static Str law_name(const Saying *s, const Norm *n) {
    const Law *law = corpus_law(s->corpus, n->law);
    return say_it(s, MSG("the {1} ({2})", text_in(s, &law->title), text_in(s, &law->citation)));
}

static Str confidence_in(const Saying *s, ReviewConfidence c) {
    static const char *const names[] = {[CONFIDENCE_LOW] = N_("low"),
                                        [CONFIDENCE_MEDIUM] = N_("medium"),
                                        [CONFIDENCE_HIGH] = N_("high")};
    return str_from(lang_text(s->app->options.lang, names[c]));
}

static Message missing_of(const Saying *s, const ReviewItem *item, Str article, Str law) {
    Str text = text_in(s, &item->norm->text);
    if (item->unsaid_count)
        return MSG("{1} of {2} requires {3}; the terms do not say: {4}", article, law, text,
                   say_unsaid(s, item));
    if (item->norm->kind == NORM_LIMITS)
        return MSG("{1} of {2} allows {3}; the agreement runs longer", article, law, text);
    if (item->verdict == REVIEW_PERSON)
        return MSG("a person decides; the text is silent on what {1} of {2} requires: {3}", article,
                   law, text);
    return MSG("{1} of {2} requires {3}; nothing of it was found", article, law, text);
}

static Message message_of(const Saying *s, const ReviewItem *item) {
    Str article = text_in(s, &item->norm->article), law = law_name(s, item->norm);
    Str why = say_why(s, item), sure = confidence_in(s, item->confidence);
    if (!item->clause.size) return missing_of(s, item, article, law);
    switch (item->verdict) {
    case REVIEW_VIOLATES:
        return MSG("violates {1} of {2}: {3}; confidence: {4}", article, law, why, sure);
    case REVIEW_DOUBTFUL:
        if (item->lacks)
            return MSG("the exception from {1} of {2} does not say {3}; confidence: {4}", article,
                       law, say_lacks(s, item), sure);
        return MSG("may violate {1} of {2}: {3}; confidence: {4}", article, law, why, sure);
    case REVIEW_EXCEPTED:
        return MSG("excepted from {1} of {2} by the ground or basis that the text names; a person "
                   "checks it: {3}",
                   article, law, why);
    case REVIEW_PERSON:
    case REVIEW_HARMLESS:
    case REVIEW_VERDICT_COUNT: break;
    }
    return MSG("a person decides, on {1} of {2}: {3}", article, law, why);
}

static void add(const Saying *s, const ReviewItem *item, const char *rule, Severity severity,
                Message message, Message hint) {
    finding_add(&s->app->findings, severity, rule, item->place, message, hint);
}

void say_finding(const Saying *s, const ReviewItem *item, bool tells_all) {
    bool is_told = item->verdict < REVIEW_PERSON || (tells_all && item->verdict == REVIEW_PERSON);
    const char *rule = str_c(s->app->arena, item->norm->id);
    if (!is_told) return;
    add(s, item, rule, say_severity(item), message_of(s, item),
        MSG("{1}", text_in(s, &item->norm->cure)));
    if (item->verdict == REVIEW_VIOLATES && (item->lacks & LACKS_END))
        add(s, item, "exception-without-end", SEVERITY_ERROR,
            MSG("the exception that is claimed does not say {1}", say_lacks(s, item)),
            MSG("article 12 wants a ground, no less restrictive alternative, and an end: write all "
                "three, or strike the exception"));
}

// ---- what was not decided -----------------------------------------------------------------------

Str say_reason(const Saying *s, ReviewReason reason, size_t count) {
    Str n = number(s, count);
    switch (reason) {
    case REASON_FORBIDDEN: return say_it(s, MSG("{1}: the clause forbids or abolishes it", n));
    case REASON_FREE: return say_it(s, MSG("{1}: the clause leaves it free", n));
    case REASON_DEFINITION: return say_it(s, MSG("{1}: the clause defines", n));
    case REASON_CONCERNS: return say_it(s, MSG("{1}: nothing that the norm protects is named", n));
    case REASON_CASE: return say_it(s, MSG("{1}: a harmless case of the norm", n));
    case REASON_BREACH:
        return say_it(s, MSG("{1}: the clause speaks of doing it against the agreement", n));
    case REASON_OTHER: return say_it(s, MSG("{1}: another norm has the clause", n));
    case REASON_KEPT: return say_it(s, MSG("{1}: a requirement that is met", n));
    case REASON_NONE:
    case REASON_COUNT: break;
    }
    return n;
}

Str say_gap(const Saying *s, const ReviewNotSeen *g) {
    Str law = g->law ? text_in(s, &g->law->title) : STR("");
    Str from = g->law ? civil_text(s->app->arena, civil_from_days(g->law->from_day)) : STR("");
    Str to = g->law ? civil_text(s->app->arena, civil_from_days(g->law->to_day)) : STR("");
    Str norm = g->norm ? g->norm->id : STR(""), n = number(s, g->count);
    switch (g->gap) {
    case GAP_LAW_LATER:
        return say_it(s, MSG("{1}: not in force on that day (in force from {2})", law, from));
    case GAP_LAW_ENDED:
        return say_it(s, MSG("{1}: no longer in force on that day (in force to {2})", law, to));
    case GAP_LAW_CURRENCY: return say_it(s, MSG("{1}: not for the agreement's currency", law));
    case GAP_LAW_KIND: return say_it(s, MSG("{1}: not for the agreement's kind", law));
    case GAP_LAW_PARTY: return say_it(s, MSG("{1}: not for these parties", law));
    case GAP_NORM_LATER: return say_it(s, MSG("{1}: not in force on that day", norm));
    case GAP_NORM_LANGUAGE:
        return say_it(s, MSG("{1}: has no words in the agreement's language", norm));
    case GAP_TABLES: return say_it(s, MSG("the cells of tables: {1}", n));
    case GAP_LINKS: return say_it(s, MSG("files that are linked: {1}", n));
    case GAP_QUOTES:
        return say_it(s, MSG("words in quotes and titles, in so many clauses: {1}", n));
    case GAP_ESCAPED: return say_it(s, MSG("texts of the terms with escaped signs: {1}", n));
    case GAP_DROPPED: return say_it(s, MSG("candidates beyond those that are kept: {1}", n));
    }
    return n;
}
