// eval/feed.c - slots are filled: which column, which cells, which periods a name reads
#include "eval/eval_int.h"

#include <assert.h>

// At most so many elements of lists are made at once.
enum { LIST_ELEMENTS = 1 << 16 };

// ---- making a frame -----------------------------------------------------------------------------

static void add_step(Feed *feed, size_t reader_set, size_t stride, const uint32_t *map) {
    feed->steps[reader_set] += stride;
    if (map) feed->maps[reader_set] = map;
}

// Offsets of all members of the sets that are read each, in order, the last fastest.
static void make_offsets(Engine *e, Feed *feed) {
    const Layout *l = &feed->source->layout;
    size_t counts[LIMIT_SET_DIMENSIONS] = {0}, total = 1;
    for (size_t k = 0; k < l->set_count; k++) {
        counts[k] = feed->read->sets[k].from == MEMBER_EACH ? l->sizes[k] : 1;
        total *= counts[k];
    }
    feed->each = ARENA_ARRAY(e->arena, size_t, total);
    feed->each_count = total;
    uint32_t at[LIMIT_SET_DIMENSIONS] = {0};
    for (size_t i = 0; i < total; i++) {
        for (size_t k = 0; k < l->set_count; k++) feed->each[i] += at[k] * l->strides[k];
        for (size_t k = l->set_count; k-- > 0 && ++at[k] == counts[k];) at[k] = 0;
    }
}

static bool depends_on_reader(const Feed *feed, const Layout *reader) {
    for (size_t k = 0; k < reader->set_count; k++)
        if (feed->steps[k] > 0) return true;
    return false;
}

static bool has_same_cells(const Feed *feed, const Layout *reader) {
    const Layout *l = &feed->source->layout;
    if (feed->base > 0 || l->set_count != reader->set_count) return false;
    for (size_t k = 0; k < reader->set_count; k++)
        if (feed->maps[k] || feed->steps[k] != reader->strides[k]) return false;
    return true;
}

static void make_item_feed(Engine *e, const Frame *f, Feed *feed) {
    const Read *r = feed->read;
    feed->source = &e->items[r->item];
    const Layout *l = &feed->source->layout;
    for (size_t k = 0; k < l->set_count; k++) {
        const ReadSet *set = &r->sets[k];
        if (set->from == MEMBER_FIXED) feed->base += set->member * l->strides[k];
        if (set->from == MEMBER_OF_READER) add_step(feed, set->member, l->strides[k], set->map);
    }
    if (r->is_list) make_offsets(e, feed);
    bool varies = depends_on_reader(feed, &f->layout);
    feed->kind = !varies ? FEED_CONSTANT : r->is_list ? FEED_LISTS : FEED_CELLS;
    feed->is_same = feed->kind == FEED_CELLS && has_same_cells(feed, &f->layout);
}

static void make_feed(Engine *e, Frame *f, Feed *feed) {
    switch (feed->read->kind) {
    case READ_ITEM:
    case READ_PREVIOUS:
    case READ_EARLIER: make_item_feed(e, f, feed); break;
    case READ_POSITION: feed->kind = FEED_POSITION; break;
    case READ_MEMBER_ID: feed->kind = FEED_MEMBER_ID; break;
    case READ_ALL_IDS:
    case READ_PERIOD_START:
    case READ_PERIOD_END: feed->kind = FEED_CONSTANT; break;
    case READ_VALUE: feed->kind = FEED_VALUE; break;
    }
    bool is_list =
        feed->kind == FEED_CONSTANT && (feed->source || feed->read->kind == READ_ALL_IDS);
    if (is_list) {
        feed->arena = arena_new();
        arena_defer(e->arena, (void (*)(void *))arena_free, feed->arena);
    }
    if (feed->kind != FEED_CONSTANT && !feed->is_same && feed->kind != FEED_VALUE)
        f->needs_members = true;
}

