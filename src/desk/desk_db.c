// desk/desk_db.c - the tables of the desk in a store; what its files share
#include "desk/001_desk.sql.h"
#include "desk/002_notice.sql.h"
#include "desk/003_witness.sql.h"
#include "desk/004_change.sql.h"
#include "desk/desk_int.h"

static const Migration MIGRATIONS[] = {{"desk/001_desk", sql_001_desk},
                                       {"desk/002_notice", sql_002_notice},
                                       {"desk/003_witness", sql_003_witness},
                                       {"desk/004_change", sql_004_change}};

Desk *desk_open(Arena *a, Store *s, Sys *sys, Err *err) {
    if (!store_migrate(s, MIGRATIONS, sizeof MIGRATIONS / sizeof MIGRATIONS[0], err)) return NULL;
    Desk *d = ARENA_NEW(a, Desk);
    *d = (Desk){s, sys};
    return d;
}

bool words_check(Str text, size_t most, Message why, Err *err) {
    if (!str_trim(text).size) return err_set(err, ERR_INPUT, why, NO_MSG);
    return text.size <= most || err_set(err, ERR_LIMIT, MSG("this text is too long"), NO_MSG);
}

Str words_pattern(Arena *a, Str words) {
    Buf b = {.arena = a};
    buf_add_byte(&b, '%');
    for (size_t i = 0; i < words.size; i++) {
        bool is_own = strchr("%_!", words.at[i]) != NULL && words.at[i];
        if (is_own) buf_add_byte(&b, '!');
        buf_add_byte(&b, words.at[i] == ' ' ? '%' : words.at[i]);
    }
    buf_add_byte(&b, '%');
    return buf_str(&b);
}

bool query_number(Query *q, int64_t *ret, Err *err) {
    *ret = query_next(q) ? query_int(q, 0) : 0;
    return query_end(q, err);
}

bool desk_run(Desk *d, Query *q, Err *err) {
    bool done = store_begin(d->store, err) && query_run(q, err) && store_commit(d->store, err);
    store_rollback(d->store);
    return done;
}
