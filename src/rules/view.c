// rules/view.c - the names that a reader sees, and how each is read from where it stands
#include "rules/rules_int.h"

#include <assert.h>

// Names are declared for every item in every view; this bounds their number.
enum { SLOTS_MAX = 1 << 20 };

bool grain_is_finer(Grain a, Grain b) {
    return a > b;
}

Grain grain_coarser(Grain a, Grain b) {
    return a < b ? a : b;
}

bool item_is_derived(const Item *item) {
    return item->kind == ITEM_FORMULA || item->kind == ITEM_TABLE || item->kind == ITEM_PAYMENT;
}

// ---- members ------------------------------------------------------------------------------------

static bool is_of_parties(const Terms *t, uint32_t set) {
    return set == 0 || t->sets[set].kind == MEMBERS_PARTIES;
}

// Positions of the members of `part` in `whole`; NULL if some member is not there.
static const uint32_t *positions_in(Arena *a, const Set *part, const Set *whole) {
    uint32_t *map = ARENA_ARRAY(a, uint32_t, part->member_count);
    for (size_t i = 0; i < part->member_count; i++)
        if (!map_get(&whole->member_index, part->members[i], &map[i])) return NULL;
    return map;
}

// A reader over a subset of the parties has its own member in any larger set of parties.
static bool read_as_part(const View *v, uint32_t set, ReadSet *ret) {
    const Terms *t = v->builder->terms;
    size_t found = 0;
    if (!is_of_parties(t, set)) return false;
    for (size_t i = 0; i < v->set_count; i++) {
        if (!is_of_parties(t, v->sets[i])) continue;
        const uint32_t *map = positions_in(v->builder->arena, &t->sets[v->sets[i]], &t->sets[set]);
        if (!map) continue;
        *ret = (ReadSet){MEMBER_OF_READER, (uint32_t)i, map};
        found++;
    }
    return found == 1;
}

static ReadSet read_of_set(const View *v, uint32_t set) {
    ReadSet r = {MEMBER_EACH, 0, NULL};
    for (size_t i = 0; i < v->set_count; i++)
        if (v->sets[i] == set) return (ReadSet){MEMBER_OF_READER, (uint32_t)i, NULL};
    return read_as_part(v, set, &r) ? r : (ReadSet){MEMBER_EACH, 0, NULL};
}

static void settle_list(const View *v, Read *r) {
    const Item *item = &v->builder->terms->items[r->item];
    r->is_list = r->kind == READ_EARLIER || grain_is_finer(item->grain, v->grain);
    for (size_t i = 0; i < item->set_count; i++)
        if (r->sets[i].from == MEMBER_EACH) r->is_list = true;
    r->type = r->is_list ? &v->builder->list_types[r->item] : &v->builder->types[r->item];
}

Read read_of_item(const View *v, uint32_t item) {
    const Item *read = &v->builder->terms->items[item];
    Read r = {.kind = READ_ITEM, .item = item, .reader_grain = v->grain};
    for (size_t i = 0; i < read->set_count; i++) r.sets[i] = read_of_set(v, read->sets[i]);
    settle_list(v, &r);
    return r;
}

// ---- previous, earlier --------------------------------------------------------------------------

static bool is_same_read(const Read *a, const Read *b) {
    if (a->kind != b->kind || a->item != b->item || a->back != b->back) return false;
    if (a->reader_grain != b->reader_grain) return false;
    for (size_t i = 0; i < LIMIT_SET_DIMENSIONS; i++)
        if (a->sets[i].from != b->sets[i].from || a->sets[i].member != b->sets[i].member ||
            a->sets[i].map != b->sets[i].map)
            return false;
    return true;
}

static uint32_t add_read(Builder *b, Read r) {
    assert(b->reads.count < SLOTS_MAX * 2);
    *VEC_ADD(b->arena, &b->reads) = r;
    return (uint32_t)b->reads.count - 1;
}

static uint32_t slot_of_lagged(View *v, uint32_t base_slot, Read r) {
    Builder *b = v->builder;
    for (size_t i = 0; i < b->reads.count; i++)
        if (b->reads.items[i].kind == r.kind && is_same_read(&b->reads.items[i], &r))
            return (uint32_t)i;
    r.name = b->reads.items[base_slot].name;
    settle_list(v, &r);
    return add_read(b, r);
}