Frame *frame_make(Engine *e, ItemState *reader, bool is_reduced, const uint32_t *slots,
                  size_t slot_count) {
    Frame *f = ARENA_NEW(e->arena, Frame);
    const Item *item = reader->item;
    f->reader = reader;
    f->layout = reader->layout;
    if (is_reduced) layout_make(e, item->sets, item->set_count - 1, &f->layout);
    f->feeds = ARENA_ARRAY(e->arena, Feed, slot_count);
    f->feed_count = slot_count;
    f->lists = arena_new();
    arena_defer(e->arena, (void (*)(void *))arena_free, f->lists);
    for (size_t i = 0; i < slot_count; i++) {
        f->feeds[i] = (Feed){.read = &e->book->reads[slots[i]], .slot = slots[i]};
        make_feed(e, f, &f->feeds[i]);
    }
    if (f->needs_members) f->members = arena_get(e->arena, CHUNK_CELLS * sizeof *f->members);
    return f;
}

// ---- periods ------------------------------------------------------------------------------------

typedef struct Span {
    int64_t first;
    size_t count;
} Span;

static Span span_between(int64_t first, int64_t last) {
    return (Span){first, last >= first ? (size_t)(last - first) + 1 : 0};
}

static int64_t first_day_of(const Engine *e, Period p) {
    return p.grain == GRAIN_ONCE ? e->first_day : period_first_day(e->terms->period_rule, p);
}

static int64_t last_day_of(const Engine *e, Period p) {
    return p.grain == GRAIN_ONCE ? e->last_day : period_last_day(e->terms->period_rule, p);
}

static Span span_of_coarser(const Engine *e, const Feed *feed, Period p) {
    const ItemState *s = feed->source;
    Grain g = s->item->grain;
    int64_t at = g == GRAIN_ONCE ? 0 : period_to_grain(e->terms->period_rule, p, g).index;
    if (feed->read->kind == READ_EARLIER) return span_between(s->first, at - 1);
    if (feed->read->kind == READ_PREVIOUS) at -= feed->read->back;
    return (Span){at, 1};
}

static Span span_of_finer(const Engine *e, const Feed *feed, Period p) {
    const ItemState *s = feed->source;
    PeriodRule rule = e->terms->period_rule;
    Grain g = s->item->grain;
    bool is_previous = feed->read->kind == READ_PREVIOUS;
    if (is_previous) p.index -= feed->read->back;
    int64_t first = period_of_day(rule, g, first_day_of(e, p)).index;
    int64_t last = period_of_day(rule, g, last_day_of(e, p)).index;
    if (is_previous) return span_between(first, last);
    if (feed->read->kind == READ_EARLIER) return span_between(s->first, first - 1);
    return span_between(first > s->first ? first : s->first, last < s->last ? last : s->last);
}

static Span span_of(const Engine *e, const Feed *feed, Period p) {
    const ItemState *s = feed->source;
    if (s->item->kind == ITEM_PARAMETER) {
        if (feed->read->kind == READ_PREVIOUS) p.index -= feed->read->back;
        return (Span){parameter_epoch(s, first_day_of(e, p)), 1};
    }
    return s->item->grain > p.grain ? span_of_finer(e, feed, p) : span_of_coarser(e, feed, p);
}

// ---- values -------------------------------------------------------------------------------------

static bool has_mark(FeelValue v) {
    return v.kind == FEEL_NULL && v.zone_kind != MARK_NONE;
}

static size_t base_cell(const Feed *feed, const Layout *reader, const uint32_t *members) {
    size_t cell = feed->base;
    for (size_t k = 0; k < reader->set_count; k++) {
        if (feed->steps[k] == 0) continue;
        uint32_t member = feed->maps[k] ? feed->maps[k][members[k]] : members[k];
        cell += feed->steps[k] * member;
    }
    return cell;
}

static FeelValue list_at(Engine *e, Feed *feed, Arena *a, Span span, const Source *sources,
                         size_t base) {
    size_t count = feed->each_count * span.count;
    FeelValue *items = ARENA_ARRAY(a, FeelValue, count);
    size_t n = 0;
    for (size_t i = 0; i < feed->each_count; i++)
        for (size_t p = 0; p < span.count; p++) {
            items[n] = source_get(e, feed->source, sources[p], base + feed->each[i]);
            feed->has_marks = feed->has_marks || has_mark(items[n]);
            n++;
        }
    return feel_list(items, count, a);
}

