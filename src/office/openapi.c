// office/openapi.c - the routes of programs as an OpenAPI 3.1 document
#include "base/json.h"
#include "office/office_int.h"

static const char PREFIX[] = "/api/v1/";

static void add_parameter(Buf *b, const char *name, const char *place, const char *schema,
                          const char *text) {
    buf_add_byte(b, '{');
    json_add_text(b, "name", str_from(name));
    json_add_text(b, "in", str_from(place));
    json_add_name(b, "required");
    buf_add_c(b, str_is(str_from(place), STR("path")) ? "true" : "false");
    json_add_text(b, "description", str_from(text));
    json_add_name(b, "schema");
    buf_add_c(b, schema);
    buf_add_byte(b, '}');
}

static void add_parameters(Buf *b, const OfficeRoute *r) {
    bool has_id = strstr(r->path, "{id}") != NULL;
    json_add_name(b, "parameters");
    buf_add_byte(b, '[');
    if (has_id) add_parameter(b, "id", "path", "{\"type\":\"string\"}", "the agreement's id");
    for (const OfficeParameter *p = r->parameters; p->name; p++) {
        if (has_id || p > r->parameters) buf_add_byte(b, ',');
        add_parameter(b, p->name, "query", p->schema, p->text);
    }
    buf_add_byte(b, ']');
}

static void add_answer(Buf *b, const char *status, const char *text, const char *type,
                       const char *schema) {
    json_add_name(b, status);
    buf_add_byte(b, '{');
    json_add_text(b, "description", str_from(text));
    if (type) {
        const char *end = strchr(type, ';');
        buf_add_c(b, ",\"content\":{");
        json_add_string(b, end ? (Str){type, (size_t)(end - type)} : str_from(type));
        buf_add_fmt(b, ":{\"schema\":%s}}", schema);
    }
    buf_add_byte(b, '}');
}

static const char PROBLEM[] = "{\"$ref\":\"#/components/schemas/Problem\"}";
static const struct {
    const char *status, *text;
} PROBLEMS[] = {
    {"400", "the request is malformed"}, {"404", "there is no such thing"},
    {"413", "too much is asked for"},    {"500", "the office could not do this"},
    {"503", "not at present"},
};

static void add_route(Buf *b, const OfficeRoute *r) {
    json_add_name(b, r->path);
    buf_add_c(b, "{\"get\":{");
    json_add_text(b, "summary", str_from(r->purpose));
    add_parameters(b, r);
    json_add_name(b, "responses");
    buf_add_byte(b, '{');
    add_answer(b, "200", r->purpose, r->type, r->schema ? r->schema : "{\"type\":\"string\"}");
    add_answer(b, "304", "what was given before still holds (ETag)", NULL, NULL);
    for (size_t i = 0; i < sizeof PROBLEMS / sizeof *PROBLEMS; i++)
        add_answer(b, PROBLEMS[i].status, PROBLEMS[i].text, "application/problem+json", PROBLEM);
    buf_add_c(b, "}}}");
}

bool openapi_use(const OfficeCall *c, Out *out, Err *err) {
    (void)err;
    Buf *b = &out->buf;
    buf_add_c(b, "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"softlaw\",\"version\":\"1\"},"
                 "\"servers\":[{");
    json_add_text(b, "url", c->request->origin);
    buf_add_c(b, "}],\"paths\":{");
    for (size_t i = 0; i < office_route_count; i++)
        if (str_starts_with(str_from(office_routes[i].path), str_from(PREFIX)))
            add_route(b, &office_routes[i]);
    buf_add_c(b, "},\"components\":{\"schemas\":{\"Problem\":{\"type\":\"object\",\"required\":["
                 "\"type\",\"status\",\"title\"],\"properties\":{\"type\":{\"type\":\"string\"},"
                 "\"status\":{\"type\":\"integer\"},\"title\":{\"type\":\"string\"},"
                 "\"detail\":{\"type\":\"string\"}}}}}}\n");
    return out_end(out);
}
