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

// A token of RFC 9110, section 5.6.2.
static bool is_name(Str name) {
    for (size_t i = 0; i < name.size; i++) {
        char c = lower(name.at[i]);
        bool is_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!is_word && (c < '!' || c > '~' || strchr("\"(),/:;<=>?@[\\]{}", c))) return false;
    }
    return name.size > 0;
}

static bool is_value(Str value) {
    for (size_t i = 0; i < value.size; i++)
        if (((unsigned char)value.at[i] < ' ' && value.at[i] != '\t') || value.at[i] == 0x7f)
            return false;
    return utf8_find_fault(value) < 0;
}

static bool is_host(Str host) {
    host = str_trim(host);
    for (size_t i = 0; i < host.size; i++)
        if (host.at[i] <= ' ' || host.at[i] > '~' || strchr("\"#,/<>?@\\^`{|}", host.at[i]))
            return false;
    return true;
}

// Some read a nought in front as the sign of octal numbers.
static bool is_length(Str length) {
    enum { DIGITS = 18 };
    for (size_t i = 0; i < length.size; i++)
        if (length.at[i] < '0' || length.at[i] > '9') return false;
    return length.size && length.size <= DIGITS && (length.size == 1 || length.at[0] != '0');
}

bool http_has_form(const HttpField *fields, size_t count) {
    Str length = STR("0"), host = STR(""), coding;
    for (size_t i = 0; i < count; i++)
        if (!is_name(fields[i].name) || !is_value(fields[i].value)) return false;
    return http_find(fields, count, "transfer-encoding", &coding) == 0 &&
           http_find(fields, count, "content-length", &length) <= 1 && is_length(length) &&
           http_find(fields, count, "host", &host) == 1 && is_host(host);
}
