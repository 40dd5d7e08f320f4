// app/portal.h - what an office publishes: agreements, what they ask of whom, statements, proofs
#ifndef SOFTLAW_APP_PORTAL_H
#define SOFTLAW_APP_PORTAL_H

#include "app/calendar.h"
#include "app/diff.h"
#include "app/seal.h"
#include "app/settle.h"
#include "app/show.h"

// What the server works with. Opened once; each request has an App of its own.
typedef struct Portal {
    Str db;
    const OpenKey *key; // of the log; NULL: nothing is signed
    Str witnesses;      // public keys of those who watch it, a line each; absent: none
    Str tiles;          // where regions stand on the map (app/tiles.h); absent: that of China
} Portal;
// Brings the store's tables up to date, before it is only read.
bool app_portal_prepare(App *app, Str db, Err *err);

// Whether anything was recorded since: the number of records. A connection of its own, for one
// thread at a time; closes with the arena.
typedef struct PortalWatch PortalWatch;
PortalWatch *portal_watch(Arena *a, Str db, Err *err);
bool portal_watch_size(PortalWatch *w, int64_t *ret, Err *err);

// ---- agreements ---------------------------------------------------------------------------------

typedef struct PortalRow {
    Str id, version, at;     // at: when it was recorded
    Str title, parties;      // in the reader's language
    Str titles[2], language; // by Lang; language: of its words
    bool is_settled;         // a run of it holds
    Str first_day, last_day; // last_day "": open-ended
} PortalRow;
typedef struct PortalList {
    PortalRow *items;
    size_t count;
    Str next; // the id to go on behind; "" at the end
} PortalList;
enum { PORTAL_PAGE = 50 };
// In order of id, behind `after` ("" = from the start), `limit` of them: 1 … PORTAL_PAGE.
const PortalList *app_portal_list(App *app, const Portal *p, Str after, size_t limit, Err *err);
// What was recorded last, the latest first; also former versions.
const PortalList *app_portal_news(App *app, const Portal *p, size_t limit, Err *err);
bool portal_list_json(const PortalList *l, Out *out);

typedef struct PortalProvision {
    Str id, heading, html, terms; // html of its words; terms "" where it has none
} PortalProvision;
typedef struct PortalSignature {
    Str signer;
    int64_t record;
} PortalSignature;
typedef struct PortalAgreement {
    Str version, at; // of the last version, and when it was recorded
    Str language;    // of its words
    const AgreementView *view;
    const DutyList *duties;
    PortalProvision *provisions;
    size_t provision_count;
    PortalSignature *signatures;
    size_t signature_count;
    size_t version_count;
    Str *periods; // that have been settled
    size_t period_count;
} PortalAgreement;
const PortalAgreement *app_portal_agreement(App *app, const Portal *p, Str id, Err *err);
bool portal_agreement_json(App *app, const PortalAgreement *a, Out *out);

// Its text as it was recorded.
bool app_portal_text(App *app, const Portal *p, Str id, Str *ret, Err *err);
// As Akoma Ntoso.
bool app_portal_akn(App *app, const Portal *p, Str id, Out *out, Err *err);

// ---- deadlines (portal_calendar.c) --------------------------------------------------------------

// What falls due under an agreement, with the amounts that were posted.
const Calendar *app_portal_calendar(App *app, const Portal *p, Str id, CalendarWindow w, Err *err);
// The same under all agreements that concern a region and a kind, as app_portal_for; of the first
// hundred of them.
const Calendar *app_portal_calendar_for(App *app, const Portal *p, Str place, Str kind,
                                        CalendarWindow w, Err *err);

// ---- versions (portal_diff.c) -------------------------------------------------------------------

typedef struct VersionView {
    Str version, at; // SHA-256 of the text; when it was recorded
} VersionView;
typedef struct PortalDiff {
    NameView agreement;
    Str language;          // of its words
    VersionView *versions; // the latest first
    size_t count;
    VersionView before, after;
    const DiffView *view; // NULL where there is but one version
    Str period;           // whose facts the effect was computed on; "" where there is none
} PortalDiff;
// Two versions, by their SHA-256 or its first eight digits or more; "" = the last two. With what
// the change does to payments, on the facts of the last run.
const PortalDiff *app_portal_diff(App *app, const Portal *p, Str id, Str before, Str after,
                                  Err *err);

// ---- finding (portal_find.c, portal_for.c) ------------------------------------------------------

typedef struct SearchHit {
    Str agreement, title, article, heading;
    Str before, match, after; // of the provision's words
} SearchHit;
enum { SEARCH_PAGE = 20 };
typedef struct SearchResult {
    SearchHit *items;
    size_t count;
    bool has_more;
    bool is_partial; // what was recorded lately is still being looked through
} SearchResult;
const SearchResult *app_portal_search(App *app, const Portal *p, Str words, int64_t skip, Err *err);
bool search_json(const SearchResult *r, Out *out);

// Regions, and what else one may be asked by: roles of regions, those whom facts name, kinds of
// agreements; each with how many agreements it concerns.
typedef struct KnownView {
    NameView name;
    Str names[2]; // by Lang
    int64_t count;
} KnownView;
typedef struct KnownList {
    KnownView *items;
    size_t count;
} KnownList;
typedef struct Whom {
    KnownList places, roles, members, kinds;
} Whom;
const Whom *app_portal_whom(App *app, const Portal *p, Err *err);

// What an agreement asks of one who is there, gives to him, or computes for him.
typedef struct ForAgreement {
    NameView agreement;
    DutyList must, gets, about;
} ForAgreement;
enum { FOR_PAGE = 20 };
typedef struct ForList {
    ForAgreement *items;
    size_t count;
    Str next; // the id to go on behind; "" at the end
    bool is_partial;
} ForList;
// `place` a region and `kind` a role, set or kind of agreement, each by id or name; "" = any.
const ForList *app_portal_for(App *app, const Portal *p, Str place, Str kind, Str after, Err *err);
bool for_json(const ForList *l, Out *out);

// ---- the map (portal_map.c) ---------------------------------------------------------------------

typedef struct PortalPair {
    size_t from, to; // indexes of places
    int64_t count;   // of agreements that bind both
} PortalPair;
typedef struct PortalMap {
    KnownList places;
    bool *is_placed; // by place: it stands on the map
    PortalPair *pairs;
    size_t pair_count;
    Str map, graph; // SVG; graph "" where there is nobody
} PortalMap;
const PortalMap *app_portal_map(App *app, const Portal *p, Err *err);
bool map_json(const PortalMap *m, Out *out);
// Reads the map that the office is to use; refuses what is none.
bool app_portal_tiles(App *app, Str path, Str *ret, Err *err);

#endif
