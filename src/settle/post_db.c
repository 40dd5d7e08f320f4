// settle/post_db.c - posting a statement: decided and written in one transaction
//
// Running twice changes nothing: the key of a run, or without one the period's current run and the
// content, tell a retry from news. A correction reverses every entry of the run it replaces.
#include "settle/settle_int.h"

#include <assert.h>

static const struct {
    const char *name;
    bool is_refusal;
} OUTCOMES[POST_OUTCOME_COUNT] = {
    [POST_DONE] = {"done", false},
    [POST_ALREADY_POSTED] = {"already-posted", false},
    [POST_OTHER_CONTENT] = {"other-content", true},
    [POST_PERIOD_SETTLED] = {"period-settled", true},
    [POST_NOTHING_TO_CORRECT] = {"nothing-to-correct", true},
    [POST_PERIOD_CLOSED] = {"period-closed", true},
    [POST_UNKNOWN_AGREEMENT] = {"unknown-agreement", true},
    [POST_UNKNOWN_FACTS] = {"unknown-facts", true},
    [POST_UNBALANCED] = {"unbalanced", true},
    [POST_BAD_LINE] = {"bad-line", true},
};

const char *post_outcome_name(PostOutcome o) {
    assert((int)o < POST_OUTCOME_COUNT);
    return OUTCOMES[o].name;
}

bool post_outcome_is_refusal(PostOutcome o) {
    assert((int)o < POST_OUTCOME_COUNT);
    return OUTCOMES[o].is_refusal;
}

// One posting: what is asked, and what the store says of it.
typedef struct Work {
    Arena *arena;
    Store *store;
    const Statement *statement;
    Str at, key, content;
    bool is_correction;
    RunMark current; // the period's run; number 0 = none
    PostResult *result;
} Work;

static bool answer(Work *w, PostOutcome outcome, Message why) {
    w->result->outcome = outcome;
    w->result->why = why;
    return true;
}

// ---- deciding
// -------------------------------------------------------------------------------------

static bool find_closing(Store *s, Str agreement, Str period, bool *ret, Err *err) {
    Query *q = store_query(s, "SELECT seq FROM closing WHERE agreement = $1 AND period = $2");
    query_bind_text(q, "$1", agreement);
    query_bind_text(q, "$2", period);
    *ret = query_next(q);
    return query_end(q, err);
}

static bool find_version(Store *s, const Statement *st, bool *ret, Err *err) {
    Query *q = store_query(s, "SELECT seq FROM agreement WHERE id = $1 AND version = $2");
    query_bind_text(q, "$1", st->agreement);
    query_bind_text(q, "$2", st->version);
    *ret = query_next(q);
    return query_end(q, err);
}

// The first fact file that is not in the store; absent if all are.
static bool find_missing_facts(Store *s, const Statement *st, Str *ret, Err *err) {
    *ret = (Str){NULL, 0};
    for (size_t i = 0; i < st->fact_count && !ret->at; i++) {
        bool is_there;
        if (!source_is_there(s, st->facts[i], &is_there, err)) return false;
        if (!is_there) *ret = st->facts[i];
    }
    return true;
}

static bool refuse_unknown(Work *w, bool *ret_goes_on, Err *err) {
    bool is_known;
    Str missing;
    *ret_goes_on = false;
    if (!find_version(w->store, w->statement, &is_known, err)) return false;
    if (!is_known)
        return answer(
            w, POST_UNKNOWN_AGREEMENT,
            MSG("this version of the agreement {1} is not in the store", w->statement->agreement));
    if (!find_missing_facts(w->store, w->statement, &missing, err)) return false;
    if (missing.at)
        return answer(w, POST_UNKNOWN_FACTS, MSG("the fact file {1} is not in the store", missing));
    *ret_goes_on = true;
    return true;
}

// A retry: the run under this key, or the period's run if it says the same.
static bool refuse_repeated(Work *w, bool *ret_goes_on, Err *err) {
    RunMark same;
    *ret_goes_on = false;
    if (!run_find_current(w->arena, w->store, w->statement, &w->current, err)) return false;
    if (!w->key.size) w->key = str_fmt(w->arena, "after %lld", (long long)w->current.number);
    if (!run_find_key(w->arena, w->store, w->statement, w->key, &same, err)) return false;
    bool is_other = same.number && !str_is(same.content, w->content);
    if (!same.number && str_is(w->current.content, w->content)) same = w->current;
    w->result->run = same.number ? same.number : w->current.number;
    if (is_other)
        return answer(w, POST_OTHER_CONTENT,
                      MSG("a run with other content was posted under the key {1}", w->key));
    if (same.number) return answer(w, POST_ALREADY_POSTED, NO_MSG);
    *ret_goes_on = true;
    return true;
}

