// review/corpus.c - the laws that are applied: those of the program, and what is read beside them
//
// The folder law/ is the list: the Makefile makes law_texts.h of it. Words are gathered by class
// over all files, and one automaton is made of them at the end.
#include "review/review_int.h"

#include "review/law_texts.h"

#include <assert.h>

static const char *const RESERVED[WORD_RESERVED] = {
    [WORD_PLAIN] = "plain",
    [WORD_NOT] = "not",
    [WORD_NONE] = "none",
    [WORD_MUST] = "must",
    [WORD_MAY] = "may",
    [WORD_GATE] = "gate",
    [WORD_UNDO] = "undo",
    [WORD_UNDONE] = "undone",
    [WORD_HINDER] = "hinder",
    [WORD_IMPOSE] = "impose",
    [WORD_DEFINES] = "defines",
    [WORD_OPERATOR] = "operator",
    [WORD_GOVERNMENT] = "government",
    [WORD_BASIS] = "basis",
    [WORD_GROUND] = "ground",
    [WORD_NECESSITY] = "necessity",
    [WORD_UNTIL] = "until",
    [WORD_RELATIVE] = "relative",
    [WORD_PRONOUN] = "pronoun",
    [WORD_RELEASE] = "release",
    [WORD_BREACH] = "breach-word",
};

size_t corpus_shipped_count(void) {
    return sizeof law_texts / sizeof law_texts[0];
}

Str corpus_shipped_name(size_t index) {
    assert(index < corpus_shipped_count());
    return str_from(law_texts[index].name);
}

Str corpus_shipped_text(size_t index) {
    assert(index < corpus_shipped_count());
    return (Str){law_texts[index].text, law_texts[index].size};
}

Corpus *corpus_new(Arena *a) {
    Corpus *c = ARENA_NEW(a, Corpus);
    *c = (Corpus){.arena = a, .classes = {.arena = a}};
    for (uint32_t i = 0; i < WORD_RESERVED; i++) corpus_class(c, str_from(RESERVED[i]));
    return c;
}

uint32_t corpus_class_new(Corpus *c) {
    return c->class_count++;
}

uint32_t corpus_class(Corpus *c, Str name) {
    uint32_t found;
    if (map_get(&c->classes, name, &found)) return found;
    map_add(&c->classes, name, c->class_count);
    return corpus_class_new(c);
}

// Blanks at the ends go, and of several one stays.
static Str word_clean(Arena *a, Str word) {
    Buf b = {.arena = a};
    word = str_trim(word);
    for (size_t i = 0; i < word.size; i++) {
        bool is_blank = strchr(" \t\r\n", word.at[i]) != NULL;
        if (!is_blank || b.at[b.size - 1] != ' ') buf_add_byte(&b, is_blank ? ' ' : word.at[i]);
    }
    return buf_str(&b);
}

bool corpus_add_words(Corpus *c, uint32_t word_class, Str words) {
    Str word;
    while (str_next(&words, '|', &word)) {
        word = word_clean(c->arena, word);
        bool is_empty = !word.size || str_is(word, STR("*"));
        if (is_empty) continue;
        c->word_bytes += word.size;
        if (c->word_bytes > LIMIT_NORM_WORD_BYTES) return false;
        *VEC_ADD(c->arena, &c->words) = (LintWord){word, word_class};
    }
    return true;
}

// ---- words within words -------------------------------------------------------------------------

static Str stem_of(Str word) {
    return str_ends_with(word, STR("*")) ? str_part(word, 0, word.size - 1) : word;
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Is `inner` a part of `word` that could stand for itself?
static bool is_within(Str word, Str inner) {
    int64_t at = inner.size < word.size ? str_find(word, inner, 0) : -1;
    if (at < 0) return false;
    size_t start = (size_t)at, end = start + inner.size;
    bool joins_before = start && is_letter(word.at[start - 1]) && is_letter(inner.at[0]);
    bool joins_after = end < word.size && is_letter(word.at[end]) && is_letter(word.at[end - 1]);
    return !joins_before && !joins_after;
}

// Classes that only name things. Those that turn or decide would turn what they are a part of.
static bool is_name(uint32_t word_class) {
    return word_class == WORD_OPERATOR || word_class == WORD_GOVERNMENT ||
           word_class >= WORD_RESERVED;
}

// The longest word wins, so a candidate hides the words within it, and a name those: 本地业绩 hides
// 本地. It is given to their classes, too.
static void add_hidden(Corpus *c, LintWord outer, const bool *is_candidate, size_t count) {
    Str word = stem_of(outer.word);
    for (size_t i = 0; i < count; i++) {
        LintWord inner = c->words.items[i];
        if (!is_name(inner.mark) || is_candidate[inner.mark]) continue;
        if (is_within(word, stem_of(inner.word)))
            *VEC_ADD(c->arena, &c->words) = (LintWord){outer.word, inner.mark};
    }
}

static void add_all_hidden(Corpus *c) {
    bool *is_candidate = ARENA_ARRAY(c->arena, bool, c->class_count);
    size_t count = c->words.count;
    for (size_t i = 0; i < c->norms.count; i++)
        is_candidate[c->norms.items[i].inside->candidates] = true;
    for (size_t i = 0; i < count; i++) {
        LintWord word = c->words.items[i];
        if (is_candidate[word.mark] || is_name(word.mark)) add_hidden(c, word, is_candidate, count);
    }
}

static void check_classes(Corpus *c, Findings *f) {
    bool *is_filled = ARENA_ARRAY(c->arena, bool, c->class_count);
    for (size_t i = 0; i < c->words.count; i++) is_filled[c->words.items[i].mark] = true;
    for (size_t i = 0; i < c->classes.count; i++)
        if (!is_filled[c->classes.values[i]])
            finding_add(f, SEVERITY_ERROR, "no-words", (Place){0},
                        MSG("the class of words \"{1}\" has no words", c->classes.keys[i]),
                        MSG("give them under `words`, or correct the name where it is used"));
}

bool corpus_end(Corpus *c, Findings *f) {
    assert(!c->automaton);
    check_classes(c, f);
    add_all_hidden(c);
    c->automaton = lint_words_from(c->arena, c->words.items, c->words.count);
    return f->error_count == 0;
}

size_t corpus_law_count(const Corpus *c) {
    return c->laws.count;
}

const Law *corpus_law(const Corpus *c, size_t index) {
    assert(index < c->laws.count);
    return &c->laws.items[index];
}

size_t corpus_norm_count(const Corpus *c) {
    return c->norms.count;
}

const Norm *corpus_norm(const Corpus *c, size_t index) {
    assert(index < c->norms.count);
    return &c->norms.items[index];
}
