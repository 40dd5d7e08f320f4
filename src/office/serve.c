// office/serve.c - libmicrohttpd's threads, and one request after another
//
// Each thread of libmicrohttpd answers by itself what is quickly answered. What takes long goes
// into a lane, and its connection sleeps: changes into that of the one writer, passwords and texts
// that are being typed into theirs.
#include "base/parallel.h"
#include "office/events.h"
#include "office/exchange.h"
#include "office/head.h"
#include "office/listen.h"
#include "office/patience.h"
#include "office/seat.h"
#include "office/send.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

enum {
    CONNECTIONS = 4000,
    IDLE_SECONDS = 30,
    BODY_MICROSECONDS = 60 * 1000000, // from the first line until the body is there
    HEADER_BYTES = 32 << 10,
    KEPT_BYTES = 1 << 20, // the largest answer that is kept
    STREAM_WAIT_SECONDS = 60,
    FINISH_TENTHS = 50, // that begun requests may take when the server ends
    WRITES_AT_ONCE = 64
};

// By class: 1xx … 5xx.
typedef struct Counts {
    atomic_ullong answers[6], kept;
} Counts;

struct Office {
    Arena *arena;
    const OfficeOptions *options;
    OfficeOptions own; // those, with gates between its threads
    Kept *kept;
    Seats *seats;
    Seat lane_seats[LANE_COUNT];
    Lane *lanes[LANE_COUNT]; // none for LANE_HERE
    Events *events;
    Counts counts;
    Shares *shares;
    Str origin;
    Patience *patience;
    size_t room; // for connections
    int listener;
    struct MHD_Daemon *daemon;
};

// -1 where the store cannot be asked: nothing is kept then.
static int64_t log_size(Office *f) {
    int64_t size = -1;
    Seat *seat = seats_borrow(f->seats);
    if (!portal_watch_size(seat->watch, &size, NULL)) size = -1;
    seats_give_back(f->seats, seat);
    return size;
}

// ---- answers ------------------------------------------------------------------------------------

static enum MHD_Result send_kept(struct MHD_Connection *c, const KeptAnswer *a) {
    return MHD_queue_response(c, a->status, a->response);
}

static void count_answer(Office *f, unsigned status) {
    atomic_fetch_add_explicit(&f->counts.answers[status / 100], 1, memory_order_relaxed);
}

static void tell(const Office *f, const OfficeRequest *r, unsigned status) {
    const OfficeOptions *o = f->options;
    if (!o->log) return;
    Arena *a = arena_new();
    o->log(o->self, office_log_line(a, o->options.sys, r, status));
    arena_free(a);
}

// `size`: of the log for which the answer may be kept under `name`; -1: not at all.
static enum MHD_Result answer(Office *f, const Exchange *x, const OfficeAnswer *a, int64_t size,
                              Str name) {
    char tag[KEPT_TAG];
    bool is_whole = a->status == OFFICE_OK;
    send_make_tag(a, tag);
    OfficeAnswer sent = *a;
    if (is_whole && send_has_tag(x->connection, tag))
        sent = (OfficeAnswer){
            .status = OFFICE_NOT_MODIFIED, .is_private = a->is_private, .policy = a->policy};
    struct MHD_Response *r = send_response(x->arena, &x->request, &sent, is_whole ? tag : NULL);
    if (!r) return MHD_NO;
    enum MHD_Result done = MHD_queue_response(x->connection, (unsigned)sent.status, r);
    if (size >= 0 && sent.status == OFFICE_OK && a->body.size <= KEPT_BYTES) {
        KeptAnswer keep = {r, (unsigned)sent.status, {0}};
        memcpy(keep.tag, tag, sizeof tag);
        kept_add(f->kept, name, size, keep);
    } else {
        MHD_destroy_response(r);
    }
    count_answer(f, (unsigned)sent.status);
    tell(f, &x->request, (unsigned)sent.status);
    return done;
}

static enum MHD_Result answer_once(Office *f, const Exchange *x, const OfficeAnswer *a) {
    return answer(f, x, a, -1, STR(""));
}

