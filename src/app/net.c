// app/net.c - what a settlement comes to for each side: received less paid, in all and over time
#include "app/app_int.h"

#include "base/map.h"

enum { SIDES_MAX = 100, COURSE_MAX = 500, SCRATCH_BYTES = 1 << 20 };

typedef struct Netting {
    Map index; // "currency/id" -> net
    Arena *arena, *scratch;
    NetView *items;
    size_t count, capacity;
    bool is_full;
} Netting;

static NetView *net_of(Netting *n, const NameView side[2], Str currency) {
    uint32_t at;
    Str key = str_fmt(n->scratch, "%.*s/%.*s", STR_ARG(currency), STR_ARG(side[0].id));
    if (map_get(&n->index, key, &at)) return &n->items[at];
    n->is_full = n->count == SIDES_MAX;
    if (n->is_full) return NULL;
    map_add(&n->index, str_copy(n->arena, key), (uint32_t)n->count);
    NetView *net = VEC_ADD(n->arena, n);
    *net = (NetView){.id = side[0].id, .currency = currency, .amount = DEC_ZERO};
    for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++) net->labels[lang] = side[lang].label;
    return net;
}

static void add(Netting *n, const NameView side[2], Str currency, Dec amount) {
    NetView *net = n->is_full ? NULL : net_of(n, side, currency);
    if (net && !dec_add(net->amount, amount, &net->amount)) n->is_full = true;
}

static void add_line(Netting *n, const Settlement *s, size_t index) {
    LineView en = line_in(n->scratch, s, index, LANG_EN);
    LineView zh = line_in(n->scratch, s, index, LANG_ZH);
    add(n, (NameView[2]){en.from, zh.from}, en.currency, dec_negate(en.amount));
    add(n, (NameView[2]){en.to, zh.to}, en.currency, en.amount);
    if (arena_used_bytes(n->scratch) > SCRATCH_BYTES) arena_reset(n->scratch);
}

NetList settlement_nets(Arena *a, const Settlement *s) {
    Netting n = {.index = {.arena = a}, .arena = a, .scratch = arena_new()};
    for (size_t i = 0; i < s->line_count && !n.is_full; i++) add_line(&n, s, i);
    arena_free(n.scratch);
    return n.is_full ? (NetList){NULL, 0} : (NetList){n.items, n.count};
}

// ---- over time ----------------------------------------------------------------------------------

typedef struct Course {
    CourseView *items;
    size_t count, capacity;
} Course;

static void add_standing(Course *c, const Netting *n, const Settlement *s, size_t period) {
    for (size_t i = 0; i < n->count; i++)
        *VEC_ADD(n->arena, c) =
            (CourseView){.side = {n->items[i].id, n->items[i].labels[s->app->options.lang]},
                         .period = settlement_period(s, period),
                         .currency = n->items[i].currency,
                         .amount = n->items[i].amount};
}

CourseList settlement_course(Arena *a, const Settlement *s) {
    Netting n = {.index = {.arena = a}, .arena = a, .scratch = arena_new()};
    Course c = {NULL, 0, 0};
    size_t periods = 0;
    for (size_t p = 0; p < settlement_period_count(s) && !n.is_full; p++) {
        size_t first, count;
        settlement_period_lines(s, p, &first, &count);
        for (size_t i = 0; i < count && !n.is_full; i++) add_line(&n, s, first + i);
        if (!count) continue;
        add_standing(&c, &n, s, p);
        periods++;
        n.is_full = n.is_full || c.count > COURSE_MAX;
    }
    arena_free(n.scratch);
    return n.is_full || periods < 2 ? (CourseList){NULL, 0} : (CourseList){c.items, c.count};
}
