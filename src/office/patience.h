// office/patience.h - how long the office waits for a connection
//
// libmicrohttpd ends a connection on which nothing moves; one that sends or takes a byte now and
// then it keeps for ever, and a thousand of those would be all it has. So each connection is timed:
// from when it opens or was last answered until a whole header is there, and from then until the
// answer has gone. While many are open the office waits for less long.
#ifndef SOFTLAW_OFFICE_PATIENCE_H
#define SOFTLAW_OFFICE_PATIENCE_H

#include "base/arena.h"

#include <microhttpd.h>

typedef struct PatienceLimits {
    unsigned header_seconds, answer_seconds; // for a header; for a body and its answer
} PatienceLimits;

typedef struct PatienceOptions {
    PatienceLimits calm, pressed;
    size_t many; // from so many connections on it is pressed
    size_t room; // how many can be timed; more are not
} PatienceOptions;

typedef struct Patience Patience;
// A thread of its own looks each second, until the arena is freed; NULL where none can be had.
Patience *patience_start(Arena *a, PatienceOptions o);
// From now on nothing is cut; safe to call twice.
void patience_end(Patience *p);

// For MHD_OPTION_NOTIFY_CONNECTION, with the Patience as its closure.
void patience_notify(void *patience, struct MHD_Connection *c, void **context,
                     enum MHD_ConnectionNotificationCode code);
// A whole header is there, or an answer that never ends goes on; the answer has gone.
void patience_has_header(struct MHD_Connection *c);
void patience_is_answered(struct MHD_Connection *c);

#endif
