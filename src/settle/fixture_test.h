// settle/fixture_test.h - for this room's tests: a store in a folder of its own, statements by hand
#ifndef SOFTLAW_SETTLE_FIXTURE_TEST_H
#define SOFTLAW_SETTLE_FIXTURE_TEST_H

#include "settle/settle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define AT STR("2022-03-01T09:00:00Z")
#define TEXT STR("# Article 1\n\nThe downstream side pays.\n")
#define FACTS STR("quantity,period,value\nclass,2021,2\n")

typedef struct Fixture {
    Arena *arena;
    char folder[32];
    Str path;
    Store *store;
    Str version, facts;
} Fixture;

static inline Dec dec(const char *text) {
    Dec d = DEC_ZERO;
    assert_true(dec_from_text(str_from(text), &d, NULL));
    return d;
}

static inline void open_books(Fixture *f) {
    Err err = {0};
    f->store = settle_open(f->arena, f->path, (StoreOptions){.may_create = true}, &err);
    assert_non_null(f->store);
}

static inline int make_books(void **state) {
    Arena *a = arena_new();
    Fixture *f = ARENA_NEW(a, Fixture);
    *f = (Fixture){.arena = a, .folder = "/tmp/softlaw-XXXXXX"};
    assert_non_null(mkdtemp(f->folder));
    f->path = str_fmt(f->arena, "%s/books", f->folder);
    open_books(f);
    SourceFile text = {STR("agreement.md"), TEXT}, facts = {STR("facts.csv"), FACTS};
    f->version = sha256_hex(f->arena, sha256_of(TEXT));
    AgreementInfo info = {
        .id = STR("river"), .version = f->version, .label = STR("2021"), .title = STR("River")};
    assert_true(settle_add_agreement(f->arena, f->store, info, text, AT, NULL));
    assert_true(settle_add_facts(f->arena, f->store, facts, AT, &f->facts, NULL));
    *state = f;
    return 0;
}

static inline int end_books(void **state) {
    Fixture *f = *state;
    static const char *const ENDS[] = {"", "-wal", "-shm"};
    store_close(f->store);
    for (size_t i = 0; i < 3; i++)
        unlink(str_c(f->arena, str_fmt(f->arena, "%.*s%s", STR_ARG(f->path), ENDS[i])));
    assert_int_equal(rmdir(f->folder), 0);
    arena_free(f->arena);
    return 0;
}

static inline Side party(const char *id) {
    return (Side){SIDE_PARTY, STR(""), str_from(id)};
}
static inline Side pool(const char *id) {
    return (Side){SIDE_POOL, STR(""), str_from(id)};
}

static inline StatementLine pays(const char *item, Side from, Side to, const char *amount,
                                 const char *currency) {
    return (StatementLine){
        .kind = LINE_PAYMENT,
        .item = str_from(item),
        .from = from,
        .to = to,
        .amount = dec(amount),
        .currency = str_from(currency),
        .due = STR("2022-03-31"),
        .exact = str_from(amount),
    };
}

static inline Statement statement_of(Fixture *f, const char *period, const StatementLine *lines,
                                     size_t count) {
    Str *facts = arena_copy(f->arena, &f->facts, sizeof f->facts);
    return (Statement){
        .agreement = STR("river"),
        .version = f->version,
        .period = str_from(period),
        .facts = facts,
        .fact_count = 1,
        .lines = arena_copy(f->arena, lines, count * sizeof *lines),
        .line_count = count,
    };
}

// A statement of one payment.
static inline Statement one_line(Fixture *f, const char *period, const char *amount) {
    StatementLine line = pays("basic", party("shandong"), party("henan"), amount, "CNY");
    return statement_of(f, period, &line, 1);
}

static inline PostResult post_as(Fixture *f, const Statement *st, const char *key,
                                 bool is_correction) {
    PostResult result;
    PostOptions options = {AT, str_from(key), is_correction};
    assert_true(settle_post(f->arena, f->store, st, options, &result, NULL));
    return result;
}
static inline PostResult post(Fixture *f, const Statement *st) {
    return post_as(f, st, "", false);
}
static inline PostResult correct(Fixture *f, const Statement *st) {
    return post_as(f, st, "", true);
}

// The balance as text; "none" if there is no such account.
static inline Str balance_of(Fixture *f, const char *account, const char *currency) {
    Balance *balances;
    size_t count;
    assert_true(settle_balances(f->arena, f->store, STR(""), &balances, &count, NULL));
    for (size_t i = 0; i < count; i++)
        if (str_is(balances[i].account, str_from(account)) &&
            str_is(balances[i].currency, str_from(currency)))
            return balances[i].amount;
    return STR("none");
}

static inline void assert_balance(Fixture *f, const char *account, const char *currency,
                                  const char *amount) {
    assert_string_equal(str_c(f->arena, balance_of(f, account, currency)), amount);
}

#define BOOKS(name) cmocka_unit_test_setup_teardown(name, make_books, end_books)

#endif
