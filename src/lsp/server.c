// lsp/server.c - things start here: one message after another, the table of methods, answers
//
// A message that is no request of the protocol is answered with an error of JSON-RPC and the stream
// goes on. All that an answer needs lives in one arena, which is empty again at the next message.
#include "lsp/lsp_int.h"

#include <assert.h>
#include <errno.h>
#include <unistd.h>

typedef struct Method {
    const char *name;
    bool is_notification;
    bool (*run)(Request *r);
} Method;

static const Method METHODS[] = {
    {"initialize", false, on_initialize},
    {"initialized", true, on_initialized},
    {"shutdown", false, on_shutdown},
    {"exit", true, on_exit_message},
    {"textDocument/didOpen", true, on_open},
    {"textDocument/didChange", true, on_change},
    {"textDocument/didSave", true, on_save},
    {"textDocument/didClose", true, on_close},
    {"textDocument/documentSymbol", false, on_symbols},
    {"textDocument/foldingRange", false, on_folding},
    {"textDocument/codeLens", false, on_code_lens},
    {"textDocument/hover", false, on_hover},
    {"textDocument/definition", false, on_definition},
    {"textDocument/references", false, on_references},
    {"textDocument/prepareRename", false, on_prepare_rename},
    {"textDocument/rename", false, on_rename},
    {"textDocument/completion", false, on_completion},
    {"textDocument/codeAction", false, on_code_action},
    {"textDocument/formatting", false, on_formatting},
};

static const Method *method_find(Str name) {
    for (size_t i = 0; i < sizeof METHODS / sizeof METHODS[0]; i++)
        if (str_is(name, str_from(METHODS[i].name))) return &METHODS[i];
    return NULL;
}

// ---- answers ------------------------------------------------------------------------------------

static void send(Server *s, Str body) {
    Buf b = {.arena = s->arena};
    frame_write(&b, body);
    if (!s->write(s->self, buf_str(&b))) s->state = SERVER_ENDED;
}

static void add_id(Buf *b, const JsonNode *id) {
    json_add_name(b, "id");
    if (id && id->kind == JSON_STRING)
        json_add_string(b, id->text);
    else if (id && id->kind == JSON_NUMBER)
        buf_add(b, id->text);
    else
        buf_add_c(b, "null");
}

static void answer(Server *s, const JsonNode *id, const Request *r) {
    Buf b = {.arena = s->arena};
    buf_add_c(&b, "{\"jsonrpc\":\"2.0\"");
    add_id(&b, id);
    if (r->error) {
        buf_add_fmt(&b, ",\"error\":{\"code\":%d", r->error);
        json_add_text(&b, "message", lang_render(s->arena, s->options.lang, r->message));
        buf_add_c(&b, "}}");
    } else {
        json_add_name(&b, "result");
        buf_add(&b, r->result.size ? buf_str(&r->result) : STR("null"));
        buf_add_byte(&b, '}');
    }
    send(s, buf_str(&b));
}

void server_fault(Server *s, int code, Message message) {
    Request r = {.error = code, .message = message};
    answer(s, NULL, &r);
}

void server_notify(Server *s, const char *method, Str params) {
    Buf b = {.arena = s->arena};
    buf_add_c(&b, "{\"jsonrpc\":\"2.0\"");
    json_add_text(&b, "method", str_from(method));
    json_add_name(&b, "params");
    buf_add(&b, params);
    buf_add_byte(&b, '}');
    send(s, buf_str(&b));
}

bool request_fail(Request *r, int error, Message message) {
    r->error = error;
    r->message = message;
    return false;
}

// ---- messages -----------------------------------------------------------------------------------