static Source *sources_of(Engine *e, const Feed *feed, Arena *a, Span span) {
    Source *sources = ARENA_ARRAY(a, Source, span.count);
    for (size_t p = 0; p < span.count; p++)
        sources[p] = source_of(e, feed->source, span.first + (int64_t)p);
    return sources;
}

static FeelValue all_ids(Engine *e, const Feed *feed) {
    uint32_t set = feed->read->set;
    size_t count = e->facts.member_count(e->facts.self, set);
    FeelValue *ids = ARENA_ARRAY(feed->arena, FeelValue, count);
    for (size_t i = 0; i < count; i++)
        ids[i] = feel_string(e->facts.member_id(e->facts.self, set, (uint32_t)i));
    return feel_list(ids, count, feed->arena);
}

static FeelValue date_value(int64_t day) {
    return (FeelValue){.kind = FEEL_DATE, .moment = {day, 0}};
}

static void fill_constant(Engine *e, Feed *feed, Period period) {
    feed->has_marks = false;
    if (feed->arena) arena_reset(feed->arena);
    if (feed->read->kind == READ_PERIOD_START) {
        feed->constant = date_value(first_day_of(e, period));
    } else if (feed->read->kind == READ_PERIOD_END) {
        feed->constant = date_value(last_day_of(e, period));
    } else if (feed->read->kind == READ_ALL_IDS) {
        feed->constant = all_ids(e, feed);
    } else {
        Span span = span_of(e, feed, period);
        Source *sources = sources_of(e, feed, feed->arena, span);
        if (feed->read->is_list) {
            feed->constant = list_at(e, feed, feed->arena, span, sources, feed->base);
        } else {
            feed->constant = source_get(e, feed->source, sources[0], feed->base);
            feed->has_marks = has_mark(feed->constant);
        }
    }
}

static FeelValue *buffer_of(Engine *e, Feed *feed, size_t count) {
    if (count > feed->buffer_size) {
        feed->buffer_size = CHUNK_CELLS;
        feed->buffer = ARENA_ARRAY(e->arena, FeelValue, CHUNK_CELLS);
    }
    return feed->buffer;
}

static void note_marks(Feed *feed, size_t count) {
    feed->has_marks = false;
    for (size_t i = 0; i < count; i++)
        feed->has_marks = feed->has_marks || has_mark(feed->values[i]);
}

static void fill_cells(Engine *e, const Frame *f, Feed *feed, Period period, size_t first,
                       size_t count) {
    Source source = source_of(e, feed->source, span_of(e, feed, period).first);
    feed->values = NULL;
    if (feed->is_same && source.held) feed->values = held_at(e, feed->source, source.held, first);
    if (!feed->values) {
        FeelValue *buffer = buffer_of(e, feed, count);
        feed->values = buffer;
        for (size_t i = 0; i < count && !feed->is_same; i++)
            buffer[i] =
                source_get(e, feed->source, source, base_cell(feed, &f->layout, f->members[i]));
        if (feed->is_same && source.held)
            held_load(e, feed->source, source.held, first, count, buffer);
        for (size_t i = 0; i < count && feed->is_same && !source.held; i++)
            buffer[i] = source_get(e, feed->source, source, first + i);
    }
    note_marks(feed, count);
}

static void fill_lists(Engine *e, const Frame *f, Feed *feed, Period period, size_t count) {
    Span span = span_of(e, feed, period);
    Source *sources = sources_of(e, feed, f->lists, span);
    FeelValue *buffer = buffer_of(e, feed, count);
    feed->has_marks = false;
    for (size_t i = 0; i < count; i++)
        buffer[i] =
            list_at(e, feed, f->lists, span, sources, base_cell(feed, &f->layout, f->members[i]));
    feed->values = buffer;
}

static void fill_member(Engine *e, const Frame *f, Feed *feed, size_t count) {
    FeelValue *buffer = buffer_of(e, feed, count);
    const Read *r = feed->read;
    for (size_t i = 0; i < count; i++) {
        uint32_t member = f->members[i][r->reader_set];
        buffer[i] = feed->kind == FEED_POSITION
                        ? feel_integer((int64_t)member + 1)
                        : feel_string(e->facts.member_id(e->facts.self, r->set, member));
    }
    feed->values = buffer;
}

