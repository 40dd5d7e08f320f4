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
    if (has_id) add_parameter(b, "id", "path", "{\"type\":\"string\"}", "its id");
    for (const OfficeParameter *p = r->parameters; r->type && p->name; p++) {
        if (has_id || p > r->parameters) buf_add_byte(b, ',');
        add_parameter(b, p->name, "query", p->schema, p->text);
    }
    buf_add_byte(b, ']');
}

// The fields of a form, as a JSON object.
static void add_body(Buf *b, const OfficeRoute *r) {
    bool has_required = false;
    json_add_name(b, "requestBody");
    buf_add_c(b, "{\"content\":{\"application/json\":{\"schema\":{\"type\":\"object\","
                 "\"additionalProperties\":false,\"properties\":{");
    for (const OfficeParameter *p = r->parameters; p->name; p++) {
        json_add_name(b, p->name);
        buf_add_c(b, p->schema);
    }
    buf_add_c(b, "},\"required\":[");
    for (const OfficeParameter *p = r->parameters; p->name; p++) {
        if (!p->is_required) continue;
        if (has_required) buf_add_byte(b, ',');
        json_add_string(b, str_from(p->name));
        has_required = true;
    }
    buf_add_fmt(b, "]}}},\"required\":%s}", has_required ? "true" : "false");
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
typedef enum When { ALWAYS, OF_FORMS, WITH_LOGIN } When;
static const struct {
    const char *status, *text;
    When when;
} PROBLEMS[] = {
    {"400", "the request is malformed", ALWAYS},
    {"401", "nobody is logged in", WITH_LOGIN},
    {"403", "this is not yours to do", WITH_LOGIN},
    {"404", "there is no such thing", ALWAYS},
    {"409", "the state has moved on", OF_FORMS},
    {"413", "too much is asked for", ALWAYS},
    {"415", "a body of this type is not read here", OF_FORMS},
    {"429", "too many attempts have failed, or much was asked for in a short time", ALWAYS},
    {"500", "the office could not do this", ALWAYS},
    {"503", "not at present", ALWAYS},
};

static bool applies(When when, const OfficeRoute *r) {
    return when == ALWAYS || !r->type || (when == WITH_LOGIN && r->act);
}

static void add_operation(Buf *b, const OfficeRoute *r) {
    json_add_name(b, r->type ? "get" : "post");
    buf_add_byte(b, '{');
    json_add_text(b, "summary", str_from(r->purpose));
    add_parameters(b, r);
    if (!r->type) add_body(b, r);
    if (r->act) buf_add_c(b, ",\"security\":[{\"token\":[]}]");
    json_add_name(b, "responses");
    buf_add_byte(b, '{');
    add_answer(b, "200", r->purpose, r->type ? r->type : "application/json",
               r->schema ? r->schema : "{\"type\":\"string\"}");
    if (r->type) add_answer(b, "304", "what was given before still holds (ETag)", NULL, NULL);
    for (size_t i = 0; i < sizeof PROBLEMS / sizeof *PROBLEMS; i++)
        if (applies(PROBLEMS[i].when, r))
            add_answer(b, PROBLEMS[i].status, PROBLEMS[i].text, "application/problem+json",
                       PROBLEM);
    buf_add_c(b, "}}");
}

// ---- paths --------------------------------------------------------------------------------------

// Where programs find it; absent where they do not.
static Str path_of(Arena *a, const OfficeRoute *r) {
    if (str_starts_with(str_from(r->path), str_from(PREFIX))) return str_from(r->path);
    return r->type ? STR("") : str_fmt(a, "/api/v1%s", r->path);
}

static bool was_before(Arena *a, size_t index, Str path) {
    for (size_t i = 0; i < index; i++)
        if (str_is(path_of(a, &office_routes[i]), path)) return true;
    return false;
}

static void add_path(Arena *a, Buf *b, size_t first) {
    Str path = path_of(a, &office_routes[first]);
    if (!path.size || was_before(a, first, path)) return;
    json_add_name(b, str_c(a, path));
    buf_add_byte(b, '{');
    for (size_t i = first; i < office_route_count; i++)
        if (str_is(path_of(a, &office_routes[i]), path)) add_operation(b, &office_routes[i]);
    buf_add_byte(b, '}');
}

bool openapi_use(const OfficeCall *c, Out *out, Err *err) {
    (void)err;
    Buf *b = &out->buf;
    buf_add_c(b, "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"softlaw\",\"version\":\"1\"},"
                 "\"servers\":[{");
    json_add_text(b, "url", c->request->origin);
    buf_add_c(b, "}],\"paths\":{");
    for (size_t i = 0; i < office_route_count; i++) add_path(c->arena, b, i);
    buf_add_c(b, "},\"components\":{\"securitySchemes\":{\"token\":{\"type\":\"http\",\"scheme\":"
                 "\"bearer\"}},\"schemas\":{\"Problem\":{\"type\":\"object\",\"required\":["
                 "\"type\",\"status\",\"title\"],\"properties\":{\"type\":{\"type\":\"string\"},"
                 "\"status\":{\"type\":\"integer\"},\"title\":{\"type\":\"string\"},"
                 "\"detail\":{\"type\":\"string\"}}}}}}\n");
    return out_end(out);
}