// Before `initialize` and after `shutdown` little is allowed.
static bool is_allowed(const Server *s, const Method *m, Request *r) {
    bool is_initialize = m && m->run == on_initialize;
    if (m && m->run == on_exit_message) return true;
    if (s->state == SERVER_NEW && !is_initialize)
        return request_fail(r, RPC_NOT_INITIALIZED, MSG("the first request must be initialize"));
    if (s->state == SERVER_SHUT || (s->state == SERVER_RUNNING && is_initialize))
        return request_fail(r, RPC_INVALID_REQUEST, MSG("this request comes too late"));
    return true;
}

static void run(Server *s, Str name, const JsonNode *id, const JsonNode *params) {
    Request r = {.server = s, .arena = s->arena, .params = params, .result = {.arena = s->arena}};
    const Method *m = method_find(name);
    bool is_request = id != NULL;
    if (is_allowed(s, m, &r)) {
        if (!m || m->is_notification == is_request)
            request_fail(&r, RPC_METHOD_NOT_FOUND, MSG("the method \"{1}\" is not known", name));
        else
            m->run(&r);
    }
    if (is_request) answer(s, id, &r);
}

static bool is_id(const JsonNode *id) {
    return !id || id->kind == JSON_STRING || id->kind == JSON_NUMBER;
}

void server_take(Server *s, Str body) {
    Err err = {.code = ERR_NONE};
    const JsonNode *n = json_parse(s->arena, STR("message"), body, &err);
    if (!n) {
        server_fault(s, RPC_PARSE_ERROR, err.message);
        return;
    }
    const JsonNode *id = json_find(n, STR("id"));
    Str name = params_text(n, "method");
    bool is_answer = !name.at && (json_find(n, STR("result")) || json_find(n, STR("error")));
    if (is_answer) return; // to a request of ours, of which there are none
    if (n->kind != JSON_OBJECT || !name.at || !is_id(id))
        server_fault(s, RPC_INVALID_REQUEST, MSG("the message is no request"));
    else
        run(s, name, id, json_find(n, STR("params")));
}

// ---- the stream ---------------------------------------------------------------------------------

void server_close(Server *s) {
    while (s->documents) {
        OpenDocument *d = s->documents;
        s->documents = d->next;
        document_close(d->text);
        arena_free(d->arena);
    }
    s->document_count = 0;
}

int server_run(Server *s, Stream *in) {
    bool was_shut = false;
    s->arena = arena_new();
    s->kept = arena_new();
    while (s->state != SERVER_ENDED) {
        Str body;
        arena_reset(s->arena);
        FrameResult result = frame_read(in, s->arena, &body);
        if (result == FRAME_END) break;
        if (result == FRAME_BODY)
            server_take(s, body);
        else if (result == FRAME_TOO_LARGE)
            server_fault(s, RPC_INVALID_REQUEST, MSG("the message is too large"));
        else
            server_fault(s, RPC_PARSE_ERROR, MSG("the header of the message names no length"));
        was_shut = was_shut || s->state == SERVER_SHUT;
    }
    server_close(s);
    arena_free(s->arena);
    arena_free(s->kept);
    return was_shut ? 0 : 1;
}

static size_t read_descriptor(void *self, char *to, size_t size) {
    for (;;) {
        ssize_t got = read(*(const int *)self, to, size);
        if (got >= 0) return (size_t)got;
        if (errno != EINTR) return 0;
    }
}

static bool write_descriptor(void *self, Str bytes) {
    for (size_t done = 0; done < bytes.size;) {
        ssize_t put = write(*(const int *)self, bytes.at + done, bytes.size - done);
        if (put < 0 && errno != EINTR) return false;
        done += put > 0 ? (size_t)put : 0;
    }
    return true;
}

int lsp_serve(const EditorSession *session) {
    Arena *a = arena_new();
    int in = session->in, out = session->out;
    Server s = {.options = session->options,
                .is_lang_given = session->is_lang_given,
                .write = write_descriptor,
                .self = &out};
    Stream *stream = ARENA_NEW(a, Stream);
    stream->read = read_descriptor;
    stream->self = &in;
    arena_keep_memory();
    int status = server_run(&s, stream);
    arena_free(a);
    return status;
}
