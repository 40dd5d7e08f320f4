// base/process.c - other programs, run without a shell
#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/pidfd.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum { COMPLAINT_BYTES = 4096 };

// A program that runs, and what is waited for: its end, its complaints, the end of its time.
typedef struct Running {
    pid_t id;
    int end, complaints, timer;
    char complaint[COMPLAINT_BYTES]; // the last bytes of it
    size_t size;
} Running;

static bool failed(Arena *a, int error, Message message, Err *err) {
    ErrCode code = error == ENOENT || error == EACCES ? ERR_NOT_FOUND : ERR_STORE;
    if (err && err->code == ERR_NONE) {
        err_set(err, code, message, NO_MSG);
        err->detail = MSG("{1}", str_copy(a, str_from(strerror(error))));
    }
    return false;
}

static void close_if_open(int *handle) {
    if (*handle >= 0) close(*handle);
    *handle = -1;
}

// ---- starting -----------------------------------------------------------------------------------

static char **environment_of(Arena *a, const ProcessCall *call) {
    enum { COUNT = 5 };
    const char *path = getenv("PATH");
    Str folder = str_from(call->folder);
    char **list = ARENA_ARRAY(a, char *, COUNT);
    list[0] = str_c(a, str_fmt(a, "PATH=%s", path ? path : "/usr/bin:/bin"));
    list[1] = str_c(a, str_fmt(a, "HOME=%.*s", STR_ARG(folder)));
    list[2] = str_c(a, str_fmt(a, "TMPDIR=%.*s", STR_ARG(folder)));
    list[3] = "LANG=C.UTF-8";
    return list;
}

static void set_actions(posix_spawn_file_actions_t *actions, const ProcessCall *call, int pipe) {
    posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(actions, pipe, STDERR_FILENO);
    posix_spawn_file_actions_addchdir_np(actions, call->folder);
}

static void set_attributes(posix_spawnattr_t *attributes) {
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setpgroup(attributes, 0);
    posix_spawnattr_setsigmask(attributes, &none);
    posix_spawnattr_setsigdefault(attributes, &all);
    posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK |
                                             POSIX_SPAWN_SETSIGDEF);
}

// The errno, or 0.
static int spawn(Arena *a, const ProcessCall *call, int pipe, pid_t *ret) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    set_actions(&actions, call, pipe);
    set_attributes(&attributes);
    int error = posix_spawnp(ret, call->arguments[0], &actions, &attributes,
                             (char *const *)call->arguments, environment_of(a, call));
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

static bool start(Arena *a, const ProcessCall *call, Running *r, Err *err) {
    Str program = str_from(call->arguments[0]);
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return failed(a, errno, MSG("could not start \"{1}\"", program), err);
    r->complaints = ends[0];
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    int error = spawn(a, call, ends[1], &r->id);
    close(ends[1]);
    if (error) return failed(a, error, MSG("could not start \"{1}\"", program), err);
    struct itimerspec time = {.it_value = {.tv_sec = call->seconds}};
    r->end = pidfd_open(r->id, 0);
    r->timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    bool is_timed = r->timer >= 0 && timerfd_settime(r->timer, 0, &time, NULL) == 0;
    return (r->end >= 0 && is_timed) ||
           failed(a, errno, MSG("could not watch \"{1}\"", program), err);
}

// ---- waiting ------------------------------------------------------------------------------------

// Keep the last bytes.
static void keep(Running *r, Str piece) {
    if (piece.size > sizeof r->complaint)
        piece = str_part(piece, piece.size - sizeof r->complaint, piece.size);
    size_t over =
        r->size + piece.size > sizeof r->complaint ? r->size + piece.size - sizeof r->complaint : 0;
    memmove(r->complaint, r->complaint + over, r->size - over);
    r->size -= over;
    memcpy(r->complaint + r->size, piece.at, piece.size);
    r->size += piece.size;
}

static void read_complaint(Running *r) {
    char piece[COMPLAINT_BYTES];
    ssize_t got = read(r->complaints, piece, sizeof piece);
    if (got > 0)
        keep(r, (Str){piece, (size_t)got});
    else if (got == 0 || (errno != EINTR && errno != EAGAIN))
        close_if_open(&r->complaints);
}

// Until it ends or its time is over; false in the second case.
static bool wait_for_end(Running *r) {
    for (;;) {
        struct pollfd all[] = {
            {r->end, POLLIN, 0}, {r->timer, POLLIN, 0}, {r->complaints, POLLIN, 0}};
        if (poll(all, 3, -1) < 0 && errno != EINTR) return false;
        if (all[2].revents) read_complaint(r);
        if (all[0].revents) return true;
        if (all[1].revents) return false;
    }
}

// What stands in the pipe yet; a pipe holds no more than so many pieces.
static void read_rest(Running *r) {
    enum { PIECES = (1 << 16) / COMPLAINT_BYTES + 1 };
    for (int i = 0; i < PIECES && r->complaints >= 0; i++) read_complaint(r);
}

// What it left behind goes with it.
static int finish(Running *r) {
    int status = -1;
    if (r->id > 0) {
        kill(-r->id, SIGKILL);
        while (waitpid(r->id, &status, 0) < 0 && errno == EINTR) continue;
    }
    read_rest(r);
    close_if_open(&r->end);
    close_if_open(&r->timer);
    close_if_open(&r->complaints);
    return status;
}

// Without what is no text.
static Str complaint_of(Arena *a, const Running *r) {
    Str text = str_trim(str_copy(a, (Str){r->complaint, r->size}));
    return utf8_find_fault(text) < 0 ? text : STR("");
}

bool process_run(Arena *a, const ProcessCall *call, Err *err) {
    Running *r = ARENA_NEW(a, Running);
    *r = (Running){.end = -1, .complaints = -1, .timer = -1};
    Str program = str_from(call->arguments[0]);
    bool is_started = start(a, call, r, err), is_ended = is_started && wait_for_end(r);
    int status = finish(r);
    if (!is_started) return false;
    if (!is_ended)
        return err_set(
            err, ERR_LIMIT,
            MSG("\"{1}\" took longer than {2} seconds", program, str_fmt(a, "%d", call->seconds)),
            NO_MSG);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return true;
    err_set(err, ERR_PEER, MSG("\"{1}\" failed", program), NO_MSG);
    if (err && r->size) err->detail = MSG("{1}", complaint_of(a, r));
    return false;
}

// ---- a private folder ---------------------------------------------------------------------------

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *where) {
    (void)info, (void)kind, (void)where;
    remove(path);
    return 0;
}

static void remove_folder(void *path) {
    enum { HANDLES = 8 };
    nftw(path, remove_one, HANDLES, FTW_DEPTH | FTW_PHYS);
}

bool process_folder(Arena *a, Str *ret, Err *err) {
    const char *parent = getenv("TMPDIR");
    char *path = str_c(a, str_fmt(a, "%s/softlaw-XXXXXX", parent ? parent : "/tmp"));
    if (!mkdtemp(path))
        return failed(a, errno,
                      MSG("could not make a folder in \"{1}\"", str_from(parent ? parent : "/tmp")),
                      err);
    arena_defer(a, remove_folder, path);
    *ret = str_from(path);
    return true;
}
