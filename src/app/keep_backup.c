// app/keep_backup.c - a backup of a store that is being written, and of the stores beside it
//
// The stores beside the ledger are pinned before it: what the office does begins in the ledger and
// is noted there afterwards, so a backup is a state that a crash could have left.
#include "app/keep_int.h"

#include "verify/verify.h"

#include <stdio.h>
#include <sys/stat.h>

typedef struct Making {
    App *app;
    Str db, folder, hidden;
    FileList ends; // "" is the ledger; it is the first
    Store *stores[KEEP_FILES_MAX];
    Manifest manifest;
} Making;

static bool pin_one(Making *m, size_t i, Err *err) {
    App *app = m->app;
    Str path = str_fmt(app->arena, "%.*s%.*s", STR_ARG(m->db), STR_ARG(m->ends.items[i]));
    StoreOptions o = {.is_read_only = true, .sys = app->options.sys};
    m->stores[i] = store_open(app->arena, path, o, err);
    return m->stores[i] && store_pin(m->stores[i], err);
}

static bool pin_all(Making *m, Err *err) {
    FileList beside;
    if (!keep_beside(m->app, m->db, &beside, err)) return false;
    *VEC_ADD(m->app->arena, &m->ends) = STR("");
    for (size_t i = 0; i < beside.count; i++) *VEC_ADD(m->app->arena, &m->ends) = beside.items[i];
    if (m->ends.count > KEEP_FILES_MAX)
        return err_set(err, ERR_LIMIT, MSG("there are more than 15 stores beside this one"),
                       NO_MSG);
    for (size_t i = m->ends.count; i-- > 0;)
        if (!pin_one(m, i, err)) return false;
    return true;
}

// ---- copying ------------------------------------------------------------------------------------

static bool describe(Making *m, Err *err) {
    Store *s = m->stores[0];
    Record r;
    m->manifest.at = now_text(m->app);
    if (!store_head(s, &m->manifest.head, err)) return false;
    if (!m->manifest.head.size) return true;
    if (!store_record(m->app->arena, s, m->manifest.head.size, &r, err)) return false;
    m->manifest.last_at = r.at;
    return true;
}

static bool copy_one(Making *m, size_t i, Err *err) {
    App *app = m->app;
    KeepFile f = {.name = str_fmt(app->arena, "store%.*s", STR_ARG(m->ends.items[i]))};
    Str to = keep_path(app, m->hidden, f.name);
    if (!store_copy(m->stores[i], to, app->options.progress, app->options.progress_self, err) ||
        !keep_hash(app, to, &f.hash, &f.size, err))
        return false;
    m->manifest.files[m->manifest.count++] = f;
    return true;
}

static bool copy_all(Making *m, Err *err) {
    for (size_t i = 0; i < m->ends.count; i++)
        if (!copy_one(m, i, err)) return false;
    return true;
}

static void let_go(Making *m) {
    for (size_t i = 0; i < KEEP_FILES_MAX; i++)
        if (m->stores[i]) store_close(m->stores[i]);
}

// ---- checking what was copied -------------------------------------------------------------------

static bool check_ledger(Making *m, Err *err) {
    App *app = m->app;
    Str path = keep_path(app, m->hidden, STR("store"));
    VerifyOptions o = {true, m->manifest.head.size, sha256_hex(app->arena, m->manifest.head.root),
                       NULL};
    const VerifyReport *r = verify_run(app->arena, path, o, err);
    if (!r) return false;
    return r->is_sound ||
           err_set(err, ERR_STORE,
                   MSG("the store is not sound: {1}",
                       lang_render(app->arena, app->options.lang, r->faults[0].message)),
                   MSG("see: softlaw verify"));
}

static bool check_other(Making *m, size_t i, Err *err) {
    App *app = m->app;
    Str fault, path = keep_path(app, m->hidden, m->manifest.files[i].name);
    Store *s = store_open(app->arena, path, (StoreOptions){.is_read_only = true}, err);
    bool done = s && store_check_pages(app->arena, s, &fault, err);
    if (s) store_close(s);
    return done && (!fault.size ||
                    err_set(err, ERR_STORE,
                            MSG("the store {1} is damaged: {2}", m->manifest.files[i].name, fault),
                            NO_MSG));
}

static bool check_all(Making *m, Err *err) {
    if (!check_ledger(m, err)) return false;
    for (size_t i = 1; i < m->manifest.count; i++)
        if (!check_other(m, i, err)) return false;
    return true;
}

