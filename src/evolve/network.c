// evolve/network.c - who meets whom: cycle, star, torus, and any links
#include "base/arena.h"
#include "evolve/evolve_int.h"

#include <assert.h>

// Twice over the links: first how many each member has, then who they are.
const EvolveNetwork *evolve_links(Arena *a, uint32_t size, const uint32_t (*links)[2],
                                  size_t count) {
    uint32_t *starts = ARENA_ARRAY(a, uint32_t, (size_t)size + 2);
    uint32_t *neighbours = ARENA_ARRAY(a, uint32_t, 2 * count);
    EvolveNetwork *n = ARENA_NEW(a, EvolveNetwork);
    for (size_t i = 0; i < count; i++)
        for (int end = 0; end < 2; end++) starts[links[i][end] + 2]++;
    for (size_t i = 2; i < (size_t)size + 2; i++) starts[i] += starts[i - 1];
    for (size_t i = 0; i < count; i++)
        for (int end = 0; end < 2; end++)
            neighbours[starts[links[i][end] + 1]++] = links[i][1 - end];
    *n = (EvolveNetwork){EVOLVE_LINKS, size, starts, neighbours};
    return n;
}

static const EvolveNetwork *shaped(Arena *a, EvolveShape shape, uint32_t size,
                                   const uint32_t (*links)[2], size_t count) {
    EvolveNetwork *n = ARENA_NEW(a, EvolveNetwork);
    *n = *evolve_links(a, size, links, count);
    n->shape = shape;
    return n;
}

const EvolveNetwork *evolve_cycle(Arena *a, uint32_t size) {
    assert(size >= 3);
    uint32_t(*links)[2] = arena_get(a, sizeof *links * size);
    for (uint32_t i = 0; i < size; i++) {
        links[i][0] = i;
        links[i][1] = i + 1 == size ? 0 : i + 1;
    }
    return shaped(a, EVOLVE_CYCLE, size, (const uint32_t(*)[2])links, size);
}

const EvolveNetwork *evolve_star(Arena *a, uint32_t leaves) {
    uint32_t(*links)[2] = arena_get(a, sizeof *links * leaves);
    for (uint32_t i = 0; i < leaves; i++) links[i][1] = i + 1;
    return shaped(a, EVOLVE_STAR, leaves + 1, (const uint32_t(*)[2])links, leaves);
}

const EvolveNetwork *evolve_torus(Arena *a, uint32_t width, uint32_t height) {
    assert(width >= 3 && height >= 3);
    size_t size = (size_t)width * height;
    uint32_t(*links)[2] = arena_get(a, sizeof *links * 2 * size);
    for (uint32_t y = 0; y < height; y++)
        for (uint32_t x = 0; x < width; x++) {
            uint32_t i = y * width + x;
            links[2 * i][0] = links[2 * i + 1][0] = i;
            links[2 * i][1] = y * width + (x + 1) % width;
            links[2 * i + 1][1] = (y + 1) % height * width + x;
        }
    return shaped(a, EVOLVE_TORUS, (uint32_t)size, (const uint32_t(*)[2])links, 2 * size);
}
