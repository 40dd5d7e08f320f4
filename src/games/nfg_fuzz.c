// games/nfg_fuzz.c - any bytes: no crash, and a game that is read writes and reads back the same
#include "base/fuzz.h"
#include "games/games.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = fuzz_arena();
    Err err = {0};
    const Game *g = nfg_parse(a, STR("fuzz"), (Str){(const char *)data, size}, &err);
    assert((g == NULL) == (err.code != ERR_NONE));
    if (!g || g->profile_count * g->player_count > 4096) return 0;
    Buf once = {.arena = a}, twice = {.arena = a};
    nfg_write(&once, g);
    const Game *again = nfg_parse(a, STR("again"), buf_str(&once), &err);
    assert(again);
    nfg_write(&twice, again);
    assert(str_is(buf_str(&once), buf_str(&twice)));
    return 0;
}
