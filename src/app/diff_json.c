// app/diff_json.c - a comparison of two versions as JSON
#include "app/app_int.h"

static void json_add_bool(Buf *b, const char *name, bool value) {
    json_add_name(b, name);
    buf_add_c(b, value ? "true" : "false");
}

static void open_item(Buf *b, size_t index) {
    buf_add_c(b, index ? ",\n  {" : "\n  {");
}

static void open_list(Buf *b, const char *name) {
    json_add_name(b, name);
    buf_add_byte(b, '[');
}

static void add_terms(Buf *b, const char *name, const TermChangeView *items, size_t count) {
    open_list(b, name);
    for (size_t i = 0; i < count; i++) {
        if (i) buf_add_byte(b, ',');
        buf_add_byte(b, '{');
        json_add_text(b, "section", items[i].section);
        json_add_text(b, "id", items[i].id);
        json_add_text(b, "key", items[i].key);
        if (items[i].before.at) json_add_text(b, "before", items[i].before);
        if (items[i].after.at) json_add_text(b, "after", items[i].after);
        json_add_place(b, items[i].place);
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
}

static void add_words(Buf *b, const ProvisionView *v) {
    open_list(b, "words");
    for (size_t i = 0; v->has_words && i < v->word_count; i++) {
        if (i) buf_add_byte(b, ',');
        buf_add_byte(b, '{');
        json_add_text(b, v->words[i].kind, v->words[i].text);
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
}

static void add_provision(Buf *b, const ProvisionView *v) {
    json_add_text_or_null(b, "before", v->before_id);
    json_add_text_or_null(b, "after", v->after_id);
    json_add_text(b, "heading", v->heading);
    json_add_bool(b, "moved", v->is_moved);
    json_add_bool(b, "renumbered", v->is_renumbered);
    if (v->is_renumbered) json_add_text(b, "former number", v->before_number);
    json_add_bool(b, "retitled", v->has_heading);
    add_words(b, v);
    add_terms(b, "terms", v->terms, v->term_count);
    buf_add_byte(b, '}');
}

static void add_shifts(App *app, Buf *b, const char *name, const ShiftView *items, size_t count) {
    open_list(b, name);
    for (size_t i = 0; i < count; i++) {
        open_item(b, i);
        json_add_text(b, "id", items[i].name.id);
        json_add_text(b, "label", items[i].name.label);
        json_add_text(b, "currency", items[i].currency);
        if (items[i].has_before) json_add_text(b, "before", dec_text(app->arena, items[i].before));
        if (items[i].has_after) json_add_text(b, "after", dec_text(app->arena, items[i].after));
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
}

void diff_effect_json(App *app, Buf *b, const DiffView *v) {
    json_add_name(b, "effect");
    buf_add_byte(b, '{');
    add_shifts(app, b, "payments", v->payments, v->payment_count);
    add_shifts(app, b, "sides", v->sides, v->side_count);
    open_list(b, "transfers");
    for (size_t i = 0; i < v->transfer_count; i++) {
        open_item(b, i);
        json_add_text(b, "from", v->transfers[i].from.id);
        json_add_text(b, "to", v->transfers[i].to.id);
        json_add_text(b, "currency", v->transfers[i].currency);
        json_add_text(b, "amount", dec_text(app->arena, v->transfers[i].amount));
        buf_add_byte(b, '}');
    }
    buf_add_c(b, "]}");
}

bool diff_json(App *app, const DiffView *v, Out *out) {
    Buf *b = &out->buf;
    buf_add_byte(b, '{');
    json_add_text(b, "before", v->before_version);
    json_add_text(b, "after", v->after_version);
    add_terms(b, "front", v->front, v->front_count);
    open_list(b, "provisions");
    for (size_t i = 0; i < v->provision_count; i++) {
        open_item(b, i);
        add_provision(b, &v->provisions[i]);
    }
    buf_add_byte(b, ']');
    if (v->has_effect) diff_effect_json(app, b, v);
    json_add_name(b, "findings");
    findings_json(app, b);
    buf_add_c(b, "}\n");
    return out_end(out);
}
