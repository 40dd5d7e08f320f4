// base/known.c - the nearest known name for one that is mistyped
#include "base/known.h"

enum { WORD_MAX = 48, LISTED_MAX = 12 };

void known_add(Known *k, Str name) {
    *VEC_ADD(k->arena, k) = name;
}

void known_add_map(Known *k, const Map *m) {
    for (size_t i = 0; i < m->count; i++) known_add(k, m->keys[i]);
}

static size_t code_points(Str word, uint32_t out[WORD_MAX]) {
    size_t count = 0;
    for (size_t i = 0, size; i < word.size && count < WORD_MAX; i += size) {
        size = utf8_get(word, i, &out[count]);
        if (!size) break;
        if (out[count] >= 'A' && out[count] <= 'Z') out[count] |= 32;
        count++;
    }
    return count;
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

// Letters to insert, take out or change; two neighbours that changed places count as one.
static size_t edit_distance(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count) {
    size_t rows[3][WORD_MAX + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b_count; j++) above[j] = j;
    for (size_t i = 1; i <= a_count; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b_count; j++) {
            row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
        size_t *oldest = before;
        before = above, above = row, row = oldest;
    }
    return above[b_count];
}

// Names farther away than this are no slips of the same word.
static size_t farthest(size_t word_count) {
    return word_count <= 2 ? 1 : (word_count + 4) / 4;
}

// More than `most` where the name is farther away, or shares nothing with the word.
static size_t distance_to(const uint32_t *a, size_t a_count, Str name, size_t most) {
    uint32_t b[WORD_MAX];
    size_t b_count = code_points(name, b);
    size_t gap = a_count > b_count ? a_count - b_count : b_count - a_count;
    if (gap > most) return most + 1;
    size_t distance = edit_distance(a, a_count, b, b_count);
    return distance >= a_count ? most + 1 : distance;
}

Str known_nearest(const Known *k, Str word) {
    uint32_t a[WORD_MAX];
    size_t a_count = code_points(word, a), best_distance = farthest(a_count) + 1;
    Str best = {NULL, 0};
    for (size_t i = 0; a_count && i < k->count && best_distance; i++) {
        size_t distance = distance_to(a, a_count, k->items[i], best_distance - 1);
        if (distance >= best_distance) continue;
        best = k->items[i];
        best_distance = distance;
    }
    return best;
}

Str known_near_list(const Known *k, Str word, size_t most) {
    uint32_t a[WORD_MAX];
    size_t a_count = code_points(word, a), count = 0, last = farthest(a_count);
    Buf list = {.arena = k->arena};
    for (size_t distance = 0; a_count && distance <= last; distance++)
        for (size_t i = 0; i < k->count && count < most; i++) {
            if (distance_to(a, a_count, k->items[i], last) != distance) continue;
            if (count++) buf_add_c(&list, ", ");
            buf_add(&list, k->items[i]);
        }
    return buf_str(&list);
}

Message known_hint(const Known *k, Str word) {
    Str near = known_nearest(k, word);
    if (near.at) return MSG("did you mean \"{1}\"?", near);
    if (k->count == 0 || k->count > LISTED_MAX) return NO_MSG;
    Buf list = {.arena = k->arena};
    for (size_t i = 0; i < k->count; i++) {
        if (i) buf_add_c(&list, ", ");
        buf_add(&list, k->items[i]);
    }
    return MSG("known here: {1}", buf_str(&list));
}
