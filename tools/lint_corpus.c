// tools/lint_corpus.c - a text of any size, the same each time, of the sentences given
//
//     lint_corpus SIZE SEED FILE…
//
// Each line of the files is a sentence; in files with tabs it is the last column. Sentences are
// drawn by a linear congruential generator, one on each line, five in a paragraph, forty paragraphs
// under a heading. Used by script/bench and test/lint_grep.py.
#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct Lines {
    Str *items;
    size_t count, capacity;
} Lines;

static void read_lines(Arena *a, Lines *lines, const char *path) {
    Str text, line;
    Err err = {0};
    if (!file_read(a, str_from(path), 64 << 20, &text, &err)) exit(2);
    while (str_next(&text, '\n', &line)) {
        Str column = line, rest = line;
        while (str_next(&rest, '\t', &column)) {
        }
        if (column.size) *VEC_ADD(a, lines) = column;
    }
}

static void print(const Lines *lines, size_t size, uint64_t seed) {
    size_t written = 0;
    for (size_t i = 0; written < size; i++) {
        if (i % 200 == 0) written += (size_t)printf("# %zu\n\n", i / 200 + 1);
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        Str line = lines->items[(seed >> 33) % lines->count];
        written += (size_t)printf("%.*s\n%s", STR_ARG(line), i % 5 == 4 ? "\n" : "");
    }
}

int main(int argc, char **argv) {
    Arena *a = arena_new();
    Lines lines = {0};
    for (int i = 3; i < argc; i++) read_lines(a, &lines, argv[i]);
    if (!lines.count) {
        fputs("usage: lint_corpus SIZE SEED FILE…\n", stderr);
        return 2;
    }
    print(&lines, (size_t)strtoull(argv[1], NULL, 10), strtoull(argv[2], NULL, 10));
    arena_free(a);
    return 0;
}
