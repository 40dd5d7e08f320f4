// evolve/mixed_pair.c - two strategies, well mixed: a walk over counts whose chances are a table
//
// Where a step hardly ever changes anything the number of idle steps is drawn at once, which is the
// same law; elsewhere one draw of 64 bits decides a step without a branch.
#include "base/arena.h"
#include "evolve/evolve_int.h"

// Below this chance of a change a logarithm is cheaper than the steps it saves.
static const double RARE = 1.0 / 32;

typedef struct PairRow {
    uint64_t up, down; // thresholds on 64 bits
} PairRow;
typedef struct PairChance {
    double change, up; // up: of a change
} PairChance;
struct PairTable {
    PairRow *rows;
    PairChance *chances;
};

typedef struct Pair {
    Population base;
    const PairTable *table;
} Pair;

const PairTable *pair_table_new(Arena *a, const EvolveModel *m) {
    if (m->network || m->game.strategy_count != 2) return NULL;
    PairTable *t = ARENA_NEW(a, PairTable);
    t->rows = ARENA_ARRAY(a, PairRow, (size_t)m->size + 1);
    t->chances = ARENA_ARRAY(a, PairChance, (size_t)m->size + 1);
    for (uint32_t n = 0; n <= m->size; n++) {
        ChainStep s = chain_step(m, n, m->mutation);
        double change = s.up + s.down;
        t->rows[n] = (PairRow){game_threshold(s.up), game_threshold(s.down)};
        t->chances[n] = (PairChance){change, change > 0 ? s.up / change : 0};
    }
    return t;
}

// Stay as long as it takes, and change; how many of the steps are used.
static uint64_t wait_and_change(Pair *p, uint64_t steps) {
    uint32_t *count = &p->base.counts[0];
    const PairChance *c = &p->table->chances[*count];
    uint64_t idle = philox_geometric(&p->base.draws, c->change);
    uint64_t used = idle < steps ? idle + 1 : steps;
    p->base.law[*count] += used;
    if (idle < steps) *count += philox_uniform(&p->base.draws) < c->up ? 1u : UINT32_MAX;
    return used;
}

// Step by step until a change becomes rare; how many of the steps are used.
static uint64_t step_on(Pair *p, uint64_t steps) {
    const PairRow *rows = p->table->rows;
    const PairChance *chances = p->table->chances;
    uint32_t count = p->base.counts[0];
    uint64_t used = 0;
    for (; used < steps && chances[count].change >= RARE; used++) {
        uint64_t drawn = philox_next64(&p->base.draws);
        p->base.law[count]++;
        count = count + (drawn < rows[count].up) - (~drawn < rows[count].down);
    }
    p->base.counts[0] = count;
    return used;
}

static void advance(Population *base, uint64_t steps) {
    Pair *p = (Pair *)base;
    while (steps) {
        bool is_rare = p->table->chances[base->counts[0]].change < RARE;
        steps -= is_rare ? wait_and_change(p, steps) : step_on(p, steps);
    }
    base->counts[1] = base->model->size - base->counts[0];
}

static void place(Population *base) {
    (void)base; // counts are all there is
}

Population *mixed_pair_new(Arena *a, const EvolveModel *m, const PairTable *table) {
    Pair *p = ARENA_NEW(a, Pair);
    p->base = (Population){.model = m,
                           .law = ARENA_ARRAY(a, uint64_t, (size_t)m->size + 1),
                           .place = place,
                           .advance = advance};
    p->table = table;
    return &p->base;
}
