// office/stream.c - an answer that goes on: events for one who looks
#include "office/stream.h"

#include "base/limits.h"
#include "office/patience.h"

#include <sys/socket.h>

enum { PIECE_BYTES = 4 << 10, SOCKET_BYTES = 32 << 10 };

static size_t left(const Stream *s) {
    return s->buf.size - s->taken;
}

static void forget_taken(Stream *s) {
    arena_reset(s->waiting);
    s->buf = (Buf){.arena = s->waiting};
    s->taken = 0;
    s->rounds = 0;
}

static void wake(Stream *s) {
    if (!s->is_asleep) return;
    s->is_asleep = false;
    MHD_resume_connection(s->connection);
}

// What is left goes to the front where most of what was kept has gone.
static void make_room(Stream *s) {
    if (s->taken <= LIMIT_STREAM_BYTES) return;
    Arena *fresh = arena_new();
    Buf rest = {.arena = fresh};
    buf_add(&rest, (Str){s->buf.at + s->taken, left(s)});
    arena_free(s->waiting);
    s->waiting = fresh;
    s->buf = rest;
    s->taken = 0;
}

// The socket is shut, and libmicrohttpd sees that by itself.
static void cut(Stream *s) {
    s->is_cut = s->is_ended = true;
    shutdown(s->socket, SHUT_RDWR);
    wake(s);
}

void stream_add(Stream *s, Str text) {
    if (s->is_ended) return;
    if (left(s) + text.size > LIMIT_STREAM_BYTES) {
        cut(s);
        return;
    }
    make_room(s);
    buf_add(&s->buf, text);
    wake(s);
}

void stream_look(Stream *s) {
    char byte;
    if (s->is_asleep && recv(s->socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0) cut(s);
}

void stream_beat(Stream *s, unsigned most) {
    static const Str BEAT = {":\n\n", 3};
    if (left(s) && ++s->rounds > most && !s->is_cut) cut(s);
    if (!left(s)) stream_add(s, BEAT);
}

void stream_end(Stream *s) {
    s->is_ended = true;
    wake(s);
}

// ---- libmicrohttpd asks for the next piece ------------------------------------------------------

static ssize_t take(Stream *s, char *bytes, size_t most) {
    size_t size = left(s) < most ? left(s) : most;
    if (size && !s->is_cut) {
        memcpy(bytes, s->buf.at + s->taken, size);
        s->taken += size;
        if (!left(s)) forget_taken(s);
        return (ssize_t)size;
    }
    if (s->is_ended) return MHD_CONTENT_READER_END_OF_STREAM;
    s->is_asleep = true;
    MHD_suspend_connection(s->connection);
    return 0;
}

// To ask again is a sign of life, of a connection as of a reader.
static ssize_t on_piece(void *stream, uint64_t at, char *bytes, size_t most) {
    Stream *s = stream;
    (void)at;
    patience_has_header(s->connection);
    s->lock(s->self, true);
    s->rounds = 0;
    ssize_t size = take(s, bytes, most);
    s->lock(s->self, false);
    return size;
}

static void on_gone(void *stream) {
    Stream *s = stream;
    s->lock(s->self, true);
    s->leave(s->self, s);
    s->lock(s->self, false);
    stream_free(s);
}

void stream_free(Stream *s) {
    arena_free(s->waiting);
    arena_free(s->arena);
}

// ---- beginning ----------------------------------------------------------------------------------

static WhoView who_copy(Arena *a, const WhoView *who) {
    WhoView w = *who;
    w.person = str_copy(a, who->person);
    w.organisation = str_copy(a, who->organisation);
    w.roles = str_copy(a, who->roles);
    return w;
}

Stream *stream_new(struct MHD_Connection *c, Str token, const WhoView *who) {
    Arena *a = arena_new();
    Stream *s = ARENA_NEW(a, Stream);
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
    int size = SOCKET_BYTES;
    s->arena = a;
    s->connection = c;
    s->socket = info ? info->connect_fd : -1;
    s->token = str_copy(a, token);
    s->who = who_copy(a, who);
    s->waiting = arena_new();
    forget_taken(s);
    if (s->socket >= 0) setsockopt(s->socket, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
    return s;
}

struct MHD_Response *stream_response(Stream *s) {
    return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, PIECE_BYTES, on_piece, s, on_gone);
}
