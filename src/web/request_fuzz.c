// web/request_fuzz.c - any bytes as the header of a request: the guard, the token, the routes
//
// The bytes are lines: method, path, then `name:value`.
#include "base/json.h"
#include "web/web_int.h"

#include <assert.h>
#include <strings.h>

static const WebSite site = {{"00112233445566778899aabbccddeeff", 32}, 8080};

enum { FIELDS_MAX = 64 };

static size_t hosts_of(const WebRequest *r) {
    size_t count = 0;
    for (size_t i = 0; i < r->field_count; i++)
        count += r->fields[i].name.size == 4 && strncasecmp(r->fields[i].name.at, "host", 4) == 0;
    return count;
}

static void check_guard(const WebRequest *r) {
    if (request_guard(&site, r) != WEB_OK) return;
    assert(hosts_of(r) == 1);
    for (size_t i = 0; i < r->field_count; i++)
        assert(!memchr(r->fields[i].name.at, ' ', r->fields[i].name.size));
}

static void check_path(const WebRequest *r) {
    WebStatus status;
    Str name = request_name(&site, r->path);
    if (!name.at) return;
    assert(str_find(r->path, site.token, 0) == 1);
    const WebRoute *route = route_find(r->method, name, &status);
    assert(!route == (status != WEB_OK));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    Str rest = {(const char *)bytes, size}, line;
    HttpField fields[FIELDS_MAX];
    WebRequest r = {.fields = fields};
    str_next(&rest, '\n', &r.method);
    str_next(&rest, '\n', &r.path);
    while (r.field_count < FIELDS_MAX && str_next(&rest, '\n', &line)) {
        HttpField *f = &fields[r.field_count++];
        f->value = line;
        if (!str_next(&f->value, ':', &f->name)) f->name = STR("");
    }
    check_guard(&r);
    check_path(&r);
    return 0;
}
