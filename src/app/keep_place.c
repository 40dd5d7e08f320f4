// app/keep_place.c - what was restored beside what is there and what others have seen; in its place
#include "app/keep_int.h"
#include "app/seal_int.h"

static Str number(App *app, int64_t n) {
    return str_fmt(app->arena, "%lld", (long long)n);
}

// ---- what others have seen ----------------------------------------------------------------------

static bool published_head(Restoring *r, Head *ret, Err *err) {
    Str text, file = r->request->published;
    SealNote note;
    SealCheckpoint c;
    WitnessState w;
    Message why;
    Arena *a = r->app->arena;
    if (!file_read_text(a, file, SEAL_NOTE_MAX, &text, err)) return false;
    if (seal_note_parse(a, file, text, &note, NULL) &&
        seal_checkpoint_parse(a, note.text, &c, &why) && c.size <= INT64_MAX) {
        *ret = (Head){(int64_t)c.size, c.root};
        return true;
    }
    if (!witness_state_parse(file, text, &w, NULL))
        return err_set_at(err, ERR_INPUT, (Place){.file = file},
                          MSG("this is neither a checkpoint nor what a witness remembers"), NO_MSG);
    *ret = (Head){w.size, w.root};
    return true;
}

static bool refuse_past(Restoring *r, Message message, Err *err) {
    return r->request->before_published ||
           err_set(err, ERR_CONFLICT, message,
                   MSG("witnesses will call this log rewritten; if it must be, tell the other "
                       "organisations first, and give --before-published"));
}

bool restore_check_published(Restoring *r, Head *ret_known, Err *err) {
    *ret_known = (Head){r->view->record_count, {{0}}};
    if (!sha256_from_hex(r->view->root, &ret_known->root)) return false;
    Head seen;
    if (!r->request->published.size) return true;
    if (!published_head(r, &seen, err)) return false;
    if (seen.size > r->view->record_count)
        return refuse_past(r,
                           MSG("others have seen {1} records of this log, and {2} would be left",
                               number(r->app, seen.size), number(r->app, r->view->record_count)),
                           err);
    *ret_known = seen;
    return true;
}

bool restore_check_present(Restoring *r, Err *err) {
    Head head;
    const RestoreRequest *q = r->request;
    FileList beside;
    if (!keep_beside(r->app, q->db, &beside, err)) return false;
    bool is_there = keep_exists(r->app, q->db);
    if ((is_there || beside.count) && !q->may_replace)
        return err_set(err, ERR_CONFLICT, MSG("there is a store \"{1}\" already", q->db),
                       MSG("restore to another path, or set it aside with --replace"));
    if (!is_there) return true;
    if (store_is_in_use(q->db))
        return err_set(err, ERR_CONFLICT, MSG("the store is in use by another process"),
                       MSG("end the server first"));
    Store *s = store_open(r->app->arena, q->db, (StoreOptions){.is_read_only = true}, NULL);
    bool is_readable = s && store_head(s, &head, NULL);
    if (s) store_close(s);
    if (!is_readable || head.size <= r->view->record_count || !r->store.size) return true;
    return refuse_past(r,
                       MSG("the store \"{1}\" has {2} records, and {3} would be left", q->db,
                           number(r->app, head.size), number(r->app, r->view->record_count)),
                       err);
}

// ---- in its place -------------------------------------------------------------------------------

// A log that SQLite left behind (-wal) would be taken for one of the new store.
static bool move_one(Restoring *r, Str end, Err *err) {
    static const char *const ENDS[] = {"", "-wal", "-shm"};
    App *app = r->app;
    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++) {
        Str from =
            str_fmt(app->arena, "%.*s%.*s%s", STR_ARG(r->request->db), STR_ARG(end), ENDS[i]);
        Str to = str_fmt(app->arena, "%.*s%.*s%s", STR_ARG(r->view->aside), STR_ARG(end), ENDS[i]);
        if (keep_exists(app, from) && !keep_rename(app, from, to, err)) return false;
    }
    return true;
}

bool restore_move_aside(Restoring *r, Err *err) {
    App *app = r->app;
    FileList beside;
    Str db = r->request->db;
    bool is_there = keep_exists(app, db);
    r->view->aside = str_fmt(app->arena, "%.*s.replaced-%lld", STR_ARG(db),
                             (long long)(sys_now(app->options.sys) / 1000000));
    if (!keep_beside(app, db, &beside, err) || !move_one(r, STR(""), err)) return false;
    for (size_t i = 0; i < beside.count; i++)
        if (!move_one(r, beside.items[i], err)) return false;
    if (!is_there && !beside.count) r->view->aside = STR("");
    return true;
}

// The ledger last: until it is there, there is no store.
bool restore_put_in_place(Restoring *r, Err *err) {
    App *app = r->app;
    Str db = r->request->db;
    const Manifest *m = &r->others->manifest;
    for (size_t i = 1; i < m->count; i++) {
        Str from = keep_path(app, r->hidden, m->files[i].name);
        Str end = str_part(m->files[i].name, sizeof "store" - 1, m->files[i].name.size);
        Str to = str_fmt(app->arena, "%.*s%.*s", STR_ARG(db), STR_ARG(end));
        if (!keep_sync(app, from, err) || !keep_rename(app, from, to, err)) return false;
    }
    return keep_sync(app, r->store, err) && keep_rename(app, r->store, db, err) &&
           keep_sync_above(app, db, err);
}