static bool resolve_lagged(void *host, Str function, uint32_t slot, const FeelValue *literals,
                           size_t count, uint32_t *ret_slot, const FeelType **ret_type,
                           Message *ret_why) {
    View *v = host;
    Read r = v->builder->reads.items[slot];
    bool is_previous = str_is(function, STR("previous"));
    const Item *item = &v->builder->terms->items[r.item];
    r.back = 1;
    if (r.kind != READ_ITEM) {
        *ret_why = MSG("\"{1}\" reads an item of the agreement by its name", function);
    } else if (item->grain == GRAIN_ONCE && item->kind != ITEM_PARAMETER) {
        *ret_why = MSG("\"{1}\" holds once and has no earlier periods", item->id);
    } else if (item->kind == ITEM_PARAMETER && !is_previous) {
        *ret_why =
            MSG("\"{1}\" is a parameter: earlier(…) reads measured and derived values", item->id);
    } else if (v->grain == GRAIN_ONCE) {
        *ret_why = MSG("what holds once has no earlier period: read \"{1}\" itself, which is the "
                       "list of all periods",
                       item->id);
    } else if (count > (is_previous ? 1 : 0) ||
               (count == 1 &&
                (literals[0].kind != FEEL_NUMBER || !dec_to_int(literals[0].number, &r.back) ||
                 r.back < 1 || r.back > LIMIT_PERIODS))) {
        *ret_why = MSG("write previous(name), previous(name, 2) or earlier(name)");
    } else {
        r.kind = is_previous ? READ_PREVIOUS : READ_EARLIER;
        *ret_slot = slot_of_lagged(v, slot, r);
        *ret_type = v->builder->reads.items[*ret_slot].type;
        return true;
    }
    return false;
}

// ---- views --------------------------------------------------------------------------------------

uint32_t view_add(View *v, Str name, Read read) {
    Builder *b = v->builder;
    read.name = name;
    read.reader_grain = v->grain;
    if (!feel_scope_add(v->scope, name, read.type, (uint32_t)b->reads.count)) return NO_SLOT;
    return add_read(b, read);
}

// Slots of items lie side by side, also of those whose name is taken.
static void add_items(View *v) {
    const Terms *t = v->builder->terms;
    v->first_slot = (uint32_t)v->builder->reads.count;
    for (uint32_t i = 0; i < t->item_count; i++) {
        Read r = read_of_item(v, i);
        r.name = t->items[i].id;
        feel_scope_add(v->scope, r.name, r.type, add_read(v->builder, r));
    }
}

static void add_sets(View *v) {
    Builder *b = v->builder;
    for (uint32_t s = 0; s < b->terms->set_count; s++) {
        Str id = b->terms->sets[s].id;
        size_t i = 0;
        while (i < v->set_count && v->sets[i] != s) i++;
        Read r = {.set = s, .reader_set = (uint32_t)i, .type = feel_type(FEEL_STRING)};
        r.kind = i < v->set_count ? READ_MEMBER_ID : READ_ALL_IDS;
        if (r.kind == READ_ALL_IDS) r.type = feel_type_list(b->arena, r.type);
        view_add(v, id, r);
        if (i == v->set_count) continue;
        r.kind = READ_POSITION;
        r.type = feel_type(FEEL_NUMBER);
        view_add(v, str_fmt(b->arena, "position of %.*s", STR_ARG(id)), r);
    }
}

static View *view_new(Builder *b, const uint32_t *sets, size_t set_count, Grain grain,
                      bool has_value) {
    View *v = ARENA_NEW(b->arena, View);
    *v = (View){.builder = b,
                .set_count = set_count,
                .grain = grain,
                .has_value = has_value,
                .scope = feel_scope_new(b->arena),
                .member_names = {.arena = b->arena}};
    memcpy(v->sets, sets, set_count * sizeof *sets);
    *VEC_ADD(b->arena, &b->views) = v;
    if (has_value)
        view_add(v, STR("value"), (Read){.kind = READ_VALUE, .type = feel_type(FEEL_NUMBER)});
    add_items(v);
    add_sets(v);
    const FeelType *date = feel_type(FEEL_DATE);
    view_add(v, STR("period start"), (Read){.kind = READ_PERIOD_START, .type = date});
    view_add(v, STR("period end"), (Read){.kind = READ_PERIOD_END, .type = date});
    feel_scope_add_special(v->scope, STR("previous"), resolve_lagged, v);
    feel_scope_add_special(v->scope, STR("earlier"), resolve_lagged, v);
    return v;
}

static bool is_view_of(const View *v, const uint32_t *sets, size_t set_count, Grain grain,
                       bool has_value) {
    return v->grain == grain && v->set_count == set_count && v->has_value == has_value &&
           memcmp(v->sets, sets, set_count * sizeof *sets) == 0;
}

View *view_get(Builder *b, const uint32_t *sets, size_t set_count, Grain grain, bool has_value) {
    for (size_t i = 0; i < b->views.count; i++)
        if (is_view_of(b->views.items[i], sets, set_count, grain, has_value))
            return b->views.items[i];
    return view_new(b, sets, set_count, grain, has_value);
}

View *view_of_item(Builder *b, const Item *item, bool is_spread) {
    size_t count = item->set_count - (is_spread && item->set_count > 0 ? 1 : 0);
    return view_get(b, item->sets, count, item->grain, false);
}

uint32_t view_slot_of_item(const View *v, uint32_t item) {
    return v->first_slot + item;
}
