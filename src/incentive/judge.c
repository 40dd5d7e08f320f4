// incentive/judge.c - is the agreement kept; if not, by whom is it broken, when and where
#include "base/parallel.h"
#include "incentive/judge_int.h"

#include <math.h>

enum { PILOT_SMALL = 1024, PILOT_FEW = 64 };

// ---- setting up ---------------------------------------------------------------------------------

static const WorldSource *prepare(Arena *a, const Scenario *s, const Variable *believed,
                                  uint64_t seed, Findings *f) {
    Variable *variables = ARENA_ARRAY(a, Variable, s->variable_count + 1);
    WorldModel m = {.variables = variables,
                    .variable_count = s->variable_count,
                    .periods = s->periods,
                    .correlation = s->correlation,
                    .seed = seed};
    const char *why = NULL;
    size_t variable = 0;
    for (size_t i = 0; i < s->variable_count; i++)
        variables[i] = believed ? believed[i] : s->variables[i].draws;
    const WorldSource *source = worlds_prepare(a, &m, &why, &variable);
    if (source) return source;
    Place at = {.file = s->file, .line = 1, .column = 1};
    if (variable < s->variable_count) at = s->variables[variable].place;
    finding_add(f, SEVERITY_ERROR, "scenario", at, (Message){.text = why}, NO_MSG);
    return NULL;
}

IncentiveOptions incentive_options_taken(IncentiveOptions o, const Scenario *s, const Plays *p) {
    bool is_slow = o.is_exact || !plays_are_fast(p);
    if (scenario_is_certain(s)) o.worlds = 1;
    if (!o.worlds) o.worlds = is_slow ? INCENTIVE_WORLDS_EXACT : INCENTIVE_WORLDS;
    if (o.share <= 0) o.share = INCENTIVE_SHARE;
    if (!o.threads) o.threads = parallel_processors();
    return o;
}

// The scenario with the facts of a rung.
static const Plays *stage_plays(Arena *a, const Scenario *s, const ScenarioRung *rung,
                                Findings *f) {
    Scenario *staged = arena_copy(a, s, sizeof *s);
    staged->facts = (ScenarioFacts){.place = s->facts.place};
    for (size_t i = 0; i < s->facts.count; i++) *VEC_ADD(a, &staged->facts) = s->facts.items[i];
    for (size_t i = 0; i < rung->facts.count; i++)
        *VEC_ADD(a, &staged->facts) = rung->facts.items[i];
    return plays_compile(a, staged, f);
}

static bool is_carried(const IncentiveSetup *setup, const Plays *staged) {
    return plays_are_carried(setup->plays) || plays_are_carried(staged);
}

static bool compile_stages(Arena *a, IncentiveSetup *setup, Findings *f) {
    const Scenario *s = setup->scenario;
    setup->staged = ARENA_ARRAY(a, const Plays *, s->rung_count + 1);
    for (size_t i = 0; i < s->rung_count; i++) {
        const ScenarioRung *rung = &s->rungs[i];
        if (!rung->facts.count || rung->is_end) continue;
        setup->staged[i] = stage_plays(a, s, rung, f);
        if (!setup->staged[i]) return false;
        if (!is_carried(setup, setup->staged[i])) continue;
        finding_add(f, SEVERITY_ERROR, "scenario", rung->place,
                    MSG("where something is carried over the facts are the same on all rungs"),
                    MSG("leave out \"facts\" here"));
        return false;
    }
    return true;
}

const IncentiveSetup *incentive_setup(Arena *a, const Scenario *s, IncentiveOptions options,
                                      Findings *f) {
    IncentiveSetup *setup = ARENA_NEW(a, IncentiveSetup);
    const Plays *plays = plays_compile(a, s, f);
    if (!plays) return NULL;
    options = incentive_options_taken(options, s, plays);
    *setup =
        (IncentiveSetup){.scenario = s,
                         .plays = plays,
                         .source = prepare(a, s, NULL, options.seed, f),
                         .believed = ARENA_ARRAY(a, const WorldSource *, s->terms->party_count),
                         .seed = options.seed,
                         .threads = options.threads,
                         .is_exact = options.is_exact || !plays_are_fast(plays),
                         .is_unmixed = options.is_exact,
                         .is_cancelled = options.is_cancelled,
                         .self = options.self};
    for (size_t i = 0; i < s->terms->party_count; i++) {
        const ScenarioBelief *b = s->parties[i].believes;
        if (!b || !b->variables) continue;
        setup->believed[i] = prepare(a, s, b->variables, options.seed, f);
        if (!setup->believed[i]) return NULL;
    }
    return setup->source && compile_stages(a, setup, f) ? setup : NULL;
}

