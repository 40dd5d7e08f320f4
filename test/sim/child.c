// sim/child.c - a job in a process of its own, which may die, on a real file
#include "sim/child.h"

#include "base/file.h"

#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FILES = 3, PATH_BYTES = 64 };
static const char *const ENDS[FILES] = {"", "-wal", "-shm"};

static struct {
    char folder[PATH_BYTES], path[PATH_BYTES];
    struct {
        char *bytes;
        size_t size;
        bool exists;
    } kept[FILES];
} place;

static void path_of(char out[2 * PATH_BYTES], int file) {
    snprintf(out, 2 * PATH_BYTES, "%s%s", place.path, ENDS[file]);
}

// In memory if there is such a folder: what a dead process wrote survives there too.
void child_start(void) {
    const char *root = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    snprintf(place.folder, sizeof place.folder, "%s/softlaw-XXXXXX", root);
    char *made = mkdtemp(place.folder);
    assert(made);
    int size = snprintf(place.path, sizeof place.path, "%.40s/ledger", place.folder);
    assert(size > 0 && (size_t)size < sizeof place.path);
}

void child_clear(Site site) {
    (void)site;
    for (int i = 0; i < FILES; i++) {
        char path[2 * PATH_BYTES];
        path_of(path, i);
        unlink(path);
    }
}

void child_end(void) {
    child_clear(child_site());
    for (int i = 0; i < FILES; i++) free(place.kept[i].bytes);
    int rc = rmdir(place.folder);
    assert(rc == 0);
}

Site child_site(void) {
    return (Site){place.path, NULL};
}

void child_keep(void) {
    for (int i = 0; i < FILES; i++) {
        char path[2 * PATH_BYTES];
        struct stat st;
        path_of(path, i);
        free(place.kept[i].bytes);
        place.kept[i].bytes = NULL;
        place.kept[i].exists = stat(path, &st) == 0;
        if (!place.kept[i].exists) continue;
        place.kept[i].size = (size_t)st.st_size;
        place.kept[i].bytes = malloc(place.kept[i].size + 1);
        FILE *f = fopen(path, "rb");
        assert(f && place.kept[i].bytes);
        size_t got = fread(place.kept[i].bytes, 1, place.kept[i].size, f);
        assert(got == place.kept[i].size);
        fclose(f);
    }
}

void child_restore(void) {
    child_clear(child_site());
    for (int i = 0; i < FILES; i++) {
        if (!place.kept[i].exists) continue;
        char path[2 * PATH_BYTES];
        path_of(path, i);
        FILE *f = fopen(path, "wb");
        assert(f);
        size_t put = fwrite(place.kept[i].bytes, 1, place.kept[i].size, f);
        assert(put == place.kept[i].size);
        fclose(f);
    }
}

enum { SAID_DONE = 10, SAID_FAILED = 11 };

static void run_and_leave(const Job *j, ChildSetUp before_job, uint64_t at) {
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    int silence = open("/dev/null", O_WRONLY);
    dup2(silence, STDERR_FILENO);
    Arena *a = arena_new();
    Sys *sys = before_job(a, at);
    _exit(job_run(j, sys, false) ? SAID_DONE : SAID_FAILED);
}

ChildEnd child_run(const Job *j, ChildSetUp before_job, uint64_t at, int allowed_signal) {
    int status;
    fflush(NULL);
    pid_t pid = fork();
    assert(pid >= 0);
    if (pid == 0) run_and_leave(j, before_job, at);
    pid_t got = waitpid(pid, &status, 0);
    assert(got == pid);
    if (WIFSIGNALED(status)) return WTERMSIG(status) == allowed_signal ? CHILD_DIED : CHILD_BROKE;
    if (WEXITSTATUS(status) == SAID_DONE) return CHILD_ACKNOWLEDGED;
    return WEXITSTATUS(status) == SAID_FAILED ? CHILD_REFUSED : CHILD_BROKE;
}
