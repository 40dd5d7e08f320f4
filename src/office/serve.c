// office/serve.c - the socket, libmicrohttpd's threads, and one request after another
//
// Each thread of libmicrohttpd answers by itself. To know whether something was recorded a thread
// borrows one of the connections to the store that stand ready (Watches).
#include "base/parallel.h"
#include "base/sha256.h"
#include "office/kept.h"
#include "office/office_int.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    CONNECTIONS = 1000,
    IDLE_SECONDS = 30,
    HEADER_BYTES = 32 << 10,
    KEPT_BYTES = 1 << 20, // the largest answer that is kept
    FINISH_TENTHS = 50    // that begun requests may take when the server ends
};

typedef struct Watches {
    pthread_mutex_t mutex;
    PortalWatch *ready[PARALLEL_JOBS_MAX];
    size_t count;
} Watches;

// By class: 1xx … 5xx.
typedef struct Counts {
    atomic_ullong answers[6], kept;
} Counts;

struct Office {
    const OfficeOptions *options;
    Kept *kept;
    Watches watches;
    Counts counts;
    Str origin;
    struct MHD_Daemon *daemon;
};

typedef struct Fields {
    HttpField *items;
    size_t count, capacity;
} Fields;

typedef struct Exchange {
    Arena *arena;
    OfficeRequest request;
    Fields fields, query;
} Exchange;

// ---- has anything been recorded? ----------------------------------------------------------------

static bool open_watches(Arena *a, Office *f, size_t count, Err *err) {
    pthread_mutex_init(&f->watches.mutex, NULL);
    for (size_t i = 0; i < count; i++) {
        PortalWatch *w = portal_watch(a, f->options->portal.db, err);
        if (!w) return false;
        f->watches.ready[f->watches.count++] = w;
    }
    return true;
}

static PortalWatch *borrow(Watches *w) {
    pthread_mutex_lock(&w->mutex);
    PortalWatch *watch = w->count ? w->ready[--w->count] : NULL;
    pthread_mutex_unlock(&w->mutex);
    return watch;
}

static void give_back(Watches *w, PortalWatch *watch) {
    pthread_mutex_lock(&w->mutex);
    w->ready[w->count++] = watch;
    pthread_mutex_unlock(&w->mutex);
}

// -1 where the store cannot be asked: nothing is kept then.
static int64_t log_size(Office *f) {
    int64_t size = -1;
    PortalWatch *w = borrow(&f->watches);
    if (!w) return -1;
    if (!portal_watch_size(w, &size, NULL)) size = -1;
    give_back(&f->watches, w);
    return size;
}

// ---- answers ------------------------------------------------------------------------------------

static const struct {
    const char *name, *value;
} SAFETY[] = {
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cache-Control", "no-cache"},
    {"Vary", "Accept-Language"},
};

static const char POLICY[] = "default-src 'none'; style-src 'self'; img-src 'self'; "
                             "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
static const char POLICY_OWN_STYLE[] = "default-src 'none'; style-src 'unsafe-inline'; "
                                       "base-uri 'none'; frame-ancestors 'none'";

static struct MHD_Response *response_of(const OfficeAnswer *a, const char *tag) {
    // libmicrohttpd asks for a pointer to what may be written, and does not write.
    union {
        const char *text;
        void *bytes;
    } body = {a->body.at};
    struct MHD_Response *r =
        MHD_create_response_from_buffer(a->body.size, body.bytes, MHD_RESPMEM_MUST_COPY);
    if (!r) return NULL;
    if (a->type) MHD_add_response_header(r, "Content-Type", a->type);
    for (size_t i = 0; i < sizeof SAFETY / sizeof *SAFETY; i++)
        MHD_add_response_header(r, SAFETY[i].name, SAFETY[i].value);
    MHD_add_response_header(r, "Content-Security-Policy",
                            a->has_own_style ? POLICY_OWN_STYLE : POLICY);
    if (tag) MHD_add_response_header(r, "ETag", tag);
    if (a->status == OFFICE_WRONG_METHOD) MHD_add_response_header(r, "Allow", "GET, HEAD");
    if (a->status == OFFICE_BAD_REQUEST) MHD_add_response_header(r, "Connection", "close");
    return r;
}

// Does the browser have it already? (RFC 9110, section 13.1.2)
static bool has_tag(struct MHD_Connection *c, const char *tag) {
    const char *known = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "If-None-Match");
    return known && strstr(known, tag);
}

static enum MHD_Result send_kept(struct MHD_Connection *c, const KeptAnswer *a) {
    return MHD_queue_response(c, a->status, a->response);
}

