// app/incentive_sweep.c - one number of a scenario at evenly spaced values: what is asked, and what
// came of each value
#include "app/incentive_crew_int.h"
#include "base/known.h"

enum { DIGITS_MAX = 19 };

// ---- what is asked ------------------------------------------------------------------------------

static bool malformed(Str text, Err *err) {
    return err_set(
        err, ERR_INPUT, MSG("--{1} cannot be \"{2}\"", STR("sweep"), text),
        MSG("write NAME=FROM..TO/STEPS, such as 'cost=400..500/10'; at most 1000 steps"));
}

static bool cut(Str *rest, Str mark, Str *ret_head) {
    int64_t at = str_find(*rest, mark, 0);
    if (at < 0) return false;
    *ret_head = str_trim(str_part(*rest, 0, (size_t)at));
    *rest = str_part(*rest, (size_t)at + mark.size, rest->size);
    return true;
}

static bool number_of(Str text, double *ret) {
    Dec d;
    if (!dec_from_text(str_trim(text), &d, NULL)) return false;
    *ret = dec_to_double(d);
    return true;
}

static bool range_of(Str range, Sweep *ret) {
    Str from, to;
    Dec steps;
    int64_t count;
    if (!cut(&range, STR(".."), &from) || !cut(&range, STR("/"), &to)) return false;
    if (!number_of(from, &ret->from) || !number_of(to, &ret->to)) return false;
    if (!dec_from_text(str_trim(range), &steps, NULL) || !dec_to_int(steps, &count)) return false;
    ret->steps = (size_t)count;
    return count >= 1 && count <= LIMIT_SWEEP_STEPS && ret->from != ret->to;
}

static bool is_called(Str name, Str id, const Localised *label) {
    bool is = str_is(name, id);
    for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++)
        is |= str_is(name, name_of(lang, id, label).label);
    return is;
}

static bool find(const Scenario *s, Str name, Sweep *ret) {
    for (size_t i = 0; i < s->parameter_count; i++)
        if (is_called(name, s->parameters[i].id, &s->parameters[i].label)) {
            ret->index = i;
            return true;
        }
    for (size_t i = 0; i < s->terms->party_count; i++)
        if (is_called(name, s->terms->parties[i].id, &s->terms->parties[i].label)) {
            ret->index = i;
            ret->is_discount = true;
            return true;
        }
    return false;
}

static bool unknown(Arena *a, const Scenario *s, Str name, Err *err) {
    Known known = {.arena = a};
    for (size_t i = 0; i < s->parameter_count; i++) known_add(&known, s->parameters[i].id);
    for (size_t i = 0; i < s->terms->party_count; i++) known_add(&known, s->terms->parties[i].id);
    return err_set(
        err, ERR_INPUT,
        MSG("\"{1}\" is neither a parameter of the scenario nor a party, whose discount factor "
            "it would be",
            name),
        known_hint(&known, name));
}

bool sweep_read(Arena *a, const Scenario *s, Str text, Sweep *ret, Err *err) {
    Str range = text, name;
    *ret = (Sweep){.steps = 0};
    if (!cut(&range, STR("="), &name) || !range_of(range, ret)) return malformed(text, err);
    if (!find(s, name, ret)) return unknown(a, s, name, err);
    double low = ret->from < ret->to ? ret->from : ret->to;
    double high = ret->from < ret->to ? ret->to : ret->from;
    if (!ret->is_discount || (low >= 0 && high <= 1 && (high < 1 || !s->is_renewed))) return true;
    return err_set(err, ERR_INPUT, MSG("a discount factor lies between 0 and 1"),
                   s->is_renewed ? MSG("of a renewed agreement it is below 1") : NO_MSG);
}

double sweep_value(const Sweep *s, size_t point) {
    if (point == s->steps) return s->to;
    return s->from + (s->to - s->from) * (double)point / (double)s->steps;
}

Str sweep_name(Arena *a, const Sweep *s, const Scenario *scenario) {
    Str id =
        s->is_discount ? scenario->terms->parties[s->index].id : scenario->parameters[s->index].id;
    return str_fmt(a, "%s%.*s=%.17g..%.17g/%zu", s->is_discount ? "discount of " : "", STR_ARG(id),
                   s->from, s->to, s->steps);
}

// ---- one value ----------------------------------------------------------------------------------

bool sweep_play(const IncentiveSetup *setup, const Sweep *s, uint64_t worlds, size_t point,
                SweepPoint *ret, Err *err) {
    Arena *a = arena_new();
    IncentiveCase c = incentive_case(a, setup->scenario);
    double *values = (double *)(s->is_discount ? c.discounts : c.parameters);
    values[s->index] = sweep_value(s, point);
    c.worlds = worlds;
    c.pilot = incentive_pilot(setup, worlds);
    c.is_brief = true;
    const PlayResult *r = incentive_play(a, setup, &c, err);
    if (r) {
        PlayCount count = play_count(a, r);
        *ret = (SweepPoint){count.worlds, count.kept, count.undefined, {0}};
        for (size_t i = 0; i < setup->scenario->terms->party_count; i++)
            ret->broke[i] = count.broke[i];
    }
    arena_free(a);
    return r != NULL;
}

Str sweep_point_write(Arena *a, const SweepPoint *p, size_t parties) {
    Buf b = {.arena = a};
    buf_add_fmt(&b, "%llu %llu %llu", (unsigned long long)p->worlds, (unsigned long long)p->kept,
                (unsigned long long)p->undefined);
    for (size_t i = 0; i < parties; i++) buf_add_fmt(&b, " %llu", (unsigned long long)p->broke[i]);
    return buf_str(&b);
}

// As it is written: no sign, no zero ahead.
static bool count_of(Str word, uint64_t most, uint64_t *ret) {
    uint64_t value = 0;
    if (!word.size || word.size >= DIGITS_MAX || (word.at[0] == '0' && word.size > 1)) return false;
    for (size_t i = 0; i < word.size; i++) {
        if (word.at[i] < '0' || word.at[i] > '9') return false;
        value = 10 * value + (uint64_t)(word.at[i] - '0');
    }
    *ret = value;
    return value <= most;
}

bool sweep_point_read(Str line, size_t parties, uint64_t worlds, SweepPoint *ret) {
    SweepPoint p = {.worlds = 0};
    uint64_t *const heads[] = {&p.worlds, &p.kept, &p.undefined};
    Str word;
    if (str_ends_with(line, STR(" "))) return false;
    for (size_t i = 0; i < 3 + parties; i++) {
        uint64_t *to = i < 3 ? heads[i] : &p.broke[i - 3];
        if (!str_next(&line, ' ', &word) || !count_of(word, worlds, to)) return false;
    }
    if (line.size || p.worlds != worlds) return false;
    *ret = p;
    return true;
}
