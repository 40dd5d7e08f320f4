// office/send.c - an answer as libmicrohttpd sends it
#include "office/send.h"

#include "base/sha256.h"

static const struct {
    const char *name, *value;
} SAFETY[] = {
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Vary", "Accept-Language, Cookie"},
};

#define FROM_HERE "style-src 'self'; form-action 'self'; img-src 'self'"
#define ALONE "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
static const char *const POLICIES[] = {
    [POLICY_NOTHING] = ALONE FROM_HERE,
    // CodeMirror's marks are pictures within its style.
    [POLICY_SCRIPTS] = ALONE FROM_HERE " data:; script-src 'self'; connect-src 'self'",
    [POLICY_OWN_STYLE] = ALONE "style-src 'unsafe-inline'",
};

// ---- the fields of a header ---------------------------------------------------------------------

static void add(struct MHD_Response *r, const char *name, const char *value) {
    MHD_add_response_header(r, name, value);
}

// A cookie that no script reads, that no other site sends along, and that no other host sets.
// `life`: "; Max-Age=…", or "" as long as the browser runs; without a value it ends.
static void add_cookie(Arena *a, struct MHD_Response *m, const OfficeRequest *r, const char *name,
                       Str value, const char *life) {
    bool is_secure = str_starts_with(r->origin, STR("https://"));
    Str cookie = str_fmt(a, "%s%s=%.*s; Path=/; HttpOnly; SameSite=Lax%s%s",
                         is_secure ? "__Host-" : "", name, STR_ARG(value),
                         is_secure ? "; Secure" : "", value.size ? life : "; Max-Age=0");
    add(m, "Set-Cookie", str_c(a, cookie));
}

// The language that was chosen is that of the next page.
static void add_lang(Arena *a, struct MHD_Response *m, const OfficeRequest *r) {
    Str lang = lang_name(r->lang);
    if (!str_is(office_query(r, "lang"), lang)) return;
    Str cookie = str_fmt(a, "lang=%.*s; Path=/; SameSite=Lax; Max-Age=31536000", STR_ARG(lang));
    add(m, "Set-Cookie", str_c(a, cookie));
}

static void add_effects(Arena *a, struct MHD_Response *m, const OfficeRequest *r,
                        const OfficeAnswer *answer) {
    const OfficeEffects *e = &answer->effects;
    if (e->sets_cookie) add_cookie(a, m, r, OFFICE_COOKIE, e->cookie, "");
    if (e->sets_browser) add_cookie(a, m, r, OFFICE_BROWSER_COOKIE, e->browser, "; Max-Age=600");
    if (e->go.size) add(m, "Location", str_c(a, e->go));
    if (e->wait) add(m, "Retry-After", str_c(a, str_fmt(a, "%lld", (long long)e->wait)));
    if (answer->allow.size) add(m, "Allow", str_c(a, answer->allow));
    if (answer->status == OFFICE_WHO) add(m, "WWW-Authenticate", "Bearer realm=\"softlaw\"");
    if (answer->status == OFFICE_BAD_REQUEST) add(m, "Connection", "close");
    if (answer->is_private) add_lang(a, m, r);
}

void send_fields(Arena *a, struct MHD_Response *m, const OfficeRequest *r,
                 const OfficeAnswer *answer) {
    if (answer->type) add(m, "Content-Type", answer->type);
    for (size_t i = 0; i < sizeof SAFETY / sizeof *SAFETY; i++)
        add(m, SAFETY[i].name, SAFETY[i].value);
    add(m, "Cache-Control", answer->is_private ? "no-store" : "no-cache");
    add(m, "Content-Security-Policy", POLICIES[answer->policy]);
    if (answer->effects.stream.is_open) add(m, "X-Accel-Buffering", "no");
    if (answer->effects.stream.is_open) add(m, "Connection", "close");
    add_effects(a, m, r, answer);
}

struct MHD_Response *send_response(Arena *a, const OfficeRequest *r, const OfficeAnswer *answer,
                                   const char *tag) {
    // libmicrohttpd asks for a pointer to what may be written, and does not write.
    union {
        const char *text;
        void *bytes;
    } body = {answer->body.at};
    struct MHD_Response *m =
        MHD_create_response_from_buffer(answer->body.size, body.bytes, MHD_RESPMEM_MUST_COPY);
    if (!m) return NULL;
    send_fields(a, m, r, answer);
    if (tag) add(m, "ETag", tag);
    return m;
}

// ---- tags ---------------------------------------------------------------------------------------

bool send_has_tag(struct MHD_Connection *c, const char *tag) {
    const char *known = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "If-None-Match");
    return known && strstr(known, tag);
}

void send_make_tag(const OfficeAnswer *a, char ret[KEPT_TAG]) {
    static const char digits[] = "0123456789abcdef";
    Sha256 hash = sha256_of(a->body);
    ret[0] = ret[KEPT_TAG - 2] = '"';
    ret[KEPT_TAG - 1] = 0;
    for (size_t i = 0; i < (KEPT_TAG - 3) / 2; i++) {
        ret[1 + 2 * i] = digits[hash.bytes[i] >> 4];
        ret[2 + 2 * i] = digits[hash.bytes[i] & 15];
    }
}
