// incentive/variant.c - the same agreement under other rules: what would they be worth?
#include "incentive/judge_int.h"

enum { WORLDS_MAX = 16384 };

static IncentiveCase case_of(Arena *a, const Incentive *i, IncentiveVariant v) {
    const Scenario *s = i->setup->scenario;
    IncentiveCase c = incentive_case(a, s);
    c.worlds = i->variant_worlds;
    c.pilot = incentive_pilot(i->setup, c.worlds);
    c.is_brief = true;
    if (v == VARIANT_GRIM) {
        ScenarioRung *rung = ARENA_NEW(a, ScenarioRung);
        *rung = (ScenarioRung){.is_end = true};
        rung->pays = ARENA_ARRAY(a, double, s->terms->party_count);
        c.rungs = rung;
        c.rung_count = 1;
    }
    c.is_excused = v == VARIANT_BEST;
    if (v == VARIANT_RENEWED) c.is_renewed = true;
    if (v == VARIANT_ENDS) c.is_renewed = false;
    bool is_alike =
        c.is_renewed == s->is_renewed && c.pilot == incentive_pilot(i->setup, i->options.worlds);
    if (is_alike) c.drawn = i->drawn;
    return c;
}

static bool has_first_period(const Scenario *s) {
    for (size_t i = 0; i < s->action_count; i++)
        if (s->actions[i].until) return true;
    return false;
}

static bool is_asked(const Scenario *s, IncentiveVariant v) {
    if (v == VARIANT_GRIM && s->rung_count == 1 && s->rungs[0].is_end &&
        !s->rungs[0].clause.id.size)
        return false;
    if (v == VARIANT_RENEWED || v == VARIANT_ENDS) {
        if (s->is_renewed == (v == VARIANT_RENEWED) || has_first_period(s)) return false;
        for (size_t i = 0; i < s->terms->party_count; i++)
            if (s->parties[i].discount >= 1) return false;
    }
    return true;
}

bool judge_variants(Arena *a, Incentive *i, Err *err) {
    i->variant_worlds = i->options.worlds < WORLDS_MAX ? i->options.worlds : WORLDS_MAX;
    for (IncentiveVariant v = 0; v < VARIANT_COUNT; v++) {
        if (!is_asked(i->setup->scenario, v)) continue;
        if (v == VARIANT_RENEWED && plays_are_carried(i->setup->plays)) continue;
        IncentiveCase c = case_of(a, i, v);
        const PlayResult *r = incentive_play(a, i->setup, &c, err);
        if (!r) return false;
        PlayCount count = play_count(a, r);
        i->variants[v] = (VariantJudgement){true, judge_share(i, count.kept, count.worlds)};
    }
    return true;
}
