// office/exchange.h - one request as libmicrohttpd hands it over, until it is answered
#ifndef SOFTLAW_OFFICE_EXCHANGE_H
#define SOFTLAW_OFFICE_EXCHANGE_H

#include "office/lane.h"
#include "office/office_int.h"

#include <microhttpd.h>

enum {
    BODY_BYTES = 64 << 10,      // of a usual form
    BODY_BYTES_LARGE = 8 << 20, // of one that brings a text or facts
};

typedef struct Exchange {
    LaneJob job; // first
    void *office;
    Arena *arena;
    struct MHD_Connection *connection;
    OfficeRequest request;
    const OfficeRoute *route; // NULL: none
    OfficeStatus status;      // why there is none
    Str id;
    Buf body;
    bool is_too_large;
    bool is_answered; // by a lane
    OfficeAnswer answer;
    int64_t begun_at; // microseconds
} Exchange;

Exchange *exchange_begin(const OfficeOptions *o, Str origin, struct MHD_Connection *c,
                         const char *path, const char *method);
// How large may its body be, and does it say itself that it is larger?
size_t exchange_body_max(const Exchange *x);
bool exchange_says_too_large(const Exchange *x);
void exchange_add_body(Exchange *x, const char *bytes, size_t size);
// The body as fields of a form; OFFICE_OK, or the status that refuses it, with err.
OfficeStatus exchange_read_form(Exchange *x, Err *err);
// What the answer depends on: language, path, and what is asked behind it.
Str exchange_name(const Exchange *x);

#endif
