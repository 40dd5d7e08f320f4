// office/events.h - whoever looks is told of changes while he looks (server-sent events)
//
// A thread of its own asks twice a second, and at once after a write of this process, what has
// changed (app/change.h), and tells each stream what concerns its reader. Every 15 seconds, and
// after whatever may have ended a session, it looks whether the reader is still who he was. Long
// work tells how far it is to the streams of whoever asked for it, by their token.
#ifndef SOFTLAW_OFFICE_EVENTS_H
#define SOFTLAW_OFFICE_EVENTS_H

#include "office/office_int.h"
#include "office/seat.h"
#include "office/stream.h"

typedef struct Events Events;
// Ends with the arena; NULL with err where there is no thread or no store to be had.
Events *events_start(Arena *a, const OfficeOptions *o, Err *err);
// All streams end at once, and no more begin; safe to call twice.
void events_end(Events *e);

// Begins a stream: its answer, with what is sent first, is in *ret. OFFICE_OK, or the status that
// refuses it: there are too many. Who has too many of his own loses the oldest.
OfficeStatus events_open(Events *e, struct MHD_Connection *c, const OfficeStream *s, Str first,
                         struct MHD_Response **ret);
// Something may have changed; or besides, somebody may have logged out or lost a right.
void events_look(Events *e, bool at_sessions);
// How many there are.
size_t events_count(Events *e);

// How far the work of one request is: for AppOptions.progress, with an EventsWork as its closure.
typedef struct EventsWork {
    Events *events;
    Str token, thing;
    size_t told; // in hundredths, plus one; 0: nothing yet
} EventsWork;
void events_progress(void *work, size_t done, size_t all);
void events_progress_end(EventsWork *w);

#endif
