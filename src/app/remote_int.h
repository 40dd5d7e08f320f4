// app/remote_int.h - what the files of the client share
#ifndef SOFTLAW_APP_REMOTE_INT_H
#define SOFTLAW_APP_REMOTE_INT_H

#include "app/app_int.h"
#include "app/diff.h"
#include "app/remote.h"

struct Remote {
    Str address; // "https://office.example/path"
    Str token, folder;
    Str former;    // the token that was kept when one began to log in
    bool is_given; // the token came from outside and is not kept here
    size_t limit;
    int pause_milliseconds;
};

// ---- files of its own (remote_file.c) -----------------------------------------------------------

// A token as it may stand in a header.
bool remote_token_is(Str token);
// "" where nobody has logged in. ERR_INPUT where others may read the file.
bool remote_token_find(App *app, const Remote *r, Str *ret, Err *err);
bool remote_token_keep(App *app, const Remote *r, Str person, Str token, Err *err);
void remote_token_forget(App *app, const Remote *r);
// Which version of a draft a file was begun from; "" where that is not known.
Str remote_seen_find(App *app, const Remote *r, Str id, Str file);
bool remote_seen_keep(App *app, const Remote *r, Str id, Str file, Str version);

// ---- answers as views (remote_read.c) -----------------------------------------------------------

// Of an agreement whose text is known, which gives the labels. NULL and ERR_PEER where the answer
// is not what it should be.
const Settlement *remote_settlement_read(App *app, const Agreement *g, const JsonNode *answer,
                                         Err *err);
const BalanceList *remote_balance_read(App *app, const JsonNode *answer, Err *err);
const ExplanationList *remote_explanation_read(App *app, const Agreement *g, const JsonNode *answer,
                                               Err *err);
const DiffView *remote_diff_read(App *app, const JsonNode *change, Err *err);

// A name by its id, in a language; the id where the terms have none.
NameView remote_item_name(const Terms *t, Lang lang, Str id);
NameView remote_side_name(const Terms *t, Lang lang, Str id); // a party or a pool

// Records that an answer is not what it should be, and returns false.
bool remote_strange(Err *err, const char *what);
// The items of a member that must be a list; NULL with err, or *ret_count of them.
bool remote_items(const JsonNode *object, const char *name, const JsonNode **ret, size_t *ret_count,
                  Err *err);

#endif
