// lint/clause.c - what a clause says that could close what its words leave open
#include "lint/lint_int.h"

static unsigned seen_of_mark(Mark mark) {
    static const struct {
        Mark mark;
        unsigned seen;
    } rows[] = {
        {MARK_STANDARD, SEEN_STANDARD},   {MARK_PROCEDURE, SEEN_PROCEDURE},
        {MARK_INTERFACE, SEEN_INTERFACE}, {MARK_RESPONSIBLE, SEEN_RESPONSIBLE},
        {MARK_EACH_YEAR, SEEN_EACH_YEAR},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].mark == mark) return rows[i].seen;
    return 0;
}

static void look_at_numbers(Arena *a, ClauseText *c) {
    static const unsigned seen[] = {
        [NUMBER_QUANTITY] = SEEN_QUANTITY,
        [NUMBER_TIME] = SEEN_TIME,
        [NUMBER_DAY] = SEEN_TIME,
        [NUMBER_REFERENCE] = 0,
    };
    struct {
        NumberSeen *items;
        size_t count, capacity;
    } all = {0};
    NumberSeen n;
    for (size_t at = 0; number_next(c->text, at, &n); at = n.end) {
        *VEC_ADD(a, &all) = n;
        c->seen |= seen[n.kind];
    }
    c->numbers = all.items;
    c->number_count = all.count;
}

void clause_look(Arena *a, ClauseText *c) {
    c->seen = 0;
    for (size_t i = 0; i < c->hit_count; i++) c->seen |= seen_of_mark(c->hits[i].mark);
    // The title of a law or a standard.
    if (str_find(c->text, STR("《"), 0) >= 0) c->seen |= SEEN_STANDARD;
    look_at_numbers(a, c);
}

const Hit *clause_find(const ClauseText *c, Mark mark, size_t from) {
    for (size_t i = 0; i < c->hit_count; i++)
        if (c->hits[i].mark == mark && c->hits[i].start >= from) return &c->hits[i];
    return NULL;
}
