// rules/plan.c - the order of work: items after those they read, period by period where they must
//
// Within one period of some grain, an item waits for what it reads of the same period, and for what
// it reads of earlier periods that lie within this one. Items that wait for each other are worked
// off period by period of their coarsest grain, by an inner plan, in which reads of earlier periods
// of that grain no longer wait. If nothing is gained by that, the ring is real.
//
// For the whole term the rings are these: all items with periods that do not wait for an item that
// holds once are worked off together, then the items that hold once, and so on in turn.
#include "rules/rules_int.h"

#include <assert.h>

enum { CHAIN_MAX = 12 };
#define OUTSIDE UINT32_MAX

// Items under consideration, and the strongly connected groups among them (Tarjan).
typedef struct Graph {
    Builder *builder;
    Grain grain;
    const uint32_t *items;
    size_t count;
    uint32_t *local; // item -> index, or OUTSIDE
    uint32_t *group; // index -> group; groups are numbered in order of work
    size_t group_count;
    // Tarjan's bookkeeping
    uint32_t *number, *low, *stack, *path, *next_need;
    bool *is_on_stack;
    size_t stack_count, path_count;
    uint32_t numbered;
} Graph;

static bool is_waiting(const Graph *g, const Need *n) {
    return g->local[n->item] != OUTSIDE && (!n->is_lagged || grain_is_finer(n->lag, g->grain));
}

static void enter(Graph *g, uint32_t node) {
    g->number[node] = g->low[node] = ++g->numbered;
    g->stack[g->stack_count++] = node;
    g->is_on_stack[node] = true;
    g->path[g->path_count++] = node;
}

static void close_group(Graph *g, uint32_t node) {
    uint32_t member;
    do {
        member = g->stack[--g->stack_count];
        g->is_on_stack[member] = false;
        g->group[member] = (uint32_t)g->group_count;
    } while (member != node);
    g->group_count++;
}

static void leave(Graph *g, uint32_t node) {
    if (g->low[node] == g->number[node]) close_group(g, node);
    g->path_count--;
    if (g->path_count == 0) return;
    uint32_t parent = g->path[g->path_count - 1];
    if (g->low[node] < g->low[parent]) g->low[parent] = g->low[node];
}

static void follow(Graph *g, uint32_t node, const Need *n) {
    if (!is_waiting(g, n)) return;
    uint32_t other = g->local[n->item];
    if (g->number[other] == 0)
        enter(g, other);
    else if (g->is_on_stack[other] && g->number[other] < g->low[node])
        g->low[node] = g->number[other];
}

static void walk_from(Graph *g, uint32_t root) {
    enter(g, root);
    while (g->path_count > 0) {
        uint32_t node = g->path[g->path_count - 1];
        const Needs *needs = &g->builder->needs[g->items[node]];
        if (g->next_need[node] < needs->count)
            follow(g, node, &needs->items[g->next_need[node]++]);
        else
            leave(g, node);
    }
}

static Graph graph_of(Builder *b, const uint32_t *items, size_t count, Grain grain) {
    Arena *a = b->arena;
    Graph g = {.builder = b, .grain = grain, .items = items, .count = count};
    g.local = ARENA_ARRAY(a, uint32_t, b->terms->item_count);
    for (size_t i = 0; i < b->terms->item_count; i++) g.local[i] = OUTSIDE;
    for (size_t i = 0; i < count; i++) g.local[items[i]] = (uint32_t)i;
    g.group = ARENA_ARRAY(a, uint32_t, count);
    g.number = ARENA_ARRAY(a, uint32_t, count);
    g.low = ARENA_ARRAY(a, uint32_t, count);
    g.stack = ARENA_ARRAY(a, uint32_t, count);
    g.path = ARENA_ARRAY(a, uint32_t, count);
    g.next_need = ARENA_ARRAY(a, uint32_t, count);
    g.is_on_stack = ARENA_ARRAY(a, bool, count);
    for (uint32_t i = 0; i < count; i++)
        if (g.number[i] == 0) walk_from(&g, i);
    return g;
}

