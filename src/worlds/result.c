// worlds/result.c - what a play leaves behind: means, shares, and the regions of breach
#include "worlds/result.h"

#include <math.h>
#include <string.h>

static size_t range_count(TallySize s) {
    return s.variables * (REGION_RANGES - 1);
}

PlayResult *result_new(Arena *a, TallySize s) {
    PlayResult *r = ARENA_NEW(a, PlayResult);
    r->size = s;
    r->ranges = ARENA_ARRAY(a, double, range_count(s));
    r->variable_fan = ARENA_ARRAY(a, PlayFan, s.variables * s.periods);
    r->temptation = ARENA_ARRAY(a, PlayFan, s.parties * s.periods);
    r->tally = tally_new(a, s);
    return r;
}

static Str bytes_of(const void *at, size_t size) {
    return (Str){at, size};
}

static Sha256 fingerprint_of(const Pilot *p, const Policy *policy, const double *pivot) {
    const Play *play = p->play;
    size_t later = policy->tables * policy->ladder.count * play->actions * policy->cells;
    uint64_t sizes[] = {p->source->model.seed, p->worlds, play->is_excused, play->stages,
                        policy->ladder.count};
    Str parts[] = {bytes_of(sizes, sizeof sizes),
                   bytes_of(policy->later, later * sizeof *policy->later),
                   bytes_of(p->ranges, p->source->model.variable_count * (REGION_RANGES - 1) * 8),
                   bytes_of(pivot, play->parties * sizeof *pivot)};
    Arena *a = arena_new();
    Sha256 digest = sha256_run(sha256_new(a), parts, sizeof parts / sizeof parts[0]);
    arena_free(a);
    return digest;
}

void result_describe(PlayResult *r, const Pilot *p, const Policy *policy, const double *pivot,
                     uint64_t first) {
    TallySize s = r->size;
    r->first = first;
    r->fingerprint = fingerprint_of(p, policy, pivot);
    memcpy(r->acts, policy->acts, s.parties * sizeof *r->acts);
    memcpy(r->pivot, pivot, s.parties * sizeof *pivot);
    memcpy(r->ranges, p->ranges, range_count(s) * sizeof *r->ranges);
    memcpy(r->variable_fan, p->fans, s.variables * s.periods * sizeof *p->fans);
    memcpy(r->temptation, policy->temptation, s.parties * s.periods * sizeof *r->temptation);
    memcpy(r->worst, policy->worst, sizeof r->worst);
    r->pilots = p->worlds;
}

uint64_t play_pilots(const PlayResult *r) {
    return r->pilots;
}

double play_quantile(const PlayResult *r, size_t variable, double share) {
    double at = fmin(fmax(share * REGION_RANGES - 1, 0), REGION_RANGES - 2);
    return r->ranges[variable * (REGION_RANGES - 1) + (size_t)lround(at)];
}

double play_worst(const PlayResult *r, size_t party) {
    return r->worst[party];
}

const uint64_t *play_map(const PlayResult *r) {
    return r->size.map ? r->tally.map : NULL;
}

const PlayFan *play_variable(const PlayResult *r, size_t variable) {
    return &r->variable_fan[variable * r->size.periods];
}

const PlayFan *play_temptation(const PlayResult *r, size_t party) {
    return r->acts[party] ? &r->temptation[party * r->size.periods] : NULL;
}

// ---- regions ------------------------------------------------------------------------------------

static uint64_t sum_of(const uint64_t *ranges, size_t from, size_t to) {
    uint64_t sum = 0;
    for (size_t i = from; i < to; i++) sum += ranges[i];
    return sum;
}

static double share_of(uint64_t part, uint64_t all) {
    return all ? (double)part / (double)all : 0;
}

