// lint/reserves_en.c - English wordings by which a party reserves a duty to its own will, or to
// circumstances that nobody has described
//
// "as the Board thinks best", "when the market so requires", "where this is convenient", "whatever
// help it can". What is exact all the same is passed: "if the law requires a permit", "if a Party
// wishes to withdraw", "all vessels that can carry 20 t".
#include "lint/lint_int.h"

enum { PHRASE_WORDS_MAX = 4 };

static const char *const CONDITIONS[] = {"as",       "if",     "when", "where", "whenever",
                                         "wherever", "unless", "once", NULL};

static bool ends_clause(const FrameWord *w) {
    FrameWord next;
    return !frame_next(w->text, w->end, &next);
}

// whatever help it can, all they can; not: all vessels that can
static size_t ability(const FrameWord *w) {
    static const char *const OPEN[] = {"what", "whatever", "whichever", "best", NULL};
    static const char *const ALL[] = {"all", "everything", "anything", NULL};
    static const char *const WHO[] = {"it", "they", "he", "she", "we", "each", NULL};
    static const char *const ABLE[] = {"can", "could", NULL};
    bool is_open = frame_is_any(w, OPEN);
    if (!is_open && !frame_is_any(w, ALL)) return 0;
    FrameWord before = *w, next = *w;
    for (int i = 0; i < PHRASE_WORDS_MAX && frame_next(w->text, next.end, &next);
         before = next, i++)
        if (i && frame_is_any(&next, ABLE) && (is_open || frame_is_any(&before, WHO)))
            return next.end;
    return 0;
}

// as the Board thinks best, if it sees fit; not: when the Board considers the report
static size_t judgement(const FrameWord *w) {
    static const char *const WILL[] = {"thinks",  "think",   "prefers", "prefer", "likes",
                                       "like",    "pleases", "please",  "wishes", "wish",
                                       "chooses", "choose",  "desires", "desire", NULL};
    static const char *const VIEW[] = {"sees",      "see",      "finds",  "find",  "deems", "deem",
                                       "considers", "consider", "judges", "judge", NULL};
    static const char *const WORTH[] = {"fit",       "best",   "necessary", "proper",
                                        "right",     "it",     "advisable", "appropriate",
                                        "desirable", "useful", "good",      "convenient",
                                        "expedient", "just",   "wise",      NULL};
    FrameWord next = *w, behind;
    for (int i = 0; i < PHRASE_WORDS_MAX && frame_next(w->text, next.end, &next); i++) {
        bool goes_on = frame_next(w->text, next.end, &behind);
        if (i && frame_is_any(&next, WILL))
            return goes_on && frame_is(&behind, "to") ? 0 : next.end;
        if (i && frame_is_any(&next, VIEW))
            return goes_on && frame_is_any(&behind, WORTH) ? behind.end : 0;
    }
    return 0;
}

// when the market calls for it, as the season advances; not: if the law requires a permit
static size_t circumstance(const FrameWord *w) {
    static const char *const VERBS[] = {
        "permit",  "permits",   "allow",    "allows",  "require",  "requires", "demand",
        "demands", "warrant",   "warrants", "dictate", "dictates", "suggest",  "suggests",
        "justify", "justifies", "suit",     "suits",   "call",     "calls",    NULL};
    static const char *const COURSE[] = {"advance", "advances", "progresses", "evolve",  "evolves",
                                         "unfold",  "unfolds",  "mature",     "matures", NULL};
    static const char *const OBJECTS[] = {"it", "this", "so", "for", NULL};
    bool is_as = frame_is(w, "as");
    FrameWord next = *w, behind;
    for (int i = 0; i < PHRASE_WORDS_MAX && frame_next(w->text, next.end, &next); i++) {
        if (!i || (!frame_is_any(&next, VERBS) && !(is_as && frame_is_any(&next, COURSE))))
            continue;
        bool is_last = ends_clause(&next);
        return is_last || (frame_next(w->text, next.end, &behind) && frame_is_any(&behind, OBJECTS))
                   ? next.end
                   : 0;
    }
    return 0;
}

// where this is convenient, if it is advisable; not: if it is payable
static size_t opinion(const FrameWord *w) {
    static const char *const THIS[] = {"this", "it", "that", "they", "these", "so", NULL};
    static const char *const IS[] = {"is",     "are",    "seems", "seem", "appears",
                                     "appear", "proves", "prove", "be",   NULL};
    static const char *const ENDINGS[] = {"ient", "ible", "sable",   "rable", "itable",
                                          "ical", "ful",  "opriate", "ssary", NULL};
    static const char *const OTHERS[] = {"right",       "proper",     "fit",       "wise",
                                         "best",        "needed",     "justified", "warranted",
                                         "practicable", "reasonable", "workable",  NULL};
    FrameWord next = *w;
    if (!frame_next(w->text, w->end, &next) || !frame_is_any(&next, THIS)) return 0;
    if (!frame_next(w->text, next.end, &next) || !frame_is_any(&next, IS)) return 0;
    if (!frame_next(w->text, next.end, &next)) return 0;
    for (size_t i = 0; ENDINGS[i]; i++)
        if (frame_ends_with(&next, ENDINGS[i])) return next.end;
    return frame_is_any(&next, OTHERS) ? next.end : 0;
}

size_t frame_reserve(const FrameWord *first) {
    size_t end = ability(first);
    if (end || !frame_is_any(first, CONDITIONS)) return end;
    if ((end = judgement(first)) || (end = circumstance(first))) return end;
    return opinion(first);
}