// ---- rings --------------------------------------------------------------------------------------

// The first item of the same group that `node` waits for; OUTSIDE if there is none.
static uint32_t next_in_group(const Graph *g, uint32_t node) {
    const Needs *needs = &g->builder->needs[g->items[node]];
    for (size_t i = 0; i < needs->count; i++) {
        uint32_t other = g->local[needs->items[i].item];
        if (is_waiting(g, &needs->items[i]) && g->group[other] == g->group[node]) return other;
    }
    return OUTSIDE;
}

// Following one wait after the other ends in a ring; `start` is moved onto it.
static Str chain_text(const Graph *g, uint32_t *start) {
    Arena *a = g->builder->arena;
    const Item *items = g->builder->terms->items;
    for (size_t i = 0; i < g->count; i++) *start = next_in_group(g, *start);
    Buf b = {.arena = a};
    uint32_t node = *start;
    for (size_t i = 0; i < CHAIN_MAX; i++) {
        buf_add(&b, items[g->items[node]].id);
        buf_add_c(&b, " → ");
        node = next_in_group(g, node);
        if (node == *start) break;
    }
    buf_add(&b, node == *start ? items[g->items[node]].id : STR("…"));
    return buf_str(&b);
}

static void report_ring(const Graph *g, uint32_t node) {
    Str chain = chain_text(g, &node);
    const Item *item = &g->builder->terms->items[g->items[node]];
    finding_add(g->builder->findings, SEVERITY_ERROR, "ring", item->place,
                MSG("\"{1}\" depends on itself: {2}", item->id, chain),
                MSG("read an earlier period with previous(…), or take one of them out"));
}

// ---- plans --------------------------------------------------------------------------------------

typedef struct Steps {
    PlanStep *items;
    size_t count, capacity;
} Steps;

typedef struct ItemList {
    uint32_t *items;
    size_t count, capacity;
} ItemList;

static Grain coarsest(const Builder *b, const ItemList *list) {
    Grain grain = GRAIN_DAY;
    for (size_t i = 0; i < list->count; i++)
        grain = grain_coarser(grain, b->terms->items[list->items[i]].grain);
    return grain;
}

static const Plan *plan_of(Builder *b, const ItemList *list, Grain grain);

// The members of each group, in order of the text.
static ItemList *groups_of(const Graph *g) {
    ItemList *groups = ARENA_ARRAY(g->builder->arena, ItemList, g->group_count);
    for (size_t i = 0; i < g->count; i++)
        *VEC_ADD(g->builder->arena, &groups[g->group[i]]) = g->items[i];
    return groups;
}

// One item that does not wait for itself in the same period.
static bool is_single(const Graph *g, const ItemList *group) {
    if (group->count != 1) return false;
    const Needs *needs = &g->builder->needs[group->items[0]];
    for (size_t i = 0; i < needs->count; i++)
        if (needs->items[i].item == group->items[0] && !needs->items[i].is_lagged) return false;
    return true;
}

static bool add_group(const Graph *g, const ItemList *group, Steps *steps) {
    Builder *b = g->builder;
    if (is_single(g, group)) {
        *VEC_ADD(b->arena, steps) = (PlanStep){.item = group->items[0]};
        return true;
    }
    Grain grain = coarsest(b, group);
    if (!grain_is_finer(grain, g->grain)) {
        report_ring(g, g->local[group->items[0]]);
        return false;
    }
    const Plan *inner = plan_of(b, group, grain);
    *VEC_ADD(b->arena, steps) = (PlanStep){.inner = inner};
    return inner != NULL;
}

static const Plan *plan_from(Builder *b, Grain grain, Steps steps) {
    Plan *p = ARENA_NEW(b->arena, Plan);
    *p = (Plan){grain, steps.items, steps.count};
    return p;
}

