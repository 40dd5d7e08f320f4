// coverage/coverage_int.h - what the files of this room share: subjects, words, hits, a walk
// through a document
#ifndef SOFTLAW_COVERAGE_COVERAGE_INT_H
#define SOFTLAW_COVERAGE_COVERAGE_INT_H

#include "base/automaton.h"
#include "coverage/coverage.h"

// ---- subjects (subjects.c) ----------------------------------------------------------------------

enum {
    CHAIN_RESEARCH,
    CHAIN_DESIGN,
    CHAIN_PRODUCTION,
    CHAIN_SUPPLY,
    CHAIN_MARKETING,
    CHAIN_AFTER_SALES,
    LIFE_APPROVAL,
    LIFE_CONSTRUCTION,
    LIFE_OPERATION,
    LIFE_SUPERVISION,
    LIFE_EVALUATION,
    LIFE_EXIT,
    FIELD_DIGITAL_ECONOMY,
    FIELD_GREEN_FINANCE,
    FIELD_CROSS_BORDER_E_COMMERCE,
    FIELD_ARTIFICIAL_INTELLIGENCE,
    FIELD_DATA_ELEMENTS,
    FIELD_LOW_CARBON,
    FIELD_PLATFORM_LABOUR,
    FIELD_LOW_ALTITUDE,
    FIELD_SILVER_ECONOMY,
    FIELD_BIOMEDICINE,
};

// The subject that `coverage` declares by this id, among [from, to); `to` if there is none.
size_t subject_find(Str id, size_t from, size_t to);

// ---- words (lexicon.c) --------------------------------------------------------------------------

// A list of words with what each means, and the signs.
typedef struct Lexicon {
    Automaton automaton;
    unsigned *marks; // by word of the automaton
    bool has_axes;   // marks are subjects: a word shields shorter ones of its axis
} Lexicon;

struct CoverageWords {
    Lexicon lexicon;
};

// The words of a kind's contents; a mark is the index of the content.
Lexicon lexicon_of_kind(Arena *a, const Kind *k);

// ---- the words that count (scan.c) --------------------------------------------------------------

typedef struct Hit {
    uint32_t start, end;
    unsigned mark;
} Hit;

typedef struct Hits {
    Arena *arena;
    Hit *items;
    size_t count, capacity;
} Hits;

// The words of a paragraph that count, in the order in which they end.
void coverage_scan(const Lexicon *l, Str text, Hits *ret);

// ---- a document, paragraph by paragraph (walk.c) ------------------------------------------------

// A paragraph or heading of a provision that binds, and the words that count in it.
typedef struct Spot {
    uint32_t provision;
    Str text;
    Place place; // of its beginning
    const Hit *hits;
    size_t hit_count;
} Spot;

typedef void TakeSpot(void *self, const Spot *s);
typedef struct CoverageWalk {
    const Document *document;
    const Lexicon *lexicon;
    TakeSpot *take;
    void *self;
    Hits hits; // of the paragraph at hand
} CoverageWalk;

void coverage_walk(CoverageWalk *w, size_t provision);
Place spot_place(const Spot *s, const Hit *h);
// The contents of a kind that the words speak of, in `ret`, which has one for each; where `before`
// has looked through a provision, it is not looked through again (in_words.c).
const ContentMemory *contents_in_words(Arena *a, const Document *d, const Kind *k,
                                       const ContentMemory *before, ContentFound *ret);
// Does it bind, or is it a preamble, a note, a source?
bool provision_binds(const Provision *p);

#endif
