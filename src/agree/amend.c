// agree/amend.c - another value for a number of the terms, there and where the words say it
//
// The same number may stand in an article more than once. Where one value of the terms alone has
// it, every figure that says it is that value. Where two have it, the words say it as often, and in
// the order of the terms, as is usual; else only the terms are amended, and a person must find the
// words.
#include "agree/figure.h"

#include "agree/agree.h"

#include <stdlib.h>

typedef struct Spot {
    uint32_t start, end; // bytes of the document
} Spot;
typedef struct Spots {
    Spot *items;
    size_t count, capacity;
} Spots;

typedef struct Amendment {
    Arena *arena;
    const Document *document;
    Dec old, new;
    uint32_t number;    // where the value begins
    Spots values;       // values of the terms that are just this number
    Spots texts, words; // figures within texts of the terms, and within the words
} Amendment;

static void add_spot(Amendment *m, Spots *to, size_t start, size_t end) {
    *VEC_ADD(m->arena, to) = (Spot){(uint32_t)start, (uint32_t)end};
}

// ---- where it is said ---------------------------------------------------------------------------

static bool is_amount_of_words(FigureKind k) {
    return figure_is_number(k) || figure_is_span(k) || k == FIGURE_STEP;
}

static bool says(const Amendment *m, const Figure *f) {
    if (!is_amount_of_words(f->kind)) return false;
    return dec_compare(f->value, m->old) == 0 || dec_compare(f->written, m->old) == 0;
}

static void find_in(Amendment *m, Spots *to, Str text, size_t offset) {
    FigureList list = {.arena = m->arena};
    figures_in_words(text, lint_mask(m->arena, text), &list);
    for (size_t i = 0; i < list.count; i++)
        if (says(m, &list.items[i]))
            add_spot(m, to, offset + list.items[i].start, offset + list.items[i].end);
}

static void find_in_terms(Amendment *m, const YamlNode *n) {
    Dec value;
    for (size_t i = 0; i < n->count; i++) find_in_terms(m, n->items[i]);
    if (n->kind != YAML_SCALAR || !n->source.size) return;
    if (!dec_from_text(n->text, &value, NULL))
        find_in(m, &m->texts, n->source, n->place.offset);
    else if (dec_compare(value, m->old) == 0)
        add_spot(m, &m->values, n->place.offset, n->place.offset + n->source.size);
}

static void find_in_provision(Amendment *m, const Provision *p) {
    for (size_t i = 0; i < p->piece_count; i++) {
        const TextPiece *piece = &p->pieces[i];
        if (piece->kind == TEXT_WORDS) find_in(m, &m->words, piece->source, piece->place.offset);
        if (piece->kind == TEXT_TERMS && piece->terms) find_in_terms(m, piece->terms);
    }
}

// ---- how it is written --------------------------------------------------------------------------

static bool is_of_number(Str text, size_t at) {
    bool is_mark = (text.at[at] == ',' || text.at[at] == '.') && at + 1 < text.size &&
                   is_digit(text.at[at + 1]) && at > 0 && is_digit(text.at[at - 1]);
    return is_digit(text.at[at]) || is_mark;
}

static Str without_marks(Arena *a, Str digits) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < digits.size; i++)
        if (digits.at[i] != ',') buf_add_byte(&b, digits.at[i]);
    return buf_str(&b);
}

static Str grouped(Arena *a, Str digits) {
    Buf b = {.arena = a};
    int64_t point = str_find(digits, STR("."), 0);
    size_t whole = point < 0 ? digits.size : (size_t)point;
    for (size_t i = 0; i < digits.size; i++) {
        if (i && i < whole && (whole - i) % 3 == 0) buf_add_byte(&b, ',');
        buf_add_byte(&b, digits.at[i]);
    }
    return buf_str(&b);
}

// The digits that stand there and what they become: in the same units, so by the same factor.
// False where no digits stand, or the result cannot be written exactly.
static bool rewrite(const Amendment *m, Spot at, AgreeEdit *ret) {
    Str text = str_part(m->document->source, at.start, at.end - at.start);
    size_t from = 0, to;
    while (from < text.size && !is_digit(text.at[from])) from++;
    for (to = from; to < text.size && is_of_number(text, to);) to++;
    Str digits = str_part(text, from, to - from);
    Dec written, scaled, result, back;
    if (!dec_from_text(without_marks(m->arena, digits), &written, NULL) ||
        !dec_mul(written, m->new, &scaled) || !dec_div(scaled, m->old, &result) ||
        !dec_mul(result, m->old, &back) || dec_compare(back, scaled) != 0)
        return false;
    Str plain = dec_text(m->arena, result);
    bool has_marks = str_find(digits, STR(","), 0) >= 0;
    *ret = (AgreeEdit){at.start + (uint32_t)from, (uint32_t)digits.size,
                       has_marks ? grouped(m->arena, plain) : plain};
    return true;
}

// ---- which of them ------------------------------------------------------------------------------

static size_t own_index(const Amendment *m) {
    for (size_t i = 0; i < m->values.count; i++)
        if (m->values.items[i].start == m->number) return i;
    return m->values.count;
}

static void amend_spots(Amendment *m, const Spots *s, size_t own, AgreeAmendment *ret) {
    bool is_all = m->values.count == 1, is_paired = s->count == m->values.count;
    for (size_t i = 0; i < s->count; i++) {
        AgreeEdit edit;
        bool is_meant = is_all || (is_paired && i == own);
        if (is_meant && rewrite(m, s->items[i], &edit))
            *VEC_ADD(m->arena, ret) = edit;
        else if (is_meant || !is_paired)
            ret->left_count++;
    }
}

static int by_offset(const void *a, const void *b) {
    const AgreeEdit *x = a, *y = b;
    return (x->offset > y->offset) - (x->offset < y->offset);
}

bool agree_amend(Arena *a, const Document *d, Place number, Dec value, AgreeAmendment *ret) {
    const Provision *p = text_provision_at(d, number.offset);
    Amendment m = {.arena = a, .document = d, .new = value, .number = number.offset};
    Str old = str_part(d->source, number.offset, number.size);
    *ret = (AgreeAmendment){NULL};
    if (!dec_from_text(old, &m.old, NULL)) return false;
    find_in_provision(&m, p);
    size_t own = own_index(&m);
    if (own == m.values.count) return false;
    *VEC_ADD(a, ret) = (AgreeEdit){number.offset, number.size, dec_text(a, value)};
    amend_spots(&m, &m.texts, own, ret);
    amend_spots(&m, &m.words, own, ret);
    qsort(ret->items, ret->count, sizeof *ret->items, by_offset);
    return true;
}

Str agree_amended(Arena *a, Str source, const AgreeAmendment *m) {
    Buf b = {.arena = a};
    size_t at = 0;
    for (size_t i = 0; i < m->count; i++) {
        buf_add(&b, str_part(source, at, m->items[i].offset - at));
        buf_add(&b, m->items[i].text);
        at = m->items[i].offset + m->items[i].size;
    }
    buf_add(&b, str_part(source, at, source.size));
    return buf_str(&b);
}