static enum MHD_Result refuse(Office *f, const Exchange *x, OfficeStatus status) {
    static const struct {
        OfficeStatus status;
        const char *title;
    } TITLES[] = {
        {OFFICE_BAD_REQUEST, N_("the request is malformed")},
        {OFFICE_NOT_FOUND, N_("there is nothing at this address")},
        {OFFICE_WRONG_METHOD, N_("this cannot be done at this address")},
        {OFFICE_TOO_LARGE, N_("this is too large for its address")},
    };
    Message title = NO_MSG;
    for (size_t i = 0; i < sizeof TITLES / sizeof *TITLES; i++)
        if (TITLES[i].status == status) title.text = TITLES[i].title;
    OfficeAnswer a = office_problem(x->arena, &x->request, status, title, NO_MSG);
    if (status == OFFICE_WRONG_METHOD) a.allow = office_methods(x->arena, x->request.path);
    return answer_once(f, x, &a);
}

// ---- metrics (the text format of Prometheus) ----------------------------------------------------

static OfficeAnswer metrics(Office *f, Arena *a) {
    Buf b = {.arena = a};
    buf_add_c(&b, "# HELP softlaw_answers_total Answers by class of status.\n"
                  "# TYPE softlaw_answers_total counter\n");
    for (int i = 2; i < 6; i++)
        buf_add_fmt(&b, "softlaw_answers_total{class=\"%dxx\"} %llu\n", i,
                    atomic_load(&f->counts.answers[i]));
    buf_add_fmt(&b,
                "# HELP softlaw_kept_answers_total Answers that were kept and given again.\n"
                "# TYPE softlaw_kept_answers_total counter\nsoftlaw_kept_answers_total %llu\n",
                atomic_load(&f->counts.kept));
    buf_add_fmt(&b,
                "# HELP softlaw_streams Pages that are told of changes.\n"
                "# TYPE softlaw_streams gauge\nsoftlaw_streams %zu\n",
                events_count(f->events));
    buf_add_fmt(&b,
                "# HELP softlaw_records Records in the log.\n# TYPE softlaw_records gauge\n"
                "softlaw_records %lld\n",
                (long long)log_size(f));
    return (OfficeAnswer){.status = OFFICE_OK,
                          .type = "text/plain; version=0.0.4; charset=utf-8",
                          .body = buf_str(&b)};
}

// ---- lanes --------------------------------------------------------------------------------------

static Exchange *exchange_of(LaneJob *job) {
    return (Exchange *)(void *)job;
}

static void run_jobs(Office *f, Seat *seat, LaneJob *jobs) {
    OfficeOptions o = *f->options;
    for (LaneJob *job = jobs; job; job = job->next) {
        Exchange *x = exchange_of(job);
        EventsWork work = {.events = f->events, .token = office_token(&x->request), .thing = x->id};
        o.options.progress = events_progress;
        o.options.progress_self = &work;
        x->answer = office_run(x->arena, &o, f->shares, seat->people, x->route, &x->request, x->id);
        x->is_answered = true;
        events_progress_end(&work);
    }
}

// Once a connection is awake it is another thread's.
static void wake(LaneJob *jobs) {
    for (LaneJob *job = jobs, *next; job; job = next) {
        next = job->next;
        MHD_resume_connection(exchange_of(job)->connection);
    }
}

// All of a lane's jobs are of that lane.
static void run_lane(void *office, LaneJob *jobs) {
    Office *f = office;
    OfficeLane lane = exchange_of(jobs)->route->lane;
    run_jobs(f, &f->lane_seats[lane], jobs);
    if (lane == LANE_SLOW) events_look(f->events, true);
    wake(jobs);
}

static bool run_batch(Office *f, Seat *seat, LaneJob *jobs) {
    Arena *a = arena_new();
    App *app = app_new(a, f->options->options);
    bool is_begun = app_people_batch_begin(app, seat->people, NULL);
    if (is_begun) run_jobs(f, seat, jobs);
    bool is_kept = is_begun && app_people_batch_commit(app, seat->people, NULL);
    if (is_begun && !is_kept) app_people_batch_rollback(seat->people);
    arena_free(a);
    return is_kept;
}

// After a failure of the disk the store may be closed.
static void reopen(Office *f, Seat *seat) {
    if (app_people_is_open(seat->people)) return;
    Seat fresh;
    if (seats_open_one(f->arena, f->options, &fresh, NULL)) *seat = fresh;
}

