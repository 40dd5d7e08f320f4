// base/sys.c - the tables of sys.h: the real world, a still one, a failing one
//
// One struct serves all three; what differs are its settings. Points are counted in every table, so
// that a sweep first learns how many there are.
#include "base/sys.h"

#include "base/civil.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>

enum { SECOND = 1000000, DAY_SECONDS = 86400 };

typedef struct World {
    Sys sys;
    int64_t still; // the time, where the clock stands
    bool is_still, is_seeded;
    uint64_t seed;
    atomic_ullong points;               // of all threads
    uint64_t kill_at, fail_at, fail_to; // 0 = never
    int error;
    const char *count_to;
} World;

static int64_t nanoseconds(clockid_t clock) {
    enum { NANOSECONDS = 1000000000 };
    struct timespec t;
    int failed = clock_gettime(clock, &t);
    assert(!failed);
    return (int64_t)t.tv_sec * NANOSECONDS + t.tv_nsec;
}

int64_t sys_steady(void) {
    return nanoseconds(CLOCK_MONOTONIC);
}

int64_t sys_thread_time(void) {
    return nanoseconds(CLOCK_THREAD_CPUTIME_ID);
}

static int64_t world_now(Sys *sys) {
    const World *w = (const World *)sys;
    return w->is_still ? w->still : nanoseconds(CLOCK_REALTIME) / 1000;
}

// SplitMix64: predictable, never for secrets.
static uint64_t next_seeded(uint64_t *seed) {
    uint64_t z = *seed += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static void world_random(Sys *sys, void *out, size_t size) {
    World *w = (World *)sys;
    unsigned char *bytes = out;
    if (w->is_seeded) {
        for (size_t i = 0; i < size; i++) bytes[i] = (unsigned char)next_seeded(&w->seed);
        return;
    }
    while (size) {
        ssize_t got = getrandom(bytes, size, 0);
        if (got < 0 && errno == EINTR) continue;
        assert(got > 0);
        bytes += got;
        size -= (size_t)got;
    }
}

static int world_point(Sys *sys, const char *name, bool may_fail) {
    World *w = (World *)sys;
    (void)name;
    uint64_t point = atomic_fetch_add_explicit(&w->points, 1, memory_order_relaxed) + 1;
    if (point == w->kill_at) raise(SIGKILL);
    bool fails = may_fail && w->fail_at && point >= w->fail_at && point <= w->fail_to;
    return fails ? w->error : 0;
}

static World *world_new(Arena *a) {
    World *w = ARENA_NEW(a, World);
    w->sys = (Sys){world_now, world_random, world_point};
    w->error = EIO;
    w->fail_to = UINT64_MAX;
    return w;
}

static uint64_t number_from(const char *variable) {
    const char *text = getenv(variable);
    return text ? strtoull(text, NULL, 10) : 0;
}

static void report_count(void *object) {
    const World *w = object;
    FILE *f = fopen(w->count_to, "w");
    if (!f) return;
    fprintf(f, "%llu\n", atomic_load(&w->points));
    fclose(f);
}

Sys *sys_from_environment(Arena *a) {
    World *w = world_new(a);
    w->kill_at = number_from("SOFTLAW_KILL_AT");
    w->fail_at = number_from("SOFTLAW_FAIL_FROM");
    if (getenv("SOFTLAW_FAIL_AT")) w->fail_at = w->fail_to = number_from("SOFTLAW_FAIL_AT");
    w->is_still = sys_time_parse(str_from(getenv("SOFTLAW_NOW")), &w->still);
    w->is_seeded = getenv("SOFTLAW_SEED") != NULL;
    w->seed = number_from("SOFTLAW_SEED");
    w->count_to = getenv("SOFTLAW_COUNT_TO");
    if (w->count_to) arena_defer(a, report_count, w);
    return &w->sys;
}

Sys *sys_fixed(Arena *a, int64_t now, uint64_t seed) {
    World *w = world_new(a);
    w->is_still = w->is_seeded = true;
    w->still = now;
    w->seed = seed;
    return &w->sys;
}

Sys *sys_failing(Arena *a, uint64_t fail_at, int error, bool once) {
    World *w = (World *)sys_fixed(a, 0, 0);
    w->fail_at = fail_at;
    w->error = error;
    if (once) w->fail_to = fail_at;
    return &w->sys;
}

uint64_t sys_point_count(const Sys *sys) {
    return ((const World *)sys)->points;
}

Str sys_time_text(Arena *a, int64_t microseconds) {
    int64_t seconds = microseconds / SECOND, rest = microseconds % SECOND;
    if (rest < 0) rest += SECOND, seconds--;
    int64_t day = seconds / DAY_SECONDS, second = seconds % DAY_SECONDS;
    if (second < 0) second += DAY_SECONDS, day--;
    Str date = civil_text(a, civil_from_days(day));
    return str_fmt(a, "%.*sT%02d:%02d:%02d.%06dZ", STR_ARG(date), (int)(second / 3600),
                   (int)(second / 60 % 60), (int)(second % 60), (int)rest);
}

static bool read_digits(Str s, size_t at, int count, int most, int *ret) {
    int value = 0;
    for (size_t i = at; i < at + (size_t)count; i++) {
        if (i >= s.size || s.at[i] < '0' || s.at[i] > '9') return false;
        value = value * 10 + (s.at[i] - '0');
    }
    *ret = value;
    return value <= most;
}

// "hh:mm:ss", with ".ffffff" or without, and "Z".
static bool read_clock(Str s, int64_t *ret) {
    int hour, minute, second, fraction = 0;
    if (s.size != 9 && s.size != 16) return false;
    if (s.at[2] != ':' || s.at[5] != ':' || s.at[s.size - 1] != 'Z') return false;
    if (!read_digits(s, 0, 2, 23, &hour) || !read_digits(s, 3, 2, 59, &minute)) return false;
    if (!read_digits(s, 6, 2, 59, &second)) return false;
    if (s.size == 16 && (s.at[8] != '.' || !read_digits(s, 9, 6, SECOND, &fraction))) return false;
    *ret = ((int64_t)hour * 3600 + minute * 60 + second) * SECOND + fraction;
    return true;
}

bool sys_time_parse(Str text, int64_t *ret) {
    CivilDate date;
    int64_t clock;
    int64_t t = str_find(text, STR("T"), 0);
    if (t < 0 || !civil_parse(str_part(text, 0, (size_t)t), &date)) return false;
    if (date.year < -200000 || date.year > 200000) return false;
    if (!read_clock(str_part(text, (size_t)t + 1, text.size), &clock)) return false;
    *ret = civil_to_days(date) * DAY_SECONDS * SECOND + clock;
    return true;
}
