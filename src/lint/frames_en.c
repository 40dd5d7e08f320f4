// lint/frames_en.c - English wordings that no list can hold, because one of their words may be any
//
// Adverbs of manner (-ly), "as … as", "to the … extent", "in a … manner", "on a … basis", "with …"
// and a virtue, "mutual …", degrees without a base ("more …", "faster" and no "than"), and passives
// of what is only asked for ("agreed that … be …"). What is exact all the same is listed here:
// "monthly", "as well as", "on a daily basis", "mutual recognition".
#include "lint/lint_int.h"

// Words are short; a longer one is none that a frame asks for.
enum { WORD_BYTES_MAX = 24, SUBJECT_WORDS_MAX = 12 };

bool frame_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
}

bool frame_next(Str text, size_t end, FrameWord *ret) {
    size_t at = end + 1, to;
    if (at >= text.size || (text.at[end] != ' ' && text.at[end] != '\n')) return false;
    for (to = at; to < text.size && frame_letter(text.at[to]); to++) {
    }
    if (to == at || to - at > WORD_BYTES_MAX) return false;
    *ret = (FrameWord){text, at, to};
    return true;
}

bool frame_is(const FrameWord *w, const char *word) {
    size_t size = w->end - w->start;
    if ((w->text.at[w->start] | 0x20) != (*word | 0x20) || strlen(word) != size) return false;
    for (size_t i = 0; i < size; i++)
        if ((w->text.at[w->start + i] | 0x20) != (word[i] | 0x20)) return false;
    return true;
}

bool frame_is_any(const FrameWord *w, const char *const *words) {
    char first = (char)(w->text.at[w->start] | 0x20);
    for (; *words; words++)
        if (**words == first && frame_is(w, *words)) return true;
    return false;
}

bool frame_ends_with(const FrameWord *w, const char *ending) {
    return str_ends_with(str_part(w->text, w->start, w->end - w->start), str_from(ending));
}

// Behind the last hyphen: handedly of even-handedly.
static FrameWord last_part(const FrameWord *w) {
    FrameWord part = *w;
    for (size_t i = w->start; i < w->end; i++)
        if (w->text.at[i] == '-') part.start = i + 1;
    return part;
}

// ---- each frame: the end of its wording, or 0 ---------------------------------------------------

static size_t adverb(const FrameWord *w) {
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
    bool is_adverb = w->end - w->start > 4 && frame_ends_with(w, "ly");
    if (!is_adverb) return 0;
    FrameWord part = last_part(w);
    return frame_is_any(&part, EXACT) ? 0 : w->end;
}

// as widely as, as much water as
static size_t as_as(const FrameWord *w) {
    static const char *const EXACT[] = {"well", "long", "soon", "many",  "such", "the",
                                        "of",   "to",   "a",    "an",    "at",   "if",
                                        "from", "is",   "was",  "twice", NULL};
    FrameWord next = *w;
    if (!frame_is(w, "as") || !frame_next(w->text, w->end, &next) || frame_is_any(&next, EXACT))
        return 0;
    for (int i = 0; i < 3 && frame_next(w->text, next.end, &next); i++)
        if (frame_is(&next, "as")) return next.end;
    return 0;
}

// to the greatest extent, to some degree; not: to the extent that …
static size_t extent(const FrameWord *w) {
    static const char *const ARTICLES[] = {"the", "a", "an", "some", "any", "such", "what", NULL};
    static const char *const NOUNS[] = {"extent", "degree", NULL};
    FrameWord next = *w;
    if (!frame_is(w, "to") || !frame_next(w->text, w->end, &next) || !frame_is_any(&next, ARTICLES))
        return 0;
    bool is_open = !frame_is(&next, "the");
    for (int i = 0; i < 3 && frame_next(w->text, next.end, &next); i++) {
        if (frame_is_any(&next, NOUNS)) return is_open || i ? next.end : 0;
    }
    return 0;
}

// in a fair manner, in a constructive spirit
static size_t manner(const FrameWord *w) {
    static const char *const NOUNS[] = {"manner", "way", "fashion", "spirit", NULL};
    FrameWord next = *w;
    if (!frame_is(w, "in") || !frame_next(w->text, w->end, &next)) return 0;
    if (!frame_is(&next, "a") && !frame_is(&next, "an")) return 0;
    for (int i = 0; i < 3 && frame_next(w->text, next.end, &next); i++)
        if (i && frame_is_any(&next, NOUNS)) return next.end;
    return 0;
}