// Many writes as one commit; nobody is told before it is on the disk. Where that fails, each is
// done again by itself, and told what became of it.
static void run_writer(void *office, LaneJob *jobs) {
    Office *f = office;
    Seat *seat = &f->lane_seats[LANE_WRITER];
    if (!seat->people || !run_batch(f, seat, jobs)) {
        if (seat->people) reopen(f, seat);
        run_jobs(f, seat, jobs);
    }
    events_look(f->events, false);
    wake(jobs);
}

static bool start_lanes(Arena *a, Office *f, Err *err) {
    for (OfficeLane l = LANE_WRITER; l < LANE_COUNT; l++) {
        bool is_writer = l == LANE_WRITER;
        if (!seats_open_one(a, f->options, &f->lane_seats[l], err)) return false;
        f->lanes[l] =
            lane_start(a, is_writer ? WRITES_AT_ONCE : 1, is_writer ? run_writer : run_lane, f);
        if (!f->lanes[l]) return listen_failed(f->options, EAGAIN, err);
    }
    return true;
}

// ---- requests -----------------------------------------------------------------------------------

// An answer that goes on, of which the body is the beginning.
static enum MHD_Result stream(Office *f, const Exchange *x, const OfficeAnswer *a) {
    struct MHD_Response *r;
    OfficeStatus status = events_open(f->events, x->connection, &a->effects.stream, a->body, &r);
    if (status != OFFICE_OK) {
        OfficeAnswer p = office_problem(x->arena, &x->request, status,
                                        MSG("too many are told of changes already"),
                                        MSG("try again in a minute"));
        p.effects.wait = STREAM_WAIT_SECONDS;
        return answer_once(f, x, &p);
    }
    send_fields(x->arena, r, &x->request, a);
    enum MHD_Result done = MHD_queue_response(x->connection, (unsigned)a->status, r);
    MHD_destroy_response(r);
    count_answer(f, (unsigned)a->status);
    tell(f, &x->request, (unsigned)a->status);
    return done;
}

static enum MHD_Result respond_here(Office *f, const Exchange *x) {
    enum MHD_Result done;
    Str name = exchange_name(x);
    bool is_kept =
        !x->route->is_unkept && !x->route->act && x->route->type && !x->request.body.size;
    int64_t size = is_kept ? log_size(f) : -1;
    bool is_conditional =
        MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, "If-None-Match");
    if (size >= 0 && !is_conditional &&
        kept_send(f->kept, name, size, x->connection, send_kept, &done)) {
        atomic_fetch_add_explicit(&f->counts.kept, 1, memory_order_relaxed);
        count_answer(f, OFFICE_OK);
        tell(f, &x->request, OFFICE_OK);
        return done;
    }
    bool needs_seat = !x->route->type || x->route->act || x->route->needs_people;
    Seat *seat = needs_seat ? seats_borrow(f->seats) : NULL;
    OfficeAnswer a = office_run(x->arena, f->options, f->shares, seat ? seat->people : NULL,
                                x->route, &x->request, x->id);
    if (seat) seats_give_back(f->seats, seat);
    if (!x->route->type) events_look(f->events, true);
    if (a.effects.stream.is_open) return stream(f, x, &a);
    return answer(f, x, &a, size, name);
}

static enum MHD_Result respond(Office *f, Exchange *x) {
    Err err = {.code = ERR_NONE};
    if (x->is_answered) return answer_once(f, x, &x->answer);
    if (!x->route && str_is(x->request.path, STR("/metrics"))) {
        OfficeAnswer a = metrics(f, x->arena);
        return answer_once(f, x, &a);
    }
    if (!x->route) return refuse(f, x, x->status);
    if (x->is_too_large) return refuse(f, x, OFFICE_TOO_LARGE);
    OfficeStatus status = x->route->type ? OFFICE_OK : exchange_read_form(x, &err);
    if (status != OFFICE_OK) {
        OfficeAnswer a = office_problem(x->arena, &x->request, status, err.message, err.hint);
        return answer_once(f, x, &a);
    }
    x->request.body = buf_str(&x->body);
    if (x->route->lane == LANE_HERE) return respond_here(f, x);
    MHD_suspend_connection(x->connection);
    if (lane_add(f->lanes[x->route->lane], &x->job)) return MHD_YES;
    MHD_resume_connection(x->connection);
    return MHD_NO;
}