// ---- what each party does -----------------------------------------------------------------------

static size_t median_of(const PlayCount *c, size_t periods, size_t parties, size_t party) {
    uint64_t half = (c->broke[party] + 1) / 2, sum = 0;
    for (size_t t = 0; t < periods; t++) {
        sum += c->when[t * parties + party];
        if (sum >= half) return t;
    }
    return periods - 1;
}

static size_t action_of(const Scenario *s, const PlayCount *c, size_t party) {
    size_t best = s->action_count;
    for (size_t i = 0; i < s->action_count; i++)
        if (s->actions[i].party == party && (best == s->action_count || c->by[i] > c->by[best]))
            best = i;
    return best;
}

static double sharpness(const Region *r) {
    return r->beyond && r->within ? fabs(r->share_beyond - r->share_short) : 0;
}

static void find_region(const Scenario *s, const PlayCount *c, size_t party, PartyJudgement *ret) {
    const Region *regions = c->regions + party * s->variable_count;
    for (size_t v = 0; v < s->variable_count; v++) {
        if (sharpness(&regions[v]) <= (ret->has_region ? sharpness(&ret->region) : 0)) continue;
        ret->has_region = true;
        ret->variable = v;
        ret->region = regions[v];
    }
}

static void judge_party(Incentive *i, size_t party) {
    const Scenario *s = i->setup->scenario;
    const PlayCount *c = &i->count;
    PartyJudgement *p = &i->parties[party];
    p->broke = judge_share(i, c->broke[party], c->worlds);
    p->better = judge_share(i, c->better[party], c->worlds);
    p->alike = (double)c->alike[party] / (double)c->worlds;
    i->unborn += (double)c->when[party] / (double)c->worlds;
    p->action = action_of(s, c, party);
    p->median = median_of(c, s->periods, s->terms->party_count, party);
    if (c->broke[party]) find_region(s, c, party, p);
}

static void decide(Incentive *i) {
    double share = i->options.share;
    i->verdict = VERDICT_UNDECIDED;
    if (i->count.undefined)
        i->why =
            MSG("in some worlds a payment or what a party earns has no value, or a quantity is not "
                "within what the agreement allows");
    else if (i->kept.low >= share || (i->is_certain && i->count.kept == i->count.worlds))
        i->verdict = VERDICT_HOLDS;
    else if (i->kept.high < share)
        i->verdict = VERDICT_BREAKS;
    else
        i->why = MSG("the interval holds the share that is asked for: take more worlds");
}

// What is certain for the scenario may be uncertain for a party.
static bool believes_in_chance(const IncentiveSetup *setup) {
    for (size_t i = 0; i < setup->scenario->terms->party_count; i++)
        if (setup->believed[i]) return true;
    return false;
}

// Few worlds do not wait for many pilots; what is evaluated exactly can afford no more than itself.
uint64_t incentive_pilot(const IncentiveSetup *setup, uint64_t worlds) {
    if (believes_in_chance(setup) && worlds < PILOT_FEW) return PILOT_FEW;
    if (setup->is_exact || scenario_is_certain(setup->scenario)) return worlds;
    return worlds < PILOT_SMALL ? PILOT_SMALL : 0;
}

static bool play_as_written(Arena *a, Incentive *i, Err *err) {
    const Scenario *s = i->setup->scenario;
    IncentiveCase c = incentive_case(a, s);
    c.worlds = i->options.worlds;
    c.pilot = incentive_pilot(i->setup, c.worlds);
    c.drawn = i->drawn = ARENA_NEW(a, IncentiveDrawn);
    c.drawn->arena = a;
    i->result = i->options.play ? i->options.play(i->options.player, a, i->setup, &c, err)
                                : incentive_play(a, i->setup, &c, err);
    if (!i->result) return false;
    i->count = play_count(a, i->result);
    i->kept = judge_share(i, i->count.kept, i->count.worlds);
    for (size_t p = 0; p < s->terms->party_count; p++) {
        judge_party(i, p);
        if (i->count.broke[p] > i->count.broke[i->breaker]) i->breaker = p;
    }
    return true;
}

