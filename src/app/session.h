// app/session.h - where one is logged in
#ifndef SOFTLAW_APP_SESSION_H
#define SOFTLAW_APP_SESSION_H

#include "app/people.h"

typedef struct SessionView {
    Str organisation, address, via; // via: the issuer through which it began; absent: by password
    Str made_at, seen_at;
    bool has_factor, is_this;
} SessionView;
typedef struct SessionList {
    SessionView *items; // the oldest first
    size_t count;
} SessionList;
bool app_sessions(App *app, OpenPeople *p, Str token, SessionList *ret, Err *err);
// All others end.
bool app_sessions_end(App *app, OpenPeople *p, Str token, Err *err);
bool session_list_json(const SessionList *l, Out *out);

#endif
