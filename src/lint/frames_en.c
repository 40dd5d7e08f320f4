// lint/frames_en.c - English wordings that no list can hold, because one of their words may be any
//
// Adverbs of manner (-ly), "as … as", "to the … extent", "in a … manner", "on a … basis", and
// degrees without a base ("more …", "faster" and no "than"). What is exact all the same is listed
// here: "monthly", "as well as", "on a daily basis".
#include "lint/lint_int.h"

// Words are short; a longer one is none that a frame asks for.
enum { WORD_BYTES_MAX = 24 };

typedef struct Words {
    Str text;
    size_t start, end; // of the word at hand
} Words;

bool frame_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
}

// The word behind `end`, parted by one blank or line end; false if something else stands there.
static bool next_word(Str text, size_t end, Words *ret) {
    size_t at = end + 1, to;
    if (at >= text.size || (text.at[end] != ' ' && text.at[end] != '\n')) return false;
    for (to = at; to < text.size && frame_letter(text.at[to]); to++) {
    }
    if (to == at || to - at > WORD_BYTES_MAX) return false;
    *ret = (Words){text, at, to};
    return true;
}

static bool is_word(const Words *w, const char *word) {
    size_t size = w->end - w->start;
    if ((w->text.at[w->start] | 0x20) != (*word | 0x20) || strlen(word) != size) return false;
    for (size_t i = 0; i < size; i++)
        if ((w->text.at[w->start + i] | 0x20) != (word[i] | 0x20)) return false;
    return true;
}

static bool is_any(const Words *w, const char *const *words) {
    for (; *words; words++)
        if (is_word(w, *words)) return true;
    return false;
}

static bool ends_with(const Words *w, const char *ending) {
    return str_ends_with(str_part(w->text, w->start, w->end - w->start), str_from(ending));
}

static bool has_hyphen(const Words *w) {
    return memchr(w->text.at + w->start, '-', w->end - w->start);
}

// ---- each frame: the end of its wording, or 0 ---------------------------------------------------

static size_t adverb(const Words *w) {
    static const char *const EXACT[] = {"accordingly",
                                        "actually",
                                        "additionally",
                                        "ally",
                                        "alphabetically",
                                        "alternately",
                                        "alternatively",
                                        "annually",
                                        "anomaly",
                                        "anonymously",
                                        "apply",
                                        "arithmetically",
                                        "assembly",
                                        "automatically",
                                        "belly",
                                        "biannually",
                                        "biennially",
                                        "chemically",
                                        "chronologically",
                                        "collectively",
                                        "comply",
                                        "conditionally",
                                        "consecutively",
                                        "consequently",
                                        "contractually",
                                        "conversely",
                                        "cumulatively",
                                        "currently",
                                        "daily",
                                        "digitally",
                                        "directly",
                                        "doubly",
                                        "early",
                                        "elderly",
                                        "electronically",
                                        "entirely",
                                        "equally",
                                        "exclusively",
                                        "explicitly",
                                        "expressly",
                                        "externally",
                                        "falsely",
                                        "family",
                                        "federally",
                                        "finally",
                                        "firstly",
                                        "fly",
                                        "formally",
                                        "formerly",
                                        "fortnightly",
                                        "fraudulently",
                                        "freely",
                                        "geometrically",
                                        "horizontally",
                                        "hourly",
                                        "illegally",
                                        "imply",
                                        "indirectly",
                                        "individually",
                                        "intentionally",
                                        "internally",
                                        "internationally",
                                        "irrevocably",
                                        "italy",
                                        "jointly",
                                        "july",
                                        "knowingly",
                                        "lastly",
                                        "lawfully",
                                        "legally",
                                        "likely",
                                        "linearly",
                                        "locally",
                                        "manually",
                                        "mechanically",
                                        "merely",
                                        "monopoly",
                                        "monthly",
                                        "multiply",
                                        "mutually",
                                        "namely",
                                        "nationally",
                                        "negligently",
                                        "newly",
                                        "nightly",
                                        "numerically",
                                        "officially",
                                        "only",
                                        "orally",
                                        "originally",
                                        "partly",
                                        "permanently",
                                        "personally",
                                        "physically",
                                        "presently",
                                        "previously",
                                        "proportionally",
                                        "proportionately",
                                        "provisionally",
                                        "publicly",
                                        "quarterly",
                                        "rally",
                                        "rely",
                                        "reply",
                                        "respectively",
                                        "resupply",
                                        "retroactively",
                                        "retrospectively",
                                        "secondly",
                                        "separately",
                                        "severally",
                                        "similarly",
                                        "simultaneously",
                                        "solely",
                                        "statistically",
                                        "statutorily",
                                        "subsequently",
                                        "successively",
                                        "supply",
                                        "tacitly",
                                        "tally",
                                        "thirdly",
                                        "totally",
                                        "triennially",
                                        "ugly",
                                        "unanimously",
                                        "unconditionally",
                                        "unilaterally",
                                        "unjustly",
                                        "unlawfully",
                                        "unlikely",
                                        "validly",
                                        "verbally",
                                        "vertically",
                                        "weekly",
                                        "wholly",
                                        "wilfully",
                                        "willfully",
                                        "wrongly",
                                        "yearly",
                                        NULL};
    bool is_adverb = w->end - w->start > 4 && ends_with(w, "ly") && !has_hyphen(w);
    return is_adverb && !is_any(w, EXACT) ? w->end : 0;
}