static bool refuse_period(Work *w, bool *ret_goes_on, Err *err) {
    const Statement *st = w->statement;
    bool is_closed;
    *ret_goes_on = false;
    if (!find_closing(w->store, st->agreement, st->period, &is_closed, err)) return false;
    if (is_closed)
        return answer(w, POST_PERIOD_CLOSED, MSG("the period {1} is closed", st->period));
    if (w->current.number && !w->is_correction)
        return answer(w, POST_PERIOD_SETTLED,
                      MSG("the period {1} is settled with other content: correct it", st->period));
    if (!w->current.number && w->is_correction)
        return answer(
            w, POST_NOTHING_TO_CORRECT,
            MSG("the period {1} is not settled: there is nothing to correct", st->period));
    *ret_goes_on = true;
    return true;
}

// ---- writing
// --------------------------------------------------------------------------------------

static bool append_reversals(Work *w, Ledger *l, RunBody *run, int64_t *number, Err *err) {
    Arena *a = arena_new();
    bool done = true;
    for (int64_t i = 0; done && i < w->current.entry_count; i++) {
        Entry old, reversal;
        done = entry_read(a, w->store, w->current.first_entry + i, &old, err);
        if (!done || old.reverses) continue;
        reversal = entry_reversing(a, &old);
        reversal.number = (*number)++;
        reversal.run = run->number;
        done = ledger_append(l, KIND_ENTRY, w->at, entry_to_body(a, &reversal), err);
        arena_reset(a);
    }
    arena_free(a);
    return done;
}

static bool append_lines(Work *w, Ledger *l, RunBody *run, int64_t *number, Err *err) {
    Arena *a = arena_new();
    bool done = true;
    for (size_t i = 0; done && i < w->statement->line_count; i++) {
        Entry e = entry_from_line(a, w->statement, &w->statement->lines[i]);
        e.number = (*number)++;
        e.run = run->number;
        done = ledger_append(l, KIND_ENTRY, w->at, entry_to_body(a, &e), err);
        arena_reset(a);
    }
    arena_free(a);
    return done;
}

static bool write_run(Work *w, Err *err) {
    const Statement *st = w->statement;
    RunBody run = {
        .agreement = st->agreement,
        .version = st->version,
        .period = st->period,
        .key = w->key,
        .content = w->content,
        .corrects = w->current.number,
        .entry_count = w->current.line_count + (int64_t)st->line_count,
        .facts = st->facts,
        .fact_count = st->fact_count,
    };
    if (!run_find_next(w->store, &run.number, &run.first_entry, err)) return false;
    int64_t number = run.first_entry;
    Ledger *l = ledger_begin(w->arena, w->store);
    if (!ledger_append(l, KIND_RUN, w->at, run_to_body(w->arena, &run), err)) return false;
    if (!append_reversals(w, l, &run, &number, err) || !append_lines(w, l, &run, &number, err))
        return false;
    assert(number == run.first_entry + run.entry_count);
    *w->result = (PostResult){POST_DONE, NO_MSG, run.number, run.corrects, run.entry_count};
    return ledger_end(l, err);
}

static bool decide_and_write(Work *w, Err *err) {
    bool goes_on;
    if (!refuse_unknown(w, &goes_on, err)) return false;
    if (goes_on && !refuse_repeated(w, &goes_on, err)) return false;
    if (goes_on && !refuse_period(w, &goes_on, err)) return false;
    if (!goes_on) return true;
    return write_run(w, err) && store_commit(w->store, err);
}

// What a refusal says must outlive the work's arena.
static void keep_texts(Arena *a, PostResult *r) {
    for (size_t i = 0; i < sizeof r->why.args / sizeof r->why.args[0]; i++)
        r->why.args[i] = str_copy(a, r->why.args[i]);
}

bool settle_post(Arena *a, Store *s, const Statement *st, PostOptions options, PostResult *ret,
                 Err *err) {
    PostResult result = {0};
    result.outcome = statement_check(a, st, &result.why);
    if (post_outcome_is_refusal(result.outcome)) {
        *ret = result;
        return true;
    }
    Arena *work = arena_new();
    Work w = {work,
              s,
              st,
              options.at,
              options.key,
              statement_content(work, st),
              options.is_correction,
              {0},
              &result};
    bool done = store_begin(s, err) && decide_and_write(&w, err);
    store_rollback(s);
    keep_texts(a, &result);
    err_keep(a, err);
    arena_free(work);
    if (done) *ret = result;
    return done;
}

static bool close_period(Work *w, Str agreement, Str period, Err *err) {
    bool is_closed;
    if (!find_closing(w->store, agreement, period, &is_closed, err)) return false;
    if (is_closed) return answer(w, POST_ALREADY_POSTED, NO_MSG);
    CloseBody body = {agreement, period};
    Ledger *l = ledger_begin(w->arena, w->store);
    return ledger_append(l, KIND_CLOSE, w->at, close_to_body(w->arena, &body), err) &&
           store_commit(w->store, err);
}

bool settle_close_period(Arena *a, Store *s, Str agreement, Str period, Str at, PostResult *ret,
                         Err *err) {
    PostResult result = {.outcome = POST_DONE};
    Work w = {.arena = a, .store = s, .at = at, .result = &result};
    bool done = store_begin(s, err) && close_period(&w, agreement, period, err);
    store_rollback(s);
    if (done) *ret = result;
    return done;
}
