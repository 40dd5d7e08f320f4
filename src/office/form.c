// office/form.c - what a body says: fields with names, of a page's form or a program's JSON
#include "base/json.h"
#include "office/office_int.h"

Str office_field(const OfficeCall *c, const char *name) {
    for (size_t i = 0; i < c->request->form_count; i++)
        if (str_is(c->request->form[i].name, str_from(name))) return c->request->form[i].value;
    return (Str){NULL, 0};
}

Str *office_fields(const OfficeCall *c, const char *name, size_t *ret_count) {
    const OfficeRequest *r = c->request;
    Str *values = ARENA_ARRAY(c->arena, Str, r->form_count + 1);
    *ret_count = 0;
    for (size_t i = 0; i < r->form_count; i++)
        if (str_is(r->form[i].name, str_from(name))) values[(*ret_count)++] = r->form[i].value;
    return values;
}

// ---- JSON ---------------------------------------------------------------------------------------

typedef struct Fields {
    HttpField *items;
    size_t count, capacity;
} Fields;

static bool add_value(Arena *a, Fields *f, Str name, const JsonNode *n, Err *err) {
    static const Str WORDS[] = {[JSON_FALSE] = {"false", 5}, [JSON_TRUE] = {"true", 4}};
    if (n->kind == JSON_ARRAY || n->kind == JSON_OBJECT)
        return err_set_at(err, ERR_INPUT, n->place,
                          MSG("\"{1}\" must be a text, a number or a list of them", name), NO_MSG);
    bool is_word = n->kind == JSON_FALSE || n->kind == JSON_TRUE;
    if (n->kind != JSON_NULL)
        *VEC_ADD(a, f) = (HttpField){name, is_word ? WORDS[n->kind] : n->text};
    return true;
}

static bool add_member(Arena *a, Fields *f, const JsonNode *n, Err *err) {
    if (n->kind != JSON_ARRAY) return add_value(a, f, n->name, n, err);
    for (const JsonNode *item = n->first; item; item = item->next)
        if (!add_value(a, f, n->name, item, err)) return false;
    return true;
}

bool office_form_json(Arena *a, Str body, const HttpField **ret, size_t *ret_count, Err *err) {
    Fields f = {NULL, 0, 0};
    const JsonNode *object = json_parse(a, STR("body"), body, err);
    if (!object) return false;
    if (object->kind != JSON_OBJECT)
        return err_set_at(err, ERR_INPUT, object->place, MSG("the body must be a JSON object"),
                          MSG("the fields are in /api/v1/openapi.json"));
    for (const JsonNode *n = object->first; n; n = n->next)
        if (!add_member(a, &f, n, err)) return false;
    *ret = f.items;
    *ret_count = f.count;
    return true;
}

// ---- is it what the row wants? ------------------------------------------------------------------

static bool is_known(const OfficeRoute *route, Str name) {
    static const Str ALWAYS[] = {{"csrf", 4}, {"lang", 4}};
    for (size_t i = 0; i < sizeof ALWAYS / sizeof *ALWAYS; i++)
        if (str_is(name, ALWAYS[i])) return true;
    for (const OfficeParameter *p = route->parameters; p->name; p++)
        if (str_is(name, str_from(p->name))) return true;
    return false;
}

static bool is_given(const OfficeRequest *r, const char *name) {
    for (size_t i = 0; i < r->form_count; i++)
        if (str_is(r->form[i].name, str_from(name)) && r->form[i].value.size) return true;
    return false;
}

bool office_form_check(const OfficeRoute *route, const OfficeRequest *r, Err *err) {
    for (size_t i = 0; i < r->form_count; i++) {
        if (!is_known(route, r->form[i].name))
            return err_set(err, ERR_INPUT, MSG("there is no field \"{1}\" here", r->form[i].name),
                           MSG("the fields are in /api/v1/openapi.json"));
        if (utf8_find_fault(r->form[i].value) >= 0)
            return err_set(err, ERR_INPUT, MSG("\"{1}\" is no text in UTF-8", r->form[i].name),
                           NO_MSG);
    }
    for (const OfficeParameter *p = route->parameters; p->name; p++)
        if (p->is_required && !is_given(r, p->name))
            return err_set(err, ERR_INPUT, MSG("\"{1}\" is missing", str_from(p->name)),
                           MSG("the fields are in /api/v1/openapi.json"));
    return true;
}
