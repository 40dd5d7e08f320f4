// games/coalitions_fuzz.c - any bytes: no crash, and Shapley's shares sum to what all make together
#include "base/fuzz.h"
#include "games/games.h"

#include <assert.h>

enum { SMALL = 6, MARKS_MAX = 12 };

// The table of many players takes long to clear.
static bool is_large(const uint8_t *data, size_t size) {
    size_t marks = 0;
    for (size_t i = 0; i < size; i++) marks += data[i] == '+' || data[i] == '\n';
    return marks > MARKS_MAX;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (is_large(data, size)) return 0;
    Arena *a = fuzz_arena();
    Err err = {0};
    const Coalitions *c = coalitions_parse(a, STR("fuzz"), (Str){(const char *)data, size}, &err);
    assert((c == NULL) == (err.code != ERR_NONE));
    if (!c || coalitions_player_count(c) > SMALL) return 0;
    Rat *shares = rats_new(a, SMALL), *r = rats_new(a, 2);
    shapley_exact(c, shares);
    for (size_t i = 0; i < coalitions_player_count(c); i++) mpq_add(&r[0], &r[0], &shares[i]);
    coalitions_grand(c, &r[1]);
    assert(mpq_equal(&r[0], &r[1]));
    return 0;
}
