// web/serve.c - the socket, libmicrohttpd, and one request after another
//
// One thread answers; the caller's thread waits for the signal that ends it. A request has an arena
// of its own, in which its body collects up to LIMIT_REQUEST_BYTES.
#include "base/limits.h"
#include "web/web_int.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

struct Web {
    const DmnEditSession *session;
    WebSite site;
    Str address;
    struct MHD_Daemon *daemon;
};

// ---- answers ------------------------------------------------------------------------------------

static const struct {
    const char *name, *value;
} safety[] = {
    // dmn-js writes styles into the page, which is harmless; scripts come only from here.
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
     "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; "
     "form-action 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"}, // the token stands in the address
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cache-Control", "no-store"},
};

static enum MHD_Result send_answer(struct MHD_Connection *c, WebAnswer answer) {
    // libmicrohttpd asks for a pointer to what may be written, and does not write.
    union {
        const char *text;
        void *bytes;
    } body = {answer.body.at};
    struct MHD_Response *r = MHD_create_response_from_buffer(
        answer.body.size, body.bytes,
        answer.is_lasting ? MHD_RESPMEM_PERSISTENT : MHD_RESPMEM_MUST_COPY);
    if (!r) return MHD_NO;
    if (answer.type) MHD_add_response_header(r, "Content-Type", answer.type);
    for (size_t i = 0; i < sizeof safety / sizeof *safety; i++)
        MHD_add_response_header(r, safety[i].name, safety[i].value);
    if (answer.status != WEB_OK) MHD_add_response_header(r, "Connection", "close");
    enum MHD_Result done = MHD_queue_response(c, (unsigned)answer.status, r);
    MHD_destroy_response(r);
    return done;
}

// ---- requests -----------------------------------------------------------------------------------

typedef struct Exchange {
    Arena *arena;
    WebRequest request;
    struct {
        HttpField *items;
        size_t count, capacity;
    } fields;
    Buf body;
    bool is_too_large;
} Exchange;

static enum MHD_Result add_field(void *self, enum MHD_ValueKind kind, const char *name,
                                 const char *value) {
    (void)kind;
    Exchange *x = self;
    *VEC_ADD(x->arena, &x->fields) =
        (HttpField){str_copy(x->arena, str_from(name)), str_copy(x->arena, str_from(value))};
    return MHD_YES;
}

static Exchange *begin(const Web *w, struct MHD_Connection *c, const char *path,
                       const char *method) {
    Arena *a = arena_new();
    Exchange *x = ARENA_NEW(a, Exchange);
    x->arena = a;
    x->body.arena = a;
    MHD_get_connection_values(c, MHD_HEADER_KIND, add_field, x);
    x->request = (WebRequest){.method = str_copy(a, str_from(method)),
                              .path = str_copy(a, str_from(path)),
                              .lang = w->session->options.lang,
                              .fields = x->fields.items,
                              .field_count = x->fields.count};
    Str lang = str_from(MHD_lookup_connection_value(c, MHD_GET_ARGUMENT_KIND, "lang"));
    lang_from_text(lang, &x->request.lang);
    return x;
}

static void take_body(Exchange *x, const char *bytes, size_t size) {
    if (x->body.size + size > LIMIT_REQUEST_BYTES) x->is_too_large = true;
    if (!x->is_too_large) buf_add(&x->body, (Str){bytes, size});
}

static enum MHD_Result on_request(void *self, struct MHD_Connection *c, const char *path,
                                  const char *method, const char *version, const char *bytes,
                                  size_t *size, void **state) {
    const Web *w = self;
    Exchange *x = *state;
    (void)version;
    if (!x) {
        *state = x = begin(w, c, path, method);
        WebStatus status = request_guard(&w->site, &x->request);
        return status == WEB_OK ? MHD_YES : send_answer(c, (WebAnswer){.status = status});
    }
    if (*size) {
        take_body(x, bytes, *size);
        *size = 0;
        return MHD_YES;
    }
    if (x->is_too_large) return send_answer(c, (WebAnswer){.status = WEB_TOO_LARGE});
    x->request.body = buf_str(&x->body);
    return send_answer(c, route_answer(x->arena, w->session, &w->site, &x->request));
}

