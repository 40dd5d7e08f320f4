// tools/games_bench.c - what it costs to find all equilibria of a game, reading it included
//
// Usage: games_bench FILE.nfg. Prints the number of equilibria, milliseconds of CPU time, and how
// many vertices were looked at.
#include "base/file.h"
#include "games/games.h"

#include <stdio.h>
#include <time.h>

static double cpu_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

int main(int argc, char **argv) {
    Arena *a = arena_new();
    Str text;
    Err err = {0};
    double start = cpu_ms();
    const Game *g = NULL;
    if (argc == 2 && file_read_text(a, str_from(argv[1]), 1 << 24, &text, &err))
        g = nfg_parse(a, str_from(argv[1]), text, &err);
    if (!g) {
        fputs("usage: games_bench FILE.nfg\n", stderr);
        return 2;
    }
    const EquilibriumSet *e = equilibria_all(a, g);
    printf("%zu %.2f %zu\n", e->count, cpu_ms() - start, e->base_count);
    arena_free(a);
    return 0;
}
