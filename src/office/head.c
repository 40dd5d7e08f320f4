// office/head.c - was the header sent as it must be? what libmicrohttpd reads leniently
#include "office/head.h"

#include <string.h>

enum {
    VERSION_SIZE = 8, // HTTP/1.1
    LINE_END = 2,
    LINE_MAX = 32 << 10
};

typedef struct Walk {
    const char *at; // where the next line must begin
    bool is_sound;
} Walk;

static bool is_strict_itself(void) {
    return MHD_get_version()[0] >= '1';
}

int head_strictness(void) {
    return is_strict_itself();
}

// ---- the request line ---------------------------------------------------------------------------

static bool is_hex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool is_version(const char *text) {
    return !strncmp(text, "HTTP/1.1", VERSION_SIZE) || !strncmp(text, "HTTP/1.0", VERSION_SIZE);
}

bool head_is_target(const char *target) {
    if (target[0] != '/') return false;
    for (const char *at = target; *at; at++) {
        if (*at <= ' ' || *at > '~') return false;
        if (*at == '%' && !(is_hex(at[1]) && is_hex(at[2]))) return false;
    }
    return is_version(target + strlen(target) + 1);
}

static bool is_method(const char *method) {
    for (const char *at = method; *at; at++)
        if (*at < 'A' || *at > 'Z') return false;
    return *method;
}

// The first field's name stands behind the version and the end of its line.
static bool follows_the_version(const char *name, const char *path) {
    const char *version = name - LINE_END - VERSION_SIZE;
    if (name <= path || name > path + LINE_MAX || version <= path) return false;
    return is_version(version) && !version[-1] && !version[VERSION_SIZE];
}

// ---- fields -------------------------------------------------------------------------------------

static bool is_parted(const char *from, const char *to) {
    for (; from < to; from++)
        if (*from != ' ' && *from != '\t') return false;
    return true;
}

static bool has_no_control(const char *at, size_t size) {
    for (size_t i = 0; i < size; i++)
        if (((unsigned char)at[i] < ' ' && at[i] != '\t') || at[i] == 0x7f) return false;
    return true;
}

// Where the colon stood is a NUL.
static enum MHD_Result next_line(void *self, enum MHD_ValueKind kind, const char *name,
                                 size_t name_size, const char *value, size_t value_size) {
    Walk *w = self;
    (void)kind;
    w->is_sound = (!w->at || name == w->at) && value && value > name + name_size &&
                  value < name + LINE_MAX && has_no_control(value, value_size) &&
                  is_parted(name + name_size + 1, value);
    w->at = w->is_sound ? value + value_size + LINE_END : NULL;
    return w->is_sound ? MHD_YES : MHD_NO;
}

static enum MHD_Result first_line(void *self, enum MHD_ValueKind kind, const char *name,
                                  size_t name_size, const char *value, size_t value_size) {
    const char **ret = self;
    (void)kind, (void)name_size, (void)value, (void)value_size;
    *ret = name;
    return MHD_NO;
}

bool head_is_sound(struct MHD_Connection *c, const char *method, const char *path) {
    Walk w = {NULL, true};
    const char *first = NULL;
    if (is_strict_itself()) return true;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(c, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    MHD_get_connection_values_n(c, MHD_HEADER_KIND, first_line, &first);
    if (!info || !first || !is_method(method) || path != method + strlen(method) + 1) return false;
    if (!follows_the_version(first, path)) return false;
    w.at = first;
    MHD_get_connection_values_n(c, MHD_HEADER_KIND, next_line, &w);
    return w.is_sound && w.at + LINE_END == method + info->header_size;
}
