// app/evolve_read_fuzz.c - any bytes as a model of behaviour: a finding, or a model that can be run
#include "app/evolve_int.h"
#include "base/fuzz.h"

#include <assert.h>

static void check_start(const EvolveFile *f) {
    uint64_t sum = 0;
    for (size_t s = 0; s < f->model.game.strategy_count; s++) sum += f->plan.start[s];
    assert(sum == f->model.size);
    assert(f->plan.warm_up < f->plan.generations && f->plan.runs > 0);
}

enum { MEMBERS_MAX = 100 }; // a network of a million members takes its time

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = fuzz_arena();
    Findings findings = {.arena = a};
    const EvolveFile *f =
        evolve_read(a, STR("f"), (Str){(const char *)data, size}, MEMBERS_MAX, &findings);
    assert(f || findings.error_count);
    if (f && f->form == EVOLVE_MEMBERS) check_start(f);
    return 0;
}