// on a flexible basis, on an equal footing; not: on a monthly basis
static size_t basis(const FrameWord *w) {
    static const char *const EXACT[] = {
        "daily",    "weekly",      "monthly",   "quarterly", "yearly",   "annual",  "hourly",
        "pro-rata", "rata",        "net",       "gross",     "cash",     "accrual", "dry",
        "lump-sum", "contractual", "statutory", "legal",     "per-unit", NULL};
    static const char *const NOUNS[] = {"basis", "footing", NULL};
    FrameWord next = *w;
    if (!frame_is(w, "on") || !frame_next(w->text, w->end, &next)) return 0;
    if (!frame_is(&next, "a") && !frame_is(&next, "an")) return 0;
    if (!frame_next(w->text, next.end, &next) || frame_is_any(&next, EXACT)) return 0;
    return frame_next(w->text, next.end, &next) && frame_is_any(&next, NOUNS) ? next.end : 0;
}

// with tact, with great seriousness; not: with goods
static size_t virtue(const FrameWord *w) {
    static const char *const DEGREES[] = {"the",     "all",    "due",  "every", "great",
                                          "greater", "utmost", "full", "more",  NULL};
    static const char *const NOUNS[] = {
        "tact",      "care",        "courtesy",     "dignity",    "zeal",       "vigour",
        "vigor",     "patience",    "prudence",     "diligence",  "sympathy",   "empathy",
        "decency",   "sensitivity", "impartiality", "generosity", "enthusiasm", "caution",
        "foresight", "integrity",   "energy",       "dedication", "devotion",   "sincerity",
        "humility",  "moderation",  "persistence",  "attention",  "urgency",    "regularity",
        "leniency",  "discipline",  "resolve",      "ease",       "speed",      "precision",
        NULL};
    static const char *const EXACT[] = {"business", "witness", "harness", "illness", NULL};
    FrameWord next = *w;
    if (!frame_is(w, "with") || !frame_next(w->text, w->end, &next)) return 0;
    if (frame_is_any(&next, DEGREES) && !frame_next(w->text, next.end, &next)) return 0;
    bool is_ness = frame_ends_with(&next, "ness") && !frame_is_any(&next, EXACT);
    return is_ness || frame_is_any(&next, NOUNS) ? next.end : 0;
}

// mutual goodwill; not: mutual recognition, a mutual certificate
static size_t mutual(const FrameWord *w) {
    static const char *const ENDINGS[] = {"ness", "ity",  "ship", "ance", "ence", "ment",
                                          "tion", "will", "ing",  "age",  "sion", NULL};
    static const char *const EXACT[] = {"recognition", "termination", "agreement", "evacuation",
                                        "acceptance",  "insurance",   "waiving",   NULL};
    FrameWord next = *w;
    if (!frame_is(w, "mutual") || !frame_next(w->text, w->end, &next)) return 0;
    for (size_t i = 0; ENDINGS[i] && !frame_is_any(&next, EXACT); i++)
        if (frame_ends_with(&next, ENDINGS[i])) return next.end;
    return 0;
}

static bool word_before(Str text, size_t start, FrameWord *ret) {
    size_t end = start, at;
    while (end && text.at[end - 1] == ' ') end--;
    for (at = end; at && frame_letter(text.at[at - 1]); at--) {
    }
    *ret = (FrameWord){text, at, end};
    return at < end;
}

