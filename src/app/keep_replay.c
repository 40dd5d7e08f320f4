// app/keep_replay.c - records of a backup, or shipped ones, appended to a store commit by commit
//
// What comes out is the log that was: the same numbers, times, bodies and heads. Each commit is
// held to the root that it had, so records of another log, or altered ones, do not get in.
#include "app/keep_int.h"

bool target_parse(App *app, const RestoreRequest *r, Target *ret, Err *err) {
    Dec d;
    (void)app;
    *ret = (Target){INT64_MAX, INT64_MAX};
    if (r->record.size && r->at.size)
        return err_set(err, ERR_INPUT, MSG("a record and a time cannot both be asked for"), NO_MSG);
    if (r->record.size &&
        (!dec_from_text(r->record, &d, NULL) || !dec_to_int(d, &ret->record) || ret->record < 0))
        return err_set(err, ERR_INPUT, MSG("\"{1}\" is no number of a record", r->record), NO_MSG);
    if (r->at.size && !sys_time_parse(r->at, &ret->at))
        return err_set(err, ERR_INPUT, MSG("\"{1}\" is not a time", r->at),
                       MSG("write it as 2024-01-31T12:00:00Z"));
    return true;
}

bool target_takes(const Target *t, int64_t record, Str at) {
    int64_t time;
    if (record > t->record) return false;
    return t->at == INT64_MAX || (sys_time_parse(at, &time) && time <= t->at);
}

typedef struct Commit {
    const Record *records;
    size_t count;
    Head head;
    Str source;
} Commit;

static bool append_all(KeepReplay *r, const Commit *c, Err *err) {
    int64_t seq;
    for (size_t i = 0; i < c->count; i++)
        if (!store_append(r->store, c->records[i].kind, c->records[i].at, c->records[i].body, &seq,
                          err))
            return false;
    return true;
}

static bool append(KeepReplay *r, const Commit *c, Err *err) {
    Head head;
    bool done = store_begin(r->store, err) && append_all(r, c, err) && store_commit(r->store, err);
    store_rollback(r->store);
    if (!done || !store_head(r->store, &head, err)) return false;
    sys_kill_point(r->app->options.sys, "replayed a commit");
    r->appended += (int64_t)c->count;
    if (head.size == c->head.size && sha256_is(head.root, c->head.root)) return true;
    return err_set_at(err, ERR_STORE, (Place){.file = c->source},
                      MSG("the records up to {1} are not those that were committed then",
                          str_fmt(r->app->arena, "%lld", (long long)c->head.size)),
                      MSG("what is before them can be restored with --record"));
}

static bool is_wanted(KeepReplay *r, const Commit *c) {
    const Record *last = &c->records[c->count - 1];
    if (c->head.size > r->newest) r->newest = c->head.size;
    r->is_past = r->is_past || !target_takes(&r->target, last->seq, last->at);
    return !r->is_past;
}

static bool at_next(KeepReplay *r, int64_t first, Str source, Err *err) {
    Head head;
    if (!store_head(r->store, &head, err)) return false;
    return first == head.size + 1 ||
           err_set_at(err, ERR_STORE, (Place){.file = source},
                      MSG("the records between {1} and {2} are missing",
                          str_fmt(r->app->arena, "%lld", (long long)head.size),
                          str_fmt(r->app->arena, "%lld", (long long)first)),
                      MSG("what is before them can be restored with --record"));
}

bool replay_segment(KeepReplay *r, const Segment *s, Err *err) {
    size_t at = 0;
    Head now;
    if (!store_head(r->store, &now, err)) return false;
    int64_t have = r->is_past ? r->newest : now.size;
    for (size_t i = 0; i < s->heads.count; i++) {
        Commit c = {.records = &s->records.items[at], .head = s->heads.items[i], .source = s->file};
        while (at < s->records.count && s->records.items[at].seq <= c.head.size) at++, c.count++;
        if (c.head.size <= have) continue;
        if (!is_wanted(r, &c)) continue;
        if (!at_next(r, c.records[0].seq, s->file, err) || !append(r, &c, err)) return false;
    }
    return true;
}

// ---- of a backup --------------------------------------------------------------------------------

typedef struct Feed {
    KeepReplay *replay;
    Arena *arena; // of the commit that is being collected
    struct SegmentHeads heads;
    struct SegmentRecords records;
    size_t next;
} Feed;

static bool take_head(void *self, Head head, Err *err) {
    Feed *f = self;
    (void)err;
    *VEC_ADD(f->replay->app->arena, &f->heads) = head;
    return true;
}

static bool take_record(void *self, const Record *r, Err *err) {
    Feed *f = self;
    Arena *a = f->arena;
    if (f->next == f->heads.count) return false;
    Record copy = {r->seq, str_copy(a, r->kind), str_copy(a, r->at), str_copy(a, r->body)};
    *VEC_ADD(a, &f->records) = copy;
    if (r->seq < f->heads.items[f->next].size) return true;
    Commit c = {f->records.items, f->records.count, f->heads.items[f->next++], STR("store")};
    bool done = !is_wanted(f->replay, &c) || append(f->replay, &c, err);
    f->records = (struct SegmentRecords){0};
    arena_reset(a);
    return done && !f->replay->is_past;
}

bool replay_backup(KeepReplay *r, Store *from, Err *err) {
    Head now, newest;
    Err why = {.code = ERR_NONE};
    Feed f = {.replay = r};
    if (!store_head(r->store, &now, err) || !store_head(from, &newest, err) ||
        !store_visit_heads(from, now.size, take_head, &f, err))
        return false;
    f.arena = arena_new();
    store_visit_records(from, now.size + 1, take_record, &f, &why);
    err_keep(r->app->arena, &why);
    arena_free(f.arena);
    if (newest.size > r->newest) r->newest = newest.size;
    if (why.code != ERR_NONE && err && err->code == ERR_NONE) *err = why;
    return why.code == ERR_NONE;
}