// The first to see a request, as the state of which stands then the office where its target is no
// path.
static void *on_target(void *office, const char *target, struct MHD_Connection *c) {
    (void)c;
    return head_is_target(target) ? NULL : office;
}

static enum MHD_Result on_request(void *self, struct MHD_Connection *c, const char *path,
                                  const char *method, const char *version, const char *bytes,
                                  size_t *size, void **state) {
    Office *f = self;
    bool is_garbled = *state == f;
    Exchange *x = is_garbled ? NULL : *state;
    (void)version;
    if (!x) {
        patience_has_header(c);
        *state = x = exchange_begin(f->options, f->origin, c, path, method);
        x->office = f;
        x->request.is_garbled = x->request.is_garbled || is_garbled;
        OfficeStatus status = office_guard(&x->request);
        if (status != OFFICE_OK) return refuse(f, x, status);
        return exchange_says_too_large(x) ? refuse(f, x, OFFICE_TOO_LARGE) : MHD_YES;
    }
    if (!*size) return respond(f, x);
    if (sys_now(f->options->options.sys) > x->begun_at + BODY_MICROSECONDS) return MHD_NO;
    exchange_add_body(x, bytes, *size);
    *size = 0;
    return MHD_YES;
}

// A NUL would end the text where libmicrohttpd hands it on; as another control character it is
// refused by the guard.
static size_t unescape(void *self, struct MHD_Connection *c, char *text) {
    (void)self, (void)c;
    for (char *at = text; (at = strstr(at, "%00")); at += 3) at[2] = '1';
    return MHD_http_unescape(text);
}

static void on_end(void *self, struct MHD_Connection *c, void **state,
                   enum MHD_RequestTerminationCode why) {
    (void)why;
    patience_is_answered(c);
    Exchange *x = *state == self ? NULL : *state;
    if (x) arena_free(x->arena);
    *state = NULL;
}

// ---- start and end ------------------------------------------------------------------------------

// `listener` is a socket to go on with; -1: a new one.
static bool start(Office *f, size_t threads, int listener, Err *err) {
    int port = listener < 0 ? 0 : listen_port(listener);
    bool is_own = listener < 0;
    const OfficeOptions *o = f->options;
    if (is_own && !listen_on(o, &listener, &port, err)) return false;
    f->listener = listener;
    bool is_secure = o->certificate.size;
    f->origin = o->origin.size ? o->origin
                               : str_fmt(o->arena, "http%s://%.*s:%d", is_secure ? "s" : "",
                                         STR_ARG(o->address), port);
    f->daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | (is_secure ? MHD_USE_TLS : 0), 0,
        NULL, NULL, on_request, f, MHD_OPTION_LISTEN_SOCKET, listener, MHD_OPTION_THREAD_POOL_SIZE,
        (unsigned)(threads > 1 ? threads : 0), MHD_OPTION_CONNECTION_LIMIT, (unsigned)f->room,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)HEADER_BYTES, MHD_OPTION_STRICT_FOR_CLIENT, head_strictness(),
        MHD_OPTION_UNESCAPE_CALLBACK, unescape, NULL, MHD_OPTION_URI_LOG_CALLBACK, on_target, f,
        MHD_OPTION_NOTIFY_COMPLETED, on_end, f, MHD_OPTION_NOTIFY_CONNECTION, patience_notify,
        f->patience, is_secure ? MHD_OPTION_HTTPS_MEM_CERT : MHD_OPTION_END,
        str_c(o->arena, o->certificate), MHD_OPTION_HTTPS_MEM_KEY,
        str_c(o->arena, o->certificate_key), MHD_OPTION_END);
    if (f->daemon) return true;
    if (is_own) close(listener);
    if (is_secure)
        return err_set(err, ERR_INPUT, MSG("could not serve with this certificate and its key"),
                       MSG("both must be PEM, and the key without a passphrase"));
    return listen_failed(o, EIO, err);
}

