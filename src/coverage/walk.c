// coverage/walk.c - a document as headings and paragraphs, each with the words that count in it
#include "coverage/coverage_int.h"

// `at`, a place before the text, is moved to its beginning.
static void look(CoverageWalk *w, size_t provision, Place *at, size_t offset, Str text) {
    coverage_scan(w->lexicon, text, &w->hits);
    if (!w->hits.count) return;
    place_walk(at, w->document->source, offset);
    Spot s = {.provision = (uint32_t)provision,
              .text = text,
              .place = *at,
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

static void walk_piece(CoverageWalk *w, size_t provision, Place *at, const TextPiece *p) {
    for (size_t from = 0; from < p->source.size;) {
        size_t end = end_of_paragraph(p->source, from, p->kind == TEXT_TABLE);
        look(w, provision, at, p->place.offset + from, str_part(p->source, from, end - from));
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

void coverage_walk(CoverageWalk *w, size_t provision) {
    const Provision *p = &w->document->provisions[provision];
    Place at = p->place;
    if (!provision_binds(p)) return;
    if (p->level > 0)
        look(w, provision, &at, at.offset, str_part(w->document->source, at.offset, at.size));
    for (size_t i = 0; i < p->piece_count; i++)
        if (p->pieces[i].kind != TEXT_TERMS) walk_piece(w, provision, &at, &p->pieces[i]);
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