// agreed that the culverts be cleared; not: that may be cleared
static size_t subjunctive(const FrameWord *w) {
    static const char *const MODALS[] = {"to",     "shall",  "will",  "must",  "may", "can",
                                         "could",  "should", "would", "might", "not", "also",
                                         "cannot", "only",   "then",  NULL};
    static const char *const ASKS[] = {
        "agree",     "agreed",     "agrees",    "require",    "required", "requires",   "ensure",
        "ensures",   "request",    "requested", "propose",    "proposed", "direct",     "directed",
        "insist",    "resolved",   "decided",   "stipulated", "ordered",  "understood", "essential",
        "necessary", "imperative", "important", NULL};
    FrameWord before = *w;
    if (!frame_is(w, "be") || !word_before(w->text, w->start, &before)) return 0;
    if (frame_is_any(&before, MODALS)) return 0;
    for (int i = 0; !frame_is(&before, "that"); i++)
        if (i == SUBJECT_WORDS_MAX || !word_before(w->text, before.start, &before)) return 0;
    bool asks = word_before(w->text, before.start, &before) && frame_is_any(&before, ASKS);
    return asks ? w->end : 0;
}

static bool has_base(const FrameWord *w) {
    static const char *const BASES[] = {"than", "of", NULL};
    FrameWord next = *w;
    return frame_next(w->text, w->end, &next) && frame_is_any(&next, BASES);
}

static bool is_adjective(const FrameWord *w) {
    static const char *const ENDINGS[] = {"al",  "ive", "able", "ible", "ient", "ant", "ent",
                                          "ful", "ous", "ic",   "ing",  "ed",   "ly",  NULL};
    static const char *const OTHERS[] = {"accurate", "precise", "secure", "complete", "fair",
                                         "adequate", "modern",  "robust", NULL};
    for (size_t i = 0; ENDINGS[i]; i++)
        if (w->end - w->start > strlen(ENDINGS[i]) + 2 && frame_ends_with(w, ENDINGS[i]))
            return true;
    return frame_is_any(w, OTHERS);
}

// more efficient, less cumbersome; not: more efficient than …, more recent
static size_t degree(const FrameWord *w) {
    static const char *const WORDS[] = {"more", "less", "most", "least", "too", NULL};
    static const char *const EXACT[] = {"recent",  "often",     "favoured",
                                        "favored", "expensive", NULL};
    FrameWord next = *w;
    if (!frame_is_any(w, WORDS) || !frame_next(w->text, w->end, &next) ||
        frame_is_any(&next, EXACT))
        return 0;
    return is_adjective(&next) && !has_base(&next) ? next.end : 0;
}

// faster; not: faster than …, the faster of …
static size_t comparative(const FrameWord *w) {
    static const char *const WORDS[] = {
        "better",  "closer",  "easier",  "faster",   "quicker", "smoother", "stronger", "wider",
        "deeper",  "broader", "tighter", "stricter", "cleaner", "greener",  "safer",    "cheaper",
        "fairer",  "simpler", "tougher", "richer",   "clearer", "fuller",   "firmer",   "healthier",
        "fresher", "softer",  "smarter", "leaner",   "milder",  "stabler",  "nicer",    NULL};
    return frame_ends_with(w, "er") && frame_is_any(w, WORDS) && !has_base(w) ? w->end : 0;
}

typedef struct Frame {
    const char *first; // letters with which it may begin; NULL: any
    size_t (*end_of)(const FrameWord *first);
    Mark mark;
} Frame;

static const Frame FRAMES[] = {{NULL, adverb, MARK_SOFT_MANNER},
                               {"a", as_as, MARK_SOFT_MANNER},
                               {"t", extent, MARK_ESCAPE},
                               {"i", manner, MARK_SOFT_MANNER},
                               {"o", basis, MARK_SOFT_MANNER},
                               {"mlt", degree, MARK_VAGUE_DEGREE},
                               {"w", virtue, MARK_SOFT_MANNER},
                               {"m", mutual, MARK_SLOGAN},
                               {NULL, comparative, MARK_VAGUE_DEGREE},
                               {"abeiouw", frame_reserve, MARK_ESCAPE},
                               {"b", subjunctive, MARK_PASSIVE}};

bool frame_en(Str text, size_t start, size_t end, Hit *ret) {
    FrameWord w = {text, start, end};
    char first = (char)(text.at[start] | 0x20);
    for (size_t i = 0; i < sizeof FRAMES / sizeof FRAMES[0]; i++) {
        if (FRAMES[i].first && !strchr(FRAMES[i].first, first)) continue;
        size_t to = FRAMES[i].end_of(&w);
        if (!to) continue;
        *ret = (Hit){(uint32_t)start, (uint32_t)to, FRAMES[i].mark};
        return true;
    }
    return false;
}
