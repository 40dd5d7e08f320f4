// lint/mask.c - what is quoted is not said: quotes, titles, code and remarks are taken out
//
// The copy keeps every offset. Insides of quotes become '_', which is part of no word of the lists;
// the quotation marks stay, since the title of a standard is evidence.
#include "lint/lint_int.h"

enum { QUOTE_BYTES_MAX = 400 }; // a quotation mark without its partner quotes nothing

typedef struct Quotes {
    const char *open, *close;
    char fill;
    bool takes_marks; // the marks go too
} Quotes;

static const Quotes QUOTES[] = {
    {"<!--", "-->", ' ', true}, {"“", "”", '_', false},   {"「", "」", '_', false},
    {"『", "』", '_', false},   {"《", "》", '_', false}, {"\"", "\"", '_', false},
    {"`", "`", '_', false},     {"](", ")", '_', true},
};

static const Quotes *quotes_at(Str text, size_t at) {
    for (size_t i = 0; i < sizeof QUOTES / sizeof QUOTES[0]; i++)
        if (str_starts_with(str_part(text, at, text.size), str_from(QUOTES[i].open)))
            return &QUOTES[i];
    return NULL;
}

// The end of the quotation that opens at `at`; `at` itself if it does not close.
static size_t end_of(Str text, size_t at, const Quotes *q) {
    size_t inside = at + strlen(q->open);
    int64_t close = str_find(str_part(text, inside, QUOTE_BYTES_MAX), str_from(q->close), 0);
    return close < 0 ? at : inside + (size_t)close + strlen(q->close);
}

static void blot(char *copy, size_t from, size_t to, char fill) {
    if (to > from) memset(copy + from, fill, to - from);
}

static bool may_open(unsigned char c) {
    return c == '<' || c == '"' || c == '`' || c == ']' || c == 0xE2 || c == 0xE3;
}

Str mask(Arena *a, Str text) {
    char *copy = arena_copy(a, text.size ? text.at : "", text.size);
    for (size_t i = 0; i < text.size; i++) {
        if (text.at[i] == '\n' || text.at[i] == '\r') copy[i] = ' ';
        const Quotes *q = may_open((unsigned char)text.at[i]) ? quotes_at(text, i) : NULL;
        size_t end = q ? end_of(text, i, q) : i;
        if (end == i) continue;
        size_t margin = q->takes_marks ? 0 : strlen(q->open);
        size_t tail = q->takes_marks ? 0 : strlen(q->close);
        blot(copy, i + margin, end - tail, q->fill);
        i = end - 1;
    }
    return (Str){copy, text.size};
}

Str lint_mask(Arena *a, Str text) {
    return mask(a, text);
}
