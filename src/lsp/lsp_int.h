// lsp/lsp_int.h - what the files of this room share: frames, requests, positions, open documents
#ifndef SOFTLAW_LSP_LSP_INT_H
#define SOFTLAW_LSP_LSP_INT_H

#include "base/json.h"
#include "lsp/lsp.h"

// ---- frames (frame.c) ---------------------------------------------------------------------------

// Bytes from the editor. `read` gives at most `size` of them, 0 at the end.
typedef struct Stream {
    size_t (*read)(void *self, char *to, size_t size);
    void *self;
    char buffer[1 << 16];
    size_t at, end;
} Stream;

typedef enum FrameResult {
    FRAME_BODY,
    FRAME_END,       // of the stream
    FRAME_FAULTY,    // a header that says no length: it was skipped
    FRAME_TOO_LARGE, // its body was skipped
} FrameResult;
FrameResult frame_read(Stream *s, Arena *a, Str *ret_body);
void frame_write(Buf *b, Str body);

// ---- positions (position.c) ---------------------------------------------------------------------

// In which units an editor counts the characters of a line.
typedef enum Encoding { ENCODING_UTF16, ENCODING_UTF8 } Encoding;
typedef struct Position {
    size_t line, character; // from 0
} Position;

// Where a position stands in `text`; one beyond the end of its line or of the text is taken back
// there.
size_t position_offset(Str text, Encoding e, Position p);

// From offsets to positions, ascending for speed: it goes on where it was, also within a line.
typedef struct PositionWalk {
    Str text;
    Encoding encoding;
    size_t line, line_start;
    size_t at, character; // within the line
    size_t next;          // where the next line begins; 0: not known yet
} PositionWalk;
Position position_at(PositionWalk *w, size_t offset);
void position_add_range(Buf *b, const char *name, PositionWalk *w, size_t offset, size_t size);

// ---- the server (server.c) ----------------------------------------------------------------------

typedef struct OpenDocument OpenDocument;
struct OpenDocument {
    OpenDocument *next;
    Arena *arena;
    Str uri;
    int64_t version;
    AppDocument *text;
};

typedef enum ServerState { SERVER_NEW, SERVER_RUNNING, SERVER_SHUT, SERVER_ENDED } ServerState;

typedef struct Server {
    AppOptions options;
    bool is_lang_given;
    ServerState state;
    Encoding encoding;
    bool has_related; // the editor shows related places
    OpenDocument *documents;
    size_t document_count;
    bool (*write)(void *self, Str bytes);
    void *self;
    Arena *arena; // of the message at hand
    Arena *kept;  // of what lasts as long as the server
    AppEditor *editor;
} Server;

// Error codes of JSON-RPC 2.0 and LSP.
enum {
    RPC_PARSE_ERROR = -32700,
    RPC_INVALID_REQUEST = -32600,
    RPC_METHOD_NOT_FOUND = -32601,
    RPC_INVALID_PARAMS = -32602,
    RPC_NOT_INITIALIZED = -32002,
    RPC_REQUEST_FAILED = -32803,
};

typedef struct Request {
    Server *server;
    Arena *arena;
    const JsonNode *params;
    Buf result;
    int error; // 0 = none
    Message message;
} Request;

// Answer one message.
void server_take(Server *s, Str body);
void server_fault(Server *s, int code, Message message);
void server_notify(Server *s, const char *method, Str params);
void server_close(Server *s);
// Serve a stream to its end; the exit status.
int server_run(Server *s, Stream *in);

// False: the request is answered with this error.
bool request_fail(Request *r, int error, Message message);

// ---- parameters (params.c) ----------------------------------------------------------------------

// The text at a path of names parted by dots: "textDocument.uri"; absent if there is none.
const JsonNode *params_at(const JsonNode *n, const char *path);
Str params_text(const JsonNode *n, const char *path);
bool params_int(const JsonNode *n, const char *path, int64_t *ret);
bool params_position(const JsonNode *n, const char *path, Position *ret);
// The open document that a request names; NULL after request_fail.
OpenDocument *params_document(Request *r);
// The same, with the byte at its position.
OpenDocument *params_place(Request *r, size_t *ret_offset);
// The path of a file's URI; another URI is its own path.
Str params_path(Arena *a, Str uri);
// The URI of a file, whose path begins in the folder of another.
Str params_uri_beside(Arena *a, Str uri, Str path);

PositionWalk walk_of(const Server *s, const OpenDocument *d);
// "edit" or "changes": a WorkspaceEdit.
void params_add_edits(Request *r, const char *name, const OpenDocument *d, const TextEdits *edits);
void params_add_text_edit(Buf *b, PositionWalk *w, const TextEdit *edit);

// ---- methods ------------------------------------------------------------------------------------

bool on_initialize(Request *r);     // lifecycle.c
bool on_initialized(Request *r);    // lifecycle.c
bool on_shutdown(Request *r);       // lifecycle.c
bool on_exit_message(Request *r);   // lifecycle.c
bool on_open(Request *r);           // sync.c
bool on_change(Request *r);         // sync.c
bool on_save(Request *r);           // sync.c
bool on_close(Request *r);          // sync.c
bool on_symbols(Request *r);        // outline.c
bool on_folding(Request *r);        // outline.c
bool on_code_lens(Request *r);      // outline.c
bool on_hover(Request *r);          // navigate.c
bool on_definition(Request *r);     // navigate.c
bool on_references(Request *r);     // navigate.c
bool on_prepare_rename(Request *r); // rename.c
bool on_rename(Request *r);         // rename.c
bool on_completion(Request *r);     // complete.c
bool on_code_action(Request *r);    // action.c
bool on_formatting(Request *r);     // format.c

void diagnostics_publish(Server *s, const OpenDocument *d); // diagnostics.c
void diagnostics_add(Buf *b, const Server *s, const OpenDocument *d, PositionWalk *w,
                     const Finding *f);

#endif
