// app/what_if.h - what payments would be if facts were others
//
// Nothing is kept: the confirmed facts of a draft stay as they are. Its text is that of a version,
// so that a clause can be tried before it is published.
#ifndef SOFTLAW_APP_WHAT_IF_H
#define SOFTLAW_APP_WHAT_IF_H

#include "app/diff.h"
#include "app/people.h"

// A fact that may be moved. `key` names it: "quantity,member,period", a row of CSV, with members of
// several sets parted by "/".
typedef struct WhatIfFact {
    Str key;
    NameView quantity;
    Str member, period, unit;
    Str value; // in FEEL, as the confirmed facts have it
    Str given; // what is asked about; the same where nothing is
} WhatIfFact;

typedef struct WhatIfQuestion {
    Str id;
    int64_t version;          // of the text; 0: the last
    const Str *keys, *values; // facts that are others
    size_t count;
    Str facts; // more of them, as CSV or JSON; absent: none
} WhatIfQuestion;

typedef struct WhatIfView {
    Str title;
    WhatIfFact *facts;
    size_t fact_count;
    bool is_cut;          // there are more facts than are listed (LIMIT_WHAT_IF_FACTS)
    bool is_settled;      // both could be settled; if not, the findings say why
    const DiffView *diff; // what changes: payments, sides, transfers
} WhatIfView;
const WhatIfView *app_what_if(App *app, OpenPeople *p, const WhatIfQuestion *q, Err *err);
// {"draft", "facts": [{"key", "quantity", "label", "member", "period", "unit", "value", "given"}],
// "settled", what changes as diff_json tells it, "findings"}
bool what_if_json(App *app, const WhatIfQuestion *q, const WhatIfView *v, Out *out);

#endif
