// app/app.h - what a person can do with softlaw: the App that every use case works in
//
// The doors (cli, web, lsp) call the use cases and print what comes back; they see no other room
// but base. Each group of use cases has a header of its own, and a door's file includes those it
// calls. Results are plain views whose texts are in the App's language. Everything lives in the
// App's arena.
//
//     App *app = app_new(a, (AppOptions){.sys = sys_from_environment(a)});
//     const Settlement *s = app_settle(app, &(Inputs){.agreement = STR("coal.md")}, err);
//     if (!s) return print(err);             // unreadable
//     print(app_findings(app));              // faults in the text or in the facts
//     settlement_json(s, out);
//
//     before anyone signs    draft check lint coverage review diff show convert document incentive
//     money                  settle compare explain ledger
//     engines                feel dmn dmn_edit game evolve
#ifndef SOFTLAW_APP_APP_H
#define SOFTLAW_APP_APP_H

#include "base/dec.h"
#include "base/lang.h"
#include "base/message.h"
#include "base/sys.h"

typedef struct App App;

// Threads that write to one ledger, or to its people, do so in the order in which they come: made
// once for a ledger, and given to each App. Ends with the arena, after those Apps.
typedef struct AppGates AppGates;
AppGates *app_gates_new(Arena *a);

typedef struct AppOptions {
    Sys *sys; // clock, randomness, disk
    Lang lang;
    void (*progress)(void *self, size_t done, size_t all); // of long work; may be NULL
    void *progress_self;
    Str zone;        // in which times are told, a name of the IANA database; absent: UTC
    size_t threads;  // at most so many at once; 0 and 1 = one
    AppGates *gates; // of a ledger that many threads work on; NULL: none
} AppOptions;

App *app_new(Arena *a, AppOptions options);
int64_t app_now(const App *app); // seconds since 1970
// Tell times in this zone from now on.
void app_set_zone(App *app, Str zone);
// "2026-01-31 12:00", and " +08:00" where a zone is set.
Str app_time_text(App *app, int64_t seconds);
// Faults found in texts and facts so far, by place.
const Findings *app_findings(App *app);
// The text of a file that was read, for showing a line of it; absent if unknown.
Str app_source(const App *app, Str file);

// A word of the agreement: its id, and its label in the App's language (or the id).
typedef struct NameView {
    Str id, label;
} NameView;

// Digits in threes: "63,400,000"; at least `places` digits after the point.
Str amount_text(Arena *a, Dec amount, int places);

// Where a page goes: text collects in `buf` and `write` takes it when it has grown.
typedef struct Out {
    Buf buf;
    bool (*write)(void *self, Str text, Err *err);
    void *self;
    Err *err;
    bool has_failed;
} Out;

// Hand on what has collected: if there is much of it, or in any case. False once writing failed.
bool out_spill(Out *o);
// Hand on a text of its own behind what has collected.
bool out_pass(Out *o, Str text);
bool out_end(Out *o);

// {"file","line","column","severity","rule","message","hint"} …
void findings_json(App *app, Buf *b);

#endif
