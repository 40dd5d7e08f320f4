// office/send.h - an answer as libmicrohttpd sends it
#ifndef SOFTLAW_OFFICE_SEND_H
#define SOFTLAW_OFFICE_SEND_H

#include "office/kept.h"
#include "office/office_int.h"

// A tag that is the same for the same body (RFC 9110, section 8.8.3).
void send_make_tag(const OfficeAnswer *a, char ret[KEPT_TAG]);
// Does the browser have it already? (RFC 9110, section 13.1.2)
bool send_has_tag(struct MHD_Connection *c, const char *tag);
// The fields of its header: those that keep browsers safe, and what the answer itself wants.
void send_fields(Arena *a, struct MHD_Response *m, const OfficeRequest *r,
                 const OfficeAnswer *answer);
// With the fields that keep browsers safe; `tag` may be NULL. NULL where there is no memory.
struct MHD_Response *send_response(Arena *a, const OfficeRequest *r, const OfficeAnswer *answer,
                                   const char *tag);

#endif
