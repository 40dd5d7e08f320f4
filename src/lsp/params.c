// lsp/params.c - what the parameters of a request say, and edits as the protocol writes them
#include "lsp/lsp_int.h"

#include <stdlib.h>

const JsonNode *params_at(const JsonNode *n, const char *path) {
    Str rest = str_from(path), name;
    while (n && str_next(&rest, '.', &name)) n = json_find(n, name);
    return n;
}

Str params_text(const JsonNode *n, const char *path) {
    const JsonNode *at = params_at(n, path);
    return at && at->kind == JSON_STRING ? at->text : (Str){NULL, 0};
}

bool params_int(const JsonNode *n, const char *path, int64_t *ret) {
    enum { DIGITS_MAX = 18 };
    const JsonNode *at = params_at(n, path);
    if (!at || at->kind != JSON_NUMBER || at->text.size > DIGITS_MAX) return false;
    bool is_negative = at->text.at[0] == '-';
    int64_t value = 0;
    for (size_t i = is_negative; i < at->text.size; i++) {
        char c = at->text.at[i];
        if (c < '0' || c > '9') return false;
        value = value * 10 + (c - '0');
    }
    *ret = is_negative ? -value : value;
    return true;
}

bool params_position(const JsonNode *n, const char *path, Position *ret) {
    int64_t line, character;
    const JsonNode *at = params_at(n, path);
    if (!params_int(at, "line", &line) || !params_int(at, "character", &character)) return false;
    if (line < 0 || character < 0) return false;
    *ret = (Position){(size_t)line, (size_t)character};
    return true;
}

OpenDocument *params_document(Request *r) {
    Str uri = params_text(r->params, "textDocument.uri");
    OpenDocument *d = r->server->documents;
    while (d && !str_is(d->uri, uri)) d = d->next;
    if (!d) request_fail(r, RPC_INVALID_PARAMS, MSG("the document is not open"));
    return d;
}

OpenDocument *params_place(Request *r, size_t *ret_offset) {
    Position p;
    OpenDocument *d = params_document(r);
    if (!d) return NULL;
    if (!params_position(r->params, "position", &p)) {
        request_fail(r, RPC_INVALID_PARAMS, MSG("the request names no position"));
        return NULL;
    }
    *ret_offset = position_offset(document_text(d->text), r->server->encoding, p);
    return d;
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

Str params_path(Arena *a, Str uri) {
    static const Str SCHEME = {"file://", 7};
    if (!str_starts_with(uri, SCHEME)) return uri;
    Buf b = {.arena = a};
    for (size_t i = SCHEME.size; i < uri.size; i++) {
        bool is_escape = uri.at[i] == '%' && i + 2 < uri.size && hex_digit(uri.at[i + 1]) >= 0 &&
                         hex_digit(uri.at[i + 2]) >= 0;
        if (!is_escape) {
            buf_add_byte(&b, uri.at[i]);
            continue;
        }
        buf_add_byte(&b, (char)(hex_digit(uri.at[i + 1]) * 16 + hex_digit(uri.at[i + 2])));
        i += 2;
    }
    return utf8_find_fault(buf_str(&b)) < 0 ? buf_str(&b) : uri;
}

static bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("-._~/", c));
}

Str params_uri_beside(Arena *a, Str uri, Str path) {
    Buf b = {.arena = a};
    size_t folder = uri.size;
    while (folder && uri.at[folder - 1] != '/') folder--;
    buf_add(&b, str_part(uri, 0, folder));
    for (size_t i = 0; i < path.size; i++) {
        if (is_plain(path.at[i]))
            buf_add_byte(&b, path.at[i]);
        else
            buf_add_fmt(&b, "%%%02X", (unsigned char)path.at[i]);
    }
    return buf_str(&b);
}

PositionWalk walk_of(const Server *s, const OpenDocument *d) {
    return (PositionWalk){.text = document_text(d->text), .encoding = s->encoding};
}

void params_add_text_edit(Buf *b, PositionWalk *w, const TextEdit *edit) {
    buf_add_byte(b, '{');
    position_add_range(b, "range", w, edit->offset, edit->size);
    json_add_text(b, "newText", edit->text);
    buf_add_byte(b, '}');
}

void params_add_edits(Request *r, const char *name, const OpenDocument *d, const TextEdits *edits) {
    Buf *b = &r->result;
    PositionWalk w = walk_of(r->server, d);
    if (name) json_add_name(b, name);
    buf_add_c(b, "{\"changes\":{");
    json_add_string(b, d->uri);
    buf_add_c(b, ":[");
    for (size_t i = 0; i < edits->count; i++) {
        if (i) buf_add_byte(b, ',');
        params_add_text_edit(b, &w, &edits->items[i]);
    }
    buf_add_c(b, "]}}");
}
