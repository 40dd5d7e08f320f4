// app/app_int.h - what the use cases share: the App's inside, agreements ready to run, words
#ifndef SOFTLAW_APP_APP_INT_H
#define SOFTLAW_APP_APP_INT_H

#include "agree/agree.h"
#include "app/app.h"
#include "app/diff.h"
#include "app/explain.h"
#include "app/settle.h"
#include "base/json.h"
#include "coverage/coverage.h"
#include "eval/eval.h"
#include "lint/lint.h"
#include "settle/settle.h"

typedef struct SourceText {
    Str file, text;
} SourceText;

struct App {
    Arena *arena;
    AppOptions options;
    Findings findings;
    const LintWords *lint_words; // made at first use: lint_words_of
    struct SourceTexts {
        SourceText *items;
        size_t count, capacity;
    } sources;
};

// ---- agreements and facts (load.c) --------------------------------------------------------------

typedef struct Agreement {
    SourceText source;
    const Document *document;
    const Terms *terms;
    const Rulebook *rulebook; // NULL after load_rules where the terms have not changed
    bool is_sound;            // without errors: may be evaluated
    struct RuleFaults {       // what was found wrong with the rules
        Finding *items;
        size_t count;
        bool is_whole; // all were kept
    } rule_faults;
} Agreement;

// Read a text and remember it by its name, for showing a line of it.
bool load_text(App *app, Str path, Str *ret, Err *err);
// Read and compile; NULL only if the file cannot be read.
const Agreement *load_agreement(App *app, Str path, Err *err);
// The same of a text at hand, `name` being its file's.
const Agreement *load_agreement_text(App *app, Str name, Str text);
// The same of the next version of a text, in two steps; `before` may be NULL. What has not changed
// is not read again.
Agreement *load_terms(App *app, Str name, Str text, const Agreement *before);
void load_rules(App *app, Agreement *g, const Agreement *before);

// Where the terms are those of the version before, its findings about the rules hold: take them
// over. False if the rules must be compiled (again.c).
bool rules_take(App *app, Agreement *g, const Agreement *before);

typedef struct FactFiles {
    FactTable *table;
    Facts facts;       // of the table
    SourceText *files; // as read, in order
    size_t count;
    bool is_sound;
} FactFiles;

bool load_facts(App *app, const Agreement *g, const Inputs *inputs, FactFiles *ret, Err *err);
// The same of texts at hand.
bool load_facts_text(App *app, const Agreement *g, const SourceText *files, size_t count,
                     FactFiles *ret, Err *err);
// More of them, which stand instead of those that are there: what if?
bool load_facts_instead(App *app, FactFiles *files, const SourceText *instead, size_t count,
                        Err *err);
// The last day to settle as an option of eval; false with err if it is no date.
bool load_eval_options(App *app, const Inputs *inputs, EvalOptions *ret, Err *err);

// ---- checking (check.c) -------------------------------------------------------------------------

// What check found out about a text, beside the findings.
typedef struct Checked {
    const Agreement *agreement;
    const LintReport *lint;
    const AgreeMemory *agree;
    const ContentReport *contents;
} Checked;

// By what texts are judged, made once for many of them. The kinds are those that softlaw brings
// along, which are compiled in: no file is read.
typedef struct CheckLists {
    const LintWords *lint;
    Kinds *kinds;
} CheckLists;

// `before` is what was found out about an earlier version, which is then still there, or NULL: what
// has not changed is not judged again. The findings are the same either way.
const Checked *check_text(App *app, SourceText source, const CheckLists *lists,
                          const Checked *before);

// ---- wording (lint.c) ---------------------------------------------------------------------------

const LintWords *lint_words_of(App *app);
struct LintView lint_view(Str id, Str heading, const LintScore *s);

// ---- settlements (settle.c) ---------------------------------------------------------------------

struct Settlement {
    App *app;
    const Agreement *agreement;
    const Outcome *outcome; // NULL where the agreement has errors, or the lines come from a ledger
    const LineView *lines[2]; // of a ledger, by language
    size_t line_count;
    const ResidueView *residues[2];
    size_t residue_count;
    Str *periods;
    size_t *starts; // the first line of each period, and the end
    size_t period_count;
};

// Settle an agreement that was read; it must be sound. NULL with err on failure.
const Settlement *settle_agreement(App *app, const Agreement *g, const Inputs *inputs, Err *err);
// The same on facts that were read.
const Settlement *settle_facts(App *app, const Agreement *g, const FactFiles *files,
                               const Inputs *inputs, Err *err);
LineView line_in(Arena *a, const Settlement *s, size_t index, Lang lang);
ResidueView residue_in(Arena *a, const Settlement *s, size_t index, Lang lang);

// ---- two versions (diff_effect.c) ---------------------------------------------------------------