static void make_tag(const OfficeAnswer *a, char ret[KEPT_TAG]) {
    static const char digits[] = "0123456789abcdef";
    Sha256 hash = sha256_of(a->body);
    ret[0] = ret[KEPT_TAG - 2] = '"';
    ret[KEPT_TAG - 1] = 0;
    for (size_t i = 0; i < (KEPT_TAG - 3) / 2; i++) {
        ret[1 + 2 * i] = digits[hash.bytes[i] >> 4];
        ret[2 + 2 * i] = digits[hash.bytes[i] & 15];
    }
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

static enum MHD_Result answer(Office *f, struct MHD_Connection *c, const Exchange *x,
                              const OfficeAnswer *a, int64_t size, Str name) {
    char tag[KEPT_TAG];
    bool is_whole = a->status == OFFICE_OK;
    make_tag(a, tag);
    OfficeAnswer sent = *a;
    if (is_whole && has_tag(c, tag)) sent = (OfficeAnswer){.status = OFFICE_NOT_MODIFIED};
    struct MHD_Response *r = response_of(&sent, is_whole ? tag : NULL);
    if (!r) return MHD_NO;
    enum MHD_Result done = MHD_queue_response(c, (unsigned)sent.status, r);
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
                "# HELP softlaw_records Records in the log.\n# TYPE softlaw_records gauge\n"
                "softlaw_records %lld\n",
                (long long)log_size(f));
    return (OfficeAnswer){OFFICE_OK, "text/plain; version=0.0.4; charset=utf-8", buf_str(&b),
                          false};
}

// ---- requests -----------------------------------------------------------------------------------

static enum MHD_Result add_field(void *self, enum MHD_ValueKind kind, const char *name,
                                 const char *value) {
    Exchange *x = self;
    Fields *f = kind == MHD_HEADER_KIND ? &x->fields : &x->query;
    *VEC_ADD(x->arena, f) =
        (HttpField){str_copy(x->arena, str_from(name)), str_copy(x->arena, str_from(value))};
    return MHD_YES;
}

static Exchange *begin(const Office *f, struct MHD_Connection *c, const char *path,
                       const char *method) {
    Arena *a = arena_new();
    Exchange *x = ARENA_NEW(a, Exchange);
    x->arena = a;
    MHD_get_connection_values(c, MHD_HEADER_KIND, add_field, x);
    MHD_get_connection_values(c, MHD_GET_ARGUMENT_KIND, add_field, x);
    x->request = (OfficeRequest){.method = str_copy(a, str_from(method)),
                                 .path = str_copy(a, str_from(path)),
                                 .fields = x->fields.items,
                                 .field_count = x->fields.count,
                                 .query = x->query.items,
                                 .query_count = x->query.count,
                                 .origin = f->origin};
    x->request.lang = office_lang(&x->request, f->options->options.lang);
    return x;
}

// What the answer depends on: language, path, and what is asked behind it.
static Str name_of(const Exchange *x) {
    Buf b = {.arena = x->arena};
    buf_add(&b, lang_name(x->request.lang));
    buf_add(&b, x->request.path);
    for (size_t i = 0; i < x->request.query_count; i++) {
        const HttpField *q = &x->request.query[i];
        if (str_is(q->name, STR("lang"))) continue;
        buf_add_fmt(&b, "\n%zu %zu ", q->name.size, q->value.size);
        buf_add(&b, q->name);
        buf_add(&b, q->value);
    }
    return buf_str(&b);
}

static OfficeAnswer refused(const Exchange *x, OfficeStatus status) {
    static const struct {
        OfficeStatus status;
        const char *title;
    } TITLES[] = {
        {OFFICE_BAD_REQUEST, N_("the request is malformed")},
        {OFFICE_NOT_FOUND, N_("there is nothing at this address")},
        {OFFICE_WRONG_METHOD, N_("this cannot be done at this address")},
    };
    Message title = NO_MSG;
    for (size_t i = 0; i < sizeof TITLES / sizeof *TITLES; i++)
        if (TITLES[i].status == status) title.text = TITLES[i].title;
    return office_problem(x->arena, &x->request, status, title, NO_MSG);
}

static enum MHD_Result respond(Office *f, struct MHD_Connection *c, const Exchange *x) {
    Str id, name = name_of(x);
    OfficeStatus status;
    enum MHD_Result done;
    const OfficeRoute *route = office_find(x->request.method, x->request.path, &id, &status);
    if (!route && str_is(x->request.path, STR("/metrics"))) {
        OfficeAnswer a = metrics(f, x->arena);
        return answer(f, c, x, &a, -1, name);
    }
    if (!route) {
        OfficeAnswer a = refused(x, status);
        return answer(f, c, x, &a, -1, name);
    }
    int64_t size = route->is_unkept || x->request.has_body ? -1 : log_size(f);
    bool is_conditional = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "If-None-Match");
    if (size >= 0 && !is_conditional && kept_send(f->kept, name, size, c, send_kept, &done)) {
        atomic_fetch_add_explicit(&f->counts.kept, 1, memory_order_relaxed);
        count_answer(f, OFFICE_OK);
        tell(f, &x->request, OFFICE_OK);
        return done;
    }
    OfficeAnswer a = office_run(x->arena, f->options, route, &x->request, id);
    return answer(f, c, x, &a, size, name);
}

