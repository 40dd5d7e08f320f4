// office/share.c - how much of the office's work one who asks takes for himself
#include "office/share.h"

#include "base/sha256.h"

#include <pthread.h>
#include <string.h>

#define SECOND INT64_C(1000000000)

enum { SETS = 1024, WAYS = 4, SALT_BYTES = 16, BRIM_SECONDS = 20, WAIT_SECONDS = 10 };

typedef struct Bucket {
    uint64_t who; // 0: nobody
    int64_t level, at;
} Bucket;

struct Shares {
    pthread_mutex_t lock;
    unsigned percent;
    unsigned char salt[SALT_BYTES]; // so that nobody chooses whose place he takes
    Bucket buckets[SETS][WAYS];
};

static void end(void *shares) {
    Shares *s = shares;
    pthread_mutex_destroy(&s->lock);
}

Shares *shares_new(Arena *a, Sys *sys, unsigned percent) {
    Shares *s = ARENA_NEW(a, Shares);
    pthread_mutex_init(&s->lock, NULL);
    s->percent = percent;
    sys_random(sys, s->salt, sizeof s->salt);
    arena_defer(a, end, s);
    return s;
}

// ---- buckets ------------------------------------------------------------------------------------

static uint64_t name_of(const Shares *s, Str who) {
    enum { WORDS_MOST = 200 };
    char text[SALT_BYTES + WORDS_MOST];
    uint64_t name;
    size_t size = who.size < WORDS_MOST ? who.size : WORDS_MOST;
    memcpy(text, s->salt, SALT_BYTES);
    if (size) memcpy(text + SALT_BYTES, who.at, size);
    Sha256 hash = sha256_of((Str){text, SALT_BYTES + size});
    memcpy(&name, hash.bytes, sizeof name);
    return name ? name : 1;
}

// What flows off in a time.
static int64_t flow_of(const Shares *s, int64_t time) {
    return time / 100 * s->percent;
}

static int64_t level_at(const Shares *s, const Bucket *b, int64_t now) {
    int64_t level = b->level - flow_of(s, now - b->at);
    return level > 0 ? level : 0;
}

// His own; otherwise the emptiest of those that may become his.
static Bucket *bucket_of(Shares *s, uint64_t name, int64_t now) {
    Bucket *set = s->buckets[name % SETS], *found = set;
    for (size_t i = 0; i < WAYS; i++) {
        if (set[i].who == name) return &set[i];
        if (level_at(s, &set[i], now) < level_at(s, found, now)) found = &set[i];
    }
    return found;
}

// ---- asking and pouring -------------------------------------------------------------------------

int shares_wait(Shares *s, Str who, int64_t now) {
    if (!s->percent) return 0;
    uint64_t name = name_of(s, who);
    pthread_mutex_lock(&s->lock);
    const Bucket *b = bucket_of(s, name, now);
    int64_t above = b->who == name ? level_at(s, b, now) - flow_of(s, BRIM_SECONDS * SECOND) : 0;
    pthread_mutex_unlock(&s->lock);
    if (above <= 0) return 0;
    int64_t seconds = (above / s->percent * 100 + SECOND - 1) / SECOND;
    return seconds < WAIT_SECONDS ? (int)seconds : WAIT_SECONDS;
}

// No more than he must wait for: one long settlement is no fault of his.
void shares_charge(Shares *s, Str who, int64_t spent, int64_t now) {
    if (!s->percent) return;
    uint64_t name = name_of(s, who);
    int64_t most = flow_of(s, (BRIM_SECONDS + WAIT_SECONDS) * SECOND);
    pthread_mutex_lock(&s->lock);
    Bucket *b = bucket_of(s, name, now);
    int64_t level = (b->who == name ? level_at(s, b, now) : 0) + spent;
    *b = (Bucket){name, level < most ? level : most, now};
    pthread_mutex_unlock(&s->lock);
}
