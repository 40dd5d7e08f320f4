// app/incentive_words.c - names and numbers of a judgement, in the report's language
#include "app/incentive_int.h"

#include <math.h>

Str tell_label(const Teller *t, const Localised *label, Str id) {
    return name_of(t->reporter.lang, id, label).label;
}

Str tell_party(const Teller *t, size_t party) {
    const Party *p = &t->terms->parties[party];
    return tell_label(t, &p->label, p->id);
}

Str tell_action(const Teller *t, size_t action) {
    const ScenarioAction *a = &t->scenario->actions[action];
    return tell_label(t, &a->label, a->id);
}

Str tell_variable(const Teller *t, size_t variable) {
    const ScenarioVariable *v = &t->scenario->variables[variable];
    return tell_label(t, &v->label, v->id);
}

Str tell_article(const Teller *t, uint32_t provision) {
    const Provision *p = &t->terms->document->provisions[provision];
    return p->number.size ? p->number : p->heading;
}

Str tell_percent(const Teller *t, double share) {
    return str_fmt(t->reporter.arena, "%.1f\u00a0%%", 100 * share);
}

Str tell_interval(const Teller *t, Interval i) {
    return str_fmt(t->reporter.arena, "%.1f\u00a0%% (%.1f–%.1f\u00a0%%)", 100 * i.value,
                   100 * i.low, 100 * i.high);
}

static Str grouped(const Teller *t, double value, int places) {
    Dec d = DEC_ZERO;
    if (isfinite(value)) dec_round(dec_from_double(value), places, DEC_HALF_EVEN, &d);
    return amount_text(t->reporter.arena, d, 0);
}

Str tell_money(const Teller *t, double amount) {
    int places = fabs(amount) < 100 ? 2 : 0;
    Str number = grouped(t, amount, places), currency = t->terms->currency;
    if (!currency.size) return number;
    return str_fmt(t->reporter.arena, "%.*s\u00a0%.*s", STR_ARG(number), STR_ARG(currency));
}

Str tell_number(const Teller *t, double value) {
    double size = fabs(value);
    int places = size >= 1000 ? 0 : size >= 10 ? 1 : size >= 1 ? 3 : 4;
    return grouped(t, value, places);
}

Str tell_swing(const Teller *t, const Swing *w) {
    if (w->is_discount)
        return lang_render(t->reporter.arena, t->reporter.lang,
                           MSG("discount rate of {1}", tell_party(t, w->index)));
    const ScenarioParameter *p = &t->scenario->parameters[w->index];
    return tell_label(t, &p->label, p->id);
}

Str tell_strategy(const Teller *t, size_t party, size_t choice) {
    for (size_t i = 0; i < t->scenario->action_count && choice; i++)
        if (t->scenario->actions[i].party == party && --choice == 0) return tell_action(t, i);
    return str_from(lang_text(t->reporter.lang, N_("performs")));
}

Str tell_count(const Teller *t, uint64_t count) {
    return amount_text(t->reporter.arena, dec_from_int((int64_t)count), 0);
}

Str tell_period(const Teller *t, size_t period) {
    Period first = period_of_day(t->terms->period_rule, t->terms->period, t->terms->from_day);
    Period at = {t->terms->period, first.index + (int64_t)period};
    Str name = period_text(t->reporter.arena, t->terms->period_rule, at);
    if (!name.size) return str_fmt(t->reporter.arena, "%zu", period + 1);
    return str_fmt(t->reporter.arena, "%zu (%.*s)", period + 1, STR_ARG(name));
}

const char *verdict_name(Verdict v) {
    static const char *const names[] = {"holds", "breaks", "undecided"};
    return names[v];
}

const char *variant_name(IncentiveVariant v) {
    static const char *const names[] = {"grim", "renewed", "ends", "best"};
    return names[v];
}
