// lsp/action.c - quick fixes for the findings in a range
#include "lsp/lsp_int.h"

static void add_action(Request *r, const OpenDocument *d, const Fix *fix) {
    Buf *b = &r->result;
    PositionWalk w = walk_of(r->server, d);
    buf_add_byte(b, '{');
    json_add_text(b, "title", fix->title);
    json_add_text(b, "kind", STR("quickfix"));
    json_add_name(b, "isPreferred");
    buf_add_c(b, fix->is_preferred ? "true" : "false");
    json_add_name(b, "diagnostics");
    buf_add_byte(b, '[');
    diagnostics_add(b, r->server, d, &w, &document_findings(d->text)->items[fix->finding]);
    buf_add_byte(b, ']');
    params_add_edits(r, "edit", d, &fix->edits);
    buf_add_byte(b, '}');
}

bool on_code_action(Request *r) {
    Position start, end;
    Fixes fixes;
    const OpenDocument *d = params_document(r);
    if (!d) return false;
    if (!params_position(r->params, "range.start", &start) ||
        !params_position(r->params, "range.end", &end))
        return request_fail(r, RPC_INVALID_PARAMS, MSG("the request names no position"));
    Str text = document_text(d->text);
    Encoding e = r->server->encoding;
    document_fixes(d->text, r->arena, position_offset(text, e, start),
                   position_offset(text, e, end), &fixes);
    buf_add_byte(&r->result, '[');
    for (size_t i = 0; i < fixes.count; i++) {
        if (i) buf_add_byte(&r->result, ',');
        add_action(r, d, &fixes.items[i]);
    }
    buf_add_byte(&r->result, ']');
    return true;
}
