// lsp/lsp_fuzz.c - any bytes as what an editor says: every answer is JSON in a frame
//
// The input is a small script rather than raw frames, so that most of it reaches the methods: a
// byte chooses what is said, what follows is its text. One choice passes bytes on as they are.
#include "base/fuzz.h"
#include "lsp/lsp_int.h"

#include <assert.h>

enum { TEXT_MAX = 48, LONG_ANSWER_BYTES = 2048, LONG_EACH = 64 };

typedef struct Ears {
    Arena *arena;
    size_t count; // of long answers
} Ears;

static bool hear(void *self, Str bytes) {
    Ears *ears = self;
    Err err = {.code = ERR_NONE};
    int64_t body = str_find(bytes, STR("\r\n\r\n"), 0);
    assert(body > 0 && str_starts_with(bytes, STR("Content-Length: ")));
    bool is_long = bytes.size > LONG_ANSWER_BYTES; // lists of all functions: read now and then
    if (is_long && ears->count++ % LONG_EACH) return true;
    const JsonNode *n =
        json_parse(ears->arena, STR("answer"), str_part(bytes, (size_t)body + 4, bytes.size), &err);
    assert(n && n->kind == JSON_OBJECT && json_find(n, STR("jsonrpc")));
    return true;
}

static const char *const METHODS[] = {"hover",        "definition", "references", "prepareRename",
                                      "rename",       "completion", "codeLens",   "documentSymbol",
                                      "foldingRange", "formatting", "didSave",    "didClose"};

static void add_place(Buf *b, uint8_t where) {
    buf_add_fmt(b, "{\"line\":%u,\"character\":%u}", where >> 4, where & 15);
}

static void add_range(Buf *b, uint8_t where) {
    buf_add_c(b, "\"range\":{\"start\":");
    add_place(b, where);
    buf_add_c(b, ",\"end\":");
    add_place(b, (uint8_t)(where + (where & 3)));
    buf_add_c(b, "}");
}

static Str body_of(Arena *a, uint8_t choice, uint8_t where, Str text) {
    enum { COUNT = sizeof METHODS / sizeof METHODS[0] };
    Buf b = {.arena = a};
    buf_add_c(&b, "{\"jsonrpc\":\"2.0\",");
    if (choice % 8 == 0) {
        buf_add_c(&b, "\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":{\"uri\":"
                      "\"u\"},\"contentChanges\":[{");
        if (choice & 64) add_range(&b, where), buf_add_byte(&b, ',');
        buf_add_c(&b, "\"text\":");
        json_add_string(&b, text);
        buf_add_c(&b, "}]}}");
        return buf_str(&b);
    }
    const char *method = choice % 8 == 1 ? "codeAction" : METHODS[choice % COUNT];
    if (strncmp(method, "did", 3) != 0) buf_add_c(&b, "\"id\":1,");
    buf_add_fmt(&b, "\"method\":\"textDocument/%s\",\"params\":{\"textDocument\":{\"uri\":\"u\"},",
                method);
    add_range(&b, where);
    buf_add_c(&b, ",\"position\":");
    add_place(&b, where);
    json_add_text(&b, "newName", text);
    buf_add_c(&b, "}}");
    return buf_str(&b);
}

static void say(Server *s, uint8_t choice, uint8_t where, Str text) {
    s->arena = fuzz_arena();
    ((Ears *)s->self)->arena = s->arena;
    Str body = choice % 16 == 15 ? text : body_of(s->arena, choice, where, text);
    server_take(s, body);
}

static const char OPEN[] =
    "{\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":\"u\",\"text\":"
    "\"# A\\n```terms\\nparameters: {p: 1}\\n```\\nReport promptly.\\n\"}}}";

// One server for all inputs; where the document was closed it is opened again.
static Server *server(void) {
    static Server kept;
    static Ears ears;
    if (!kept.kept) {
        kept = (Server){.write = hear, .self = &ears, .kept = arena_new()};
        kept.options.sys = sys_fixed(kept.kept, 0, 7);
        say(&kept, 15, 0, STR("{\"id\":1,\"method\":\"initialize\",\"params\":{}}"));
    }
    if (!kept.documents) say(&kept, 15, 0, str_from(OPEN));
    return &kept;
}

typedef struct Bytes {
    const uint8_t *data;
    size_t size, at;
} Bytes;

static size_t read_bytes(void *self, char *to, size_t size) {
    Bytes *b = self;
    size_t part = b->size - b->at < size ? b->size - b->at : size;
    memcpy(to, b->data + b->at, part);
    b->at += part;
    return part;
}

// Raw bytes as frames: they are read to their end.
static void read_frames(const uint8_t *data, size_t size) {
    static Stream in;
    Bytes bytes = {data, size, 0};
    Str body;
    in = (Stream){.read = read_bytes, .self = &bytes};
    while (frame_read(&in, fuzz_arena(), &body) != FRAME_END) continue;
    assert(bytes.at == size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 3) return 0;
    if (data[0] == 255) {
        read_frames(data + 1, size - 1);
        return 0;
    }
    Server *s = server();
    size_t text = size - 2 < TEXT_MAX ? size - 2 : TEXT_MAX;
    say(s, data[0], data[1], (Str){(const char *)data + 2, text});
    s->state = SERVER_RUNNING;
    return 0;
}
