// lsp/navigate.c - the name under the cursor: what it is, where it is defined, where it is used
#include "lsp/lsp_int.h"

bool on_hover(Request *r) {
    size_t offset;
    NameSpan here;
    const OpenDocument *d = params_place(r, &offset);
    if (!d) return false;
    Str text = document_hover(d->text, r->arena, offset, &here);
    if (!text.at) return true;
    PositionWalk w = walk_of(r->server, d);
    buf_add_c(&r->result, "{\"contents\":{\"kind\":\"markdown\"");
    json_add_text(&r->result, "value", text);
    buf_add_byte(&r->result, '}');
    position_add_range(&r->result, "range", &w, here.offset, here.size);
    buf_add_byte(&r->result, '}');
    return true;
}

static void add_location(Request *r, Str uri, PositionWalk *w, NameSpan s) {
    buf_add_byte(&r->result, '{');
    json_add_text(&r->result, "uri", uri);
    position_add_range(&r->result, "range", w, s.offset, s.size);
    buf_add_byte(&r->result, '}');
}

static void add_cited(Request *r, const OpenDocument *d, size_t offset) {
    CitedPlace p;
    if (!document_cited(d->text, r->arena, offset, &p)) return;
    Str uri = p.file.size ? params_uri_beside(r->arena, d->uri, p.file) : d->uri;
    PositionWalk w = {.text = p.text, .encoding = r->server->encoding};
    add_location(r, uri, &w, p.heading);
}

bool on_definition(Request *r) {
    size_t offset;
    const OpenDocument *d = params_place(r, &offset);
    if (!d) return false;
    const NamePlaces *p = document_name(d->text, r->arena, offset);
    PositionWalk w = walk_of(r->server, d);
    if (p && p->definition.size)
        add_location(r, d->uri, &w, p->definition);
    else if (!p)
        add_cited(r, d, offset);
    return true;
}

bool on_references(Request *r) {
    size_t offset;
    const OpenDocument *d = params_place(r, &offset);
    if (!d) return false;
    const NamePlaces *p = document_name(d->text, r->arena, offset);
    const JsonNode *with = params_at(r->params, "context.includeDeclaration");
    bool has_definition = with && with->kind == JSON_TRUE, is_first = true;
    PositionWalk w = walk_of(r->server, d);
    buf_add_byte(&r->result, '[');
    for (size_t i = 0; p && i < p->use_count; i++) {
        if (!has_definition && p->uses[i].offset == p->definition.offset) continue;
        if (!is_first) buf_add_byte(&r->result, ',');
        is_first = false;
        add_location(r, d->uri, &w, p->uses[i]);
    }
    buf_add_byte(&r->result, ']');
    return true;
}
