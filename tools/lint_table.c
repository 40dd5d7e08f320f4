// tools/lint_table.c - the words of the lint as C tables for lint/table.c
//
//     lint_table
//
// Links only the lists of words and what makes an automaton of them, since the library is built
// from what it prints.
#include "lint/lint_int.h"

#include <stdio.h>

enum { ROW = 16 };

static void begin(const char *type, const char *name, size_t count) {
    printf("static const %s %s[%zu] = {", type, name, count ? count : 1);
}

static void print_numbers(const char *name, const uint32_t *numbers, size_t count) {
    begin("uint32_t", name, count);
    for (size_t i = 0; i < count; i++) printf("%s%u,", i % ROW ? "" : "\n", numbers[i]);
    puts("};");
}

static void print_bytes(const char *type, const char *name, const void *bytes, size_t count) {
    begin(type, name, count);
    const unsigned char *at = bytes;
    bool is_text = type[0] == 'c';
    for (size_t i = 0; i < count; i++)
        printf("%s%d,", i % ROW ? "" : "\n", is_text ? (signed char)at[i] : at[i]);
    puts("};");
}

static void print_cells(const AutomatonCell *cells, size_t count) {
    begin("AutomatonCell", "cells", count);
    for (size_t i = 0; i < count; i++) {
        const AutomatonCell *c = &cells[i];
        printf("%s{%u,%u,%u,%u,%u},", i % ROW ? "" : "\n", c->base, c->waits, c->from, c->back,
               c->word);
    }
    puts("};");
}

static void print_meanings(const Meaning *meanings, size_t count) {
    begin("Meaning", "meanings", count);
    for (size_t i = 0; i < count; i++)
        printf("%s{%u,%u},", i % ROW ? "" : "\n", meanings[i].mark, meanings[i].flags);
    puts("};");
}

int main(void) {
    Arena *arena = arena_new();
    LintWords w = lexicon_build(arena);
    const Automaton *all = &w.automaton;
    printf("enum { WORD_COUNT = %zu, CELL_COUNT = %zu, FIRST_LETTER = %u };\n", all->word_count,
           all->cell_count, all->first_letter);
    print_bytes("char", "letters", all->letters, all->starts[all->word_count]);
    print_numbers("starts", all->starts, all->word_count + 1);
    print_numbers("twins", all->twins, all->word_count);
    print_numbers("shorter", all->shorter, all->word_count);
    print_bytes("uint8_t", "classes", all->classes, AUTOMATON_BYTES);
    print_cells(all->cells, all->cell_count);
    print_meanings(w.meanings, all->word_count);
    arena_free(arena);
    return 0;
}