static void on_end(void *self, struct MHD_Connection *c, void **state,
                   enum MHD_RequestTerminationCode why) {
    (void)self, (void)c, (void)why;
    Exchange *x = *state;
    if (x) arena_free(x->arena);
    *state = NULL;
}

// ---- the socket ---------------------------------------------------------------------------------

static bool socket_failed(Arena *a, int port, int error, Err *err) {
    Str number = str_fmt(a, "%d", port);
    if (error == EADDRINUSE)
        return err_set(err, ERR_CONFLICT, MSG("port {1} is taken by another program", number),
                       MSG("choose another with --port, or leave it out to get a free one"));
    err_set(err, ERR_PEER, MSG("could not serve on port {1}", number), NO_MSG);
    err->detail = MSG("{1}", str_copy(a, str_from(strerror(error))));
    return false;
}

// Bound to this machine alone; *port becomes the one that was given.
static bool listen_on(Arena *a, int *port, int *ret_socket, Err *err) {
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)*port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;
    if (s < 0) return socket_failed(a, *port, errno, err);
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(s, (struct sockaddr *)&address, sizeof address) || listen(s, SOMAXCONN) ||
        getsockname(s, (struct sockaddr *)&address, &size)) {
        int error = errno;
        close(s);
        return socket_failed(a, *port, error, err);
    }
    *port = ntohs(address.sin_port);
    *ret_socket = s;
    return true;
}

static Str new_token(Arena *a, Sys *sys) {
    unsigned char bytes[16];
    Buf b = {.arena = a};
    sys_random(sys, bytes, sizeof bytes);
    for (size_t i = 0; i < sizeof bytes; i++) buf_add_fmt(&b, "%02x", bytes[i]);
    return buf_str(&b);
}

static void stop(void *web) {
    MHD_stop_daemon(((Web *)web)->daemon);
}

Web *web_start(Arena *a, const DmnEditSession *session, Err *err) {
    enum { CONNECTIONS = 64, IDLE_SECONDS = 60 };
    int listener = -1;
    Web *w = ARENA_NEW(a, Web);
    *w = (Web){.session = session,
               .site = {.token = new_token(a, session->options.sys), .port = session->port}};
    if (!listen_on(a, &w->site.port, &listener, err)) return NULL;
    w->daemon = MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_AUTO, 0, NULL, NULL, on_request, w,
        MHD_OPTION_LISTEN_SOCKET, listener, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_NOTIFY_COMPLETED, on_end, NULL, MHD_OPTION_END);
    if (!w->daemon) {
        close(listener);
        socket_failed(a, w->site.port, EIO, err);
        return NULL;
    }
    arena_defer(a, stop, w);
    w->address = str_fmt(a, "http://127.0.0.1:%d/%.*s/", w->site.port, STR_ARG(w->site.token));
    return w;
}

Str web_address(const Web *w) {
    return w->address;
}

// ---- the editor ---------------------------------------------------------------------------------

static bool discard(void *self, Str text, Err *err) {
    (void)self, (void)text, (void)err;
    return true;
}

// A file that cannot be opened is told in the terminal, before any browser is.
static bool can_open(Arena *a, const DmnEditSession *session, Err *err) {
    Out nowhere = {.buf = {.arena = a}, .write = discard, .err = err};
    App *app = app_new(a, session->options);
    return app_dmn_edit_open(app, &session->edit, &nowhere, err);
}

static void wait_for_end(const sigset_t *ends) {
    int signal;
    while (sigwait(ends, &signal) != 0) continue;
}

bool web_edit(const DmnEditSession *session, Err *err) {
    sigset_t ends, before;
    Arena *a = arena_new();
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &ends, &before);
    const Web *w = can_open(a, session, err) ? web_start(a, session, err) : NULL;
    if (w) {
        session->ready(session->self, w->address);
        wait_for_end(&ends);
    } else {
        err_keep(session->arena, err);
    }
    arena_free(a);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return w != NULL;
}
