// office/stream.h - an answer that goes on: events for one who looks (text/event-stream)
//
// Its connection sleeps in libmicrohttpd as long as there is nothing to send, and keeps no thread.
// Who does not take what he is sent is cut. All functions are called under the lock of whoever
// holds the streams; so is, by `lock` and `unlock`, what libmicrohttpd calls.
#ifndef SOFTLAW_OFFICE_STREAM_H
#define SOFTLAW_OFFICE_STREAM_H

#include "app/people.h"

#include <microhttpd.h>

typedef struct Stream Stream;
struct Stream {
    Stream *next, **link; // among the others
    Arena *arena;
    struct MHD_Connection *connection;
    int socket;
    Str token;
    WhoView who;
    int64_t through; // the last change that was told
    Arena *waiting;  // what was not taken yet
    Buf buf;         // of it
    size_t taken;    // of the buffer
    unsigned rounds; // for which it has not been taken
    bool is_asleep, is_ended, is_cut;
    void (*lock)(void *self, bool is_wanted);
    void (*leave)(void *self, Stream *s); // its connection is gone
    void *self;
};

// What a stream begins with is copied. NULL where there is no memory for the answer.
Stream *stream_new(struct MHD_Connection *c, Str token, const WhoView *who);
void stream_free(Stream *s); // where no answer came of it
struct MHD_Response *stream_response(Stream *s);
// Send it, once the connection takes it.
void stream_add(Stream *s, Str text);
// Has its reader closed the connection? libmicrohttpd does not look while it sleeps. It ends then.
void stream_look(Stream *s);
// A round of the heartbeat: whoever has taken nothing for `most` rounds is cut.
void stream_beat(Stream *s, unsigned most);
// No more is added; what waits is still sent.
void stream_end(Stream *s);

#endif
