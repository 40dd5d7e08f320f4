// facts/shape.c - rows that repeat the shape of one seen before are read in place
//
// The rows of a file go round in circles: so many quantities for each member, so many members for
// each quantity. A shape is a row without its member, its value and what nobody reads: stretches of
// text with holes between them. It remembers what the stretches meant, and which shapes followed. A
// row that equals the shape expected is not cut into fields; where anything differs, the row is
// left to those who read rows in general, and a new shape is learnt. So nothing is read here that
// would not be read there, and alike; all that must be told of a row is told there. A hole takes a
// text without marks of CSV, which ends where the next stretch begins: so quotes around it are part
// of the stretches.
#include "facts/facts_int.h"
#include "facts/stretch.h"

#include <assert.h>

enum {
    SHAPES_MAX = 4096, // then they are forgotten and learnt anew
    SLOTS = 2 * SHAPES_MAX,
    STRETCHES_MAX = 512, // bytes
    HOLE_MAX = 64,       // bytes
};

static_assert((int)HOLE_MAX >= (int)VALUE_TEXT_MAX, "a value fits into a hole");

typedef struct Shape {
    uint32_t next[2]; // the shapes that followed, the last one first; 0 = none
    uint32_t hash;
    uint32_t sizes[HOLES_MAX + 1], size; // of the stretches, one behind the other in `bytes`
    uint8_t holes[HOLES_MAX];            // HoleKind
    uint32_t hole_count;
    const char *bytes;
    uint32_t size_max; // of a row, and what may be read behind it
    bool has_member;   // that varies; else
    uint32_t row;      // it is this one
    uint32_t item, set, origin;
    Column *column;
    UnitFactor factor;
} Shape;

struct Shapes {
    Arena *arena;
    struct ShapeList {
        Shape *items; // the first stands for rows that have none
        size_t count, capacity;
    } list;
    uint32_t *slots;   // by hash; a later shape takes the place of an earlier one
    uint32_t last;     // of the last row
    uint64_t recalled; // rows, since the shapes were forgotten
    bool has_given_up; // too few rows repeat a shape
};

static void free_shapes(void *shapes) {
    arena_free(((Shapes *)shapes)->arena);
}

Shapes *shapes_new(Arena *a) {
    Shapes *h = ARENA_NEW(a, Shapes);
    h->arena = arena_new();
    arena_defer(a, free_shapes, h);
    return h;
}

static void forget(Shapes *h) {
    if (h->list.count > 0) arena_reset(h->arena);
    *h = (Shapes){.arena = h->arena, .has_given_up = h->has_given_up};
}

void shapes_forget(Shapes *h) {
    forget(h);
    h->has_given_up = false;
}

static void begin(Shapes *h) {
    *VEC_ADD(h->arena, &h->list) = (Shape){.hole_count = 0};
    h->slots = ARENA_ARRAY(h->arena, uint32_t, SLOTS);
}

// ---- learning -----------------------------------------------------------------------------------

typedef struct Stretches {
    Str parts[HOLES_MAX + 1];
    size_t count, size;
} Stretches;

static Stretches stretches_of(const ShapeRow *r) {
    Stretches s = {.count = r->hole_count + 1};
    const char *at = r->text.at, *end = r->text.at + r->text.size;
    for (size_t i = 0; i < s.count; i++) {
        const char *stop = i < r->hole_count ? r->holes[i].text.at : end;
        s.parts[i] = (Str){at, (size_t)(stop - at)};
        s.size += s.parts[i].size;
        if (i < r->hole_count) at = stop + r->holes[i].text.size;
    }
    return s;
}

static uint32_t hash_of(const Stretches *s) {
    uint64_t hash = 0;
    for (size_t i = 0; i < s->count; i++) hash = hash * 31 + str_hash(s->parts[i]);
    return (uint32_t)(hash ^ hash >> 32);
}

static bool is_shape(const Shape *shape, const Stretches *s) {
    const char *at = shape->bytes;
    if (shape->size != s->size || shape->hole_count != s->count - 1) return false;
    for (size_t i = 0; i < s->count; at += s->parts[i++].size)
        if (shape->sizes[i] != s->parts[i].size ||
            memcmp(at, s->parts[i].at, s->parts[i].size) != 0)
            return false;
    return true;
}

