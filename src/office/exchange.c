// office/exchange.c - one request as libmicrohttpd hands it over, until it is answered
#include "office/exchange.h"

#include "office/head.h"

#include <arpa/inet.h>
#include <stdlib.h>

typedef struct Fields {
    HttpField *items;
    size_t count, capacity;
} Fields;

typedef struct Reading {
    Arena *arena;
    Fields header, query;
    Str session, browser, lang;
    bool is_secure;
} Reading;

// ---- the header ---------------------------------------------------------------------------------

static enum MHD_Result add_field(void *self, enum MHD_ValueKind kind, const char *name,
                                 const char *value) {
    Reading *r = self;
    Fields *f = kind == MHD_HEADER_KIND ? &r->header : &r->query;
    *VEC_ADD(r->arena, f) =
        (HttpField){str_copy(r->arena, str_from(name)), str_copy(r->arena, str_from(value))};
    return MHD_YES;
}

static enum MHD_Result add_cookie(void *self, enum MHD_ValueKind kind, const char *name,
                                  const char *value) {
    Reading *r = self;
    Str is = str_from(name), session = STR(OFFICE_COOKIE), browser = STR(OFFICE_BROWSER_COOKIE);
    (void)kind;
    if (r->is_secure) session = STR("__Host-" OFFICE_COOKIE);
    if (r->is_secure) browser = STR("__Host-" OFFICE_BROWSER_COOKIE);
    if (str_is(is, session)) r->session = str_copy(r->arena, str_from(value));
    if (str_is(is, browser)) r->browser = str_copy(r->arena, str_from(value));
    if (str_is(is, STR("lang"))) r->lang = str_copy(r->arena, str_from(value));
    return MHD_YES;
}

// Behind a proxy, who it says it speaks for: the last of those it names.
static Str address_of(const OfficeOptions *o, const OfficeRequest *r, Arena *a,
                      struct MHD_Connection *c) {
    char text[INET6_ADDRSTRLEN] = "";
    Str named = office_header(r, "x-forwarded-for"), last = {NULL, 0};
    if (o->is_behind_proxy && named.size)
        while (str_next(&named, ',', &last)) continue;
    if (last.size) return str_trim(last);
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(c, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *s = info ? info->client_addr : NULL;
    if (s && s->sa_family == AF_INET)
        inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)s)->sin_addr, text,
                  sizeof text);
    return str_copy(a, str_from(text));
}

Exchange *exchange_begin(const OfficeOptions *o, Str origin, struct MHD_Connection *c,
                         const char *path, const char *method) {
    Arena *a = arena_new();
    Exchange *x = ARENA_NEW(a, Exchange);
    Reading r = {.arena = a, .is_secure = str_starts_with(origin, STR("https://"))};
    MHD_get_connection_values(c, MHD_HEADER_KIND, add_field, &r);
    MHD_get_connection_values(c, MHD_GET_ARGUMENT_KIND, add_field, &r);
    MHD_get_connection_values(c, MHD_COOKIE_KIND, add_cookie, &r);
    x->arena = a;
    x->connection = c;
    x->body.arena = a;
    x->begun_at = sys_now(o->options.sys);
    x->request = (OfficeRequest){.method = str_copy(a, str_from(method)),
                                 .path = str_copy(a, str_from(path)),
                                 .fields = r.header.items,
                                 .field_count = r.header.count,
                                 .query = r.query.items,
                                 .query_count = r.query.count,
                                 .cookie = r.session,
                                 .browser = r.browser,
                                 .is_garbled = !head_is_sound(c, method, path),
                                 .origin = origin};
    x->request.lang = office_lang(&x->request, r.lang, o->options.lang);
    x->request.address = address_of(o, &x->request, a, c);
    x->route = office_find(x->request.method, x->request.path, &x->id, &x->status);
    return x;
}

