// lsp/rename.c - another name for a term, wherever it stands
#include "lsp/lsp_int.h"

bool on_prepare_rename(Request *r) {
    size_t offset;
    const OpenDocument *d = params_place(r, &offset);
    if (!d) return false;
    const NamePlaces *p = document_name(d->text, r->arena, offset);
    PositionWalk w = walk_of(r->server, d);
    if (p) position_add_range(&r->result, NULL, &w, p->here.offset, p->here.size);
    return true;
}

bool on_rename(Request *r) {
    size_t offset;
    TextEdits edits;
    Err err = {.code = ERR_NONE};
    Str name = params_text(r->params, "newName");
    const OpenDocument *d = params_place(r, &offset);
    if (!d) return false;
    if (!document_rename(d->text, r->arena, offset, name, &edits, &err))
        return request_fail(r, RPC_REQUEST_FAILED, err.message);
    params_add_edits(r, NULL, d, &edits);
    return true;
}
