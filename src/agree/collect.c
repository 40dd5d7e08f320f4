// agree/collect.c - a document becomes articles, each with what its words, terms and tables say
#include "agree/agree_int.h"

void collect_figures(Collected *c, Sayings *to, size_t offset, uint32_t line) {
    size_t count = c->words.count + c->said.count + c->both.count;
    c->is_too_long = c->is_too_long || count + c->figures.count > LIMIT_FIGURES;
    if (c->is_too_long) c->figures.count = 0;
    for (size_t i = 0; i < c->figures.count; i++) {
        Saying *s = VEC_ADD(c->arena, to);
        *s = (Saying){.figure = c->figures.items[i], .line = line};
        s->figure.start += (uint32_t)offset;
        s->figure.end += (uint32_t)offset;
    }
    c->figures.count = 0;
}

static Article *current(Collected *c) {
    return &c->articles.items[c->articles.count - 1];
}

// ---- remarks ------------------------------------------------------------------------------------

static unsigned rule_bit(Str id) {
    for (size_t i = 0; i < agree_rule_count(); i++)
        if (str_is(id, str_from(agree_rule(i)->id))) return 1u << i;
    return 0;
}

// The rules that the remarks in [from, to) silence; figures that a remark names are kept instead.
static unsigned read_remarks(Collected *c, size_t from, size_t to) {
    Str text = str_part(c->document->source, from, to > from ? to - from : 0);
    LintRemark remark;
    unsigned allowed = 0;
    for (size_t at = 0; lint_remark_next(text, &at, &remark);) {
        unsigned bit = rule_bit(remark.rule);
        if (!bit || !remark.reason.size) continue;
        figures_in_words(remark.reason, remark.reason, &c->figures);
        if (!c->figures.count) allowed |= bit;
        collect_figures(c, &c->both, from + (size_t)(remark.reason.at - text.at), 0);
    }
    return allowed;
}

// ---- pieces -------------------------------------------------------------------------------------

static void read_words(Collected *c, const TextPiece *p, unsigned allowed) {
    size_t first = c->words.count;
    figures_in_words(p->source, lint_mask(c->scratch, p->source), &c->figures);
    collect_figures(c, &c->words, p->place.offset, p->place.line);
    for (size_t i = first; i < c->words.count; i++) c->words.items[i].allowed = allowed;
    arena_reset(c->scratch);
}

// A table that no terms read is words; of another the words and the terms are the same.
static bool is_read(const Provision *p, size_t table) {
    bool has_block = table + 1 < p->piece_count && p->pieces[table + 1].kind == TEXT_TERMS;
    return has_block && yaml_find(p->pieces[table + 1].terms, "tables");
}

static void read_table(Collected *c, const TextPiece *p, bool is_term) {
    figures_in_words(p->source, p->source, &c->figures);
    collect_figures(c, is_term ? &c->both : &c->words, p->place.offset, p->place.line);
}

static size_t end_of_provision(const Document *d, const Provision *p) {
    bool is_last = p + 1 == d->provisions + d->provision_count;
    return is_last ? d->source.size : p[1].place.offset;
}

static void read_provision(Collected *c, const Provision *p) {
    size_t behind = p->place.offset + p->place.size;
    Article *article = current(c);
    article->provision_to = p + 1;
    for (size_t i = 0; i < p->piece_count; i++) {
        const TextPiece *piece = &p->pieces[i];
        size_t end = piece->place.offset + piece->source.size;
        if (piece->kind == TEXT_TERMS) {
            article->has_terms = c->has_terms = true;
            collect_block(c, piece->terms);
            continue;
        }
        article->has_words = true;
        unsigned allowed = read_remarks(c, behind, end);
        article->allowed |= allowed;
        if (piece->kind == TEXT_TABLE)
            read_table(c, piece, is_read(p, i));
        else
            read_words(c, piece, allowed);
        behind = end;
    }
    article->allowed |= read_remarks(c, behind, end_of_provision(c->document, p));
}

// ---- articles -----------------------------------------------------------------------------------

static bool is_article(const Provision *p) {
    return str_starts_with(p->id, STR("art_")) || str_starts_with(p->id, STR("sec_"));
}

// Paragraphs with headings of their own belong to the article above them.
static bool is_within_article(const Document *d, const Provision *p) {
    for (int parent = p->parent; parent >= 0; parent = d->provisions[parent].parent)
        if (is_article(&d->provisions[parent])) return true;
    return false;
}

static void open_article(Collected *c, const Provision *p) {
    Article *a = VEC_ADD(c->arena, &c->articles);
    *a = (Article){.provision_from = p,
                   .words_from = c->words.count,
                   .terms_from = c->said.count,
                   .both_from = c->both.count,
                   .is_operative = lint_is_operative(p)};
}

static void close_article(Collected *c) {
    if (!c->articles.count) return;
    Article *a = current(c);
    a->words_count = c->words.count - a->words_from;
    a->terms_count = c->said.count - a->terms_from;
    a->both_count = c->both.count - a->both_from;
}

void collect(Collected *c) {
    const Document *d = c->document;
    c->figures = (FigureList){.arena = c->arena};
    collect_front(c);
    for (size_t i = 0; i < d->provision_count && !c->is_too_long; i++) {
        if (!c->articles.count || !is_within_article(d, &d->provisions[i])) {
            close_article(c);
            open_article(c, &d->provisions[i]);
        }
        read_provision(c, &d->provisions[i]);
    }
    close_article(c);
}
