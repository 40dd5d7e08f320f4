// incentive/machine.c - what everyone earns in a block of worlds, by the one means or the other
#include "incentive/plays_int.h"

struct PlayMachine {
    Arena *arena;
    Tape *tape;   // or
    Blend *blend; // or
    Exact *exact;
};

PlayMachine *play_machine_new(const Plays *p, const double *parameters, bool is_exact) {
    Arena *a = arena_new();
    PlayMachine *m = ARENA_NEW(a, PlayMachine);
    *m = (PlayMachine){.arena = a};
    if (p->is_fast && !is_exact) m->tape = tape_new(a, p, parameters);
    if (!m->tape && p->memory && !is_exact) m->blend = blend_new(a, p, parameters);
    if (!m->tape && !m->blend) m->exact = exact_new(a, p, parameters);
    return m;
}

void play_machine_free(PlayMachine *m) {
    arena_free(m->arena);
}

void play_machine_run(PlayMachine *m, size_t period, const double *variables, size_t count,
                      double *ret) {
    if (m->tape)
        tape_run(m->tape, period, variables, count, ret);
    else if (m->blend)
        blend_run(m->blend, period, variables, count, ret);
    else
        exact_run(m->exact, period, variables, count, ret);
}

bool plays_together(Arena *a, const Plays *plays, const uint32_t *actions, size_t action_count,
                    size_t period, const double *variables, double *ret) {
    Findings found = {.arena = a};
    Plays p = *plays;
    p.fixed = NULL;
    p.memory = NULL;
    PlayBook book = play_book(a, p.scenario, actions, action_count, &found);
    p.books = &book;
    p.book_count = 1;
    if (found.error_count) return false;
    plays_fix(a, &p);
    double *both = ARENA_ARRAY(a, double, 2 * p.parties);
    PlayMachine *m = play_machine_new(&p, NULL, false);
    play_machine_run(m, period, variables, 1, both);
    play_machine_free(m);
    memcpy(ret, both, p.parties * sizeof *ret);
    return true;
}
