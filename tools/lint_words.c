// tools/lint_words.c - the words of the lint for other programs, and what the lint finds of them
//
//     lint_words plain LANG        words of the word rules, one a line: grep -owiFf
//     lint_words all LANG          and the harmless ones that shield them
//     lint_words vale LANG         a rule of Vale
//     lint_words textlint LANG     a configuration of textlint with textlint-rule-pattern
//     lint_words found LANG FILE…  where the lint finds the plain ones: first byte, behind the last
//     lint_words hits LANG FILE…   where it finds them all
//
// LANG is en or zh. Words that count only in some places (before a number, at the end of a clause)
// are left out everywhere, so that all programs look for the same.
#include "base/file.h"
#include "lint/lint_int.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct Words {
    Arena *arena;
    LintWord *items;
    size_t count;
    bool is_chinese;
} Words;

static bool is_of(const Words *w, Str word, const Meaning *m, bool with_plain) {
    bool is_chinese = (unsigned char)word.at[0] >= 0x80;
    bool is_taken = m->mark < MARK_RULES || (with_plain && m->mark == MARK_PLAIN);
    return is_taken && !m->flags && is_chinese == w->is_chinese;
}

static int longest_first(const void *a, const void *b) {
    const LintWord *x = a, *y = b;
    if (x->word.size != y->word.size) return x->word.size > y->word.size ? -1 : 1;
    return str_compare(x->word, y->word);
}

static void take_words(Words *w, bool with_plain) {
    const LintWords *all = lint_words_new(w->arena);
    size_t most = all->automaton.word_count, count = 0, kept = 0;
    LintWord *items = ARENA_ARRAY(w->arena, LintWord, most);
    for (size_t i = 0; i < most; i++) {
        Str word = automaton_word(&all->automaton, i);
        if (is_of(w, word, &all->meanings[i], with_plain))
            items[count++] = (LintWord){word, all->meanings[i].mark};
    }
    qsort(items, count, sizeof *items, longest_first);
    for (size_t i = 0; i < count; i++)
        if (!kept || !str_is(items[kept - 1].word, items[i].word)) items[kept++] = items[i];
    w->items = items;
    w->count = kept;
}

static void print_escaped(Str word, const char *escape) {
    for (size_t i = 0; i < word.size; i++) {
        if (strchr(".*+?()[]{}|^$/\\", word.at[i])) fputs(escape, stdout);
        putchar(word.at[i]);
    }
}

static void print_plain(const Words *w) {
    for (size_t i = 0; i < w->count; i++) printf("%.*s\n", STR_ARG(w->items[i].word));
}

static void print_vale(const Words *w) {
    puts("extends: existence\nmessage: \"'%s' is vague\"\nlevel: warning\nscope: raw");
    printf("ignorecase: true\n%stokens:\n", w->is_chinese ? "nonword: true\n" : "");
    for (size_t i = 0; i < w->count; i++) {
        fputs("  - '", stdout);
        print_escaped(w->items[i].word, "\\");
        puts("'");
    }
}

static void print_textlint(const Words *w) {
    const char *edge = w->is_chinese ? "" : "\\\\b";
    printf(
        "{\"rules\":{\"@textlint-rule/pattern\":{\"patterns\":[{\"message\":\"vague\",\"pattern\":"
        "\"/%s(?:",
        edge);
    for (size_t i = 0; i < w->count; i++) {
        if (i) putchar('|');
        print_escaped(w->items[i].word, "\\\\");
    }
    printf(")%s/i\"}]}}}\n", edge);
}

static bool print_hits(const LintWords *w, const char *path) {
    Str text;
    Err err = {0};
    Arena *a = arena_new();
    Hits hits = {.arena = a};
    bool is_read = file_read(a, str_from(path), 256 << 20, &text, &err);
    if (is_read) scan(w, NULL, text, &hits);
    for (size_t i = 0; i < hits.count; i++)
        printf("%u %u\n", hits.items[i].start, hits.items[i].end);
    arena_free(a);
    return is_read;
}

static int print_all_hits(Words *w, char **paths) {
    const LintWords *words = lint_words_from(w->arena, w->items, w->count);
    for (; *paths; paths++)
        if (!print_hits(words, *paths)) return 2;
    return 0;
}

int main(int argc, char **argv) {
    static const struct {
        const char *name;
        void (*print)(const Words *);
    } forms[] = {{"plain", print_plain},
                 {"all", print_plain},
                 {"vale", print_vale},
                 {"textlint", print_textlint}};
    int status = 2;
    Arena *a = arena_new();
    Words w = {.arena = a, .is_chinese = argc > 2 && !strcmp(argv[2], "zh")};
    bool wants_all = argc > 2 && (!strcmp(argv[1], "hits") || !strcmp(argv[1], "all"));
    bool wants_hits = argc > 3 && (!strcmp(argv[1], "hits") || !strcmp(argv[1], "found"));
    if (argc > 2) take_words(&w, wants_all);
    for (size_t i = 0; argc > 2 && i < sizeof forms / sizeof forms[0]; i++)
        if (!strcmp(argv[1], forms[i].name)) forms[i].print(&w), status = 0;
    if (wants_hits) status = print_all_hits(&w, argv + 3);
    arena_free(a);
    if (status)
        fputs("usage: lint_words plain|all|vale|textlint|found|hits en|zh [FILE...]\n", stderr);
    return status;
}
