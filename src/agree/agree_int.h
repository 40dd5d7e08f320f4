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
    Arena *arena;
    Saying *items;
    size_t count, capacity;
} Sayings;

// A piece of an article whose figures are words: a text, or a table that no terms read.
typedef struct Passage {
    const TextPiece *piece;
    unsigned allowed; // bits of rules that a remark silences here
} Passage;

// A provision with those under it: an article and its paragraphs.
typedef struct Article {
    size_t provision_from, provision_to;
    bool is_operative;
    // of what its terms were read for:
    bool has_words, has_terms;
    unsigned allowed; // bits of rules silenced in the whole article
    Sayings terms;    // what its terms say
    Sayings both;     // tables and remarks, which are words and terms
    struct Passages {
        Passage *items;
        size_t count, capacity;
    } passages; // its words, still to be read
} Article;

typedef struct Articles {
    Article *items;
    size_t count, capacity;
} Articles;

typedef struct Collected {
    Arena *arena, *scratch; // scratch lives for the words of one article
    const Terms *terms;
    const Document *document;
    Articles articles;
    Sayings front;       // the term of the agreement
    Sayings words;       // of the article at hand, in scratch
    int year_starts;     // month; 0 where periods are shorter than a year
    FigureList figures;  // of the text at hand
    size_t figure_count; // so far, in words and terms
    bool is_too_long;    // more than LIMIT_FIGURES
} Collected;

// Which provisions are an article together (collect.c).
void collect_articles(Collected *c);
// What an article's terms, tables and remarks say, and where its words stand (collect.c).
void collect_terms(Collected *c, Article *article);
// The figures of its words (collect.c).
void collect_words(Collected *c, const Article *article);
// What a terms block says (block.c).
void collect_block(Collected *c, const YamlNode *block, Sayings *to);
// The term of the agreement (block.c).
void collect_front(Collected *c);

// Move `c->figures` to `to`, their text beginning at byte `offset`.
void collect_figures(Collected *c, Sayings *to, size_t offset, uint32_t line);

#endif