static enum MHD_Result on_request(void *self, struct MHD_Connection *c, const char *path,
                                  const char *method, const char *version, const char *bytes,
                                  size_t *size, void **state) {
    Office *f = self;
    Exchange *x = *state;
    (void)version, (void)bytes;
    if (!x) {
        *state = x = begin(f, c, path, method);
        OfficeStatus status = office_guard(&x->request);
        if (status == OFFICE_OK) return MHD_YES;
        OfficeAnswer a = refused(x, status);
        return answer(f, c, x, &a, -1, STR(""));
    }
    if (*size) {
        x->request.has_body = true;
        *size = 0;
        return MHD_YES;
    }
    return respond(f, c, x);
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
    (void)self, (void)c, (void)why;
    Exchange *x = *state;
    if (x) arena_free(x->arena);
    *state = NULL;
}

// ---- the socket ---------------------------------------------------------------------------------

static bool socket_failed(const OfficeOptions *o, int error, Err *err) {
    Str port = str_fmt(o->arena, "%d", o->port);
    if (error == EADDRINUSE)
        return err_set(err, ERR_CONFLICT, MSG("port {1} is taken by another program", port),
                       MSG("choose another with --port, or leave it out to get a free one"));
    err_set(err, ERR_PEER, MSG("could not serve on {1} port {2}", o->address, port), NO_MSG);
    err->detail = MSG("{1}", str_copy(o->arena, str_from(strerror(error))));
    return false;
}

static bool listen_on(const OfficeOptions *o, int *ret_socket, int *ret_port, Err *err) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)o->port)};
    socklen_t size = sizeof address;
    int yes = 1;
    if (inet_pton(AF_INET, str_c(o->arena, o->address), &address.sin_addr) != 1)
        return err_set(err, ERR_INPUT, MSG("\"{1}\" is no address to serve on", o->address),
                       MSG("127.0.0.1 is this machine alone, 0.0.0.0 every network it is in"));
    int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (s < 0) return socket_failed(o, errno, err);
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(s, (struct sockaddr *)&address, sizeof address) || listen(s, SOMAXCONN) ||
        getsockname(s, (struct sockaddr *)&address, &size)) {
        int error = errno;
        close(s);
        return socket_failed(o, error, err);
    }
    *ret_socket = s;
    *ret_port = ntohs(address.sin_port);
    return true;
}

static bool start(Office *f, size_t threads, Err *err) {
    int listener = -1, port = 0;
    const OfficeOptions *o = f->options;
    if (!listen_on(o, &listener, &port, err)) return false;
    f->origin =
        o->origin.size ? o->origin : str_fmt(o->arena, "http://%.*s:%d", STR_ARG(o->address), port);
    f->daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, on_request, f, MHD_OPTION_LISTEN_SOCKET,
        listener, MHD_OPTION_THREAD_POOL_SIZE, (unsigned)(threads > 1 ? threads : 0),
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEADER_BYTES,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_UNESCAPE_CALLBACK, unescape, NULL,
        MHD_OPTION_NOTIFY_COMPLETED, on_end, NULL, MHD_OPTION_END);
    if (f->daemon) return true;
    close(listener);
    return socket_failed(o, EIO, err);
}

// No new connection from now on; what has begun is finished, if it does not take too long.
static void stop(void *office) {
    Office *f = office;
    struct timespec tenth = {.tv_nsec = 100000000};
    int listener = (int)MHD_quiesce_daemon(f->daemon);
    for (int i = 0; i < FINISH_TENTHS; i++) {
        const union MHD_DaemonInfo *info =
            MHD_get_daemon_info(f->daemon, MHD_DAEMON_INFO_CURRENT_CONNECTIONS);
        if (!info || info->num_connections == 0) break;
        nanosleep(&tenth, NULL);
    }
    MHD_stop_daemon(f->daemon);
    if (listener >= 0) close(listener);
}

Office *office_start(Arena *a, const OfficeOptions *o, Err *err) {
    Office *f = ARENA_NEW(a, Office);
    size_t threads = o->threads ? o->threads : parallel_processors();
    f->options = o;
    f->kept = kept_new(a);
    if (!open_watches(a, f, threads, err) || !start(f, threads, err)) return NULL;
    arena_defer(a, stop, f);
    return f;
}

Str office_origin(const Office *f) {
    return f->origin;
}

static void wait_for_end(const sigset_t *ends) {
    int signal;
    while (sigwait(ends, &signal) != 0) continue;
}

bool office_serve(const OfficeOptions *o, Err *err) {
    sigset_t ends, before;
    Arena *a = arena_new();
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, &before);
    const Office *f = office_start(a, o, err);
    if (f) {
        o->ready(o->self, office_origin(f));
        wait_for_end(&ends);
    }
    err_keep(o->arena, err);
    arena_free(a);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return f != NULL;
}
