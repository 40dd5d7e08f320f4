// lint/lexicon.c - the rows of word lists become patterns, in all their forms
#include "lint/lint_int.h"

static void add(Patterns *all, const WordRow *row, Str word) {
    Buf lower = {.arena = all->arena};
    for (size_t i = 0; i < word.size; i++) {
        char c = word.at[i];
        buf_add_byte(&lower, c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c);
    }
    *VEC_ADD(all->arena, all) =
        (Pattern){.word = buf_str(&lower), .mark = row->mark, .flags = row->flags};
}

static void add_ending(Patterns *all, const WordRow *row, Str stem, const char *ending) {
    add(all, row, str_fmt(all->arena, "%.*s%s", STR_ARG(stem), ending));
}

static void add_endings(Patterns *all, const WordRow *row, Str stem, const char *const endings[3]) {
    for (int i = 0; i < 3; i++) add_ending(all, row, stem, endings[i]);
}

// promote -> promotes, promoted, promoting; modify -> modifies …; boost -> boosts …
static void add_verb(Patterns *all, const WordRow *row, Str verb) {
    Str stem = str_part(verb, 0, verb.size - 1);
    bool is_sibilant = str_ends_with(verb, STR("sh")) || str_ends_with(verb, STR("ch")) ||
                       str_ends_with(verb, STR("ss"));
    add(all, row, verb);
    if (str_ends_with(verb, STR("e")))
        add_endings(all, row, stem, (const char *const[]){"es", "ed", "ing"});
    else if (str_ends_with(verb, STR("y")))
        add_endings(all, row, stem, (const char *const[]){"ies", "ied", "ying"});
    else
        add_endings(all, row, verb, (const char *const[]){is_sibilant ? "es" : "s", "ed", "ing"});
}

static void add_words(Patterns *all, const WordRow *row, Str rest) {
    Str word;
    while (str_next(&rest, '|', &word)) {
        if (str_ends_with(word, STR("*")))
            add_verb(all, row, str_part(word, 0, word.size - 1));
        else
            add(all, row, word);
    }
}

static const LintWords *words_of(Arena *a, const Patterns *all) {
    LintWords *w = ARENA_NEW(a, LintWords);
    w->patterns = all->items;
    w->pattern_count = all->count;
    automaton_build(a, w);
    return w;
}

const LintWords *lint_words_new(Arena *a) {
    Patterns all = {.arena = a};
    for (size_t i = 0; i < lint_words_en_count; i++)
        add_words(&all, &lint_words_en[i], str_from(lint_words_en[i].words));
    for (size_t i = 0; i < lint_words_zh_count; i++)
        add_words(&all, &lint_words_zh[i], str_from(lint_words_zh[i].words));
    return words_of(a, &all);
}

const LintWords *lint_words_from(Arena *a, const LintWord *words, size_t count) {
    Patterns all = {.arena = a};
    for (size_t i = 0; i < count; i++) {
        WordRow row = {.mark = (Mark)words[i].mark};
        add_words(&all, &row, words[i].word);
    }
    return words_of(a, &all);
}
