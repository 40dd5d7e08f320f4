// evidence/body.c - bodies of records: signatures written and read, single lines of others found
#include "evidence/evidence_int.h"

Str signature_to_body(Arena *a, const SignatureBody *s) {
    Buf b = {.arena = a};
    body_add_1(&b, "agreement", s->of.agreement);
    body_add_1(&b, "version", s->of.version);
    body_add_1(&b, "verifier", s->verifier);
    body_add_1(&b, "note", s->note);
    return buf_str(&b);
}

static bool take_line(Arena *a, Str *rest, const char *name, Str *ret) {
    BodyLine line;
    if (!body_next(a, rest, &line) || line.count != 1 || !str_is(line.name, str_from(name)))
        return false;
    *ret = line.values[0];
    return true;
}

bool signature_from_body(Arena *a, Str body, SignatureBody *ret) {
    return take_line(a, &body, "agreement", &ret->of.agreement) &&
           take_line(a, &body, "version", &ret->of.version) &&
           take_line(a, &body, "verifier", &ret->verifier) &&
           take_line(a, &body, "note", &ret->note) && !body.size;
}

Str body_find(Arena *a, Str body, const char *name) {
    BodyLine line;
    while (body_next(a, &body, &line))
        if (line.count && str_is(line.name, str_from(name))) return line.values[0];
    return (Str){NULL, 0};
}

bool number_from_text(Str text, int64_t *ret) {
    int64_t number = 0;
    if (!text.size || text.size > 18 || (text.size > 1 && text.at[0] == '0')) return false;
    for (size_t i = 0; i < text.size; i++) {
        if (text.at[i] < '0' || text.at[i] > '9') return false;
        number = number * 10 + (text.at[i] - '0');
    }
    *ret = number;
    return true;
}

Str number_to_text(Arena *a, int64_t number) {
    return str_fmt(a, "%lld", (long long)number);
}
