// app/keep_restore.c - a store brought back from its backups, to the newest state or an earlier one
//
// Everything is made in a hidden folder beside the store, verified there, and only then given its
// name: a restore that fails leaves what was there as it was.
#include "app/keep_int.h"
#include "app/people_int.h"

#include "evidence/evidence.h"
#include "verify/verify.h"

// ---- on which it stands -------------------------------------------------------------------------

static bool choose(Restoring *r, Err *err) {
    const Backups *b = &r->backups;
    if (!b->count)
        return err_set(err, ERR_NOT_FOUND,
                       MSG("the folder \"{1}\" has no backup yet", r->request->folder),
                       MSG("a folder of backups is asked for, not one backup in it"));
    for (size_t i = 0; i < b->count; i++) {
        const Manifest *m = &b->items[i].manifest;
        if (target_takes(&r->target, m->head.size, m->last_at)) r->base = &b->items[i];
    }
    r->others = r->base ? r->base : &b->items[0];
    return true;
}

static bool take_file(Restoring *r, const Backup *b, const KeepFile *f, Str to, Err *err) {
    return backup_check(r->app, b, f, err) &&
           keep_copy(r->app, keep_path(r->app, b->path, f->name), to, err);
}

static bool take_files(Restoring *r, Err *err) {
    if (r->base && !take_file(r, r->base, &r->base->manifest.files[0], r->store, err)) return false;
    const Manifest *m = &r->others->manifest;
    for (size_t i = 1; i < m->count; i++)
        if (!take_file(r, r->others, &m->files[i], keep_path(r->app, r->hidden, m->files[i].name),
                       err))
            return false;
    return true;
}

// ---- the records on top of it -------------------------------------------------------------------

static bool replay_newest(Restoring *r, Err *err) {
    const Backup *newest = &r->backups.items[r->backups.count - 1];
    int64_t have = r->base ? r->base->manifest.head.size : 0;
    if (newest->manifest.head.size <= have) return true;
    Str copy = keep_path(r->app, r->hidden, STR("newest"));
    StoreOptions o = {.is_read_only = true};
    if (!take_file(r, newest, &newest->manifest.files[0], copy, err)) return false;
    Store *from = store_open(r->app->arena, copy, o, err);
    bool done = from && replay_backup(&r->replay, from, err);
    if (from) store_close(from);
    return done;
}

static bool replay_segments(Restoring *r, Err *err) {
    for (size_t i = 0; i < r->segments.count; i++) {
        Segment s;
        const SegmentName *n = &r->segments.items[i];
        int64_t have = r->backups.items[r->backups.count - 1].manifest.head.size;
        if (n->last <= have) continue;
        if (r->replay.is_past && n->last > r->replay.newest) r->replay.newest = n->last;
        if (r->replay.is_past) continue;
        if (!segment_open(r->app, n, &s, err) || !replay_segment(&r->replay, &s, err)) return false;
    }
    return true;
}

static bool rebuild(Restoring *r, Err *err) {
    Rebuilt ledger;
    bool is_same;
    Store *s = r->replay.store;
    return !r->replay.appended ||
           (settle_rebuild(r->app->arena, s, &ledger, err) && evidence_rebuild(s, &is_same, err));
}

static bool end_at_commit(Restoring *r, Err *err) {
    Head head;
    Record last;
    Store *s = r->replay.store;
    RestoreView *v = r->view;
    if (!store_head(s, &head, err)) return false;
    v->record_count = head.size;
    v->root = sha256_hex(r->app->arena, head.root);
    v->last_at = STR("");
    if (r->replay.newest > head.size) v->left_out = r->replay.newest - head.size;
    if (!head.size) return true;
    if (!store_record(r->app->arena, s, head.size, &last, err)) return false;
    v->last_at = last.at;
    return true;
}

static bool make_ledger(Restoring *r, Err *err) {
    LedgerUse use = r->base ? LEDGER_WRITE : LEDGER_CREATE;
    r->replay = (KeepReplay){
        .app = r->app, .store = ledger_open(r->app, r->store, use, err), .target = r->target};
    if (!r->replay.store) return false;
    bool done = replay_newest(r, err) && replay_segments(r, err) && rebuild(r, err) &&
                end_at_commit(r, err);
    store_close(r->replay.store);
    return done;
}

// ---- is it sound? -------------------------------------------------------------------------------

static bool verify(Restoring *r, Head known, Err *err) {
    App *app = r->app;
    VerifyOptions o = {true, known.size, sha256_hex(app->arena, known.root), NULL};
    const VerifyReport *v = verify_run(app->arena, r->store, o, err);
    if (!v || v->is_sound) return v != NULL;
    return err_set(err, ERR_STORE,
                   MSG("what was restored is not sound: {1}",
                       lang_render(app->arena, app->options.lang, v->faults[0].message)),
                   NO_MSG);
}

// ---- the other stores ---------------------------------------------------------------------------

static bool end_sessions(Restoring *r, Err *err) {
    App *app = r->app;
    Str path = keep_path(app, r->hidden, STR("store.people"));
    if (!keep_exists(app, path)) return true;
    OpenPeople *p = app_people_open(app, r->store, err);
    Str detail = str_fmt(app->arena, "%.*s, %lld records", STR_ARG(r->others->name),
                         (long long)r->view->record_count);
    if (!p) return false;
    bool done = people_restored(app->arena, p->people, detail, err);
    store_close(p->store);
    return done;
}

static bool make_others(Restoring *r, Err *err) {
    r->view->others_at = r->others->manifest.count > 1 ? r->others->manifest.at : STR("");
    r->view->are_younger = !r->base && r->view->others_at.size;
    r->view->backup = r->base ? r->base->name : STR("");
    return end_sessions(r, err);
}

// ---- all of it ----------------------------------------------------------------------------------

static bool restore(Restoring *r, Err *err) {
    Head known;
    r->store = keep_path(r->app, r->hidden, STR("store"));
    return take_files(r, err) && make_ledger(r, err) && restore_check_published(r, &known, err) &&
           restore_check_present(r, err) && verify(r, known, err) && make_others(r, err) &&
           restore_move_aside(r, err) && restore_put_in_place(r, err);
}

bool app_restore(App *app, const RestoreRequest *request, RestoreView *ret, Err *err) {
    RestoreView view = {0};
    Restoring r = {.app = app, .request = request, .view = &view};
    if (!restore_check_present(&r, err) || !target_parse(app, request, &r.target, err) ||
        !backups_open(app, request->folder, &r.backups, err) ||
        !segments_list(app, request->folder, &r.segments, err) || !choose(&r, err) ||
        !keep_begin(app, request->db, &r.hidden, err))
        return false;
    bool done = restore(&r, err);
    keep_remove(app, r.hidden);
    if (done) *ret = view;
    return done;
}