// No new connection from now on; what has begun is finished, if it does not take too long.
static void stop(void *office) {
    Office *f = office;
    struct timespec tenth = {.tv_nsec = 100000000};
    int listener = (int)MHD_quiesce_daemon(f->daemon);
    events_end(f->events);
    for (int i = 0; i < FINISH_TENTHS; i++) {
        const union MHD_DaemonInfo *info =
            MHD_get_daemon_info(f->daemon, MHD_DAEMON_INFO_CURRENT_CONNECTIONS);
        if (!info || info->num_connections == 0) break;
        nanosleep(&tenth, NULL);
    }
    for (OfficeLane l = LANE_WRITER; l < LANE_COUNT; l++) lane_end(f->lanes[l]);
    MHD_stop_daemon(f->daemon);
    if (listener >= 0) close(listener);
}

// Half of the connections may be open before the office waits for less long.
static bool start_patience(Arena *a, Office *f, Err *err) {
    f->room = listen_room(CONNECTIONS);
    PatienceOptions o = {.calm = {.header_seconds = IDLE_SECONDS, .answer_seconds = 600},
                         .pressed = {.header_seconds = 5, .answer_seconds = 60},
                         .many = f->room / 2,
                         .room = f->room};
    f->patience = patience_start(a, o);
    return f->patience || listen_failed(f->options, EAGAIN, err);
}

static Office *start_on(Arena *a, const OfficeOptions *o, int listener, Err *err) {
    Office *f = ARENA_NEW(a, Office);
    size_t threads = o->threads ? o->threads : parallel_processors();
    f->arena = a;
    f->own = *o;
    if (!o->options.gates) f->own.options.gates = app_gates_new(a);
    f->options = &f->own;
    f->kept = kept_new(a);
    f->shares = shares_new(a, o->options.sys, o->share);
    if (!start_patience(a, f, err)) return NULL;
    f->seats = seats_open(a, f->options, threads, err);
    f->events = f->seats ? events_start(a, f->options, err) : NULL;
    if (!f->events || !start_lanes(a, f, err) || !start(f, threads, listener, err)) return NULL;
    arena_defer(a, stop, f);
    return f;
}

Office *office_start(Arena *a, const OfficeOptions *o, Err *err) {
    return start_on(a, o, -1, err);
}

Str office_origin(const Office *f) {
    return f->origin;
}

// ---- until it is ended --------------------------------------------------------------------------

static int wait_for(const sigset_t *signals) {
    int signal;
    while (sigwait(signals, &signal) != 0) continue;
    return signal;
}

// With what stands in its files now, on the same socket: the new one begins before the old one
// ends, so nobody is turned away. What has begun is finished.
static Office *reload(Office *f, Err *err) {
    Arena *a = arena_new();
    OfficeOptions *next = ARENA_NEW(a, OfficeOptions);
    int listener = fcntl(f->listener, F_DUPFD_CLOEXEC, 0);
    *next = *f->options;
    bool may = listener >= 0 || listen_failed(next, errno, err);
    Office *fresh =
        may && next->reload(next->self, next, err) ? start_on(a, next, listener, err) : NULL;
    if (!fresh && listener >= 0) close(listener);
    arena_free(fresh ? f->arena : a);
    return fresh ? fresh : f;
}

static Office *reload_and_tell(Office *f) {
    Err err = {.code = ERR_NONE};
    void (*reloaded)(void *self, const Err *why) = f->options->reloaded;
    void *self = f->options->self;
    if (!f->options->reload) return f;
    f = reload(f, &err);
    reloaded(self, err.code == ERR_NONE ? NULL : &err);
    return f;
}

bool office_serve(const OfficeOptions *o, Err *err) {
    sigset_t ends, before;
    Arena *a = arena_new(), *gates = arena_new();
    OfficeOptions with_gates = *o;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &ends, &before);
    with_gates.options.gates = app_gates_new(gates);
    Office *f = office_start(a, &with_gates, err);
    if (f) {
        o->ready(o->self, office_origin(f));
        while (wait_for(&ends) == SIGHUP) f = reload_and_tell(f);
    }
    err_keep(o->arena, err);
    arena_free(f ? f->arena : a);
    arena_free(gates);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return f != NULL;
}
