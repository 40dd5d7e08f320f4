// app/duty.h - who must do what by when under an agreement, in plain words
#ifndef SOFTLAW_APP_DUTY_H
#define SOFTLAW_APP_DUTY_H

#include "app/app.h"

struct Agreement; // one that was read

typedef struct DutyView {
    NameView name;
    const char *section; // "payments", "obligations" …
    Str article;         // "art_3"
    Str who, towards;    // in the reader's language; "" where the agreement does not say
    Str what, when;      // "pay … to …"; "within 30 days after the end of each month"
    Str amount;          // of a payment its formula, else what the clause says; may be ""
    Str detail;          // how well, in what way, with what proof; may be ""
    Str first, last;     // the first and the last day of the term on which it is due; may be ""
    bool is_payment;
    uint32_t source; // which item or clause of the terms
    Str *sides;      // ids of parties, pools and sets whom it concerns as bearers
    size_t side_count;
    Str *towards_sides; // and as those towards whom
    size_t towards_count;
} DutyView;

typedef struct DutyList {
    DutyView *items; // those with days first, by their first day; then in the order of the text
    size_t count;
} DutyList;

const DutyList *app_duties(App *app, const struct Agreement *g);
bool duties_json(const DutyList *l, Buf *b); // a list of objects

#endif