static void find_members(const Frame *f, size_t first, size_t count) {
    uint32_t at[LIMIT_SET_DIMENSIONS] = {0};
    layout_members(&f->layout, first, at);
    for (size_t i = 0; i < count; i++) {
        memcpy(f->members[i], at, sizeof at);
        layout_next(&f->layout, at);
    }
}

static void fill_feed(Engine *e, const Frame *f, Feed *feed, Period period, size_t first,
                      size_t count) {
    switch (feed->kind) {
    case FEED_CONSTANT: fill_constant(e, feed, period); break;
    case FEED_CELLS: fill_cells(e, f, feed, period, first, count); break;
    case FEED_LISTS: fill_lists(e, f, feed, period, count); break;
    case FEED_POSITION:
    case FEED_MEMBER_ID: fill_member(e, f, feed, count); break;
    case FEED_VALUE: break;
    }
}

size_t frame_chunk(const Engine *e, const Frame *f, Period period) {
    size_t longest = 1;
    for (size_t i = 0; i < f->feed_count; i++) {
        if (f->feeds[i].kind != FEED_LISTS) continue;
        size_t length = f->feeds[i].each_count * span_of(e, &f->feeds[i], period).count;
        if (length > longest) longest = length;
    }
    size_t chunk = LIST_ELEMENTS / longest;
    return chunk < 1 ? 1 : chunk > CHUNK_CELLS ? CHUNK_CELLS : chunk;
}

void frame_fill(Engine *e, Frame *f, Period period, size_t first, size_t count) {
    assert(count <= CHUNK_CELLS);
    bool is_new = !f->is_filled || f->period != period.index;
    arena_reset(f->lists);
    if (f->needs_members && count > 0) find_members(f, first, count);
    f->has_marks = false;
    for (size_t i = 0; i < f->feed_count; i++) {
        Feed *feed = &f->feeds[i];
        if (feed->kind != FEED_CONSTANT || is_new) fill_feed(e, f, feed, period, first, count);
        f->has_marks = f->has_marks || feed->has_marks;
    }
    f->is_filled = true;
    f->period = period.index;
}

// ---- columns ------------------------------------------------------------------------------------

static void gather(Feed *feed, const Frame *f, const FeelColumn *from, size_t offset, size_t count,
                   int64_t *numbers, FeelColumn *ret) {
    for (size_t i = 0; i < count; i++)
        numbers[i] = from->numbers[base_cell(feed, &f->layout, f->members[i]) + offset];
    *ret = *from;
    ret->numbers = numbers;
}

static int64_t *numbers_of(Engine *e, Feed *feed, size_t columns) {
    if (!feed->numbers) feed->numbers = ARENA_ARRAY(e->arena, int64_t, columns * CHUNK_CELLS);
    return feed->numbers;
}

static FeelColumn same_column(FeelValue v) {
    return (FeelColumn){.form = FEEL_FORM_SAME, .same = v};
}

// All that the source holds now, indexed by cell from `*ret_first` on.
static bool held_numbers(const Engine *e, const ItemState *s, Source source, FeelColumn *ret,
                         size_t *ret_first) {
    *ret_first = state_first(e, s);
    return source.held && source.held->is_small &&
           held_column(e, s, source.held, *ret_first, state_count(e, s), ret);
}

static bool column_of_values(const Feed *feed, size_t count, FeelColumn *ret) {
    *ret = (FeelColumn){.form = FEEL_FORM_VALUES, .values = feed->values};
    for (size_t i = 0; i < count; i++)
        if (feed->values[i].kind == FEEL_NULL) return false;
    return true;
}

static bool column_of_cells(Engine *e, const Frame *f, Feed *feed, Period period, size_t first,
                            size_t count, FeelColumn *ret) {
    Source source = source_of(e, feed->source, span_of(e, feed, period).first);
    FeelColumn all;
    size_t start;
    if (!source.held && !source.is_initial) {
        *ret = same_column(source.constant);
        return source.constant.kind != FEEL_NULL;
    }
    if (source.held && feed->is_same && !source.held->decs)
        return held_column(e, feed->source, source.held, first, count, ret);
    if (held_numbers(e, feed->source, source, &all, &start)) {
        all.numbers -= start;
        gather(feed, f, &all, 0, count, numbers_of(e, feed, 1), ret);
        return true;
    }
    fill_cells(e, f, feed, period, first, count);
    return column_of_values(feed, count, ret);
}