typedef struct DiffPair {
    const Agreement *agreements[2]; // before, after; both sound
    const Inputs *inputs;           // facts and the last day to settle
} DiffPair;
const DiffView *diff_agreements(App *app, const DiffPair *pair, Err *err); // diff.c
bool diff_effect(App *app, const DiffPair *pair, DiffView *v, Err *err);
// What the second of two settlements pays more or less than the first: the part `has_effect` tells.
bool diff_settlements(App *app, const Settlement *const pair[2], DiffView *v, Err *err);
void diff_effect_json(App *app, Buf *b, const DiffView *v); // ,"payments":…

// ---- explaining (explain.c) ---------------------------------------------------------------------

// NULL with err if nothing matches the question.
const ExplanationList *explain_run(App *app, const Agreement *g, Facts facts,
                                   const Outcome *outcome, ExplainQuestion q, Err *err);

// ---- the ledger (store.c) -----------------------------------------------------------------------

struct AppGates {
    StoreGate *ledger, *people;
};
struct OpenLedger {
    Store *store;
};
typedef enum LedgerUse { LEDGER_READ, LEDGER_WRITE, LEDGER_CREATE } LedgerUse;
Store *ledger_open(App *app, Str db, LedgerUse use, Err *err);
Str now_text(App *app); // "2024-01-31T12:00:00Z"
// The text that a run was computed from; its findings are not told again.
const Agreement *ledger_agreement(App *app, Store *s, int64_t run, Err *err);
// Settle a sound agreement on facts that were read, and post each period (post.c). NULL without an
// error where that finds errors.
struct PostRequest;
const struct PostList *post_facts(App *app, Store *s, const Agreement *g, const FactFiles *files,
                                  const struct PostRequest *r, Err *err);
// Its text becomes a record, if it is none yet.
bool post_text(App *app, Store *s, const Agreement *g, Err *err);
typedef struct RunList {
    Run *items;
    size_t count;
} RunList;
// The runs that hold, of one agreement (absent = the only one) and period (absent = all). At least
// one, or ERR_NOT_FOUND.
bool ledger_runs(App *app, Store *s, Str agreement, Str period, RunList *ret, Err *err);

// ---- words --------------------------------------------------------------------------------------

// Label in a language, else the id.
NameView name_of(Lang lang, Str id, const Localised *label);
NameView name_of_item(const Terms *t, Lang lang, uint32_t item);
NameView name_of_actor(const Terms *t, Lang lang, const PayActor *actor);
// "九里/CODMn"; "" where the item has no sets.
Str member_text(Arena *a, const Terms *t, const Outcome *o, const Item *item,
                const uint32_t *members);
// Members from "九里/CODMn"; false if there is no such member.
bool member_find(const Terms *t, Facts facts, const Item *item, Str text,
                 uint32_t members[LIMIT_SET_DIMENSIONS]);
// Is `published`, given to so many decimals, a fair rounding of `exact`?
bool amount_is_match(Dec exact, Dec published, int decimals);
// An item by its id or by one of its labels.
bool item_find(const Terms *t, Str word, uint32_t *ret_item);
const char *item_kind_name(ItemKind kind);

// ---- pages --------------------------------------------------------------------------------------

// Members of objects beside those of base/json.h; an absent message becomes null.
void json_add_message(const App *app, Buf *b, const char *name, Message message);
void json_add_place(Buf *b, Place place);
// The members of a finding's object.
void json_add_finding(const App *app, Buf *b, const Finding *f);

// ---- what an agreement defines (show.c) ---------------------------------------------------------

struct AgreementView;
// Of one that was loaded; never NULL.
const struct AgreementView *show_agreement(App *app, const Agreement *g);
// Of a text at hand, which goes by the id in `cited`: "coal-2023", or "coal-2023#art_3".
const struct AgreementView *show_text(App *app, Str text, Str cited, Err *err);

// ---- its words (portal.c) -----------------------------------------------------------------------

struct PortalProvision;
// What stands in the document, as pages show it.
struct PortalProvision *provisions_of(App *app, const Document *d, size_t *ret_count);

// ---- HTML (html.c) ------------------------------------------------------------------------------

// Append a template; each {} is filled by the next value, escaped. There is no way to fill in
// markup: what is markup is added with buf_add and comes from the program or from text_html.
#define HTML(b, ...) HTML_(b, __VA_ARGS__, (Str){NULL, 0})
#define HTML_(b, template, ...)                                                                    \
    html_fill((b), (template), (const Str[]){__VA_ARGS__},                                         \
              sizeof((const Str[]){__VA_ARGS__}) / sizeof(Str) - 1)
void html_fill(Buf *b, const char *template, const Str *values, size_t count);
// A text of the program in every language, of which the page shows one or both.
void html_add_both(Buf *b, const char *english);
// The same of a name; once where it is alike in both.
void html_add_names(Buf *b, Str english, Str chinese);

#endif
