// office/patience.c - how long the office waits for a connection
#include "office/patience.h"

#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct Wait {
    struct Wait *next, **link;
    Patience *patience;
    int socket;
    atomic_uint since; // in seconds of the thread that looks
    atomic_bool has_header;
} Wait;

struct Patience {
    PatienceOptions options;
    pthread_mutex_t mutex; // over the list
    Wait *first, *spare;   // those that wait, and room for others
    size_t count;
    atomic_uint now;
    int wake[2];
    pthread_t thread;
    bool is_ended;
};

// ---- who waits ----------------------------------------------------------------------------------

static Wait *wait_of(struct MHD_Connection *c) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

static void join(Wait **list, Wait *w) {
    w->next = *list;
    w->link = list;
    if (*list) (*list)->link = &w->next;
    *list = w;
}

static void leave(Wait *w) {
    *w->link = w->next;
    if (w->next) w->next->link = w->link;
}

static void open_one(Patience *p, struct MHD_Connection *c, void **context) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
    pthread_mutex_lock(&p->mutex);
    Wait *w = info ? p->spare : NULL;
    if (w) {
        leave(w);
        w->socket = info->connect_fd;
        atomic_store(&w->since, atomic_load(&p->now));
        atomic_store(&w->has_header, false);
        join(&p->first, w);
        p->count++;
    }
    pthread_mutex_unlock(&p->mutex);
    *context = w;
}

static void close_one(Patience *p, Wait *w) {
    pthread_mutex_lock(&p->mutex);
    leave(w);
    join(&p->spare, w);
    p->count--;
    pthread_mutex_unlock(&p->mutex);
}

void patience_notify(void *patience, struct MHD_Connection *c, void **context,
                     enum MHD_ConnectionNotificationCode code) {
    if (code == MHD_CONNECTION_NOTIFY_STARTED)
        open_one(patience, c, context);
    else if (*context)
        close_one(patience, *context);
}

static void turn(struct MHD_Connection *c, bool has_header) {
    Wait *w = wait_of(c);
    if (!w) return;
    atomic_store(&w->since, atomic_load(&w->patience->now));
    atomic_store(&w->has_header, has_header);
}

void patience_has_header(struct MHD_Connection *c) {
    turn(c, true);
}

void patience_is_answered(struct MHD_Connection *c) {
    turn(c, false);
}

// ---- looking ------------------------------------------------------------------------------------

// The socket stays open as long as its Wait is in the list: libmicrohttpd tells of the end before
// it closes. What is shut it closes by itself.
static void look(Patience *p) {
    unsigned now = atomic_fetch_add(&p->now, 1) + 1;
    pthread_mutex_lock(&p->mutex);
    const PatienceOptions *o = &p->options;
    const PatienceLimits *limits = p->count >= o->many ? &o->pressed : &o->calm;
    for (Wait *w = p->first; w; w = w->next) {
        bool has_header = atomic_load(&w->has_header);
        unsigned most = has_header ? limits->answer_seconds : limits->header_seconds;
        if (now - atomic_load(&w->since) > most) shutdown(w->socket, SHUT_RDWR);
    }
    pthread_mutex_unlock(&p->mutex);
}

static void *run(void *patience) {
    enum { SECOND = 1000 };
    Patience *p = patience;
    struct pollfd wake = {.fd = p->wake[0], .events = POLLIN};
    while (poll(&wake, 1, SECOND) == 0) look(p);
    return NULL;
}

void patience_end(Patience *p) {
    if (p->is_ended) return;
    p->is_ended = true;
    close(p->wake[1]);
    pthread_join(p->thread, NULL);
    close(p->wake[0]);
}

static void stop(void *patience) {
    Patience *p = patience;
    patience_end(p);
    pthread_mutex_destroy(&p->mutex);
}

Patience *patience_start(Arena *a, PatienceOptions o) {
    Patience *p = ARENA_NEW(a, Patience);
    Wait *waits = ARENA_ARRAY(a, Wait, o.room);
    p->options = o;
    for (size_t i = 0; i < o.room; i++) {
        waits[i].patience = p;
        join(&p->spare, &waits[i]);
    }
    if (pipe(p->wake)) return NULL;
    pthread_mutex_init(&p->mutex, NULL);
    if (pthread_create(&p->thread, NULL, run, p)) {
        close(p->wake[0]);
        close(p->wake[1]);
        return NULL;
    }
    arena_defer(a, stop, p);
    return p;
}
