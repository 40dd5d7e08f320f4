// games/membership_fuzz.c - any bytes: no crash, and what is internally stable is so potentially
#include "base/fuzz.h"
#include "games/games.h"

#include <assert.h>

enum { SMALL = 6, COMMAS_MAX = 12 };

// The table of many players takes long to clear, and many countries long to solve.
static bool is_large(const uint8_t *data, size_t size) {
    size_t commas = 0;
    for (size_t i = 0; i < size && data[i] != '\n'; i++) commas += data[i] == ',';
    return commas > COMMAS_MAX;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (is_large(data, size)) return 0;
    Arena *a = fuzz_arena();
    Err err = {0};
    const MembershipTable *t =
        membership_parse(a, STR("fuzz"), (Str){(const char *)data, size}, &err);
    assert((t == NULL) == (err.code != ERR_NONE));
    if (!t || !t->game || t->game->player_count > SMALL) return 0;
    uint8_t *found = membership_judge(a, t->game);
    for (size_t i = 0; i < (size_t)1 << t->game->player_count; i++)
        assert(!(found[i] & STABLE_INTERNALLY) || (found[i] & STABLE_POTENTIALLY));
    return 0;
}