// Of the edges of all ranges the one that parts both best.
static size_t best_edge(const uint64_t *broke, const uint64_t *calm, uint64_t broke_all,
                        uint64_t calm_all, double *ret_apart) {
    uint64_t broke_below = 0, calm_below = 0;
    size_t best = 0;
    *ret_apart = 0;
    for (size_t i = 0; i + 1 < REGION_RANGES; i++) {
        broke_below += broke[i];
        calm_below += calm[i];
        double apart = share_of(calm_below, calm_all) - share_of(broke_below, broke_all);
        if (fabs(apart) <= fabs(*ret_apart)) continue;
        *ret_apart = apart;
        best = i;
    }
    return best;
}

static Region find_region(const uint64_t *broke, const uint64_t *calm, const double *edges) {
    uint64_t broke_all = sum_of(broke, 0, REGION_RANGES), calm_all = sum_of(calm, 0, REGION_RANGES);
    double apart;
    if (!broke_all || !calm_all) return (Region){0};
    size_t edge = best_edge(broke, calm, broke_all, calm_all, &apart);
    uint64_t broke_below = sum_of(broke, 0, edge + 1), calm_below = sum_of(calm, 0, edge + 1);
    uint64_t broke_above = broke_all - broke_below, calm_above = calm_all - calm_below;
    double below = share_of(broke_below, broke_below + calm_below);
    double above = share_of(broke_above, broke_above + calm_above);
    Region r = {.threshold = edges[edge], .is_above = apart > 0};
    r.beyond = apart > 0 ? broke_above + calm_above : broke_below + calm_below;
    r.within = broke_all + calm_all - r.beyond;
    r.share_beyond = apart > 0 ? above : below;
    r.share_short = apart > 0 ? below : above;
    return r;
}

static const Region *find_regions(Arena *a, const PlayResult *r) {
    TallySize s = r->size;
    Region *regions = ARENA_ARRAY(a, Region, s.parties * s.variables);
    for (size_t i = 0; i < s.parties; i++)
        for (size_t v = 0; v < s.variables; v++)
            regions[i * s.variables + v] = find_region(
                &r->tally.broke_in[(i * s.variables + v) * REGION_RANGES],
                &r->tally.calm_in[v * REGION_RANGES], &r->ranges[v * (REGION_RANGES - 1)]);
    return regions;
}

// ---- means --------------------------------------------------------------------------------------

static const double *means_of(Arena *a, const PlayResult *r, TallySum sum) {
    const Tally *t = &r->tally;
    double *means = ARENA_ARRAY(a, double, r->size.parties);
    for (size_t i = 0; i < r->size.parties; i++) {
        uint64_t count = sum == SUM_LOSS ? t->bereft[i] : t->worlds[0] - t->undefined[0];
        if (count) means[i] = tally_total(t, i, sum) / (double)count;
    }
    return means;
}

static const double *deviations_of(Arena *a, const PlayResult *r) {
    const Tally *t = &r->tally;
    double *deviations = ARENA_ARRAY(a, double, r->size.parties);
    double count = (double)(t->worlds[0] - t->undefined[0]);
    for (size_t i = 0; i < r->size.parties && count > 1; i++) {
        double sum = tally_total(t, i, SUM_DIFFERENCE);
        double squares = tally_total(t, i, SUM_SQUARES) - sum * sum / count;
        deviations[i] = squares > 0 ? sqrt(squares / (count - 1)) : 0;
    }
    return deviations;
}

PlayCount play_count(Arena *a, const PlayResult *r) {
    const Tally *t = &r->tally;
    return (PlayCount){.worlds = t->worlds[0],
                       .undefined = t->undefined[0],
                       .kept = t->kept[0],
                       .broke = t->broke,
                       .by = t->by,
                       .when = t->when,
                       .performed = t->performed,
                       .better = t->better,
                       .alike = t->alike,
                       .value = means_of(a, r, SUM_VALUE),
                       .without = means_of(a, r, SUM_WITHOUT),
                       .deviation = deviations_of(a, r),
                       .loss = means_of(a, r, SUM_LOSS),
                       .gain = means_of(a, r, SUM_GAIN),
                       .regions = find_regions(a, r)};
}
