// worlds/play.c - the play of many worlds: pilot, policy, and then all of them
#include "worlds/forward.h"
#include "worlds/result.h"

#include <assert.h>
#include <string.h>

bool play_is_cancelled(const PlayOptions *o) {
    return o->is_cancelled && o->is_cancelled(o->progress_self);
}

static void must_be_playable(const WorldSource *s, const Play *p, const PlayOptions *o) {
    assert(s->model.periods > 0 && p->parties > 0 && p->parties <= WORLDS_PARTIES_MAX);
    assert(p->actions <= WORLDS_ACTIONS_MAX && p->stages > 0 && p->stages <= WORLDS_STAGES_MAX);
    assert(p->state_count <= WORLDS_STATE_MAX && (!p->state_count || p->bins > 0));
    assert(p->bins <= WORLDS_BINS_MAX && o->first % WORLDS_BLOCK == 0);
    for (size_t i = 0; i < p->parties; i++)
        assert(p->discount[i] >= 0 && (p->discount[i] < 1 || !p->is_renewed));
    for (size_t k = 0; k < p->state_count; k++) assert(p->state[k] < s->model.variable_count);
    for (size_t k = 0; k < p->actions; k++) assert(p->action_party[k] < p->parties);
}

static TallySize size_of(const WorldSource *s, const Play *p) {
    return (TallySize){p->parties, p->actions, s->model.periods, s->model.variable_count};
}

// The first worlds say about how much more the agreement is worth than none, so that the deviation
// of that is not lost in it; always the same worlds, for parts of a run.
static const double *find_pivot(Arena *a, Forward f) {
    size_t parties = f.play->parties;
    double *pivot = ARENA_ARRAY(a, double, parties);
    Tally t = tally_new(a, size_of(f.source, f.play));
    f.pivot = pivot;
    f.options = (PlayOptions){.worlds = WORLDS_BLOCK};
    f.threads = 1;
    forward_run(&f, &t);
    for (size_t i = 0; i < parties && t.worlds[0] > t.undefined[0]; i++)
        pivot[i] = tally_total(&t, i, SUM_DIFFERENCE) / (double)(t.worlds[0] - t.undefined[0]);
    return pivot;
}

static size_t thread_count(const PlayOptions *o) {
    if (o->threads > PARALLEL_JOBS_MAX) return PARALLEL_JOBS_MAX;
    return o->threads ? o->threads : 1;
}

static const Ranges *ranges_of(Arena *a, const Pilot *p) {
    size_t variables = p->source->model.variable_count, edges = REGION_RANGES - 1;
    Ranges *ranges = ARENA_ARRAY(a, Ranges, variables);
    for (size_t v = 0; v < variables; v++) ranges[v] = ranges_make(a, &p->ranges[v * edges], edges);
    return ranges;
}

static const PlayResult *play_all(Arena *a, Arena *work, const Pilot *pilot, const Policy *policy,
                                  const PlayOptions *o) {
    Forward f = {.source = pilot->source,
                 .play = pilot->play,
                 .policy = policy,
                 .cells = &pilot->cells,
                 .ranges = ranges_of(work, pilot),
                 .discount = forward_discounts(work, pilot->play, pilot->periods),
                 .options = *o,
                 .threads = pilot->threads};
    f.pivot = find_pivot(work, f);
    PlayResult *r = result_new(a, size_of(f.source, f.play));
    if (!forward_run(&f, &r->tally)) return NULL;
    result_describe(r, pilot, policy, f.pivot, o->first);
    return r;
}

const Pilot *worlds_pilot(Arena *a, const WorldSource *s, const Play *p, PlayOptions o) {
    must_be_playable(s, p, &o);
    return pilot_draw(a, s, p, pilot_size(s, p, o.pilot), thread_count(&o));
}

const PlayResult *worlds_play(Arena *a, const WorldSource *s, const Play *p, PlayOptions o,
                              Err *err) {
    must_be_playable(s, p, &o);
    Arena *work = arena_new();
    Pilot pilot = *(o.drawn ? o.drawn : worlds_pilot(work, s, p, o));
    pilot.play = p;
    const Policy *policy = policy_find(work, &pilot, &o, err);
    const PlayResult *r = policy ? play_all(a, work, &pilot, policy, &o) : NULL;
    if (policy && !r) err_set(err, ERR_CANCELLED, MSG("the play was cancelled"), NO_MSG);
    arena_free(work);
    return r;
}
