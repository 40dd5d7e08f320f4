// lsp/frame.c - messages in a stream of bytes: header lines, an empty line, a body of the length
// that the header says
//
// A header without a length is skipped up to its empty line, a body that is too large byte by byte;
// then the stream goes on with the next message.
#include "base/limits.h"
#include "lsp/lsp_int.h"

enum { HEADER_BYTES_MAX = 4096 };

static bool fill(Stream *s) {
    if (s->at < s->end) return true;
    s->at = 0;
    s->end = s->read(s->self, s->buffer, sizeof s->buffer);
    return s->end > 0;
}

static size_t take(Stream *s, char *to, size_t size) {
    size_t done = 0;
    while (done < size && fill(s)) {
        size_t part = s->end - s->at < size - done ? s->end - s->at : size - done;
        if (to) memcpy(to + done, s->buffer + s->at, part);
        s->at += part;
        done += part;
    }
    return done;
}

typedef struct Header {
    char line[HEADER_BYTES_MAX];
    size_t size;
} Header;

// One line without its end; false where the stream ends. What is too long is cut off.
static bool read_line(Stream *s, Header *h) {
    char c;
    h->size = 0;
    while (take(s, &c, 1)) {
        if (c == '\n') return true;
        if (c != '\r' && h->size < sizeof h->line) h->line[h->size++] = c;
    }
    return false;
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

// "Content-Length: 123"; SIZE_MAX where the number is too large, false where the line is another.
static bool length_of(const Header *h, size_t *ret) {
    static const char NAME[] = "content-length:";
    size_t at = sizeof NAME - 1, value = 0;
    if (h->size <= at) return false;
    for (size_t i = 0; i < at; i++)
        if (lower(h->line[i]) != NAME[i]) return false;
    while (at < h->size && h->line[at] == ' ') at++;
    if (at == h->size) return false;
    for (; at < h->size; at++) {
        if (h->line[at] < '0' || h->line[at] > '9') return false;
        if (value > SIZE_MAX / 100) return *ret = SIZE_MAX, true;
        value = value * 10 + (size_t)(h->line[at] - '0');
    }
    *ret = value;
    return true;
}

FrameResult frame_read(Stream *s, Arena *a, Str *ret_body) {
    Header h;
    size_t length = 0;
    bool has_length = false;
    do {
        if (!read_line(s, &h)) return FRAME_END;
        has_length = length_of(&h, &length) || has_length;
    } while (h.size);
    if (!has_length) return FRAME_FAULTY;
    if (length > LIMIT_REQUEST_BYTES) {
        take(s, NULL, length);
        return FRAME_TOO_LARGE;
    }
    char *body = arena_get(a, length);
    *ret_body = (Str){body, length};
    return take(s, body, length) == length ? FRAME_BODY : FRAME_END;
}

void frame_write(Buf *b, Str body) {
    buf_add_fmt(b, "Content-Length: %zu\r\n\r\n", body.size);
    buf_add(b, body);
}