static const Plan *plan_of(Builder *b, const ItemList *list, Grain grain) {
    Graph g = graph_of(b, list->items, list->count, grain);
    ItemList *groups = groups_of(&g);
    Steps steps = {0};
    bool is_good = true;
    for (size_t i = 0; i < g.group_count; i++)
        if (!add_group(&g, &groups[i], &steps)) is_good = false;
    return is_good ? plan_from(b, grain, steps) : NULL;
}

// ---- the whole term -----------------------------------------------------------------------------

static bool holds_once(const Builder *b, const ItemList *group) {
    return coarsest(b, group) == GRAIN_ONCE;
}

// Even stages hold once, odd ones have periods; a group comes after all it waits for.
static size_t stage_of(const Graph *g, const ItemList *group, const size_t *stages) {
    const Builder *b = g->builder;
    size_t parity = holds_once(b, group) ? 0 : 1, stage = parity;
    uint32_t own = g->group[g->local[group->items[0]]];
    for (size_t i = 0; i < group->count; i++) {
        const Needs *needs = &b->needs[group->items[i]];
        for (size_t k = 0; k < needs->count; k++) {
            if (!is_waiting(g, &needs->items[k])) continue;
            uint32_t other = g->group[g->local[needs->items[k].item]];
            size_t least = other == own ? 0 : stages[other] + (stages[other] % 2 != parity);
            if (least > stage) stage = least;
        }
    }
    return stage;
}

static bool add_stage(const Graph *g, const ItemList *groups, const size_t *stages, size_t stage,
                      Steps *steps) {
    Builder *b = g->builder;
    ItemList together = {0};
    bool is_good = true;
    for (size_t i = 0; i < g->group_count; i++) {
        if (stages[i] != stage) continue;
        if (stage % 2 == 0) is_good = add_group(g, &groups[i], steps) && is_good;
        for (size_t k = 0; stage % 2 == 1 && k < groups[i].count; k++)
            *VEC_ADD(b->arena, &together) = groups[i].items[k];
    }
    if (together.count == 0) return is_good;
    const Plan *inner = plan_of(b, &together, coarsest(b, &together));
    *VEC_ADD(b->arena, steps) = (PlanStep){.inner = inner};
    return is_good && inner;
}

const Plan *plan_make(Builder *b) {
    ItemList all = {0};
    for (uint32_t i = 0; i < b->terms->item_count; i++)
        if (item_is_derived(&b->terms->items[i])) *VEC_ADD(b->arena, &all) = i;
    Graph g = graph_of(b, all.items, all.count, GRAIN_ONCE);
    ItemList *groups = groups_of(&g);
    size_t *stages = ARENA_ARRAY(b->arena, size_t, g.group_count), last = 0;
    for (size_t i = 0; i < g.group_count; i++) {
        stages[i] = stage_of(&g, &groups[i], stages);
        if (stages[i] > last) last = stages[i];
    }
    Steps steps = {0};
    bool is_good = true;
    for (size_t stage = 0; stage <= last; stage++)
        if (!add_stage(&g, groups, stages, stage, &steps)) is_good = false;
    return is_good ? plan_from(b, GRAIN_ONCE, steps) : NULL;
}

enum { PLAN_DEPTH_MAX = GRAIN_DAY + 2 };

static void visit_at(const Plan *p, void (*visit)(Builder *b, uint32_t item), Builder *b,
                     int depth) {
    assert(depth <= PLAN_DEPTH_MAX);
    for (size_t i = 0; i < p->step_count; i++) {
        if (p->steps[i].inner)
            visit_at(p->steps[i].inner, visit, b, depth + 1);
        else
            visit(b, p->steps[i].item);
    }
}

void plan_visit(const Plan *p, void (*visit)(Builder *b, uint32_t item), Builder *b) {
    visit_at(p, visit, b, 0);
}
