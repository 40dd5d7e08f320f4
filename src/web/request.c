// web/request.c - which requests are answered at all
//
// libmicrohttpd lets through what proxies and attackers make of HTTP (two lengths, two hosts, a
// blank in a name), so the header is looked through once more, as a table of rules. Rules of
// browsers come next: the host must be this one by name, which stops DNS rebinding; the origin must
// be this page, which stops other sites; what changes something must be JSON, which no foreign form
// can send.
#include "web/web_int.h"

#include <stdio.h>

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static bool is_named(Str name, const char *lower_case) {
    if (name.size != strlen(lower_case)) return false;
    for (size_t i = 0; i < name.size; i++)
        if (lower(name.at[i]) != lower_case[i]) return false;
    return true;
}

static size_t count_fields(const WebRequest *r, const char *name, Str *ret_value) {
    size_t count = 0;
    for (size_t i = 0; i < r->field_count; i++) {
        if (!is_named(r->fields[i].name, name)) continue;
        *ret_value = r->fields[i].value;
        count++;
    }
    return count;
}

// ---- the form of the header ---------------------------------------------------------------------

static bool is_name(Str name) {
    for (size_t i = 0; i < name.size; i++)
        if ((unsigned char)name.at[i] <= ' ' || name.at[i] == ':') return false;
    return name.size > 0;
}

static bool has_form(const WebRequest *r) {
    Str value;
    size_t lengths = count_fields(r, "content-length", &value);
    size_t encodings = count_fields(r, "transfer-encoding", &value);
    for (size_t i = 0; i < r->field_count; i++)
        if (!is_name(r->fields[i].name)) return false;
    return lengths + encodings <= 1 && count_fields(r, "host", &value) == 1;
}

// ---- where it comes from ------------------------------------------------------------------------

static const char *const hosts[] = {"127.0.0.1", "localhost"};

// "127.0.0.1:8080" behind the scheme.
static bool is_own_host(const WebSite *site, Str value) {
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        char own[32];
        int size = snprintf(own, sizeof own, "%s:%d", hosts[i], site->port);
        if (str_is(value, (Str){own, (size_t)size})) return true;
    }
    return false;
}

static bool is_own_origin(const WebSite *site, const WebRequest *r) {
    static const Str scheme = {"http://", 7};
    Str origin, fetched_by;
    if (count_fields(r, "origin", &origin) &&
        !(str_starts_with(origin, scheme) &&
          is_own_host(site, str_part(origin, scheme.size, origin.size))))
        return false;
    return !count_fields(r, "sec-fetch-site", &fetched_by) || is_named(fetched_by, "same-origin") ||
           is_named(fetched_by, "none");
}

static bool is_json(const WebRequest *r) {
    Str type;
    return count_fields(r, "content-type", &type) == 1 && is_named(type, "application/json");
}

WebStatus request_guard(const WebSite *site, const WebRequest *r) {
    Str host = {NULL, 0};
    if (!has_form(r)) return WEB_BAD_REQUEST;
    count_fields(r, "host", &host);
    if (!is_own_host(site, host) || !is_own_origin(site, r)) return WEB_FORBIDDEN;
    return str_is(r->method, STR("GET")) || is_json(r) ? WEB_OK : WEB_WRONG_TYPE;
}

// How long it takes does not tell how many letters of the token are right.
static bool is_token(Str token, Str given) {
    unsigned differences = token.size != given.size;
    for (size_t i = 0; i < token.size && i < given.size; i++)
        differences |= (unsigned char)token.at[i] ^ (unsigned char)given.at[i];
    return differences == 0;
}

Str request_name(const WebSite *site, Str path) {
    size_t size = site->token.size;
    bool has_token = path.size >= size + 2 && path.at[0] == '/' && path.at[size + 1] == '/' &&
                     is_token(site->token, str_part(path, 1, size));
    return has_token ? str_part(path, size + 2, path.size) : (Str){NULL, 0};
}
