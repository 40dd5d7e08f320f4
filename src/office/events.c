// office/events.c - whoever looks is told of changes while he looks
#include "office/events.h"

#include "app/change.h"
#include "base/json.h"
#include "base/limits.h"
#include "office/listen.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

enum {
    ROUND_NANOSECONDS = 500000000,
    BEAT_ROUNDS = 30, // 15 seconds
    SLOW_BEATS = 2,   // after which whoever took nothing is cut
};

struct Events {
    pthread_t thread;
    pthread_mutex_t mutex; // over all below
    int timer, wake;       // rounds; that it is wanted before the next
    const OfficeOptions *options;
    Seat seat;
    Stream *first; // the youngest
    size_t count;
    int64_t through; // the last change that all were told
    bool is_ending, is_joined, looks_at_sessions;
};

// ---- the list -----------------------------------------------------------------------------------

static void lock(void *events, bool is_wanted) {
    Events *e = events;
    if (is_wanted)
        pthread_mutex_lock(&e->mutex);
    else
        pthread_mutex_unlock(&e->mutex);
}

static void leave(void *events, Stream *s) {
    Events *e = events;
    if (!s->link) return; // it never began
    *s->link = s->next;
    if (s->next) s->next->link = s->link;
    e->count--;
}

static void join(Events *e, Stream *s) {
    s->next = e->first;
    s->link = &e->first;
    if (e->first) e->first->link = &s->next;
    e->first = s;
    e->count++;
}

static void end_oldest(Events *e, Str person) {
    size_t own = 0;
    Stream *oldest = NULL;
    for (Stream *s = e->first; s; s = s->next) {
        if (s->is_ended || !str_is(s->who.person, person)) continue;
        own++;
        oldest = s;
    }
    if (own >= LIMIT_STREAMS_OF_ONE) stream_end(oldest);
}

// ---- changes ------------------------------------------------------------------------------------

static Str event_of(Arena *a, const ChangeView *c) {
    Buf b = {.arena = a};
    buf_add_fmt(&b, "id: %lld\nevent: change\ndata: {", (long long)c->number);
    json_add_text(&b, "kind", c->kind);
    json_add_text(&b, "thing", c->thing);
    buf_add_c(&b, "}\n\n");
    return buf_str(&b);
}

// The same thing many times over is told once, by its last number.
static bool comes_again(const ChangeList *l, size_t at, const WhoView *who) {
    const ChangeView *c = &l->items[at];
    for (size_t i = at + 1; i < l->count; i++)
        if (l->items[i].number > c->number && str_is(l->items[i].kind, c->kind) &&
            str_is(l->items[i].thing, c->thing) && app_change_is_for(&l->items[i], who))
            return true;
    return false;
}

static void tell_stream(Stream *s, Arena *a, const ChangeList *l) {
    for (size_t i = 0; i < l->count && !s->is_ended; i++) {
        const ChangeView *c = &l->items[i];
        if (c->number <= s->through || !app_change_is_for(c, &s->who)) continue;
        if (!comes_again(l, i, &s->who)) stream_add(s, event_of(a, c));
    }
    if (l->through > s->through) s->through = l->through;
}

// False where there may be more.
static bool tell_changes(Events *e, App *app, Arena *a, int64_t after) {
    ChangeList l;
    if (!e->seat.people || !app_changes(app, e->seat.people, after, &l, NULL)) return true;
    pthread_mutex_lock(&e->mutex);
    for (Stream *s = e->first; s; s = s->next) tell_stream(s, a, &l);
    bool is_moved = e->through != after; // a stream began before it
    if (!is_moved) e->through = l.through;
    pthread_mutex_unlock(&e->mutex);
    return !is_moved && l.through == after;
}

// ---- who is still here --------------------------------------------------------------------------

typedef struct Check {
    Str token;
    WhoView who;
    bool is_known;
} Check;

// Asked without the lock: the tokens of now, one after the other.
static Check *tokens_of(Events *e, Arena *a, size_t *ret_count) {
    pthread_mutex_lock(&e->mutex);
    Check *list = ARENA_ARRAY(a, Check, e->count + 1);
    *ret_count = 0;
    for (Stream *s = e->first; s; s = s->next) list[(*ret_count)++].token = str_copy(a, s->token);
    pthread_mutex_unlock(&e->mutex);
    return list;
}