// ---- things start here --------------------------------------------------------------------------

// What cannot be computed at all is not decided, with the reason.
static const Incentive *undecided(Incentive *i, Message why) {
    i->why = why;
    i->verdict = VERDICT_UNDECIDED;
    return i;
}

static void widen(Incentive *i) {
    i->kept = interval_widened(i->kept, i->kept_off);
    for (size_t p = 0; p < i->setup->scenario->terms->party_count; p++)
        i->parties[p].broke = interval_widened(i->parties[p].broke, i->broke_off[p]);
}

// ---- what is found beside the verdict -----------------------------------------------------------
//
// By plays of few worlds, which do not keep many processors busy; so the searches go side by side.

typedef bool Search(Arena *a, Incentive *i, Err *err);
static Search *const SEARCHES[] = {judge_variants, search_discounts, search_break_evens,
                                   judge_swings, judge_steadiness};
enum { SEARCH_COUNT = sizeof SEARCHES / sizeof *SEARCHES };

typedef struct Beside {
    Incentive judged[SEARCH_COUNT]; // as each search leaves it
    Arena *arena[SEARCH_COUNT];
    Err err[SEARCH_COUNT];
    bool is_done[SEARCH_COUNT];
} Beside;

static void search_job(void *self, size_t k) {
    Beside *b = self;
    b->is_done[k] = SEARCHES[k](b->arena[k], &b->judged[k], &b->err[k]);
}

static void free_search(void *arena) {
    arena_free(arena);
}

static Beside *beside_new(Arena *a, const Incentive *i) {
    Beside *b = ARENA_NEW(a, Beside);
    IncentiveSetup *alone = arena_copy(a, i->setup, sizeof *alone);
    alone->threads = 1;
    for (size_t k = 0; k < SEARCH_COUNT; k++) {
        b->arena[k] = arena_new();
        arena_defer(a, free_search, b->arena[k]);
        b->judged[k] = *i;
        if (i->setup->threads > 1) b->judged[k].setup = alone;
    }
    b->judged[1].parties =
        arena_copy(a, i->parties, i->setup->scenario->terms->party_count * sizeof *i->parties);
    return b;
}

static bool search_beside(Arena *a, Incentive *i, Err *err) {
    Beside *b = beside_new(a, i);
    if (i->setup->threads > 1)
        parallel_run(SEARCH_COUNT, search_job, b);
    else
        for (size_t k = 0; k < SEARCH_COUNT; k++) search_job(b, k);
    for (size_t k = 0; k < SEARCH_COUNT; k++) {
        if (b->is_done[k]) continue;
        if (err) *err = b->err[k];
        return false;
    }
    memcpy(i->variants, b->judged[0].variants, sizeof i->variants);
    i->variant_worlds = b->judged[0].variant_worlds;
    i->parties = b->judged[1].parties;
    i->search_worlds = b->judged[1].search_worlds;
    i->break_evens = b->judged[2].break_evens;
    i->break_even_count = b->judged[2].break_even_count;
    i->swings = b->judged[3].swings;
    i->kept_off = b->judged[4].kept_off;
    i->broke_off = b->judged[4].broke_off;
    return true;
}

const Incentive *incentive_judge_ready(Arena *a, const IncentiveSetup *setup,
                                       IncentiveOptions options, Findings *f, Err *err) {
    Incentive *i = ARENA_NEW(a, Incentive);
    Message why;
    i->setup = setup;
    const Scenario *s = setup->scenario;
    i->options = incentive_options_taken(options, s, setup->plays);
    i->is_certain = scenario_is_certain(s);
    i->parties = ARENA_ARRAY(a, PartyJudgement, s->terms->party_count);
    if (!plays_can_run(setup->plays, &why)) return undecided(i, why);
    if (!play_as_written(a, i, err)) return NULL;
    stage_game(a, i);
    if (!judge_alike(a, i, f) || !judge_coalitions(a, i, f)) return NULL;
    if (!search_beside(a, i, err)) return NULL;
    widen(i);
    decide(i);
    return i;
}

const Incentive *incentive_judge(Arena *a, const Scenario *s, IncentiveOptions options, Findings *f,
                                 Err *err) {
    const IncentiveSetup *setup = incentive_setup(a, s, options, f);
    return setup ? incentive_judge_ready(a, setup, options, f, err) : NULL;
}
