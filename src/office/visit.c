// office/visit.c - which requests are answered, and in which language
#include "office/office_int.h"

Str office_query(const OfficeRequest *r, const char *name) {
    for (size_t i = 0; i < r->query_count; i++)
        if (str_is(r->query[i].name, str_from(name))) return r->query[i].value;
    return (Str){NULL, 0};
}

static bool is_text(Str s) {
    for (size_t i = 0; i < s.size; i++)
        if ((unsigned char)s.at[i] < ' ' || s.at[i] == 0x7f) return false;
    return utf8_find_fault(s) < 0;
}

OfficeStatus office_guard(const OfficeRequest *r) {
    if (!http_has_form(r->fields, r->field_count) || !is_text(r->path)) return OFFICE_BAD_REQUEST;
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

Lang office_lang(const OfficeRequest *r, Lang otherwise) {
    Lang lang = otherwise;
    Str ranges = {NULL, 0};
    if (lang_from_text(office_query(r, "lang"), &lang)) return lang;
    http_find(r->fields, r->field_count, "accept-language", &ranges);
    return accepted(ranges, otherwise);
}
