// app/portal_int.h - what the files on what is published share
#ifndef SOFTLAW_APP_PORTAL_INT_H
#define SOFTLAW_APP_PORTAL_INT_H

#include "app/app_int.h"
#include "app/portal.h"
#include "find/find.h"

// The last version of an agreement: its words and terms; rules are not compiled.
typedef struct PortalReading {
    App *app;
    Store *store;
    AgreementInfo info;
    const Agreement *agreement;
} PortalReading;
bool portal_read(App *app, const Portal *p, Str id, PortalReading *ret, Err *err);
// A version's text, read; what is wrong with it was said before it was recorded.
const Agreement *portal_recorded(App *app, Store *s, Str version, bool has_rules, Err *err);
// Add what falls due under it, with what was posted.
bool portal_add_calendar(const PortalReading *r, const Portal *p, CalendarWindow w, Calendar *c,
                         Err *err);

// What is found, brought up to date with the ledger in steps: *ret_is_whole is false where more was
// recorded than one step looks through.
Find *portal_find(App *app, const Portal *p, bool *ret_is_whole, Err *err);

#endif
