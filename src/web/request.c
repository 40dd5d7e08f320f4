// web/request.c - which requests are answered at all
//
// First the form of the header (base/http.h), then rules of browsers: the host must be this one by
// name, which stops DNS rebinding; the origin must be this page, which stops other sites; what
// changes something must be JSON, which no foreign form can send.
#include "web/web_int.h"

#include <stdio.h>

static size_t count_fields(const WebRequest *r, const char *name, Str *ret_value) {
    return http_find(r->fields, r->field_count, name, ret_value);
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
    return !count_fields(r, "sec-fetch-site", &fetched_by) ||
           http_is_named(fetched_by, "same-origin") || http_is_named(fetched_by, "none");
}

static bool is_json(const WebRequest *r) {
    Str type;
    return count_fields(r, "content-type", &type) == 1 && http_is_named(type, "application/json");
}

WebStatus request_guard(const WebSite *site, const WebRequest *r) {
    Str host = {NULL, 0};
    if (!http_has_form(r->fields, r->field_count)) return WEB_BAD_REQUEST;
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
