// office/visit.c - which requests are answered, and in which language
#include "office/office_int.h"

Str office_query(const OfficeRequest *r, const char *name) {
    for (size_t i = 0; i < r->query_count; i++)
        if (str_is(r->query[i].name, str_from(name))) return r->query[i].value;
    return (Str){NULL, 0};
}

Str office_header(const OfficeRequest *r, const char *lower_case) {
    Str value = {NULL, 0};
    http_find(r->fields, r->field_count, lower_case, &value);
    return value;
}

bool office_is_api(Str path) {
    return str_starts_with(path, STR("/api/"));
}

// Browsers read a backslash as a slash, and pass over tabs and line ends.
bool office_is_path(Str path) {
    if (!path.size || path.at[0] != '/') return false;
    if (path.size > 1 && (path.at[1] == '/' || path.at[1] == '\\')) return false;
    for (size_t i = 0; i < path.size; i++)
        if ((unsigned char)path.at[i] <= ' ' || path.at[i] == 0x7f || path.at[i] == '\\')
            return false;
    return true;
}

// ---- where a form comes from --------------------------------------------------------------------

static Str host_of(Str origin) {
    int64_t at = str_find(origin, STR("://"), 0);
    return at < 0 ? (Str){NULL, 0} : str_part(origin, (size_t)at + 3, origin.size);
}

bool office_is_ours(const OfficeRequest *r) {
    Str origin = office_header(r, "origin"), site = office_header(r, "sec-fetch-site");
    if (origin.at) {
        Str host = host_of(origin);
        return host.size && (str_is(origin, r->origin) || str_is(host, office_header(r, "host")));
    }
    return !site.at || str_is(site, STR("same-origin")) || str_is(site, STR("none"));
}

// ---- may it be answered? ------------------------------------------------------------------------

static bool is_text(Str s) {
    for (size_t i = 0; i < s.size; i++)
        if ((unsigned char)s.at[i] < ' ' || s.at[i] == 0x7f) return false;
    return utf8_find_fault(s) < 0;
}

OfficeStatus office_guard(const OfficeRequest *r) {
    if (r->is_garbled || !http_has_form(r->fields, r->field_count) || !is_text(r->path))
        return OFFICE_BAD_REQUEST;
    for (size_t i = 0; i < r->query_count; i++)
        if (!is_text(r->query[i].name) || !is_text(r->query[i].value)) return OFFICE_BAD_REQUEST;
    return OFFICE_OK;
}

// ---- language -----------------------------------------------------------------------------------

// The weight of a range, in thousandths: ";q=0.8". What is no number counts nothing.
static int weight_of(Str parameters) {
    int weight = 0, unit = 1000;
    int64_t at = str_find(parameters, STR("q="), 0);
    if (at < 0) return unit;
    Str digits = str_trim(str_part(parameters, (size_t)at + 2, 5));
    for (size_t i = 0; i < digits.size; i++) {
        if (digits.at[i] == '.' && i == 1) continue;
        if (digits.at[i] < '0' || digits.at[i] > '9') return 0;
        weight += (digits.at[i] - '0') * unit;
        unit /= 10;
    }
    return weight;
}

static Lang accepted(Str ranges, Lang otherwise) {
    Lang best = otherwise, lang;
    int most = 0;
    Str range;
    while (ranges.size && str_next(&ranges, ',', &range)) {
        Str parameters = range, tag;
        str_next(&parameters, ';', &tag);
        int weight = weight_of(parameters);
        if (weight <= most || !lang_from_text(str_trim(tag), &lang)) continue;
        best = lang;
        most = weight;
    }
    return best;
}

Lang office_lang(const OfficeRequest *r, Str cookie, Lang otherwise) {
    Lang lang = otherwise;
    Str ranges = office_header(r, "accept-language");
    if (lang_from_text(office_query(r, "lang"), &lang) || lang_from_text(cookie, &lang))
        return lang;
    return accepted(ranges, otherwise);
}
