// base/http.c - the header of a request, as both doors of the browser look at it
#include "base/http.h"

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

bool http_is_named(Str name, const char *lower_case) {
    if (name.size != strlen(lower_case)) return false;
    for (size_t i = 0; i < name.size; i++)
        if (lower(name.at[i]) != lower_case[i]) return false;
    return true;
}

size_t http_find(const HttpField *fields, size_t count, const char *lower_case, Str *ret_value) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        if (!http_is_named(fields[i].name, lower_case)) continue;
        *ret_value = fields[i].value;
        found++;
    }
    return found;
}

static bool is_name(Str name) {
    for (size_t i = 0; i < name.size; i++)
        if ((unsigned char)name.at[i] <= ' ' || name.at[i] == ':') return false;
    return name.size > 0;
}

bool http_has_form(const HttpField *fields, size_t count) {
    Str value;
    size_t lengths = http_find(fields, count, "content-length", &value);
    size_t encodings = http_find(fields, count, "transfer-encoding", &value);
    for (size_t i = 0; i < count; i++)
        if (!is_name(fields[i].name)) return false;
    return lengths + encodings <= 1 && http_find(fields, count, "host", &value) == 1;
}
