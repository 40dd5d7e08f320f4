// app/incentive_int.h - what the files of softlaw incentive share: names and numbers in one
// language
#ifndef SOFTLAW_APP_INCENTIVE_INT_H
#define SOFTLAW_APP_INCENTIVE_INT_H

#include "app/game_int.h"
#include "app/incentive.h"
#include "incentive/incentive.h"

typedef struct Teller {
    Reporter reporter;
    const IncentiveView *view;
    const Incentive *result;
    const Scenario *scenario;
    const Terms *terms;
} Teller;

// What is asked for, from its words.
bool incentive_options(const App *app, const IncentiveQuestion *q, IncentiveOptions *ret, Err *err);

// ---- names and numbers (incentive_words.c) ------------------------------------------------------

Str tell_label(const Teller *t, const Localised *label, Str id);
Str tell_party(const Teller *t, size_t party);
Str tell_action(const Teller *t, size_t action);
Str tell_variable(const Teller *t, size_t variable);
Str tell_article(const Teller *t, uint32_t provision); // "Article 1", "第一条"
Str tell_percent(const Teller *t, double share);
Str tell_interval(const Teller *t, Interval i); // "37.2 % (35.9–38.5 %)"; "100.0 %" if certain
Str tell_money(const Teller *t, double amount); // in the agreement's currency, to the whole unit
Str tell_number(const Teller *t, double value); // a few significant digits
Str tell_swing(const Teller *t, const Swing *w);
// "performs", or the action that a strategy of the game of one period is.
Str tell_strategy(const Teller *t, size_t party, size_t choice);
Str tell_count(const Teller *t, uint64_t count);
Str tell_period(const Teller *t, size_t period); // "14 (2026-02)"

// A whole sentence of the catalogue: SAID(N_("{1} keeps it."), name).
#define SAID(text, ...) ((Message){text, {__VA_ARGS__}})
#define PLAIN(sentence) ((Message){.text = (sentence)})

// ---- the report ---------------------------------------------------------------------------------

void tell_sentences(Teller *t); // incentive_say.c
void tell_tables(Teller *t);    // incentive_table.c
// incentive_alike.c; false where the parties are not said to be alike
bool tell_alike(Teller *t);
void tell_alike_table(Teller *t);
void json_add_alike(Buf *b, const Incentive *result, size_t parties);
size_t told_parties(const Teller *t); // of parties that are alike the first only
// incentive_coalitions.c
void tell_coalitions(Teller *t);
void tell_coalition_table(Teller *t);
void json_add_coalitions(Buf *b, const Incentive *result, const Terms *terms);

// The search for numbers with which it is kept (incentive_command.c); "" where there are none.
Str incentive_design_command(Arena *a, const IncentiveView *v);

const char *verdict_name(Verdict v);
const char *variant_name(IncentiveVariant v); // "grim" …

#endif
