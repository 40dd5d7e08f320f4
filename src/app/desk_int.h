// app/desk_int.h - what the use cases of the desk share
#ifndef SOFTLAW_APP_DESK_INT_H
#define SOFTLAW_APP_DESK_INT_H

#include "app/desk.h"
#include "app/people_int.h"

static inline DeskActor desk_actor(const WhoView *who) {
    return (DeskActor){who->person, who->organisation};
}
Str desk_number(App *app, int64_t number);
DraftFinding draft_finding(App *app, const Finding *f);
DraftVersion *draft_versions(App *app, const DeskVersion *list, size_t count);
// The agreement of a version (0: the last); its findings are told.
const Agreement *desk_agreement(App *app, OpenPeople *p, Str id, int64_t version, Err *err);
// Of the version that is published; ERR_CONFLICT where none is. Its findings are not told.
const Agreement *desk_published(App *app, OpenPeople *p, Str id, Err *err);
// The facts that were confirmed, and `also` more files.
bool desk_facts_of(App *app, OpenPeople *p, Str id, const Agreement *g, const SourceText *also,
                   size_t also_count, FactFiles *ret, Err *err);
// The names and texts of those that were confirmed.
bool desk_fact_texts(App *app, OpenPeople *p, Str id, Str **ret_names, Str **ret_texts,
                     size_t *ret_count, Err *err);
bool desk_next_upload(Str *rest, int64_t *ret);
// Note a proposal and who prepared it.
bool desk_propose(App *app, OpenPeople *p, const WhoView *who, const DeskProposal *proposal,
                  int64_t *ret_number, Err *err);
// SHA-256 of what would be posted for a period; ERR_NOT_FOUND where nothing would.
bool desk_statement_hash(App *app, const Settlement *s, Str period, Str *ret, Err *err);
// Do what was approved, in the ledger; again changes nothing. *ret_result: in words of no language.
bool desk_execute(App *app, OpenPeople *p, const DeskProposal *proposal, Str *ret_result, Err *err);

// As the room below wants it: one more than is shown tells whether the list goes on.
DeskWanted desk_wanted(const ListWanted *w);
static inline size_t desk_shown(const DeskWanted *w, size_t count) {
    return count < w->limit ? count : w->limit - 1;
}

#endif
