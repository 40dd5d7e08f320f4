// lsp/complete.c - what may be written at the cursor
#include "lsp/lsp_int.h"

// CompletionItemKind of the protocol.
static int kind_of(ProposalKind kind) {
    static const int KINDS[] = {
        [PROPOSAL_SECTION] = 9, // module
        [PROPOSAL_KEY] = 10,    // property
        [PROPOSAL_NAME] = 6,    // variable
        [PROPOSAL_FUNCTION] = 3,
        [PROPOSAL_WORD] = 12, // value
    };
    return KINDS[kind];
}

static void add_proposal(Buf *b, const Proposal *p, Str range) {
    buf_add_byte(b, '{');
    json_add_text(b, "label", p->label);
    json_add_int(b, "kind", kind_of(p->kind));
    if (p->detail.size) json_add_text(b, "detail", p->detail);
    if (p->text.size) json_add_text(b, "documentation", p->text);
    buf_add_c(b, ",\"textEdit\":{\"range\":");
    buf_add(b, range);
    json_add_text(b, "newText", p->insert);
    buf_add_c(b, "}}");
}

bool on_completion(Request *r) {
    size_t offset;
    Proposals all;
    const OpenDocument *d = params_place(r, &offset);
    if (!d) return false;
    PositionWalk w = walk_of(r->server, d);
    Buf range = {.arena = r->arena};
    document_complete(d->text, r->arena, offset, &all);
    position_add_range(&range, NULL, &w, all.from, offset - all.from);
    buf_add_byte(&r->result, '[');
    for (size_t i = 0; i < all.count; i++) {
        if (i) buf_add_byte(&r->result, ',');
        add_proposal(&r->result, &all.items[i], buf_str(&range));
    }
    buf_add_byte(&r->result, ']');
    return true;
}
