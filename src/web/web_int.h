// web/web_int.h - what the files of this room share: requests, the guard, routes, assets
#ifndef SOFTLAW_WEB_WEB_INT_H
#define SOFTLAW_WEB_WEB_INT_H

#include "base/http.h"
#include "web/web.h"

typedef struct WebRequest {
    Str method, path; // the path without what is asked behind `?`
    Lang lang;
    const HttpField *fields; // of the header, in order
    size_t field_count;
    Str body;
} WebRequest;

typedef struct WebSite {
    Str token;
    int port;
} WebSite;

typedef enum WebStatus {
    WEB_OK = 200,
    WEB_BAD_REQUEST = 400,
    WEB_FORBIDDEN = 403,
    WEB_NOT_FOUND = 404,
    WEB_WRONG_METHOD = 405,
    WEB_CONFLICT = 409,
    WEB_TOO_LARGE = 413,
    WEB_WRONG_TYPE = 415,
    WEB_UNPROCESSABLE = 422,
    WEB_FAILED = 500,
} WebStatus;

// ---- request.c ----------------------------------------------------------------------------------

// May this request be answered at all? WEB_OK, or the status that refuses it.
WebStatus request_guard(const WebSite *site, const WebRequest *r);
// What stands behind `/TOKEN/` in the path; absent if the path does not begin so.
Str request_name(const WebSite *site, Str path);

// ---- routes.c -----------------------------------------------------------------------------------

typedef struct WebAnswer {
    WebStatus status;
    const char *type;
    Str body;
    bool is_lasting; // the body outlives the request
} WebAnswer;

typedef bool WebUseCase(App *app, const DmnEdit *e, const WebRequest *r, Out *out, Err *err);
typedef struct WebRoute {
    const char *method, *name;
    WebUseCase *use; // NULL: a file that comes with the program
} WebRoute;
extern const WebRoute web_routes[];
extern const size_t web_route_count;
// The row of a method and name, or NULL with the status that says why not.
const WebRoute *route_find(Str method, Str name, WebStatus *ret_status);
WebAnswer route_answer(Arena *a, const DmnEditSession *session, const WebSite *site,
                       const WebRequest *r);

// ---- assets.c, texts.c --------------------------------------------------------------------------

// A file of the page: its text and media type; false if there is none of that name.
bool asset_find(Str name, Str *ret_text, const char **ret_type);
// The words of the page and of the editor as a JSON object.
void texts_json(Buf *b, Lang lang);

// ---- serve.c ------------------------------------------------------------------------------------

typedef struct Web Web;
// Serves from now on, until the arena is freed.
Web *web_start(Arena *a, const DmnEditSession *session, Err *err);
Str web_address(const Web *w); // "http://127.0.0.1:PORT/TOKEN/"

#endif