enum { LIST_COLUMNS_MAX = 16 };

static bool column_of_lists(Engine *e, const Frame *f, Feed *feed, Period period, size_t count,
                            FeelColumn *ret) {
    Span span = span_of(e, feed, period);
    size_t length = feed->each_count * span.count;
    if (length == 0 || length > LIST_COLUMNS_MAX) return false;
    if (!feed->items) feed->items = ARENA_ARRAY(e->arena, FeelColumn, LIST_COLUMNS_MAX);
    int64_t *numbers = numbers_of(e, feed, LIST_COLUMNS_MAX);
    for (size_t p = 0; p < span.count; p++) {
        Source source = source_of(e, feed->source, span.first + (int64_t)p);
        FeelColumn all;
        size_t start;
        if (!held_numbers(e, feed->source, source, &all, &start)) return false;
        all.numbers -= start;
        for (size_t i = 0; i < feed->each_count; i++) {
            size_t at = i * span.count + p;
            gather(feed, f, &all, feed->each[i], count, numbers + at * CHUNK_CELLS,
                   &feed->items[at]);
        }
    }
    *ret = (FeelColumn){.form = FEEL_FORM_LISTS, .items = feed->items, .item_count = length};
    return true;
}

static bool fill_column(Engine *e, const Frame *f, Feed *feed, Period period, size_t first,
                        size_t count, FeelColumn *ret) {
    switch (feed->kind) {
    case FEED_CONSTANT:
        if (!f->is_filled || f->period != period.index) fill_constant(e, feed, period);
        *ret = same_column(feed->constant);
        return !feed->has_marks && feed->constant.kind != FEEL_NULL;
    case FEED_CELLS: return column_of_cells(e, f, feed, period, first, count, ret);
    case FEED_LISTS: return column_of_lists(e, f, feed, period, count, ret);
    case FEED_POSITION:
    case FEED_MEMBER_ID: fill_member(e, f, feed, count); return column_of_values(feed, count, ret);
    case FEED_VALUE: break;
    }
    return false;
}

bool frame_fill_columns(Engine *e, Frame *f, Period period, size_t first, size_t count) {
    assert(count <= CHUNK_CELLS);
    bool is_whole = true;
    if (f->needs_members && count > 0) find_members(f, first, count);
    for (size_t i = 0; i < f->feed_count; i++) {
        Feed *feed = &f->feeds[i];
        bool is_constant = feed->kind == FEED_CONSTANT;
        if (!is_whole && !is_constant) continue;
        is_whole =
            fill_column(e, f, feed, period, first, count, &e->columns[feed->slot]) && is_whole;
    }
    f->is_filled = true;
    f->period = period.index;
    return is_whole;
}

void frame_begin(Engine *e, const Frame *f) {
    for (size_t i = 0; i < f->feed_count; i++)
        if (f->feeds[i].kind == FEED_CONSTANT) e->slots[f->feeds[i].slot] = f->feeds[i].constant;
}

static bool holds_mark(FeelValue v) {
    if (v.kind != FEEL_LIST) return has_mark(v);
    for (size_t i = 0; i < v.list->count; i++)
        if (has_mark(v.list->items[i])) return true;
    return false;
}

bool frame_is_marked(const Engine *e, const Frame *f) {
    for (size_t i = 0; i < f->feed_count; i++)
        if (f->feeds[i].has_marks && holds_mark(e->slots[f->feeds[i].slot])) return true;
    return false;
}

const Feed *frame_feed(const Frame *f, uint32_t slot) {
    for (size_t i = 0; i < f->feed_count; i++)
        if (f->feeds[i].slot == slot) return &f->feeds[i];
    return NULL;
}

FeedCells feed_cells(const Engine *e, const Frame *f, const Feed *feed, Period period,
                     size_t cell) {
    uint32_t members[LIMIT_SET_DIMENSIONS] = {0};
    layout_members(&f->layout, cell, members);
    Span span = span_of(e, feed, period);
    return (FeedCells){base_cell(feed, &f->layout, members), span.first, span.count};
}
