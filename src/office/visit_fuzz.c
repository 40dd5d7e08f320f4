// office/visit_fuzz.c - any bytes as a request: the guard, the language, the routes, the form
//
// The bytes are lines: method, path, then `name:value`; fields whose name begins with `?` are asked
// behind the path.
#include "base/fuzz.h"
#include "base/json.h"
#include "office/office_int.h"

#include <assert.h>

enum { FIELDS_MAX = 64 };

static void check_route(const OfficeRequest *r) {
    OfficeStatus status;
    Str id;
    const OfficeRoute *route = office_find(r->method, r->path, &id, &status);
    assert(!route == (status != OFFICE_OK));
    assert(!route || !strstr(route->path, "{id}") == !id.size);
    assert(str_find(id, STR("/"), 0) < 0);
}

static void check_form(Arena *a, Str text) {
    const HttpField *form = NULL;
    size_t count = 0;
    Err err = {.code = ERR_NONE};
    bool is_read = office_form_json(a, text, &form, &count, &err);
    assert(is_read == (err.code == ERR_NONE));
    for (size_t i = 0; is_read && i < count; i++) assert(utf8_find_fault(form[i].name) < 0);
}

static void check_log(Arena *a, const OfficeRequest *r) {
    if (utf8_find_fault(r->method) >= 0) return;
    Str line = office_log_line(a, sys_fixed(a, 0, 1), r, 200);
    assert(json_parse(a, STR("line"), line, NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    Arena *a = fuzz_arena();
    Str rest = {(const char *)bytes, size}, line;
    HttpField fields[FIELDS_MAX], query[FIELDS_MAX];
    OfficeRequest r = {.fields = fields, .query = query};
    if (!str_next(&rest, '\n', &r.method) || !str_next(&rest, '\n', &r.path)) return 0;
    while (rest.size && str_next(&rest, '\n', &line)) {
        HttpField f = {.value = line};
        str_next(&f.value, ':', &f.name);
        bool is_asked = str_starts_with(f.name, STR("?"));
        if (is_asked && r.query_count < FIELDS_MAX)
            query[r.query_count++] = (HttpField){str_part(f.name, 1, f.name.size), f.value};
        if (!is_asked && r.field_count < FIELDS_MAX) fields[r.field_count++] = f;
    }
    r.lang = office_lang(&r, STR("zh-CN"), LANG_EN);
    assert(r.lang == LANG_EN || r.lang == LANG_ZH);
    check_form(a, (Str){(const char *)bytes, size});
    assert(!office_is_path(r.path) || r.path.at[0] == '/');
    if (office_guard(&r) != OFFICE_OK) return 0;
    check_route(&r);
    check_log(a, &r);
    return 0;
}