// Checking only reads; what it left beside the copies is empty.
static void tidy(Making *m) {
    static const char *const ENDS[] = {"-wal", "-shm"};
    for (size_t i = 0; i < m->manifest.count; i++)
        for (size_t e = 0; e < sizeof ENDS / sizeof *ENDS; e++)
            remove(str_c(m->app->arena, str_fmt(m->app->arena, "%.*s/%.*s%s", STR_ARG(m->hidden),
                                                STR_ARG(m->manifest.files[i].name), ENDS[e])));
}

static bool write_manifest(Making *m, Err *err) {
    App *app = m->app;
    Str path = keep_path(app, m->hidden, STR("manifest"));
    Str text = manifest_write(app->arena, &m->manifest);
    return file_write_private(app->arena, app->options.sys, path, text, err);
}

// ---- in its folder ------------------------------------------------------------------------------

static bool need_folder(App *app, Str folder, Err *err) {
    enum { MINE = S_IRUSR | S_IWUSR | S_IXUSR };
    if (file_is_folder(folder) || mkdir(str_c(app->arena, folder), MINE) == 0) return true;
    return err_set(err, ERR_STORE, MSG("could not make the folder \"{1}\"", folder), NO_MSG);
}

static bool need_place(Making *m, Err *err) {
    Backups b;
    SegmentNames n;
    Head known;
    return backups_open(m->app, m->folder, &b, err) && segments_list(m->app, m->folder, &n, err) &&
           (!b.count || (keep_newest(m->app, &b, &n, &known, err) &&
                         keep_need_same_log(m->app, m->stores[0], known, m->folder, err)));
}

// "2026-01-01T120000Z": colons are not for file names everywhere.
static Str name_of_backup(App *app, Str at) {
    Buf b = {.arena = app->arena};
    for (size_t i = 0; i < at.size; i++)
        if (at.at[i] != ':') buf_add_byte(&b, at.at[i]);
    return buf_str(&b);
}

static bool make(Making *m, Str path, Err *err) {
    App *app = m->app;
    if (!keep_begin(app, path, &m->hidden, err)) return false;
    bool done = copy_all(m, err);
    let_go(m);
    done = done && check_all(m, err);
    tidy(m);
    if (done && write_manifest(m, err) && keep_end(app, m->hidden, path, err)) return true;
    keep_remove(app, m->hidden);
    return false;
}

// What older backups and shipped records are for is in the newest: only the other stores of a
// moment in between go with them.
static void forget_old(App *app, Str folder, int64_t keep) {
    Backups b;
    SegmentNames n;
    if (keep <= 0 || !backups_open(app, folder, &b, NULL) || !segments_list(app, folder, &n, NULL))
        return;
    int64_t newest = b.items[b.count - 1].manifest.head.size;
    for (size_t i = 0; i + (size_t)keep < b.count; i++) {
        Str hidden =
            str_fmt(app->arena, "%.*s/.%.*s.old", STR_ARG(folder), STR_ARG(b.items[i].name));
        if (keep_rename(app, b.items[i].path, hidden, NULL)) keep_remove(app, hidden);
    }
    for (size_t i = 0; i < n.count; i++)
        if (n.items[i].last <= newest) remove(str_c(app->arena, n.items[i].path));
}

bool app_backup(App *app, Str db, Str folder, int64_t keep, BackupView *ret, Err *err) {
    Making m = {.app = app, .db = db, .folder = folder};
    bool done = pin_all(&m, err) && need_folder(app, folder, err) && need_place(&m, err) &&
                describe(&m, err);
    Str name = done ? name_of_backup(app, m.manifest.at) : STR("");
    Str path = keep_path(app, folder, name);
    if (done && keep_exists(app, path))
        done = err_set(err, ERR_CONFLICT, MSG("there is a backup of this second already"),
                       MSG("try again"));
    done = done && make(&m, path, err);
    let_go(&m);
    if (!done) return false;
    forget_old(app, folder, keep);
    BackupView v = {name,
                    m.manifest.at,
                    m.manifest.head.size,
                    sha256_hex(app->arena, m.manifest.head.root),
                    m.manifest.last_at,
                    m.manifest.count,
                    0};
    for (size_t i = 0; i < m.manifest.count; i++) v.byte_count += m.manifest.files[i].size;
    *ret = v;
    return true;
}
