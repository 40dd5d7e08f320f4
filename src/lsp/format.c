// lsp/format.c - the agreement laid out anew
#include "lsp/lsp_int.h"

bool on_formatting(Request *r) {
    TextEdits edits;
    const OpenDocument *d = params_document(r);
    if (!d) return false;
    PositionWalk w = walk_of(r->server, d);
    document_format(d->text, r->arena, &edits);
    buf_add_byte(&r->result, '[');
    for (size_t i = 0; i < edits.count; i++) {
        if (i) buf_add_byte(&r->result, ',');
        params_add_text_edit(&r->result, &w, &edits.items[i]);
    }
    buf_add_byte(&r->result, ']');
    return true;
}