static const Check *check_of(const Check *list, size_t count, Str token) {
    for (size_t i = 0; i < count; i++)
        if (str_is(list[i].token, token)) return &list[i];
    return NULL;
}

static void look_at_sessions(Events *e, App *app, Arena *a) {
    size_t count;
    if (!e->seat.people) return;
    Check *list = tokens_of(e, a, &count);
    for (size_t i = 0; i < count; i++) {
        Err err = {.code = ERR_NONE};
        list[i].is_known = office_know(app, e->seat.people, list[i].token, &list[i].who, &err) ||
                           err.code != ERR_DENIED;
        if (err.code != ERR_NONE) list[i].who.person = STR("");
    }
    pthread_mutex_lock(&e->mutex);
    for (Stream *s = e->first; s; s = s->next) {
        const Check *c = check_of(list, count, s->token);
        if (!c) continue;
        if (!c->is_known)
            stream_end(s);
        else if (c->who.person.size)
            s->who.role_set = c->who.role_set, s->who.scope = c->who.scope;
    }
    pthread_mutex_unlock(&e->mutex);
}

static void look_at_streams(Events *e, bool is_beat) {
    pthread_mutex_lock(&e->mutex);
    for (Stream *s = e->first; s; s = s->next) {
        stream_look(s);
        if (is_beat) stream_beat(s, SLOW_BEATS);
    }
    pthread_mutex_unlock(&e->mutex);
}

// ---- the thread ---------------------------------------------------------------------------------

// Until it is wanted, or the round is over. *ret_rounds: how many have gone by.
static bool wait_round(Events *e, bool *ret_at_sessions, uint64_t *ret_rounds) {
    struct pollfd both[] = {{.fd = e->timer, .events = POLLIN}, {.fd = e->wake, .events = POLLIN}};
    uint64_t wakes;
    *ret_rounds = 0;
    while (poll(both, 2, -1) < 0) continue;
    if (read(e->timer, ret_rounds, sizeof *ret_rounds) < 0) *ret_rounds = 0;
    if (read(e->wake, &wakes, sizeof wakes) < 0) wakes = 0;
    pthread_mutex_lock(&e->mutex);
    *ret_at_sessions = e->looks_at_sessions;
    e->looks_at_sessions = false;
    bool goes_on = !e->is_ending;
    pthread_mutex_unlock(&e->mutex);
    return goes_on;
}

static void round_of(Events *e, Arena *a, bool at_sessions) {
    bool is_done = false;
    App *app = app_new(a, e->options->options);
    if (at_sessions) look_at_sessions(e, app, a);
    while (!is_done) {
        pthread_mutex_lock(&e->mutex);
        int64_t after = e->through;
        bool is_ending = e->is_ending;
        pthread_mutex_unlock(&e->mutex);
        is_done = is_ending || tell_changes(e, app, a, after);
    }
}

static void *run(void *events) {
    Events *e = events;
    Arena *a = arena_new();
    uint64_t rounds, since = 0;
    bool at_sessions;
    while (wait_round(e, &at_sessions, &rounds)) {
        since += rounds;
        bool is_beat = since >= BEAT_ROUNDS;
        if (is_beat) since = 0;
        if (!events_count(e)) continue;
        round_of(e, a, at_sessions || is_beat);
        look_at_streams(e, is_beat);
        arena_reset(a);
    }
    arena_free(a);
    return NULL;
}

// The counter of an eventfd takes any number of wakes.
static void wake(Events *e) {
    static const uint64_t one = 1;
    ssize_t size = write(e->wake, &one, sizeof one);
    (void)size;
}

void events_look(Events *e, bool at_sessions) {
    pthread_mutex_lock(&e->mutex);
    e->looks_at_sessions = e->looks_at_sessions || at_sessions;
    bool is_wanted = e->first;
    pthread_mutex_unlock(&e->mutex);
    if (is_wanted) wake(e);
}

