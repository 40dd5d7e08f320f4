// app/change.h - what has changed on the desk, for those who are told of it while they look
//
// A change tells that something is new, not what: who is told asks for it as anybody does, so that
// rights are looked at there once more. Numbers grow; the last few thousand changes are kept, for
// whoever was cut off.
#ifndef SOFTLAW_APP_CHANGE_H
#define SOFTLAW_APP_CHANGE_H

#include "app/people.h"

typedef struct ChangeView {
    int64_t number;
    Str kind, thing; // "draft", "proposal", "facts", "remark", "settlement", "notice"; a draft's id
    Str person, organisation, relation; // whom it concerns, see app_change_is_for
} ChangeView;
typedef struct ChangeList {
    ChangeView *items; // a row for each whom it concerns, by number
    size_t count;
    int64_t through; // the last number that was looked at
    bool is_broken;  // some that came before are no longer kept
} ChangeList;
// Those after a number, in order; not all of them where they are many.
bool app_changes(App *app, OpenPeople *p, int64_t after, ChangeList *ret, Err *err);
// The number of the last change; 0: there was none yet.
bool app_change_last(App *app, OpenPeople *p, int64_t *ret, Err *err);
bool app_change_is_for(const ChangeView *c, const WhoView *who);

#endif
