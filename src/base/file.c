// base/file.c - whole files: read, map, write
#include "base/file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static bool failed(Arena *a, int error, Message message, Err *err) {
    ErrCode code = error == ENOENT || error == ENOTDIR ? ERR_NOT_FOUND
                   : error == EACCES || error == EPERM ? ERR_DENIED
                                                       : ERR_STORE;
    if (err && err->code == ERR_NONE) {
        err_set(err, code, message, NO_MSG);
        err->detail = MSG("{1}", str_copy(a, str_from(strerror(error))));
    }
    return false;
}

static bool too_large(Arena *a, Str path, size_t limit, Err *err) {
    return err_set(err, ERR_LIMIT,
                   MSG("\"{1}\" has more than {2} bytes", path, str_fmt(a, "%zu", limit)), NO_MSG);
}

typedef struct Handle {
    int number;
} Handle;

static void close_handle(void *object) {
    Handle *h = object;
    if (h->number > STDIN_FILENO) close(h->number);
    h->number = -1;
}

static bool open_to_read(Arena *a, Str path, Handle **ret, Err *err) {
    Handle *h = ARENA_NEW(a, Handle);
    struct stat info;
    if (str_is(path, STR("-"))) {
        h->number = STDIN_FILENO;
        *ret = h;
        return true;
    }
    if (path.size && memchr(path.at, '\0', path.size))
        return failed(a, ENOENT, MSG("could not open \"{1}\"", path), err);
    h->number = open(str_c(a, path), O_RDONLY | O_CLOEXEC);
    if (h->number < 0) return failed(a, errno, MSG("could not open \"{1}\"", path), err);
    arena_defer(a, close_handle, h);
    if (fstat(h->number, &info) == 0 && S_ISDIR(info.st_mode))
        return failed(a, EISDIR, MSG("could not open \"{1}\"", path), err);
    *ret = h;
    return true;
}

