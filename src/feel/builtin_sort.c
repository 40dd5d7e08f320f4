// feel/builtin_sort.c - one stable merge sort for all builtins
//
// The comparator may be a user's function, which can contradict itself or fail; a merge sort stays
// within its array and ends whatever it is told.
#include "feel/builtin.h"

// Merge from[left, middle) and from[middle, right) into `to`.
static bool merge(const FeelValue *from, FeelValue *to, size_t left, size_t middle, size_t right,
                  BuiltinOrder *order, void *context) {
    size_t i = left, j = middle;
    for (size_t k = left; k < right; k++) {
        bool take_left = i < middle;
        if (i < middle && j < right && !order(context, &from[i], &from[j], &take_left))
            return false;
        to[k] = take_left ? from[i++] : from[j++];
    }
    return true;
}

static size_t at_most(size_t a, size_t b) {
    return a < b ? a : b;
}

bool builtin_sort(FeelValue *items, FeelValue *scratch, size_t count, BuiltinOrder *order,
                  void *context) {
    FeelValue *from = items, *to = scratch;
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t left = 0; left < count; left += 2 * width)
            if (!merge(from, to, left, at_most(left + width, count),
                       at_most(left + 2 * width, count), order, context))
                return false;
        FeelValue *swap = from;
        from = to;
        to = swap;
    }
    if (from != items && count) memcpy(items, from, count * sizeof *items);
    return true;
}

static bool numbers_in_order(void *context, const FeelValue *a, const FeelValue *b,
                             bool *ret_in_order) {
    (void)context;
    *ret_in_order = dec_compare(a->number, b->number) <= 0;
    return true;
}

FeelValue *builtin_sorted_numbers(FeelMachine *m, FeelList list) {
    FeelValue *sorted = feel_items(m, list.count), *scratch = feel_items(m, list.count);
    if (!sorted || !scratch || !feel_steps(m, list.count * 4)) return NULL;
    for (size_t i = 0; i < list.count; i++) sorted[i] = list.items[i];
    builtin_sort(sorted, scratch, list.count, numbers_in_order, NULL);
    return sorted;
}
