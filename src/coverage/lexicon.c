// coverage/lexicon.c - rows of words, or the words of a kind, become one automaton
#include "coverage/coverage_int.h"
#include "coverage/words.h"

typedef struct Words {
    Arena *arena;
    struct {
        Str *items;
        size_t count, capacity;
    } texts;
    struct {
        unsigned *items;
        size_t count, capacity;
    } marks;
} Words;

static void add(Words *w, unsigned mark, Str text) {
    *VEC_ADD(w->arena, &w->texts) = text;
    *VEC_ADD(w->arena, &w->marks) = mark;
}

static void add_rows(Words *w, const CoverageRow *rows) {
    for (; rows->words; rows++) {
        Str rest = str_from(rows->words), word;
        while (str_next(&rest, '|', &word)) add(w, rows->mark, word);
    }
}

static Lexicon build(Words *w) {
    Lexicon l = {.marks = w->marks.items};
    automaton_build(w->arena, w->texts.items, w->texts.count, &l.automaton);
    return l;
}

const CoverageWords *coverage_words_new(Arena *a) {
    CoverageWords *words = ARENA_NEW(a, CoverageWords);
    Words w = {.arena = a};
    add_rows(&w, coverage_words_en);
    add_rows(&w, coverage_words_zh);
    add_rows(&w, coverage_signs);
    words->lexicon = build(&w);
    words->lexicon.has_axes = true;
    return words;
}

Lexicon lexicon_of_kind(Arena *a, const Kind *k) {
    Words w = {.arena = a};
    for (size_t i = 0; i < k->content_count; i++)
        for (size_t n = 0; n < k->contents[i].words.count; n++)
            add(&w, (unsigned)i, k->contents[i].words.items[n]);
    add_rows(&w, coverage_signs);
    return build(&w);
}