static bool read_all(Arena *a, Str path, int handle, size_t limit, Str *ret, Err *err) {
    enum { FIRST = 1 << 16 };
    size_t size = 0, capacity = FIRST;
    char *bytes = arena_get(a, capacity);
    for (;;) {
        if (size == capacity) {
            bytes = arena_grow(a, bytes, capacity, capacity * 2);
            capacity *= 2;
        }
        ssize_t got = read(handle, bytes + size, capacity - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return failed(a, errno, MSG("could not read \"{1}\"", path), err);
        if (got == 0) break;
        size += (size_t)got;
        if (size > limit) return too_large(a, path, limit, err);
    }
    *ret = (Str){bytes, size};
    return true;
}

bool file_read(Arena *a, Str path, size_t limit, Str *ret, Err *err) {
    Handle *h;
    if (!open_to_read(a, path, &h, err)) return false;
    bool done = read_all(a, path, h->number, limit, ret, err);
    close_handle(h);
    return done;
}

static Str without_mark(Str text) {
    return str_starts_with(text, STR("\xEF\xBB\xBF")) ? str_part(text, 3, text.size) : text;
}

bool file_check_text(Str path, Str text, Err *err) {
    int64_t bad = utf8_find_fault(text);
    if (bad < 0) return true;
    return err_set_at(err, ERR_INPUT, place_in(path, text, (size_t)bad, 1),
                      MSG("this is not UTF-8"), MSG("save the file as UTF-8"));
}

bool file_read_text(Arena *a, Str path, size_t limit, Str *ret, Err *err) {
    Str text;
    if (!file_read(a, path, limit, &text, err)) return false;
    text = without_mark(text);
    if (!file_check_text(path, text, err)) return false;
    *ret = text;
    return true;
}

typedef struct Mapping {
    void *at;
    size_t size;
} Mapping;

static void unmap(void *object) {
    Mapping *m = object;
    munmap(m->at, m->size);
}

static bool map(Arena *a, int handle, size_t size, Str *ret) {
    void *at = mmap(NULL, size, PROT_READ, MAP_PRIVATE, handle, 0);
    if (at == MAP_FAILED) return false;
    madvise(at, size, MADV_SEQUENTIAL);
    Mapping *m = ARENA_NEW(a, Mapping);
    *m = (Mapping){at, size};
    arena_defer(a, unmap, m);
    *ret = (Str){at, size};
    return true;
}

bool file_map(Arena *a, Str path, size_t limit, FileText *ret, Err *err) {
    Handle *h;
    struct stat info;
    Str text;
    if (!open_to_read(a, path, &h, err)) return false;
    bool regular = fstat(h->number, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0;
    size_t size = regular ? (size_t)info.st_size : 0;
    if (size > limit) return too_large(a, path, limit, err);
    bool is_mapped =
        regular && lseek(h->number, 0, SEEK_CUR) == 0 && map(a, h->number, size, &text);
    if (!is_mapped && !read_all(a, path, h->number, limit, &text, err)) return false;
    close_handle(h);
    *ret = (FileText){without_mark(text), is_mapped};
    return true;
}

// The kernel maps files in pieces of up to so many bytes: a part of one would come back with the
// next look at the rest.
enum { PIECE_BYTES = 2 << 20 };

static uintptr_t round_down(uintptr_t address, uintptr_t unit) {
    return address & ~(unit - 1);
}

void file_let_go(const FileText *f, size_t from, size_t to) {
    assert(from <= to && to <= f->text.size);
    if (!f->is_mapped || to == 0) return;
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), at = (uintptr_t)f->text.at;
    uintptr_t start = round_down(at, page), first = round_down(at + from, PIECE_BYTES);
    uintptr_t last = to == f->text.size ? round_down(at + to - 1, page) + page
                                        : round_down(at + to, PIECE_BYTES);
    if (first < start) first = start;
    if (first < last) madvise((void *)first, last - first, MADV_DONTNEED);
}

// The steps of an atomic write; each is a point where a test may let it fail.
typedef struct Writing {
    Arena *arena;
    Sys *sys;
    Str path;
    const char *target, *beside;
    Handle *handle;
    mode_t mode; // of a new file
    Err *err;
} Writing;

static bool step(Writing *w, const char *name) {
    int error = sys_disk_point(w->sys, name);
    return !error || failed(w->arena, error, MSG("could not write \"{1}\"", w->path), w->err);
}

static bool step_failed(Writing *w) {
    return failed(w->arena, errno, MSG("could not write \"{1}\"", w->path), w->err);
}

static bool write_all(Writing *w, Str content) {
    while (content.size) {
        ssize_t put = write(w->handle->number, content.at, content.size);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return step_failed(w);
        content = str_part(content, (size_t)put, content.size);
    }
    return true;
}

// Who may read the file that is replaced may read the new one, and nobody else.
static void keep_mode(const Writing *w) {
    enum { PERMISSIONS = 07777 };
    struct stat old;
    if (stat(w->target, &old) == 0) (void)!fchmod(w->handle->number, old.st_mode & PERMISSIONS);
}

static bool write_beside(Writing *w, Str content) {
    if (!step(w, "file create")) return false;
    w->handle->number = open(w->beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, w->mode);
    if (w->handle->number < 0) return step_failed(w);
    keep_mode(w);
    if (!step(w, "file write") || !write_all(w, content)) return false;
    if (!step(w, "file sync")) return false;
    if (fsync(w->handle->number) != 0) return step_failed(w);
    close_handle(w->handle);
    return true;
}

// Until the folder is synced, a crash may bring the old file back.
static bool sync_folder(Writing *w) {
    int64_t slash = -1;
    for (size_t i = 0; i < w->path.size; i++)
        if (w->path.at[i] == '/') slash = (int64_t)i;
    Str folder = slash < 0 ? STR(".") : str_part(w->path, 0, slash ? (size_t)slash : 1);
    if (!step(w, "file sync folder")) return false;
    w->handle->number = open(str_c(w->arena, folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (w->handle->number < 0) return step_failed(w);
    return fsync(w->handle->number) == 0 || step_failed(w);
}

static bool put_in_place(Writing *w) {
    if (!step(w, "file rename")) return false;
    return rename(w->beside, w->target) == 0 || step_failed(w);
}

// A terminal, a pipe, a device: nothing can be put in its place.
static bool write_through(Writing *w, Str content) {
    w->handle->number = open(w->target, O_WRONLY | O_CLOEXEC);
    return w->handle->number < 0 ? step_failed(w) : write_all(w, content);
}

// What a link leads to is written, and the link stays.
static Str behind_links(Arena *a, Str path) {
    struct stat info;
    char whole[PATH_MAX];
    if (lstat(str_c(a, path), &info) != 0 || !S_ISLNK(info.st_mode)) return path;
    return realpath(str_c(a, path), whole) ? str_copy(a, str_from(whole)) : path;
}

static bool is_no_file(const char *target) {
    struct stat info;
    return stat(target, &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode);
}

static bool write_file(Arena *a, Sys *sys, Str wanted, Str content, mode_t mode, Err *err) {
    uint64_t unique;
    Str path = behind_links(a, wanted);
    sys_random(sys, &unique, sizeof unique);
    Str beside = str_fmt(a, "%.*s.%016llx.tmp", STR_ARG(path), (unsigned long long)unique);
    Writing w = {a, sys, path, str_c(a, path), str_c(a, beside), ARENA_NEW(a, Handle), mode, err};
    w.handle->number = -1;
    arena_defer(a, close_handle, w.handle);
    if (is_no_file(w.target)) return write_through(&w, content);
    bool renamed = write_beside(&w, content) && put_in_place(&w);
    if (!renamed) unlink(w.beside);
    return renamed && sync_folder(&w);
}

bool file_write(Arena *a, Sys *sys, Str path, Str content, Err *err) {
    return write_file(a, sys, path, content, 0666, err);
}

bool file_write_private(Arena *a, Sys *sys, Str path, Str content, Err *err) {
    return write_file(a, sys, path, content, 0600, err);
}
