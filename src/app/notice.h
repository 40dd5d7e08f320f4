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
// Which are wanted: of a kind, or of all that begin with it and a hyphen ("waits"); before a
// number; at most so many. What is absent or 0 wants all, and NOTICE_PAGE at most.
typedef struct NoticeWanted {
    Str kind;
    int64_t before;
    size_t limit;
} NoticeWanted;
// Those for him, as member of the organisation for which he works now.
bool app_notices(App *app, OpenPeople *p, const WhoView *who, NoticeWanted w, NoticeList *ret,
                 Err *err);
// All up to this number were read; again changes nothing.
bool app_notices_read(App *app, OpenPeople *p, const WhoView *who, int64_t through, Err *err);
bool notice_list_json(const NoticeList *l, Out *out);

// Warn of what falls due under published agreements in 30, 7 and 1 days or less, once each; and of
// payments that were due and are not posted: first who prepares payments, after a week who signs.
bool app_notice_deadlines(App *app, OpenPeople *p, Err *err);

// ---- where notices go besides -------------------------------------------------------------------

typedef struct ChannelView {
    int64_t number;
    Str kind, address, language; // "mail" of a person, "hook" of an organisation
    bool is_daily;               // collected for a day
} ChannelView;
typedef struct ChannelList {
    ChannelView *items;
    size_t count;
} ChannelList;
// His own; and those of his organisation, where he may manage its people.
bool app_channels(App *app, OpenPeople *p, const WhoView *who, ChannelList *ret, Err *err);
// Mail for himself, in the App's language.
bool app_channel_mail(App *app, OpenPeople *p, const WhoView *who, Str address, bool is_daily,
                      int64_t *ret_number, Err *err);
// A program of his organisation is called (courier/courier.h); who may is "manage-people". The
// secret by which the calls are signed is told once. http and private addresses only where the
// office is run so (`is_local_allowed`, the same as in NoticeSending).
bool app_channel_hook(App *app, OpenPeople *p, const WhoView *who, Str url, bool is_local_allowed,
                      Str *ret_secret, int64_t *ret_number, Err *err);
bool app_channel_end(App *app, OpenPeople *p, const WhoView *who, int64_t number, Err *err);

typedef struct NoticeSending {
    Str smtp, user, password; // "smtp://127.0.0.1:25"
    Str from;                 // an address
    bool is_local_allowed;    // programs at private addresses may be called, too
    long seconds;             // for each; 0 = as the courier has it
} NoticeSending;
typedef struct NoticeSent {
    size_t sent, later, failed; // notices
} NoticeSent;
// Sends what is due, one mail for all that a person is to get now. What fails is tried again, later
// and later, for two days. Where the machine falls between sending and noting it, it is sent again
// under the same id.
bool app_notice_send(App *app, OpenPeople *p, const NoticeSending *how, NoticeSent *ret, Err *err);

#endif
