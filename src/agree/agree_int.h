// agree/agree_int.h - what the files of this room share: articles with what words and terms say
#ifndef SOFTLAW_AGREE_AGREE_INT_H
#define SOFTLAW_AGREE_AGREE_INT_H

#include "agree/agree.h"
#include "agree/key.h"

typedef enum Rule {
    RULE_WORDS_DIFFER,
    RULE_WORDS_WITHOUT_TERM,
    RULE_TERM_WITHOUT_WORDS,
    RULE_CURRENCY_DIFFERS,
    RULE_PARTY_DIFFERS,
    RULE_LANGUAGES_DIFFER,
    RULE_LANGUAGES_LACK,
    RULE_BEARER_DIFFERS,
    RULE_COUNT
} Rule;

// A figure at its place in the document. `start` and `end` count from the document's beginning.
typedef struct Saying {
    Figure figure;
    uint32_t line;    // of terms: where the value begins
    unsigned allowed; // of words: bits of rules that a remark silences here
} Saying;

typedef struct Sayings {
    Saying *items;
    size_t count, capacity;
} Sayings;

// A provision with those under it: an article and its paragraphs.
typedef struct Article {
    const Provision *provision_from, *provision_to;
    size_t words_from, words_count; // of the judge's words and terms
    size_t terms_from, terms_count;
    size_t both_from, both_count; // tables and remarks, which are words and terms
    bool has_words, has_terms;
    bool is_operative;
    unsigned allowed; // bits of rules silenced in the whole article
} Article;

typedef struct Collected {
    Arena *arena, *scratch; // scratch lives for one text
    const Terms *terms;
    const Document *document;
    Sayings words, said, both; // `said`: what the terms say
    Sayings front;             // the term of the agreement
    int year_starts;           // month; 0 where periods are shorter than a year
    struct {
        Article *items;
        size_t count, capacity;
    } articles;
    FigureList figures; // of the text at hand
    bool has_terms;     // a block somewhere
    bool is_too_long;   // more than LIMIT_FIGURES
} Collected;

// All articles of the document (collect.c).
void collect(Collected *c);
// What a terms block says (block.c).
void collect_block(Collected *c, const YamlNode *block);
// The term of the agreement (block.c).
void collect_front(Collected *c);

// Move `c->figures` to `to`, their text beginning at byte `offset`.
void collect_figures(Collected *c, Sayings *to, size_t offset, uint32_t line);

#endif
