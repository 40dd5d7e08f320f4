// worlds/play.c - the play of many worlds: pilot, policy, and then all of them
#include "worlds/forward.h"
#include "worlds/result.h"

#include <assert.h>
#include <string.h>

enum { EARNED_BYTES_MAX = 128 << 20, PIVOT_FEW = 16 }; // of a block that is asked for at once

bool play_is_cancelled(const PlayOptions *o) {
    return o->is_cancelled && o->is_cancelled(o->progress_self);
}

static void must_be_playable(const WorldSource *s, const Play *p, const PlayOptions *o) {
    assert(s->model.periods > 0 && p->parties > 0 && p->parties <= WORLDS_PARTIES_MAX);
    assert(p->actions <= WORLDS_ACTIONS_MAX && p->stages > 0 && p->stages <= WORLDS_STAGES_MAX);
    assert(p->state_count <= WORLDS_STATE_MAX && (!p->state_count || p->bins > 0));
    assert(!p->earn_all || !p->is_renewed);
    assert(!o->is_brief || !o->map);
    assert(p->bins <= WORLDS_BINS_MAX && o->first % WORLDS_BLOCK == 0);
    for (size_t i = 0; i < p->parties; i++)
        assert(p->discount[i] >= 0 && (p->discount[i] < 1 || !p->is_renewed));
    for (size_t k = 0; k < p->state_count; k++) assert(p->state[k] < s->model.variable_count);
    for (size_t k = 0; k < p->actions; k++) assert(p->action_party[k] < p->parties);
}

TallySize play_size(const WorldSource *s, const Play *p, const PlayOptions *o) {
    TallySize size = {p->parties, p->actions, s->model.periods, s->model.variable_count, 0};
    if (o->map)
        size.map = (o->map[0].edge_count + 1) * (o->map[1].edge_count + 1) * (1 + p->parties);
    return size;
}

// The first worlds say about how much more the agreement is worth than none, so that the deviation
// of that is not lost in it; always the same worlds, for parts of a run.
static const double *find_pivot(Arena *a, Forward f) {
    size_t parties = f.play->parties;
    double *pivot = ARENA_ARRAY(a, double, parties);
    if (f.options.is_brief) return pivot;
    f.options = (PlayOptions){.worlds = f.play->earn_all ? PIVOT_FEW : WORLDS_BLOCK};
    Tally t = tally_new(a, play_size(f.source, f.play, &f.options));
    f.pivot = pivot;
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

struct PlayRun {
    Arena *work;
    Play play;
    PlayOptions options;
    const Pilot *pilot;
    const Policy *policy;
    Forward forward;
};

static Forward forward_of(Arena *work, const PlayRun *run) {
    Forward f = {.source = run->pilot->source,
                 .play = &run->play,
                 .policy = run->policy,
                 .cells = &run->pilot->cells,
                 .ranges = ranges_of(work, run->pilot),
                 .discount = forward_discounts(work, &run->play, run->pilot->periods),
                 .options = run->options,
                 .threads = run->pilot->threads};
    f.pivot = find_pivot(work, f);
    return f;
}

static bool is_too_large(const WorldSource *s, const Play *p, Err *err) {
    size_t bytes = s->model.periods * play_earned_size(p) * sizeof(double);
    if (!p->earn_all || bytes <= EARNED_BYTES_MAX) return false;
    err_set(err, ERR_LIMIT, MSG("periods, actions and parties are too many together"),
            MSG("look at fewer periods"));
    return true;
}

PlayRun *play_begin(const WorldSource *s, const Play *p, PlayOptions o, Err *err) {
    must_be_playable(s, p, &o);
    if (is_too_large(s, p, err)) return NULL;
    Arena *work = arena_new();
    PlayRun *run = ARENA_NEW(work, PlayRun);
    *run = (PlayRun){.work = work, .play = *p, .options = o};
    Pilot *pilot =
        arena_copy(work, o.drawn ? o.drawn : worlds_pilot(work, s, &run->play, o), sizeof *pilot);
    pilot->play = &run->play;
    run->pilot = pilot;
    run->policy = policy_find(work, run->pilot, &o, err);
    if (!run->policy) {
        arena_free(work);
        return NULL;
    }
    run->forward = forward_of(work, run);
    return run;
}

const PlayResult *play_part(Arena *a, const PlayRun *run, uint64_t first, uint64_t worlds,
                            Err *err) {
    Forward f = run->forward;
    assert(first % WORLDS_BLOCK == 0);
    f.options.first = first;
    f.options.worlds = worlds;
    PlayResult *r = result_new(a, play_size(f.source, f.play, &run->options));
    if (!forward_run(&f, &r->tally)) {
        err_set(err, ERR_CANCELLED, MSG("the play was cancelled"), NO_MSG);
        return NULL;
    }
    result_describe(r, run->pilot, run->policy, f.pivot, first);
    return r;
}

void play_end(PlayRun *run) {
    arena_free(run->work);
}

const Pilot *worlds_pilot(Arena *a, const WorldSource *s, const Play *p, PlayOptions o) {
    must_be_playable(s, p, &o);
    return pilot_draw(a, s, p, pilot_size(s, p, o.pilot), o.pilot_part, thread_count(&o));
}

const PlayResult *worlds_play(Arena *a, const WorldSource *s, const Play *p, PlayOptions o,
                              Err *err) {
    PlayRun *run = play_begin(s, p, o, err);
    if (!run) return NULL;
    const PlayResult *r = play_part(a, run, o.first, o.worlds, err);
    play_end(run);
    return r;
}