// ---- streams begin ------------------------------------------------------------------------------

// Changes that were told of before it was here are looked at once more.
static OfficeStatus enter(Events *e, Stream *s, Str first) {
    if (e->is_ending || e->count >= LIMIT_STREAMS) return OFFICE_UNAVAILABLE;
    end_oldest(e, s->who.person);
    join(e, s);
    if (e->through > s->through || e->count == 1) e->through = s->through;
    stream_add(s, first);
    wake(e);
    return OFFICE_OK;
}

OfficeStatus events_open(Events *e, struct MHD_Connection *c, const OfficeStream *o, Str first,
                         struct MHD_Response **ret) {
    Stream *s = stream_new(c, o->token, &o->who);
    s->through = o->through;
    s->self = e;
    s->lock = lock;
    s->leave = leave;
    struct MHD_Response *response = stream_response(s);
    if (!response) {
        stream_free(s);
        return OFFICE_UNAVAILABLE;
    }
    pthread_mutex_lock(&e->mutex);
    OfficeStatus status = enter(e, s, first);
    pthread_mutex_unlock(&e->mutex);
    if (status == OFFICE_OK) *ret = response;
    if (status != OFFICE_OK) MHD_destroy_response(response);
    return status;
}

size_t events_count(Events *e) {
    pthread_mutex_lock(&e->mutex);
    size_t count = e->count;
    pthread_mutex_unlock(&e->mutex);
    return count;
}

// ---- how far work is ----------------------------------------------------------------------------

static void tell_work(EventsWork *w, size_t done, size_t all) {
    Arena *a = arena_new();
    Buf b = {.arena = a};
    buf_add_c(&b, "event: progress\ndata: {");
    json_add_text(&b, "thing", w->thing);
    json_add_int(&b, "done", (int64_t)done);
    json_add_int(&b, "all", (int64_t)all);
    buf_add_c(&b, "}\n\n");
    pthread_mutex_lock(&w->events->mutex);
    for (Stream *s = w->events->first; s; s = s->next)
        if (str_is(s->token, w->token)) stream_add(s, buf_str(&b));
    pthread_mutex_unlock(&w->events->mutex);
    arena_free(a);
}

void events_progress(void *work, size_t done, size_t all) {
    EventsWork *w = work;
    size_t hundredths = all ? done / (all / 100 + 1) : 0;
    if (hundredths < w->told || !w->token.size) return;
    w->told = hundredths + 1;
    tell_work(w, done, all);
}

void events_progress_end(EventsWork *w) {
    if (w->told) tell_work(w, 1, 1);
}

// ---- start and end ------------------------------------------------------------------------------

void events_end(Events *e) {
    pthread_mutex_lock(&e->mutex);
    bool is_first = !e->is_joined;
    e->is_ending = e->is_joined = true;
    for (Stream *s = e->first; s; s = s->next) stream_end(s);
    pthread_mutex_unlock(&e->mutex);
    wake(e);
    if (is_first) pthread_join(e->thread, NULL);
}

static void stop(void *events) {
    Events *e = events;
    events_end(e);
    pthread_mutex_destroy(&e->mutex);
    close(e->timer);
    close(e->wake);
}

static bool start(Events *e) {
    static const struct itimerspec round = {{0, ROUND_NANOSECONDS}, {0, ROUND_NANOSECONDS}};
    e->timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    e->wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    return e->timer >= 0 && e->wake >= 0 && !timerfd_settime(e->timer, 0, &round, NULL) &&
           !pthread_create(&e->thread, NULL, run, e);
}

Events *events_start(Arena *a, const OfficeOptions *o, Err *err) {
    Events *e = ARENA_NEW(a, Events);
    e->options = o;
    if (!seats_open_one(a, o, &e->seat, err)) return NULL;
    pthread_mutex_init(&e->mutex, NULL);
    if (start(e)) {
        arena_defer(a, stop, e);
        return e;
    }
    if (e->timer >= 0) close(e->timer);
    if (e->wake >= 0) close(e->wake);
    listen_failed(o, EAGAIN, err);
    return NULL;
}