static const char *join(Arena *a, const Stretches *s) {
    char *bytes = arena_get(a, s->size + WORD_BYTES), *at = bytes;
    for (size_t i = 0; i < s->count; at += s->parts[i++].size)
        memcpy(at, s->parts[i].at, s->parts[i].size);
    return bytes;
}

static uint32_t add_shape(FactTable *t, const ShapeRow *r, const Stretches *s, uint32_t hash) {
    Shapes *h = t->shapes;
    const Column *c = r->kept.column;
    const Item *item = &t->terms->items[c->item];
    Shape shape = {.hash = hash,
                   .size = (uint32_t)s->size,
                   .bytes = join(h->arena, s),
                   .hole_count = (uint32_t)r->hole_count,
                   .item = c->item,
                   .row = r->kept.fact.row,
                   .origin = r->kept.fact.origin,
                   .column = r->kept.column,
                   .factor = t->quantities[c->item].factor};
    for (size_t i = 0; i < s->count; i++) shape.sizes[i] = (uint32_t)s->parts[i].size;
    for (size_t i = 0; i < r->hole_count; i++) {
        shape.holes[i] = (uint8_t)r->holes[i].kind;
        shape.has_member = shape.has_member || r->holes[i].kind == HOLE_MEMBER;
    }
    if (shape.has_member) shape.set = item->sets[t->quantities[c->item].row_set];
    shape.size_max = shape.size + shape.hole_count * HOLE_MAX + WORD_BYTES;
    *VEC_ADD(h->arena, &h->list) = shape;
    return h->slots[hash % SLOTS] = (uint32_t)h->list.count - 1;
}

static uint32_t find_shape(FactTable *t, const ShapeRow *r) {
    Shapes *h = t->shapes;
    Stretches s = stretches_of(r);
    if (s.size > STRETCHES_MAX) return 0;
    uint32_t hash = hash_of(&s), found = h->slots[hash % SLOTS];
    bool is_found =
        found && h->list.items[found].hash == hash && is_shape(&h->list.items[found], &s);
    return is_found ? found : add_shape(t, r, &s, hash);
}

static void follow(Shapes *h, uint32_t shape) {
    Shape *before = &h->list.items[h->last];
    if (shape && before->next[0] != shape) {
        before->next[1] = before->next[0];
        before->next[0] = shape;
    }
    h->last = shape;
}

static void remember_value(FactTable *t, const ShapeRow *r) {
    uint32_t item = r->kept.column->item;
    if (t->rules->rules[item].type->kind == FEEL_NUMBER) return;
    for (size_t i = 0; i < r->hole_count; i++)
        if (r->holes[i].kind == HOLE_VALUE)
            value_remember(&t->quantities[item].values, t->arena, r->holes[i].text,
                           r->kept.fact.value);
}

void shapes_learn(FactTable *t, const ShapeRow *r) {
    Shapes *h = t->shapes;
    if (h->has_given_up) return;
    if (h->list.count > SHAPES_MAX) {
        h->has_given_up = h->recalled < SHAPES_MAX;
        forget(h);
        if (h->has_given_up) return;
    }
    if (h->list.count == 0) begin(h);
    if (!r) {
        follow(h, 0);
        return;
    }
    remember_value(t, r);
    follow(h, find_shape(t, r));
}

// ---- recalling ----------------------------------------------------------------------------------

// What the holes of a row hold.
typedef struct Found {
    bool is_near; // the member's row is known
    uint32_t row;
    Str member;
    uint64_t value;
} Found;

// The text up to the next mark of CSV; NULL where it is too long or not UTF-8.
static const char *cut(const char *at, Str *ret) {
    size_t size = 0;
    for (; at[size] != ',' && at[size] != '"' && at[size] != '\n' && at[size] != '\r'; size++)
        if (size == HOLE_MAX) return NULL;
    *ret = (Str){at, size};
    return utf8_find_fault(*ret) < 0 ? at + size : NULL;
}

static const char *cut_member(const char *at, Str *ret) {
    const char *end = cut(at, ret);
    bool is_bare = end && end > at && (unsigned char)at[0] > ' ' && (unsigned char)end[-1] > ' ';
    return is_bare ? end : NULL;
}

