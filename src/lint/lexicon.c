// lint/lexicon.c - the rows of word lists become words in all their forms, and these an automaton
#include "lint/lint_int.h"

#include <assert.h>

typedef struct Pattern {
    Str word; // lower case
    Mark mark;
    unsigned flags;
} Pattern;

typedef struct Patterns {
    Arena *arena;
    Pattern *items;
    size_t count, capacity;
} Patterns;

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

// In lower case; where a member of a family is empty, one of the blanks beside it goes.
static void add(Patterns *all, const WordRow *row, Str word) {
    Buf b = {.arena = all->arena};
    word = str_trim(word);
    for (size_t i = 0; i < word.size; i++)
        if (word.at[i] != ' ' || word.at[i - 1] != ' ') buf_add_byte(&b, lower(word.at[i]));
    *VEC_ADD(all->arena, all) =
        (Pattern){.word = buf_str(&b), .mark = row->mark, .flags = row->flags};
}

static Str join(Arena *a, Str x, Str y, Str z) {
    char *at = arena_get(a, x.size + y.size + z.size);
    memcpy(at, x.at, x.size);
    memcpy(at + x.size, y.at, y.size);
    memcpy(at + x.size + y.size, z.at, z.size);
    return (Str){at, x.size + y.size + z.size};
}

static void add_form(Patterns *all, const WordRow *row, Str stem, const char *ending, Str rest) {
    add(all, row, join(all->arena, stem, str_from(ending), rest));
}

static const char *const *endings_of(Str verb) {
    static const char *const silent[] = {"es", "ed", "ing"}, *const y[] = {"ies", "ied", "ying"},
                             *const sibilant[] = {"es", "ed", "ing"},
                             *const regular[] = {"s", "ed", "ing"};
    bool is_sibilant = str_ends_with(verb, STR("sh")) || str_ends_with(verb, STR("ch")) ||
                       str_ends_with(verb, STR("ss"));
    if (str_ends_with(verb, STR("e"))) return silent;
    if (str_ends_with(verb, STR("y"))) return y;
    return is_sibilant ? sibilant : regular;
}

// promote -> promotes, promoted, promoting; modify -> modifies …; boost -> boosts …
static void add_verb(Patterns *all, const WordRow *row, Str verb, Str rest) {
    bool loses_letter = str_ends_with(verb, STR("e")) || str_ends_with(verb, STR("y"));
    Str stem = str_part(verb, 0, verb.size - loses_letter);
    const char *const *endings = endings_of(verb);
    add_form(all, row, verb, "", rest);
    for (int i = 0; i < 3; i++) add_form(all, row, stem, endings[i], rest);
}

// A '*' behind the first verb of a phrase: push* forward -> pushing forward
static void add_phrase(Patterns *all, const WordRow *row, Str phrase) {
    int64_t star = str_find(phrase, STR("*"), 0);
    if (star < 0) {
        add(all, row, phrase);
        return;
    }
    Str rest = str_part(phrase, (size_t)star + 1, phrase.size);
    add_verb(all, row, str_part(phrase, 0, (size_t)star), rest);
}

// Braces stand for each of their words: to the {fullest,greatest} extent
static void add_family(Patterns *all, const WordRow *row, Str family) {
    int64_t open = str_find(family, STR("{"), 0);
    if (open < 0) {
        add_phrase(all, row, family);
        return;
    }
    int64_t close = str_find(family, STR("}"), (size_t)open);
    assert(close > open);
    Str before = str_part(family, 0, (size_t)open);
    Str behind = str_part(family, (size_t)close + 1, family.size);
    Str members = str_part(family, (size_t)open + 1, (size_t)(close - open - 1)), member;
    while (str_next(&members, ',', &member))
        add_family(
            all, row,
            str_fmt(all->arena, "%.*s%.*s%.*s", STR_ARG(before), STR_ARG(member), STR_ARG(behind)));
}

static void add_rows(Patterns *all, const WordRow *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        Str rest = str_from(rows[i].words), word;
        while (str_next(&rest, '|', &word)) add_family(all, &rows[i], word);
    }
}

// A word that stands in several lists belongs to the first rule that names it; of what it says of a
// clause besides, each mark counts once.
static void drop_repeated(Patterns *all) {
    Map known = {.arena = all->arena};
    size_t kept = 0;
    for (size_t i = 0; i < all->count; i++) {
        Pattern p = all->items[i];
        unsigned mark = p.mark < MARK_RULES ? MARK_RULES : p.mark;
        Str key = str_fmt(all->arena, "%u %u %.*s", p.flags, mark, STR_ARG(p.word));
        if (map_add(&known, key, 0)) all->items[kept++] = p;
    }
    all->count = kept;
}

static LintWords words_of(Arena *a, const Patterns *all) {
    LintWords w;
    Str *words = ARENA_ARRAY(a, Str, all->count);
    Meaning *meanings = ARENA_ARRAY(a, Meaning, all->count);
    for (size_t i = 0; i < all->count; i++) {
        words[i] = all->items[i].word;
        meanings[i] = (Meaning){(uint32_t)all->items[i].mark, all->items[i].flags};
    }
    w.meanings = meanings;
    automaton_build(a, words, all->count, &w.automaton);
    return w;
}

LintWords lexicon_build(Arena *a) {
    static const struct {
        const WordRow *rows;
        const size_t *count;
    } lists[] = {
        {lint_words_en, &lint_words_en_count},       {lint_words_zh, &lint_words_zh_count},
        {lint_families_en, &lint_families_en_count}, {lint_families_zh, &lint_families_zh_count},
        {lint_evidence_en, &lint_evidence_en_count}, {lint_evidence_zh, &lint_evidence_zh_count},
    };
    Patterns all = {.arena = a};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        add_rows(&all, lists[i].rows, *lists[i].count);
    drop_repeated(&all);
    return words_of(a, &all);
}

const LintWords *lint_words_from(Arena *a, const LintWord *words, size_t count) {
    Patterns all = {.arena = a};
    for (size_t i = 0; i < count; i++) {
        WordRow row = {.mark = (Mark)words[i].mark};
        Str rest = words[i].word, word;
        while (str_next(&rest, '|', &word)) add_phrase(&all, &row, word);
    }
    LintWords *w = ARENA_NEW(a, LintWords);
    *w = words_of(a, &all);
    return w;
}
