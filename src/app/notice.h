// app/notice.h - what people and organisations are told, in the office and outside of it
//
// A notice is kept as a kind and what stands in its sentence, so that each reader has it in his
// language. Who is told follows from what he may do (app/people.h) at the time. What goes out by
// mail or to programs waits in the store beside it until it was sent.
#ifndef SOFTLAW_APP_NOTICE_H
#define SOFTLAW_APP_NOTICE_H

#include "app/people.h"

typedef struct NoticeView {
    int64_t number;
    Str kind, thing; // "remark", and the draft's id
    Str text, at;    // in the App's language; "2026-01-31 12:00"
    bool is_read;
} NoticeView;
typedef struct NoticeList {
    NoticeView *items; // the latest first
    size_t count;
    int64_t unread; // of all
    int64_t next;   // the number to go on before; 0 at the end
} NoticeList;
enum { NOTICE_PAGE = 50 };
// Those for him, as member of the organisation for which he works now.
bool app_notices(App *app, OpenPeople *p, const WhoView *who, int64_t before, NoticeList *ret,
                 Err *err);
// All up to this number were read; again changes nothing.
bool app_notices_read(App *app, OpenPeople *p, const WhoView *who, int64_t through, Err *err);
bool notice_list_json(const NoticeList *l, Out *out);

// Warn of what falls due under published agreements in 30, 7 and 1 days or less, once each; and of
// payments that were due and are not posted: first who prepares payments, after a week who signs.
bool app_notice_deadlines(App *app, OpenPeople *p, Err *err);

#endif
