// app/show_json.c - what an agreement defines, as JSON
#include "app/app_int.h"
#include "app/show.h"

#include "base/json.h"

static void add_name(Buf *b, const NameView *name) {
    json_add_text(b, "id", name->id);
    json_add_text(b, "label", name->label);
}

static void add_parties(Buf *b, const AgreementView *v) {
    json_add_name(b, "parties");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < v->party_count; i++) {
        buf_add_c(b, i ? ",\n  {" : "\n  {");
        add_name(b, &v->parties[i].name);
        json_add_text_or_null(b, "role", v->parties[i].role);
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
}

static void add_word(Buf *b, const WordView *w) {
    buf_add_byte(b, '{');
    json_add_text(b, "kind", str_from(w->kind));
    add_name(b, &w->name);
    json_add_text_or_null(b, "per", w->per);
    json_add_text_or_null(b, "unit", w->unit);
    json_add_text_or_null(b, "formula", w->formula);
    json_add_place(b, w->place);
    buf_add_byte(b, '}');
}

static void add_clause(Buf *b, const ClauseView *c) {
    buf_add_byte(b, '{');
    json_add_text(b, "section", str_from(c->section));
    add_name(b, &c->name);
    json_add_name(b, "keys");
    buf_add_byte(b, '{');
    for (size_t i = 0; i < c->key_count; i++) {
        if (i) buf_add_byte(b, ',');
        json_add_string(b, c->keys[i].key);
        buf_add_byte(b, ':');
        json_add_string(b, c->keys[i].text);
    }
    buf_add_byte(b, '}');
    json_add_place(b, c->place);
    buf_add_byte(b, '}');
}

static void add_article(Buf *b, const ArticleView *v) {
    buf_add_byte(b, '{');
    json_add_text(b, "id", v->id);
    json_add_text(b, "heading", v->heading);
    if (v->text.at) json_add_text(b, "text", v->text);
    json_add_name(b, "words");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < v->word_count; i++) {
        buf_add_c(b, i ? ",\n   " : "\n   ");
        add_word(b, &v->words[i]);
    }
    buf_add_byte(b, ']');
    json_add_name(b, "clauses");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < v->clause_count; i++) {
        buf_add_c(b, i ? ",\n   " : "\n   ");
        add_clause(b, &v->clauses[i]);
    }
    buf_add_c(b, "]}");
}

static void add_provisions(Buf *b, const AgreementView *v) {
    json_add_name(b, "provisions");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < v->provision_count; i++) {
        buf_add_c(b, i ? ",\n {" : "\n {");
        json_add_text(b, "id", v->provisions[i].id);
        json_add_text(b, "heading", v->provisions[i].heading);
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
}

bool agreement_json(App *app, const AgreementView *v, Out *out) {
    Buf *b = &out->buf;
    buf_add_byte(b, '{');
    json_add_text(b, "agreement", v->agreement.id);
    json_add_text(b, "title", v->agreement.label);
    json_add_text(b, "version", v->version);
    if (v->cited.size) json_add_text(b, "cited", v->cited);
    json_add_text_or_null(b, "from", v->first_day);
    json_add_text_or_null(b, "to", v->last_day);
    add_parties(b, v);
    add_provisions(b, v);
    json_add_name(b, "articles");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < v->article_count; i++) {
        buf_add_c(b, i ? ",\n " : "\n ");
        add_article(b, &v->articles[i]);
    }
    buf_add_byte(b, ']');
    json_add_name(b, "findings");
    findings_json(app, b);
    buf_add_c(b, "}\n");
    return out_end(out);
}
