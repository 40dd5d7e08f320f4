// eval/consult.c - does a formula consult what has no value?
//
// A missing fact is never taken for zero, false or "no": a formula that consults it has no value.
// But `if eligible then tax / 2 else 0` does not consult the tax of those that are not eligible.
// So, where a slot is marked, the tree is walked: of `if` only the branch taken counts, of `and`
// and `or` only what decides. A comparison with null asks whether there is a value, and is no
// consultation. What cannot be decided counts as consulted.
#include "eval/eval_int.h"

typedef struct Consult {
    Engine *engine;
    ItemState *reader;
    const Frame *frame;
    Period period;
    size_t cell;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } slots; // marked and consulted
} Consult;

static bool holds_mark(FeelValue v) {
    if (v.kind != FEEL_LIST) return mark_of(v) != MARK_NONE;
    for (size_t i = 0; i < v.list->count; i++)
        if (mark_of(v.list->items[i]) != MARK_NONE) return true;
    return false;
}

static bool consult_slot(Consult *c, uint32_t slot) {
    if (!frame_feed(c->frame, slot) || !holds_mark(c->engine->slots[slot])) return false;
    *VEC_ADD(c->frame->lists, &c->slots) = slot;
    return true;
}

static bool is_null_literal(const FeelNode *n) {
    return n->kind == FEEL_NODE_LITERAL && n->value.kind == FEEL_NULL;
}

// `x = null`, `x != null`
static bool asks_for_null(const FeelNode *n) {
    bool is_equality = str_is(n->text, STR("=")) || str_is(n->text, STR("!="));
    return n->kind == FEEL_NODE_COMPARE && n->child_count == 2 && is_equality &&
           (is_null_literal(n->children[0]) || is_null_literal(n->children[1]));
}

// The value of a condition; false where it has no code of its own.
static bool condition_value(const Consult *c, const FeelNode *n, FeelValue *ret) {
    const Rule *r = c->reader->rule;
    for (size_t i = 0; i < r->guard_count; i++) {
        if (r->guards[i].node != n) continue;
        *ret = feel_run(c->engine->machine, r->guards[i].code, c->engine->slots);
        return true;
    }
    return false;
}

static bool consult(Consult *c, const FeelNode *n);

static bool consult_all(Consult *c, const FeelNode *n, size_t first) {
    bool found = false;
    for (size_t i = first; i < n->child_count; i++) found = consult(c, n->children[i]) || found;
    return found;
}

static bool consult_if(Consult *c, const FeelNode *n) {
    FeelValue condition;
    if (consult(c, n->children[0])) return true;
    if (!condition_value(c, n->children[0], &condition)) return consult_all(c, n, 1);
    return consult(c, n->children[is_true(condition) ? 1 : 2]);
}

// Is this side, which consults nothing marked, enough to decide?
static bool decides(const Consult *c, const FeelNode *n, const FeelNode *side) {
    FeelValue v;
    return condition_value(c, side, &v) && v.kind == FEEL_BOOLEAN &&
           v.boolean == (n->kind == FEEL_NODE_OR);
}

static bool consult_logic(Consult *c, const FeelNode *n) {
    size_t before = c->slots.count;
    bool found = false, is_decided = false;
    for (size_t i = 0; i < n->child_count; i++) {
        bool here = consult(c, n->children[i]);
        found = found || here;
        if (!here && decides(c, n, n->children[i])) is_decided = true;
    }
    if (is_decided) c->slots.count = before;
    return found && !is_decided;
}

// `list[item != null]` asks for null, too.
static bool consult_filter(Consult *c, const FeelNode *n) {
    bool is_asked = n->children[0]->kind == FEEL_NODE_NAME && asks_for_null(n->children[1]) &&
                    str_is(n->children[1]->text, STR("!="));
    return !is_asked && consult_all(c, n, 0);
}

static bool consult(Consult *c, const FeelNode *n) {
    switch ((int)n->kind) {
    case FEEL_NODE_NAME: return consult_slot(c, n->slot);
    case FEEL_NODE_COMPARE: {
        bool is_asked = asks_for_null(n) && (n->children[0]->kind == FEEL_NODE_NAME ||
                                             n->children[1]->kind == FEEL_NODE_NAME);
        return !is_asked && consult_all(c, n, 0);
    }
    case FEEL_NODE_IF: return consult_if(c, n);
    case FEEL_NODE_AND:
    case FEEL_NODE_OR: return consult_logic(c, n);
    case FEEL_NODE_FILTER: return consult_filter(c, n);
    default: return consult_all(c, n, 0);
    }
}

// ---- reporting ----------------------------------------------------------------------------------

static void report_feed(Consult *c, const Feed *feed) {
    Engine *e = c->engine;
    FeelValue v = e->slots[feed->slot];
    FeedCells cells = feed_cells(e, c->frame, feed, c->period, c->cell);
    if (v.kind != FEEL_LIST) {
        report_mark(e, feed->source, mark_of(v), cells.base, cells.first_period);
        return;
    }
    for (size_t i = 0; i < v.list->count; i++) {
        Mark mark = mark_of(v.list->items[i]);
        if (mark == MARK_NONE) continue;
        report_mark(e, feed->source, mark, cells.base + feed->each[i / cells.period_count],
                    cells.first_period + (int64_t)(i % cells.period_count));
    }
}

static void report_slots(Consult *c) {
    for (size_t i = 0; i < c->slots.count; i++) {
        const Feed *feed = frame_feed(c->frame, c->slots.items[i]);
        if (feed->source) report_feed(c, feed);
    }
}

bool consult_code(Engine *e, ItemState *s, const Frame *f, const FeelCode *code, Period period,
                  size_t cell) {
    Consult c = {.engine = e, .reader = s, .frame = f, .period = period, .cell = cell};
    bool found = consult(&c, feel_code_tree(code));
    if (found) report_slots(&c);
    return found;
}

// Inputs and cells count; of the outputs only those that the reader asks for are run, so all count.
bool consult_table(Engine *e, ItemState *s, const Frame *f, Period period, size_t cell) {
    Consult c = {.engine = e, .reader = s, .frame = f, .period = period, .cell = cell};
    const DmnTable *t = s->rule->table;
    bool found = false;
    for (size_t i = 0; i < dmn_table_input_count(t); i++)
        found = consult(&c, feel_code_tree(dmn_table_input(t, i))) || found;
    size_t count = 0;
    const uint32_t *slots = dmn_table_slots(t, &count);
    for (size_t i = 0; i < count && !found; i++) found = consult_slot(&c, slots[i]);
    if (found) report_slots(&c);
    return found;
}
