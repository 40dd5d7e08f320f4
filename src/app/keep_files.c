// app/keep_files.c - files of backups: made under a hidden name, synced, renamed when they are
// whole
#include "app/keep_int.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MINE = S_IRUSR | S_IWUSR | S_IXUSR, CHUNK_BYTES = 1 << 20 };

static bool failed(App *app, int error, Message message, Err *err) {
    if (err && err->code == ERR_NONE) {
        ErrCode code = error == ENOENT ? ERR_NOT_FOUND : error == EACCES ? ERR_DENIED : ERR_STORE;
        err_set(err, code, message, NO_MSG);
        err->detail = MSG("{1}", str_copy(app->arena, str_from(strerror(error))));
    }
    return false;
}

static bool cannot_write(App *app, int error, Str path, Err *err) {
    return failed(app, error, MSG("could not write \"{1}\"", path), err);
}

static bool point(App *app, const char *name, Str path, Err *err) {
    int error = sys_disk_point(app->options.sys, name);
    return !error || cannot_write(app, error, path, err);
}

static size_t folder_size(Str path) {
    size_t size = path.size;
    while (size && path.at[size - 1] != '/') size--;
    return size;
}

static Str folder_of(Str path) {
    size_t size = folder_size(path);
    return size > 1 ? str_part(path, 0, size - 1) : size ? STR("/") : STR(".");
}

Str keep_path(App *app, Str folder, Str name) {
    return str_fmt(app->arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(name));
}

bool keep_exists(App *app, Str path) {
    return access(str_c(app->arena, path), F_OK) == 0;
}

// ---- folders ------------------------------------------------------------------------------------

// Files of a store may be there as well while it is open.
void keep_remove(App *app, Str folder) {
    static const char *const ENDS[] = {"", "-wal", "-shm", "-journal"};
    FileList l = {0};
    if (!file_list(app->arena, folder, &l, NULL)) return;
    for (size_t i = 0; i < l.count; i++)
        for (size_t e = 0; e < sizeof ENDS / sizeof *ENDS; e++)
            unlink(str_c(app->arena, str_fmt(app->arena, "%.*s/%.*s%s", STR_ARG(folder),
                                             STR_ARG(l.items[i]), ENDS[e])));
    rmdir(str_c(app->arena, folder));
}

bool keep_begin(App *app, Str path, Str *ret_hidden, Err *err) {
    Str name = str_part(path, folder_size(path), path.size);
    Str hidden = str_fmt(app->arena, "%.*s/.%.*s.part", STR_ARG(folder_of(path)), STR_ARG(name));
    keep_remove(app, hidden);
    if (!point(app, "folder create", hidden, err)) return false;
    if (mkdir(str_c(app->arena, hidden), MINE) != 0) return cannot_write(app, errno, hidden, err);
    *ret_hidden = hidden;
    return true;
}

bool keep_sync(App *app, Str path, Err *err) {
    if (!point(app, "keep sync", path, err)) return false;
    int handle = open(str_c(app->arena, path), O_RDONLY | O_CLOEXEC);
    if (handle < 0) return cannot_write(app, errno, path, err);
    int error = fsync(handle) == 0 ? 0 : errno;
    close(handle);
    return !error || cannot_write(app, error, path, err);
}

bool keep_sync_above(App *app, Str path, Err *err) {
    return keep_sync(app, folder_of(path), err);
}

bool keep_rename(App *app, Str from, Str to, Err *err) {
    if (!point(app, "keep rename", to, err)) return false;
    if (rename(str_c(app->arena, from), str_c(app->arena, to)) != 0)
        return cannot_write(app, errno, to, err);
    sys_kill_point(app->options.sys, "keep renamed");
    return true;
}

bool keep_end(App *app, Str hidden, Str path, Err *err) {
    return keep_sync(app, hidden, err) && keep_rename(app, hidden, path, err) &&
           keep_sync_above(app, path, err);
}

// ---- files --------------------------------------------------------------------------------------

static int copy_bytes(int from, int to, char *chunk) {
    for (;;) {
        ssize_t got = read(from, chunk, CHUNK_BYTES);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return got < 0 ? errno : fsync(to) == 0 ? 0 : errno;
        for (ssize_t at = 0, put; at < got; at += put) {
            put = write(to, chunk + at, (size_t)(got - at));
            if (put < 0 && errno != EINTR) return errno;
            if (put < 0) put = 0;
        }
    }
}

bool keep_copy(App *app, Str from, Str to, Err *err) {
    if (!point(app, "keep copy", to, err)) return false;
    int in = open(str_c(app->arena, from), O_RDONLY | O_CLOEXEC);
    if (in < 0) return failed(app, errno, MSG("could not open \"{1}\"", from), err);
    int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
    int out = open(str_c(app->arena, to), flags, S_IRUSR | S_IWUSR);
    Arena *a = arena_new();
    int error = out < 0 ? errno : copy_bytes(in, out, arena_get(a, CHUNK_BYTES));
    arena_free(a);
    close(in);
    if (out >= 0) close(out);
    return !error || cannot_write(app, error, to, err);
}

bool keep_hash(App *app, Str path, Sha256 *ret, int64_t *ret_size, Err *err) {
    Arena *a = arena_new();
    FileText f;
    bool done = file_map(a, path, SIZE_MAX, &f, err);
    if (done) {
        *ret = sha256_of(f.text);
        *ret_size = (int64_t)f.text.size;
    }
    err_keep(app->arena, err);
    arena_free(a);
    return done;
}

// ---- stores beside the ledger -------------------------------------------------------------------

static bool is_store(App *app, Str path) {
    static const char MAGIC[] = "SQLite format 3";
    char head[sizeof MAGIC] = {0};
    int handle = open(str_c(app->arena, path), O_RDONLY | O_CLOEXEC);
    ssize_t got = handle < 0 ? -1 : read(handle, head, sizeof head);
    if (handle >= 0) close(handle);
    return got == sizeof head && memcmp(head, MAGIC, sizeof head) == 0;
}

static bool is_word(Str s) {
    for (size_t i = 0; i < s.size; i++)
        if (s.at[i] < 'a' || s.at[i] > 'z') return false;
    return s.size > 0;
}

bool keep_beside(App *app, Str db, FileList *ret, Err *err) {
    FileList l = {0};
    Str folder = folder_of(db), name = str_part(db, folder_size(db), db.size);
    *ret = (FileList){0};
    if (!file_list(app->arena, folder, &l, err)) return false;
    for (size_t i = 0; i < l.count; i++) {
        Str end = str_starts_with(l.items[i], name)
                      ? str_part(l.items[i], name.size, l.items[i].size)
                      : STR("");
        if (end.size && end.at[0] == '.' && is_word(str_part(end, 1, end.size)) &&
            is_store(app, keep_path(app, folder, l.items[i])))
            *VEC_ADD(app->arena, ret) = end;
    }
    return true;
}
