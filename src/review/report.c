// review/report.c - verdicts in the order of the text, with their places, and counts
#include "review/review_int.h"

#include <stdlib.h>

static int by_offset(const void *a, const void *b) {
    const ReviewItem *x = a, *y = b;
    if (x->place.offset != y->place.offset) return x->place.offset < y->place.offset ? -1 : 1;
    return x->norm < y->norm ? -1 : x->norm > y->norm;
}

// In the order of the text, so that places are counted in one walk through it.
static void find_places(Judge *j) {
    Str source = j->document->source;
    uint32_t line = 1, column = 1;
    size_t at = 0;
    if (j->items.count) qsort(j->items.items, j->items.count, sizeof *j->items.items, by_offset);
    for (size_t i = 0; i < j->items.count; i++) {
        Place *place = &j->items.items[i].place;
        for (; at < place->offset && at < source.size; at++) {
            char c = source.at[at];
            bool is_pair = c == '\r' && at + 1 < source.size && source.at[at + 1] == '\n';
            if (c == '\n' || (c == '\r' && !is_pair))
                line++, column = 1;
            else
                column += ((unsigned char)c & 0xC0) != 0x80;
        }
        place->line = line;
        place->column = column;
    }
}

static void count_items(Judge *j) {
    for (size_t i = 0; i < j->items.count; i++) {
        j->review->counts[j->items.items[i].verdict]++;
        j->review->reasons[j->items.items[i].reason]++;
    }
}

void review_report(Judge *j) {
    Review *r = j->review;
    find_places(j);
    count_items(j);
    if (j->tables) review_not_seen(j, GAP_TABLES, NULL, NULL, j->tables);
    if (j->links) review_not_seen(j, GAP_LINKS, NULL, NULL, j->links);
    if (j->quotes) review_not_seen(j, GAP_QUOTES, NULL, NULL, j->quotes);
    if (j->escaped) review_not_seen(j, GAP_ESCAPED, NULL, NULL, j->escaped);
    if (j->dropped) review_not_seen(j, GAP_DROPPED, NULL, NULL, j->dropped);
    r->items = j->items.items;
    r->count = j->items.count;
    r->not_seen = j->not_seen.items;
    r->not_seen_count = j->not_seen.count;
}
