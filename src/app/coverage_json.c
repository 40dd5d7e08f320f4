// app/coverage_json.c - what agreements cover as JSON
#include "app/app_int.h"
#include "app/coverage.h"

#include "base/json.h"

static void add_bool(Buf *b, const char *name, bool value) {
    json_add_name(b, name);
    buf_add_c(b, value ? "true" : "false");
}

static void add_ids(Buf *b, const char *name, const NameList *l) {
    json_add_name(b, name);
    buf_add_byte(b, '[');
    for (size_t i = 0; i < l->count; i++) {
        if (i) buf_add_byte(b, ',');
        json_add_string(b, l->items[i].id);
    }
    buf_add_byte(b, ']');
}

static void add_names(Buf *b, const char *name, const NameList *l) {
    json_add_name(b, name);
    buf_add_byte(b, '[');
    for (size_t i = 0; i < l->count; i++) {
        buf_add_c(b, i ? ",{" : "{");
        json_add_text(b, "id", l->items[i].id);
        json_add_text(b, "label", l->items[i].label);
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
}

static void add_mention(Buf *b, const char *name, const MentionView *m) {
    if (!m->wording.size) return;
    json_add_name(b, name);
    buf_add_byte(b, '{');
    json_add_text(b, "wording", m->wording);
    json_add_text(b, "found", m->is_term ? STR("terms") : STR("words"));
    json_add_int(b, "line", m->place.line);
    json_add_int(b, "column", m->place.column);
    buf_add_byte(b, '}');
}

static void add_provisions(Buf *b, const CellProvision *items, size_t count, const char *first) {
    json_add_name(b, "provisions");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < count; i++) {
        buf_add_c(b, i ? ",{" : "{");
        json_add_text(b, "id", items[i].id);
        json_add_text(b, "heading", items[i].heading);
        add_mention(b, first, &items[i].chain);
        add_mention(b, "life", &items[i].life);
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
}

// The cells that are declared or spoken of.
static void add_cells(Buf *b, CoverCell cells[COVER_CHAIN][COVER_LIFE]) {
    bool is_first = true;
    json_add_name(b, "cells");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < COVER_CHAIN; i++)
        for (size_t k = 0; k < COVER_LIFE; k++) {
            const CoverCell *c = &cells[i][k];
            if (!c->is_declared && !c->spoken) continue;
            buf_add_c(b, is_first ? "\n  {" : ",\n  {");
            is_first = false;
            json_add_text(b, "chain", app_chain_stage(LANG_EN, i).id);
            json_add_text(b, "life", app_life_stage(LANG_EN, k).id);
            add_bool(b, "declared", c->is_declared);
            json_add_int(b, "spoken", (int64_t)c->spoken);
            if (c->provisions) add_provisions(b, c->provisions, c->provision_count, "chain");
            buf_add_byte(b, '}');
        }
    buf_add_byte(b, ']');
}

static void add_fields(Buf *b, const CoverageView *v) {
    json_add_name(b, "fields");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < v->field_count; i++) {
        buf_add_c(b, i ? ",\n  {" : "\n  {");
        json_add_text(b, "id", v->fields[i].name.id);
        json_add_text(b, "label", v->fields[i].name.label);
        add_provisions(b, v->fields[i].provisions, v->fields[i].provision_count, "field");
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
}

static void add_content(Buf *b, const ContentView *c) {
    json_add_text(b, "id", c->id);
    json_add_text(b, "label", c->label);
    json_add_text(b, "citation", c->citation);
    json_add_text_or_null(b, "found",
                          c->is_found ? c->is_term ? STR("terms") : STR("words") : STR(""));
    if (c->is_found) {
        json_add_int(b, "line", c->place.line);
        json_add_int(b, "column", c->place.column);
    } else {
        json_add_text(b, "proposal", c->proposal);
    }
}

static void add_contents(Buf *b, const CoverageView *v) {
    json_add_name(b, "contents");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < v->content_count; i++) {
        buf_add_c(b, i ? ",\n  {" : "\n  {");
        add_content(b, &v->contents[i]);
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
}

static void add_agreement(Buf *b, CoverageView *v) {
    json_add_text(b, "agreement", v->agreement.id);
    json_add_text(b, "title", v->agreement.label);
    json_add_text(b, "file", v->file);
    json_add_text_or_null(b, "kind", v->kind.id);
    json_add_text_or_null(b, "kind_label", v->kind.label);
    json_add_text_or_null(b, "kind_source", v->kind_source);
    add_names(b, "parties", &v->parties);
    add_bool(b, "declares", v->has_declaration);
    add_cells(b, v->cells);
    add_fields(b, v);
    add_contents(b, v);
}

static void add_group(Buf *b, CoverGroupView *v) {
    add_names(b, "regions", &v->regions);
    add_ids(b, "agreements", &v->agreements);
    add_cells(b, v->cells);
    json_add_name(b, "left_out");
    buf_add_byte(b, '{');
    add_ids(b, "chain", &v->chain_left_out);
    add_ids(b, "life", &v->life_left_out);
    add_ids(b, "declared_only", &v->declared_only);
    json_add_int(b, "cells", (int64_t)v->empty_cells);
    add_ids(b, "fields", &v->fields_left_out);
    buf_add_byte(b, '}');
}

void coverage_json(App *app, const CoverageList *l, Buf *b) {
    buf_add_c(b, "{\"agreements\":[");
    for (size_t i = 0; i < l->count; i++) {
        buf_add_c(b, i ? ",\n{" : "\n{");
        add_agreement(b, &l->agreements[i]);
        buf_add_byte(b, '}');
    }
    buf_add_c(b, "],\"groups\":[");
    for (size_t i = 0; i < l->group_count; i++) {
        buf_add_c(b, i ? ",\n{" : "\n{");
        add_group(b, &l->groups[i]);
        buf_add_byte(b, '}');
    }
    buf_add_c(b, "],\"findings\":");
    findings_json(app, b);
    buf_add_c(b, "}\n");
}