// What the answer depends on: language, path, and what is asked behind it.
Str exchange_name(const Exchange *x) {
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

// ---- the body -----------------------------------------------------------------------------------

size_t exchange_body_max(const Exchange *x) {
    return x->route && x->route->is_large ? BODY_BYTES_LARGE : BODY_BYTES;
}

bool exchange_says_too_large(const Exchange *x) {
    Str length = office_header(&x->request, "content-length");
    size_t size = 0;
    for (size_t i = 0; i < length.size && size <= BODY_BYTES_LARGE; i++)
        size = 10 * size + (size_t)(length.at[i] - '0');
    return size > exchange_body_max(x);
}

void exchange_add_body(Exchange *x, const char *bytes, size_t size) {
    x->is_too_large = x->is_too_large || x->body.size + size > exchange_body_max(x);
    if (!x->is_too_large) buf_add(&x->body, (Str){bytes, size});
}

// ---- forms of pages -----------------------------------------------------------------------------

typedef struct FormReading {
    Arena *arena;
    Fields fields;
    Buf value; // of the last field
} FormReading;

static void end_value(FormReading *f) {
    if (f->fields.count) f->fields.items[f->fields.count - 1].value = buf_str(&f->value);
    f->value = (Buf){.arena = f->arena};
}

static void add_field_of_form(FormReading *f, Str name, Str value) {
    *VEC_ADD(f->arena, &f->fields) =
        (HttpField){str_copy(f->arena, name), str_copy(f->arena, value)};
}

// A value comes in pieces; the first is at offset 0. A file becomes two fields, "name" and "text".
static enum MHD_Result add_piece(void *self, enum MHD_ValueKind kind, const char *key,
                                 const char *file, const char *type, const char *encoding,
                                 const char *bytes, uint64_t offset, size_t size) {
    FormReading *f = self;
    (void)kind, (void)type, (void)encoding;
    if (!key) return MHD_YES;
    if (offset == 0) {
        end_value(f);
        if (file) add_field_of_form(f, STR("name"), str_from(file));
        add_field_of_form(f, file ? STR("text") : str_from(key), STR(""));
    }
    buf_add(&f->value, (Str){bytes, size});
    return MHD_YES;
}

static OfficeStatus read_page_form(Exchange *x, Err *err) {
    enum { PIECE = 16 << 10 };
    FormReading f = {.arena = x->arena, .value = {.arena = x->arena}};
    struct MHD_PostProcessor *p = MHD_create_post_processor(x->connection, PIECE, add_piece, &f);
    bool is_read = p && MHD_post_process(p, x->body.at, x->body.size) == MHD_YES;
    is_read = p && MHD_destroy_post_processor(p) == MHD_YES && is_read;
    end_value(&f);
    x->request.form = f.fields.items;
    x->request.form_count = f.fields.count;
    if (is_read) return OFFICE_OK;
    err_set(err, ERR_INPUT, MSG("the form could not be read"), NO_MSG);
    return OFFICE_BAD_REQUEST;
}

static bool is_type(Str type, const char *wanted) {
    Str name = type;
    str_next(&type, ';', &name);
    return http_is_named(str_trim(name), wanted);
}

OfficeStatus exchange_read_form(Exchange *x, Err *err) {
    Str type = office_header(&x->request, "content-type");
    x->request.body = buf_str(&x->body);
    if (!x->body.size) return OFFICE_OK;
    if (office_is_api(x->request.path)) {
        if (is_type(type, "application/json"))
            return office_form_json(x->arena, x->request.body, &x->request.form,
                                    &x->request.form_count, err)
                       ? OFFICE_OK
                       : OFFICE_BAD_REQUEST;
    } else if (is_type(type, "application/x-www-form-urlencoded") ||
               is_type(type, "multipart/form-data")) {
        return read_page_form(x, err);
    }
    err_set(err, ERR_INPUT, MSG("a body of this type is not read here: \"{1}\"", type),
            MSG("send application/json to /api/v1, a form to a page"));
    return OFFICE_WRONG_TYPE;
}
