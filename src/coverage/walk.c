// coverage/walk.c - a document as headings and paragraphs, each with the words that count in it
#include "coverage/coverage_int.h"

typedef struct Walk {
    const Lexicon *lexicon;
    TakeSpot *take;
    void *self;
    Str source;
    Place at; // a place that is known
    Hits hits;
} Walk;

// Move the known place forward to byte `offset`.
static void walk_to(Walk *w, size_t offset) {
    Place *at = &w->at;
    for (; at->offset < offset && at->offset < w->source.size; at->offset++) {
        char c = w->source.at[at->offset];
        bool has_next = at->offset + 1 < w->source.size;
        bool is_pair = c == '\r' && has_next && w->source.at[at->offset + 1] == '\n';
        if (c == '\n' || (c == '\r' && !is_pair))
            at->line++, at->column = 1;
        else
            at->column += ((unsigned char)c & 0xC0) != 0x80;
    }
}

static void look(Walk *w, size_t provision, size_t offset, Str text) {
    coverage_scan(w->lexicon, text, &w->hits);
    if (!w->hits.count) return;
    walk_to(w, offset);
    Spot s = {.provision = (uint32_t)provision,
              .text = text,
              .place = w->at,
              .hits = w->hits.items,
              .hit_count = w->hits.count};
    w->take(w->self, &s);
}

static Str line_at(Str text, size_t from) {
    int64_t end = str_find(text, STR("\n"), from);
    return str_part(text, from, end < 0 ? text.size : (size_t)end + 1 - from);
}

static bool is_item(Str line) {
    Str s = str_trim(line);
    if (s.size < 2) return false;
    size_t digits = 0;
    while (digits < s.size && s.at[digits] >= '0' && s.at[digits] <= '9') digits++;
    if (digits) return digits < s.size && (s.at[digits] == '.' || s.at[digits] == ')');
    return strchr("-*+", s.at[0]) && s.at[1] == ' ';
}

// A paragraph ends with a blank line or before an item of a list; a row of a table is one.
static size_t end_of_paragraph(Str text, size_t from, bool is_table) {
    size_t end = from + line_at(text, from).size;
    while (!is_table && end < text.size) {
        Str line = line_at(text, end);
        if (!str_trim(line).size || is_item(line)) break;
        end += line.size;
    }
    return end;
}

static void walk_piece(Walk *w, size_t provision, const TextPiece *p) {
    for (size_t from = 0; from < p->source.size;) {
        size_t end = end_of_paragraph(p->source, from, p->kind == TEXT_TABLE);
        look(w, provision, p->place.offset + from, str_part(p->source, from, end - from));
        from = end;
    }
}

bool provision_binds(const Provision *p) {
    static const char *const OTHERS[] = {"序言",     "前言",       "附注",   "来源",    "说明",
                                         "Preamble", "Recitals",   "Source", "Sources", "Notes",
                                         "Note",     "Background", "背景",   "Quelle"};
    Str name = str_trim(str_part(p->heading, p->number.size, p->heading.size));
    while (name.size && strchr(".:", name.at[0])) name = str_trim(str_part(name, 1, name.size));
    for (size_t i = 0; i < sizeof OTHERS / sizeof OTHERS[0]; i++)
        if (str_is(name, str_from(OTHERS[i]))) return false;
    return true;
}

static void walk_provision(Walk *w, const Document *d, size_t index) {
    const Provision *p = &d->provisions[index];
    if (!provision_binds(p)) return;
    if (p->level > 0)
        look(w, index, p->place.offset, str_part(w->source, p->place.offset, p->place.size));
    for (size_t i = 0; i < p->piece_count; i++)
        if (p->pieces[i].kind != TEXT_TERMS) walk_piece(w, index, &p->pieces[i]);
}

void coverage_walk(Arena *a, const Document *d, const Lexicon *l, TakeSpot *take, void *self) {
    Walk w = {.lexicon = l,
              .take = take,
              .self = self,
              .source = d->source,
              .at = {.file = d->file, .line = 1, .column = 1},
              .hits = {.arena = a}};
    for (size_t i = 0; i < d->provision_count; i++) walk_provision(&w, d, i);
}

Place spot_place(const Spot *s, const Hit *h) {
    Place inside = place_in(s->place.file, s->text, h->start, h->end - h->start);
    Place p = s->place;
    p.column = inside.line > 1 ? inside.column : p.column + inside.column - 1;
    p.line += inside.line - 1;
    p.offset += h->start;
    p.size = inside.size;
    return p;
}
