// office/kept.h - answers that are kept until something is recorded
#ifndef SOFTLAW_OFFICE_KEPT_H
#define SOFTLAW_OFFICE_KEPT_H

#include "base/str.h"

#include <microhttpd.h>

typedef struct Kept Kept;
Kept *kept_new(Arena *a); // closes with the arena

enum { KEPT_TAG = 2 + 32 + 1 }; // of an ETag: quotes and 32 hex digits
typedef struct KeptAnswer {
    struct MHD_Response *response;
    unsigned status;
    char tag[KEPT_TAG];
} KeptAnswer;

typedef enum MHD_Result KeptSend(struct MHD_Connection *c, const KeptAnswer *a);
// Send what is kept under `name` for a log of `size` records; false where there is nothing.
bool kept_send(Kept *k, Str name, int64_t size, struct MHD_Connection *c, KeptSend *send,
               enum MHD_Result *ret);
// The response becomes the table's.
void kept_add(Kept *k, Str name, int64_t size, KeptAnswer answer);

#endif
