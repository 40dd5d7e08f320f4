// lsp/lifecycle.c - initialize, shutdown, exit: what both sides can do
#include "lsp/lsp_int.h"

static bool is_true(const JsonNode *n) {
    return n && n->kind == JSON_TRUE;
}

// UTF-8 where the editor can: then positions are bytes. UTF-16 is what every editor can.
static Encoding encoding_of(const JsonNode *params) {
    const JsonNode *list = params_at(params, "capabilities.general.positionEncodings");
    for (const JsonNode *n = list && list->kind == JSON_ARRAY ? list->first : NULL; n; n = n->next)
        if (n->kind == JSON_STRING && str_is(n->text, STR("utf-8"))) return ENCODING_UTF8;
    return ENCODING_UTF16;
}

// What is served; the protocol's own names.
static const char CAPABILITIES[] =
    "\"textDocumentSync\":{\"openClose\":true,\"change\":2,\"save\":true},"
    "\"documentSymbolProvider\":true,\"foldingRangeProvider\":true,"
    "\"codeLensProvider\":{\"resolveProvider\":false},\"hoverProvider\":true,"
    "\"definitionProvider\":true,\"referencesProvider\":true,"
    "\"renameProvider\":{\"prepareProvider\":true},"
    "\"completionProvider\":{\"triggerCharacters\":[\":\",\" \",\"{\",\"(\"]},"
    "\"codeActionProvider\":{\"codeActionKinds\":[\"quickfix\"]},"
    "\"documentFormattingProvider\":true";

bool on_initialize(Request *r) {
    Server *s = r->server;
    s->state = SERVER_RUNNING;
    s->encoding = encoding_of(r->params);
    if (!s->is_lang_given) lang_from_text(params_text(r->params, "locale"), &s->options.lang);
    s->editor = editor_new(s->kept, s->options);
    s->has_related = is_true(
        params_at(r->params, "capabilities.textDocument.publishDiagnostics.relatedInformation"));
    buf_add_fmt(&r->result, "{\"capabilities\":{\"positionEncoding\":\"%s\",%s}",
                s->encoding == ENCODING_UTF8 ? "utf-8" : "utf-16", CAPABILITIES);
    buf_add_c(&r->result, ",\"serverInfo\":{\"name\":\"softlaw\"}}");
    return true;
}

bool on_initialized(Request *r) {
    (void)r;
    return true;
}

bool on_shutdown(Request *r) {
    r->server->state = SERVER_SHUT;
    return true;
}

bool on_exit_message(Request *r) {
    r->server->state = SERVER_ENDED;
    return true;
}
