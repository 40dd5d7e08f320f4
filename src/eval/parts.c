// eval/parts.c - batches of a large set run on several threads
//
// Members of the largest set do not read each other within a run of batches, so each thread gets an
// engine of its own and a stretch of members; afterwards the payments are joined in the order of
// members. Columns that the engines would have to share while they are written keep the run on one
// thread; and so does anything that must be told, since it must be told once.
#include "eval/eval_int.h"

#include "base/parallel.h"

enum { PART_MEMBERS_MIN = 4096 };

typedef struct Part {
    Engine engine;
    Arena *arenas[3]; // of the engine, of a batch, of payments
} Part;

typedef struct Parts {
    Engine *engine;
    const Work *work;
    Period block;
    const bool *is_inside; // item: is it computed by the work?
    Part *items;
    size_t count;
} Parts;

static void mark_inside(const Work *w, bool *is_inside) {
    if (w->kind == WORK_ITEM) is_inside[w->item] = true;
    for (size_t i = 0; i < w->count; i++) mark_inside(&w->parts[i], is_inside);
}

static bool is_given(const ItemState *s) {
    return s->item->kind == ITEM_QUANTITY || s->item->kind == ITEM_PARAMETER;
}

// Facts that are needed whole would be loaded by each engine, and whole columns written by all.
static bool can_be_parted(const Engine *e, const bool *is_inside) {
    for (uint32_t i = 0; i < e->terms->item_count; i++) {
        const ItemState *s = &e->items[i];
        bool is_shared = is_inside[i] || is_given(s);
        if (s->is_needed && is_shared && s->is_whole && s->layout.large >= 0) return false;
    }
    return true;
}

// ---- engines ------------------------------------------------------------------------------------

static void free_machine(void *machine) {
    feel_machine_free(machine);
}

static void take_item(Engine *e, ItemState *s, bool is_inside) {
    memset(s->reports, 0, sizeof s->reports);
    if (is_inside || is_given(s)) s->held = ARENA_ARRAY(e->arena, Held, s->held_count);
    engine_make_frames(e, s);
}

static void open_part(const Parts *p, size_t index) {
    Part *part = &p->items[index];
    Engine *e = &part->engine;
    for (size_t i = 0; i < 3; i++) part->arenas[i] = arena_new();
    *e = *p->engine;
    e->arena = part->arenas[0];
    e->batch = part->arenas[1];
    e->paid = part->arenas[2];
    e->machine = feel_machine_new((FeelLimits){0});
    arena_defer(e->arena, free_machine, e->machine);
    e->slots = ARENA_ARRAY(e->arena, FeelValue, e->book->slot_count + 1);
    e->columns = ARENA_ARRAY(e->arena, FeelColumn, e->book->slot_count + 1);
    e->texts = (Map){.arena = e->arena};
    e->missing = NULL;
    e->missing_count = e->missing_capacity = 0;
    e->open_runs.items = NULL;
    e->open_runs.count = e->open_runs.capacity = 0;
    memset(e->buffers, 0, sizeof e->buffers);
    memset(e->buffer_sizes, 0, sizeof e->buffer_sizes);
    if (index > 0) e->options.progress = NULL;
    e->pace *= p->count;
    size_t batches = (e->large_count + e->batch_members - 1) / e->batch_members;
    e->first_member = batches * index / p->count * e->batch_members;
    e->end_member =
        index + 1 < p->count ? batches * (index + 1) / p->count * e->batch_members : e->large_count;
    e->items = arena_copy(e->arena, e->items, e->terms->item_count * sizeof *e->items);
    for (uint32_t i = 0; i < e->terms->item_count; i++) take_item(e, &e->items[i], p->is_inside[i]);
}

static void run_part(void *self, size_t index) {
    Parts *p = self;
    engine_run_batches(&p->items[index].engine, p->work, p->block);
}

// ---- joining ------------------------------------------------------------------------------------

static bool has_reports(const Engine *e) {
    for (uint32_t i = 0; i < e->terms->item_count; i++)
        for (ReportKind k = 0; k < REPORT_COUNT; k++)
            if (e->items[i].reports[k].count > 0) return true;
    return false;
}

static void free_arena(void *arena) {
    arena_free(arena);
}

static void close_part(Part *part) {
    for (size_t i = 3; i-- > 0;) arena_free(part->arenas[i]);
}

// Payments stay where they are, as long as those of the engine itself do.
static void join_part(Engine *e, const Part *part) {
    for (size_t i = 0; i < part->engine.open_runs.count; i++)
        book_add_run(e, part->engine.open_runs.items[i]);
    arena_defer(e->arena, free_arena, part->arenas[0]);
    arena_free(part->arenas[1]);
    arena_defer(e->paid, free_arena, part->arenas[2]);
}

bool parts_run(Engine *e, const Work *w, Period block) {
    size_t most = e->large_count / PART_MEMBERS_MIN;
    size_t count = e->options.threads < most ? e->options.threads : most;
    bool *is_inside = ARENA_ARRAY(e->batch, bool, e->terms->item_count);
    mark_inside(w, is_inside);
    if (count < 2 || !can_be_parted(e, is_inside)) return false;
    if (count > PARALLEL_JOBS_MAX) count = PARALLEL_JOBS_MAX;
    Parts p = {e, w, block, is_inside, ARENA_ARRAY(e->batch, Part, count), count};
    for (size_t i = 0; i < count; i++) open_part(&p, i);
    parallel_run(count, run_part, &p);
    bool is_told = false;
    for (size_t i = 0; i < count; i++) is_told = is_told || has_reports(&p.items[i].engine);
    for (size_t i = 0; i < count; i++) {
        if (is_told)
            close_part(&p.items[i]);
        else
            join_part(e, &p.items[i]);
    }
    size_t batches = (e->large_count + e->batch_members - 1) / e->batch_members;
    if (!is_told) e->done += batches * engine_steps(e, w, block);
    return !is_told;
}
