// incentive/machine.c - what everyone earns in a block of worlds, by the one means or the other
#include "incentive/plays_int.h"

struct PlayMachine {
    Arena *arena;
    const Plays *plays;
    Bounds *bounds;
    Tape *tape;   // or
    Blend *blend; // or
    Exact *exact; // or
    History *history;
};

static PlayMachine *open_machine(const Plays *p) {
    Arena *a = arena_new();
    PlayMachine *m = ARENA_NEW(a, PlayMachine);
    *m = (PlayMachine){.arena = a, .plays = p, .bounds = bounds_new(a, p)};
    return m;
}

PlayMachine *play_machine_new(const Plays *p, const double *parameters, bool is_exact) {
    PlayMachine *m = open_machine(p);
    if (p->is_fast && !is_exact) m->tape = tape_new(m->arena, p, parameters);
    if (!m->tape && p->memory && !is_exact) m->blend = blend_new(m->arena, p, parameters);
    if (!m->tape && !m->blend) m->exact = exact_new(m->arena, p, parameters);
    return m;
}

PlayMachine *play_machine_carried(const Plays *p, const double *parameters,
                                  const double *discounts) {
    PlayMachine *m = open_machine(p);
    m->history = history_new(m->arena, p, parameters, discounts);
    return m;
}

void play_machine_run_all(PlayMachine *m, WorldBlock worlds, double *ret) {
    size_t row = plays_size(m->plays) * worlds.count;
    history_run(m->history, worlds, ret);
    for (size_t t = 0; t < m->plays->scenario->periods; t++) {
        const double *now = worlds.variables ? worlds.variables + t * worlds.step : NULL;
        bounds_drop(m->bounds, now, worlds.count, ret + t * row);
    }
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
    bounds_drop(m->bounds, variables, count, ret);
}

// The second book is taken in the period, the first before.
static bool together_carried(Arena *a, Plays *p, const PlayBook *book, size_t period,
                             const double *variables, double *ret) {
    PlayBook books[] = {p->books[0], *book};
    Message why;
    p->books = books;
    p->book_count = 2;
    p->history = history_book(a, p, &why);
    if (!p->history) return false;
    size_t row = plays_size(p);
    double *all = ARENA_ARRAY(a, double, p->scenario->periods *row);
    double *discounts = ARENA_ARRAY(a, double, p->parties);
    PlayMachine *m = play_machine_carried(p, NULL, discounts);
    play_machine_run_all(m, (WorldBlock){variables, p->scenario->variable_count, 1}, all);
    play_machine_free(m);
    memcpy(ret, &all[period * row + p->parties], p->parties * sizeof *ret);
    return true;
}

bool plays_together(Arena *a, const Plays *plays, const uint32_t *actions, size_t action_count,
                    size_t period, const double *variables, double *ret) {
    Findings found = {.arena = a};
    Plays p = *plays;
    p.fixed = NULL;
    p.memory = NULL;
    PlayBook book = play_book(a, p.scenario, actions, action_count, &found);
    if (found.error_count) return false;
    if (p.is_carried) return together_carried(a, &p, &book, period, variables, ret);
    p.books = &book;
    p.book_count = 1;
    plays_fix(a, &p);
    double *both = ARENA_ARRAY(a, double, plays_size(&p));
    PlayMachine *m = play_machine_new(&p, NULL, false);
    const double *now = variables ? variables + period * p.scenario->variable_count : NULL;
    play_machine_run(m, period, now, 1, both);
    play_machine_free(m);
    memcpy(ret, both, p.parties * sizeof *ret);
    return true;
}
