// agree/collect.c - a document becomes articles, each with what its words, terms and tables say
#include "agree/agree_int.h"

void collect_figures(Collected *c, Sayings *to, size_t offset, uint32_t line) {
    c->is_too_long = c->is_too_long || c->figure_count + c->figures.count > LIMIT_FIGURES;
    if (c->is_too_long) c->figures.count = 0;
    for (size_t i = 0; i < c->figures.count; i++) {
        Saying *s = VEC_ADD(to->arena, to);
        *s = (Saying){.figure = c->figures.items[i], .line = line};
        s->figure.start += (uint32_t)offset;
        s->figure.end += (uint32_t)offset;
    }
    c->figure_count += c->figures.count;
    c->figures.count = 0;
}

// ---- remarks ------------------------------------------------------------------------------------

static unsigned rule_bit(Str id) {
    for (size_t i = 0; i < agree_rule_count(); i++)
        if (str_is(id, str_from(agree_rule(i)->id))) return 1u << i;
    return 0;
}

// The rules that the remarks in [from, to) silence; figures that a remark names are kept instead.
static unsigned read_remarks(Collected *c, size_t from, size_t to, Sayings *both) {
    Str text = str_part(c->document->source, from, to > from ? to - from : 0);
    LintRemark remark;
    unsigned allowed = 0;
    for (size_t at = 0; lint_remark_next(text, &at, &remark);) {
        unsigned bit = rule_bit(remark.rule);
        if (!bit || !remark.reason.size) continue;
        figures_in_words(remark.reason, remark.reason, &c->figures);
        if (!c->figures.count) allowed |= bit;
        collect_figures(c, both, from + (size_t)(remark.reason.at - text.at), 0);
    }
    return allowed;
}

// ---- pieces -------------------------------------------------------------------------------------

// A table that no terms read is words; of another the words and the terms are the same.
static bool is_read(const Provision *p, size_t table) {
    bool has_block = table + 1 < p->piece_count && p->pieces[table + 1].kind == TEXT_TERMS;
    return has_block && yaml_find(p->pieces[table + 1].terms, "tables");
}

static size_t end_of_provision(const Document *d, const Provision *p) {
    bool is_last = p + 1 == d->provisions + d->provision_count;
    return is_last ? d->source.size : p[1].place.offset;
}

static void read_piece(Collected *c, const Provision *p, size_t index, unsigned allowed,
                       Article *article) {
    const TextPiece *piece = &p->pieces[index];
    article->has_words = true;
    article->allowed |= allowed;
    if (piece->kind == TEXT_TABLE && is_read(p, index)) {
        figures_in_words(piece->source, piece->source, &c->figures);
        collect_figures(c, &article->both, piece->place.offset, piece->place.line);
    } else {
        *VEC_ADD(c->arena, &article->passages) = (Passage){piece, allowed};
    }
}

static void read_provision(Collected *c, const Provision *p, Article *article) {
    size_t behind = p->place.offset + p->place.size;
    for (size_t i = 0; i < p->piece_count; i++) {
        const TextPiece *piece = &p->pieces[i];
        size_t end = piece->place.offset + piece->source.size;
        if (piece->kind == TEXT_TERMS) {
            article->has_terms = true;
            collect_block(c, piece->terms, &article->terms);
            continue;
        }
        read_piece(c, p, i, read_remarks(c, behind, end, &article->both), article);
        behind = end;
    }
    article->allowed |= read_remarks(c, behind, end_of_provision(c->document, p), &article->both);
}

void collect_terms(Collected *c, Article *article) {
    article->terms.arena = article->both.arena = c->arena;
    for (size_t i = article->provision_from; i < article->provision_to; i++)
        read_provision(c, &c->document->provisions[i], article);
}

static void read_passage(Collected *c, const Passage *p) {
    Str text = p->piece->source;
    size_t first = c->words.count;
    Str masked = p->piece->kind == TEXT_TABLE ? text : lint_mask(c->scratch, text);
    figures_in_words(text, masked, &c->figures);
    collect_figures(c, &c->words, p->piece->place.offset, p->piece->place.line);
    for (size_t i = first; i < c->words.count; i++) c->words.items[i].allowed = p->allowed;
}

void collect_words(Collected *c, const Article *article) {
    arena_reset(c->scratch);
    c->words = (Sayings){.arena = c->scratch};
    for (size_t i = 0; i < article->passages.count; i++)
        read_passage(c, &article->passages.items[i]);
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

void collect_articles(Collected *c) {
    const Document *d = c->document;
    for (size_t i = 0; i < d->provision_count; i++) {
        const Provision *p = &d->provisions[i];
        if (!c->articles.count || !is_within_article(d, p))
            *VEC_ADD(c->arena, &c->articles) =
                (Article){.provision_from = i, .is_operative = lint_is_operative(p)};
        c->articles.items[c->articles.count - 1].provision_to = i + 1;
    }
}