// `end` is the first byte of the stretch behind.
static const char *read_member(const Members *m, const char *at, char end, Found *f) {
    for (uint32_t i = 0; i < 2; i++) {
        Str id = m->near[i];
        if (id.size == 0 || id.size > HOLE_MAX || at[id.size] != end ||
            !stretch_is(at, id.at, id.size))
            continue;
        f->is_near = true;
        f->row = m->last + i;
        return at + id.size;
    }
    return cut_member(at, &f->member);
}

static const char *read_value(const FactTable *t, const Shape *s, const char *at, Found *f) {
    const Rule *rule = &t->rules->rules[s->item];
    size_t size = rule->type->kind == FEEL_NUMBER
                      ? value_read_number(at, rule->is_integer, &f->value)
                      : value_recall(&t->quantities[s->item].values, at, &f->value);
    return size ? at + size : NULL;
}

static const char *read_hole(const FactTable *t, const Shape *s, size_t hole, const char *at,
                             char end, Found *f) {
    Str unused;
    switch ((HoleKind)s->holes[hole]) {
    case HOLE_MEMBER: return read_member(&t->members[s->set], at, end, f);
    case HOLE_VALUE: return read_value(t, s, at, f);
    case HOLE_UNUSED: break;
    }
    return cut(at, &unused);
}

// The end of the row, if it is of this shape.
static const char *read_row(const FactTable *t, const Shape *s, const char *at, Found *f) {
    const char *stretch = s->bytes;
    for (size_t i = 0;; i++) {
        if (!stretch_is(at, stretch, s->sizes[i])) return NULL;
        at += s->sizes[i];
        stretch += s->sizes[i];
        if (i == s->hole_count) return at;
        at = read_hole(t, s, i, at, *stretch, f);
        if (!at) return NULL;
    }
}

static bool settle_value(FactTable *t, const Shape *s, uint64_t *value) {
    const Rule *rule = &t->rules->rules[s->item];
    if (rule->type->kind != FEEL_NUMBER) return true;
    if (!s->factor.is_one) {
        FeelValue v = value_unpack(&t->values, *value, FEEL_NUMBER);
        if (rule->is_integer || !unit_convert(s->factor, v.number, &v.number)) return false;
        *value = value_pack(&t->values, v);
    }
    return quantity_allows(t, s->item, *value);
}

static bool settle_member(FactTable *t, const Shape *s, Found *f) {
    Members *m = &t->members[s->set];
    if (!s->has_member)
        f->row = s->row;
    else if (!f->is_near)
        return members_intern(m, f->member, &f->row);
    else if (f->row != m->last)
        members_move(m, f->row);
    return true;
}

static const char *recall_row(FactTable *t, uint32_t shape, Str rest, uint32_t line) {
    Found f = {.is_near = false};
    const Shape *s = &t->shapes->list.items[shape];
    if (shape == 0 || rest.size < s->size_max) return NULL;
    const char *end = read_row(t, s, rest.at, &f);
    if (!end || !settle_value(t, s, &f.value) || !settle_member(t, s, &f)) return NULL;
    Fact fact = {f.row, line, s->origin, f.value};
    table_keep(t, s->column, &fact);
    return end;
}

static void prefer_second(Shape *s) {
    uint32_t first = s->next[0];
    s->next[0] = s->next[1];
    s->next[1] = first;
}

size_t shapes_recall(FactTable *t, Str rest, uint32_t line, uint32_t *ret_rows) {
    Shapes *h = t->shapes;
    const char *start = rest.at;
    *ret_rows = 0;
    for (; h->list.count > 0; ++*ret_rows) {
        Shape *before = &h->list.items[h->last];
        const char *end = recall_row(t, before->next[0], rest, line + *ret_rows);
        if (!end) {
            end = recall_row(t, before->next[1], rest, line + *ret_rows);
            if (!end) break;
            prefer_second(before);
        }
        h->last = before->next[0];
        rest = (Str){end, rest.size - (size_t)(end - rest.at)};
    }
    h->recalled += *ret_rows;
    return (size_t)(rest.at - start);
}
