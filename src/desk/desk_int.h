// desk/desk_int.h - what the files of this room share
#ifndef SOFTLAW_DESK_DESK_INT_H
#define SOFTLAW_DESK_DESK_INT_H

#include "desk/desk.h"

struct Desk {
    Store *store;
    Sys *sys;
};

static inline int64_t desk_now(const Desk *d) {
    return sys_now(d->sys) / 1000000;
}

// A text that people write: not empty, not too long. `what` names it in the message.
bool words_check(Str text, size_t most, Message why, Err *err);
// The number of the row that was made, from `… RETURNING number`.
bool query_number(Query *q, int64_t *ret, Err *err);
// What stands in a notice's sentence, from how it is kept.
void notice_words(Arena *a, Str body, DeskNotice *ret);
// Words as a pattern of LIKE … ESCAPE '!': they stand in this order.
Str words_pattern(Arena *a, Str words);
// One statement as a transaction.
bool desk_run(Desk *d, Query *q, Err *err);

#endif
