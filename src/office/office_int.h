// office/office_int.h - what the files of this room share: requests, routes, answers that are kept
#ifndef SOFTLAW_OFFICE_OFFICE_INT_H
#define SOFTLAW_OFFICE_OFFICE_INT_H

#include "base/http.h"
#include "office/office.h"

// ---- visit.c: requests
// -----------------------------------------------------------------------------------

typedef enum OfficeStatus {
    OFFICE_OK = 200,
    OFFICE_NOT_MODIFIED = 304,
    OFFICE_BAD_REQUEST = 400,
    OFFICE_FORBIDDEN = 403,
    OFFICE_NOT_FOUND = 404,
    OFFICE_WRONG_METHOD = 405,
    OFFICE_CONFLICT = 409,
    OFFICE_TOO_LARGE = 413,
    OFFICE_UNPROCESSABLE = 422,
    OFFICE_FAILED = 500,
    OFFICE_UNAVAILABLE = 503,
} OfficeStatus;

typedef struct OfficeRequest {
    Str method, path; // decoded, without what is asked behind `?`
    const HttpField *fields;
    size_t field_count;
    const HttpField *query;
    size_t query_count;
    bool has_body;
    Lang lang;
    Str origin;
} OfficeRequest;

// The value of a parameter behind `?`; absent where there is none.
Str office_query(const OfficeRequest *r, const char *name);
// May it be answered at all? OFFICE_OK, or the status that refuses it.
OfficeStatus office_guard(const OfficeRequest *r);
// The language that is asked for: by ?lang=, by Accept-Language (RFC 9110, section 12.5.4), or
// `otherwise`.
Lang office_lang(const OfficeRequest *r, Lang otherwise);

// ---- routes -------------------------------------------------------------------------------------

// What a use case is given, beside the Out it writes to.
typedef struct OfficeCall {
    App *app;
    Arena *arena;
    const Portal *portal;
    const OfficeRequest *request;
    Str id; // what stands in the path where the route says {id}
} OfficeCall;
typedef bool OfficeUse(const OfficeCall *c, Out *out, Err *err);

typedef struct OfficeParameter {
    const char *name;   // NULL ends the row
    const char *schema; // JSON
    const char *text;
} OfficeParameter;
enum { OFFICE_PARAMETERS = 2 };

typedef struct OfficeRoute {
    const char *method, *path, *type; // path: "/agreements/{id}"
    OfficeUse *use;
    const char *purpose; // one line
    OfficeParameter parameters[OFFICE_PARAMETERS + 1];
    const char *schema; // of what is answered, JSON; NULL: a text
    bool is_unkept;     // made anew each time
    bool has_own_style; // a self-contained page
} OfficeRoute;
extern const OfficeRoute office_routes[];
extern const size_t office_route_count;

// The row for a method and path, or NULL with the status that says why not. *ret_id: as OfficeCall.
const OfficeRoute *office_find(Str method, Str path, Str *ret_id, OfficeStatus *ret_status);

typedef struct OfficeAnswer {
    OfficeStatus status;
    const char *type;
    Str body;
    bool has_own_style;
} OfficeAnswer;
OfficeAnswer office_run(Arena *a, const OfficeOptions *o, const OfficeRoute *route,
                        const OfficeRequest *r, Str id);
// A failure: RFC 9457 for programs, a page for people.
OfficeAnswer office_problem(Arena *a, const OfficeRequest *r, OfficeStatus status, Message title,
                            Message hint);

// ---- pages.c ------------------------------------------------------------------------------------

OfficeUse page_use_list, page_use_agreement;
void page_problem_write(Buf *b, const OfficeRequest *r, Str title, Str hint);
const char *office_style(void); // CSS

// ---- log.c --------------------------------------------------------------------------------------

// One request as a line of JSON.
Str office_log_line(Arena *a, Sys *sys, const OfficeRequest *r, unsigned status);

// ---- serve.c ------------------------------------------------------------------------------------

typedef struct Office Office;
// Serves from now on, until the arena is freed; the options must last as long.
Office *office_start(Arena *a, const OfficeOptions *o, Err *err);
Str office_origin(const Office *f); // "http://127.0.0.1:8080"

// ---- openapi.c, feed.c --------------------------------------------------------------------------

OfficeUse openapi_use, feed_use;

#endif
