// lsp/sync.c - the agreements that are open, and how their texts change
#include "base/limits.h"
#include "lsp/lsp_int.h"

static OpenDocument *find(const Server *s, Str uri) {
    OpenDocument *d = s->documents;
    while (d && !str_is(d->uri, uri)) d = d->next;
    return d;
}

static OpenDocument *add(Server *s, Str uri) {
    if (s->document_count == LIMIT_EDITOR_DOCUMENTS) return NULL;
    Arena *a = arena_new();
    OpenDocument *d = ARENA_NEW(a, OpenDocument);
    *d = (OpenDocument){.next = s->documents, .arena = a, .uri = str_copy(a, uri)};
    d->text = document_open(s->editor, params_path(a, d->uri));
    s->documents = d;
    s->document_count++;
    return d;
}

static void set(Server *s, OpenDocument *d, Str text) {
    document_set(d->text, text);
    diagnostics_publish(s, d);
}

bool on_open(Request *r) {
    Server *s = r->server;
    Str uri = params_text(r->params, "textDocument.uri");
    Str text = params_text(r->params, "textDocument.text");
    if (!uri.at || !text.at) return request_fail(r, RPC_INVALID_PARAMS, MSG("a text is missing"));
    OpenDocument *d = find(s, uri);
    if (!d) d = add(s, uri);
    if (!d) return request_fail(r, RPC_REQUEST_FAILED, MSG("too many documents are open"));
    params_int(r->params, "textDocument.version", &d->version);
    set(s, d, text);
    return true;
}

// Bytes [from, to) become `with`, in place.
static void splice(Buf *b, size_t from, size_t to, Str with) {
    size_t tail = b->size - to;
    if (with.size > to - from) buf_room(b, with.size - (to - from));
    if (tail) memmove(b->at + from + with.size, b->at + to, tail);
    if (with.size) memcpy(b->at + from, with.at, with.size);
    b->size = from + with.size + tail;
}

// One change after another, each on the text that the one before has made.
static bool change(const Request *r, const JsonNode *n, Buf *text) {
    Position start, end;
    Encoding e = r->server->encoding;
    Str with = params_text(n, "text"), all = buf_str(text);
    if (!with.at || with.size > LIMIT_DOCUMENT_BYTES) return false;
    size_t from = 0, to = all.size;
    if (params_at(n, "range")) {
        if (!params_position(n, "range.start", &start) || !params_position(n, "range.end", &end))
            return false;
        from = position_offset(all, e, start);
        to = position_offset(all, e, end);
    }
    splice(text, from, to < from ? from : to, with);
    return text->size <= LIMIT_DOCUMENT_BYTES;
}

bool on_change(Request *r) {
    OpenDocument *d = params_document(r);
    const JsonNode *changes = params_at(r->params, "contentChanges");
    Buf text = {.arena = r->arena};
    if (!d) return false;
    if (!changes || changes->kind != JSON_ARRAY || changes->count > LIMIT_EDITOR_CHANGES)
        return request_fail(r, RPC_INVALID_PARAMS, MSG("the changes cannot be read"));
    buf_add(&text, document_text(d->text));
    for (const JsonNode *n = changes->first; n; n = n->next)
        if (!change(r, n, &text))
            return request_fail(r, RPC_INVALID_PARAMS, MSG("the changes cannot be read"));
    params_int(r->params, "textDocument.version", &d->version);
    set(r->server, d, buf_str(&text));
    return true;
}

bool on_save(Request *r) {
    return params_document(r) != NULL;
}

// What was wrong with it is no longer shown.
static void publish_nothing(Server *s, const OpenDocument *d) {
    Buf b = {.arena = s->arena};
    buf_add_byte(&b, '{');
    json_add_text(&b, "uri", d->uri);
    buf_add_c(&b, ",\"diagnostics\":[]}");
    server_notify(s, "textDocument/publishDiagnostics", buf_str(&b));
}

bool on_close(Request *r) {
    Server *s = r->server;
    OpenDocument *d = params_document(r), **link = &s->documents;
    if (!d) return false;
    publish_nothing(s, d);
    while (*link != d) link = &(*link)->next;
    *link = d->next;
    s->document_count--;
    document_close(d->text);
    arena_free(d->arena);
    return true;
}