// as widely as, as much water as
static size_t as_as(const Words *w) {
    static const char *const EXACT[] = {"well", "long", "soon", "many",  "such", "the",
                                        "of",   "to",   "a",    "an",    "at",   "if",
                                        "from", "is",   "was",  "twice", NULL};
    Words next = *w;
    if (!is_word(w, "as") || !next_word(w->text, w->end, &next) || is_any(&next, EXACT)) return 0;
    for (int i = 0; i < 3 && next_word(w->text, next.end, &next); i++)
        if (is_word(&next, "as")) return next.end;
    return 0;
}

// to the greatest extent, to some degree; not: to the extent that …
static size_t extent(const Words *w) {
    static const char *const ARTICLES[] = {"the", "a", "an", "some", "any", "such", "what", NULL};
    static const char *const NOUNS[] = {"extent", "degree", NULL};
    Words next = *w;
    if (!is_word(w, "to") || !next_word(w->text, w->end, &next) || !is_any(&next, ARTICLES))
        return 0;
    bool is_open = !is_word(&next, "the");
    for (int i = 0; i < 3 && next_word(w->text, next.end, &next); i++) {
        if (is_any(&next, NOUNS)) return is_open || i ? next.end : 0;
    }
    return 0;
}

// in a fair manner, in a constructive spirit
static size_t manner(const Words *w) {
    static const char *const NOUNS[] = {"manner", "way", "fashion", "spirit", NULL};
    Words next = *w;
    if (!is_word(w, "in") || !next_word(w->text, w->end, &next)) return 0;
    if (!is_word(&next, "a") && !is_word(&next, "an")) return 0;
    for (int i = 0; i < 3 && next_word(w->text, next.end, &next); i++)
        if (i && is_any(&next, NOUNS)) return next.end;
    return 0;
}

// on a flexible basis; not: on a monthly basis
static size_t basis(const Words *w) {
    static const char *const EXACT[] = {
        "daily",    "weekly",      "monthly",   "quarterly", "yearly",   "annual",  "hourly",
        "pro-rata", "rata",        "net",       "gross",     "cash",     "accrual", "dry",
        "lump-sum", "contractual", "statutory", "legal",     "per-unit", NULL};
    Words next = *w;
    if (!is_word(w, "on") || !next_word(w->text, w->end, &next)) return 0;
    if (!is_word(&next, "a") && !is_word(&next, "an")) return 0;
    if (!next_word(w->text, next.end, &next) || is_any(&next, EXACT)) return 0;
    return next_word(w->text, next.end, &next) && is_word(&next, "basis") ? next.end : 0;
}

static bool has_base(const Words *w) {
    static const char *const BASES[] = {"than", "of", NULL};
    Words next = *w;
    return next_word(w->text, w->end, &next) && is_any(&next, BASES);
}

static bool is_adjective(const Words *w) {
    static const char *const ENDINGS[] = {"al",  "ive", "able", "ible", "ient", "ant", "ent",
                                          "ful", "ous", "ic",   "ing",  "ed",   "ly",  NULL};
    static const char *const OTHERS[] = {"accurate", "precise", "secure", "complete", "fair",
                                         "adequate", "modern",  "robust", NULL};
    for (size_t i = 0; ENDINGS[i]; i++)
        if (w->end - w->start > strlen(ENDINGS[i]) + 2 && ends_with(w, ENDINGS[i])) return true;
    return is_any(w, OTHERS);
}

// more efficient, less cumbersome; not: more efficient than …, more recent
static size_t degree(const Words *w) {
    static const char *const WORDS[] = {"more", "less", "most", "least", "too", NULL};
    static const char *const EXACT[] = {"recent",  "often",     "favoured",
                                        "favored", "expensive", NULL};
    Words next = *w;
    if (!is_any(w, WORDS) || !next_word(w->text, w->end, &next) || is_any(&next, EXACT)) return 0;
    return is_adjective(&next) && !has_base(&next) ? next.end : 0;
}

// faster; not: faster than …, the faster of …
static size_t comparative(const Words *w) {
    static const char *const WORDS[] = {
        "better",  "closer",  "easier",  "faster",   "quicker", "smoother", "stronger", "wider",
        "deeper",  "broader", "tighter", "stricter", "cleaner", "greener",  "safer",    "cheaper",
        "fairer",  "simpler", "tougher", "richer",   "clearer", "fuller",   "firmer",   "healthier",
        "fresher", "softer",  "smarter", "leaner",   "milder",  "stabler",  "nicer",    NULL};
    return ends_with(w, "er") && is_any(w, WORDS) && !has_base(w) ? w->end : 0;
}

typedef struct Frame {
    size_t (*end_of)(const Words *first);
    Mark mark;
} Frame;

static const Frame FRAMES[] = {{adverb, MARK_SOFT_MANNER},      {as_as, MARK_SOFT_MANNER},
                               {extent, MARK_ESCAPE},           {manner, MARK_SOFT_MANNER},
                               {basis, MARK_SOFT_MANNER},       {degree, MARK_VAGUE_DEGREE},
                               {comparative, MARK_VAGUE_DEGREE}};

bool frame_en(Str text, size_t start, size_t end, Hit *ret) {
    Words w = {text, start, end};
    for (size_t i = 0; i < sizeof FRAMES / sizeof FRAMES[0]; i++) {
        size_t to = FRAMES[i].end_of(&w);
        if (!to) continue;
        *ret = (Hit){(uint32_t)start, (uint32_t)to, FRAMES[i].mark};
        return true;
    }
    return false;
}
