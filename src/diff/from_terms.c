// diff/from_terms.c - things start here: pair the provisions, put them in order, compare each pair
#include "diff/diff_int.h"

#include <assert.h>
#include <stdlib.h>

typedef struct Differ {
    Arena *arena, *scratch;
    const Document *before, *after;
    size_t *to, *from; // pairs, from either side
    bool *stays;       // by old provision: of the longest row that kept its order
    Diff *diff;
    size_t next_before; // old provisions before it are told already
} Differ;

// ---- order --------------------------------------------------------------------------------------

// The longest ascending row of new positions, by patience: ends[k] is the old provision with the
// least new position at which a row of k + 1 ends.
static void find_staying(Differ *x) {
    size_t count = x->before->provision_count, length = 0;
    size_t *ends = ARENA_ARRAY(x->arena, size_t, count),
           *back = ARENA_ARRAY(x->arena, size_t, count);
    for (size_t i = 0; i < count; i++) {
        if (x->to[i] == NO_PROVISION) continue;
        size_t low = 0, high = length;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (x->to[ends[middle]] < x->to[i])
                low = middle + 1;
            else
                high = middle;
        }
        back[i] = low ? ends[low - 1] : NO_PROVISION;
        ends[low] = i;
        if (low == length) length++;
    }
    for (size_t i = length ? ends[length - 1] : NO_PROVISION; i != NO_PROVISION; i = back[i])
        x->stays[i] = true;
}

// ---- one provision ------------------------------------------------------------------------------

static const Provision *provision_at(const Document *d, size_t index) {
    return index == NO_PROVISION ? NULL : &d->provisions[index];
}

static void add(Differ *x, size_t before, size_t after) {
    const Provision *old = provision_at(x->before, before), *new = provision_at(x->after, after);
    ProvisionChange c = {.before = before, .after = after};
    c.is_moved = old && new && !x->stays[before];
    c.is_renumbered = old && new && !str_is(old->number, new->number);
    c.heading = edits_in(x->arena, x->scratch, old ? heading_words(old) : STR(""),
                         new ? heading_words(new) : STR(""));
    c.words = edits_in(x->arena, x->scratch, old ? provision_text(x->arena, old) : STR(""),
                       new ? provision_text(x->arena, new) : STR(""));
    compare_terms(x->arena, old, new, &c.terms);
    x->diff->changed_count += provision_is_changed(&c);
    x->diff->provisions[x->diff->provision_count++] = c;
}

// Lost provisions stand behind the one they followed.
static void add_lost(Differ *x, size_t end) {
    for (; x->next_before < end; x->next_before++)
        if (x->to[x->next_before] == NO_PROVISION) add(x, x->next_before, NO_PROVISION);
}

static void add_all(Differ *x) {
    for (size_t i = 0; i < x->after->provision_count; i++) {
        size_t before = x->from[i];
        if (before != NO_PROVISION && x->stays[before]) add_lost(x, before);
        add(x, before, i);
    }
    add_lost(x, x->before->provision_count);
}

bool provision_is_changed(const ProvisionChange *c) {
    return c->before == NO_PROVISION || c->after == NO_PROVISION || c->is_moved ||
           c->heading.is_changed || c->words.is_changed || c->terms.count > 0;
}

const Diff *diff_of(Arena *a, const Terms *before, const Terms *after) {
    Differ x = {.arena = a,
                .scratch = arena_new(),
                .before = before->document,
                .after = after->document,
                .diff = ARENA_NEW(a, Diff)};
    size_t old_count = x.before->provision_count, new_count = x.after->provision_count;
    assert(old_count && new_count);
    x.to = pair_provisions(a, x.scratch, x.before, x.after);
    x.from = ARENA_ARRAY(a, size_t, new_count);
    x.stays = ARENA_ARRAY(a, bool, old_count);
    for (size_t i = 0; i < new_count; i++) x.from[i] = NO_PROVISION;
    for (size_t i = 0; i < old_count; i++)
        if (x.to[i] != NO_PROVISION) x.from[x.to[i]] = i;
    x.diff->before = before;
    x.diff->after = after;
    x.diff->provisions = ARENA_ARRAY(a, ProvisionChange, old_count + new_count);
    find_staying(&x);
    compare_front(a, x.before->front, x.after->front, &x.diff->front);
    add_all(&x);
    arena_free(x.scratch);
    return x.diff;
}
