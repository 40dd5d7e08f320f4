// seal/checkpoint.c - how large a log is and what its tree's root is, as a text (C2SP
// tlog-checkpoint)
#include "base/base64.h"
#include "seal/seal_int.h"

Str seal_checkpoint_text(Arena *a, const SealCheckpoint *c) {
    Str root = base64_text(a, BASE64, c->root.bytes, SHA256_BYTES);
    return str_fmt(a, "%.*s\n%llu\n%.*s\n%.*s", STR_ARG(c->origin), (unsigned long long)c->size,
                   STR_ARG(root), STR_ARG(c->extension));
}

// Digits without leading zeros.
static bool parse_size(Str digits, uint64_t *ret) {
    *ret = 0;
    if (!digits.size || digits.size > 19 || (digits.at[0] == '0' && digits.size > 1)) return false;
    for (size_t i = 0; i < digits.size; i++) {
        if (digits.at[i] < '0' || digits.at[i] > '9') return false;
        *ret = *ret * 10 + (uint64_t)(digits.at[i] - '0');
    }
    return true;
}

static bool has_empty_line(Str lines) {
    Str line;
    while (lines.size && str_next(&lines, '\n', &line))
        if (!line.size) return true;
    return false;
}

bool seal_checkpoint_parse(Arena *a, Str text, SealCheckpoint *ret, Message *ret_why) {
    SealCheckpoint c;
    Str rest = text, size, root, bytes;
    bool is_whole = seal_text_check(text, NULL) && str_next(&rest, '\n', &c.origin) &&
                    seal_name_check(c.origin, NULL) && str_next(&rest, '\n', &size) &&
                    parse_size(size, &c.size) && str_next(&rest, '\n', &root) &&
                    base64_parse(a, BASE64, root, &bytes) && bytes.size == SHA256_BYTES &&
                    !has_empty_line(rest);
    if (!is_whole) {
        *ret_why = MSG("this is no checkpoint of a log: it reads name, size and root, each on a "
                       "line of its own");
        return false;
    }
    memcpy(c.root.bytes, bytes.at, SHA256_BYTES);
    c.extension = rest;
    *ret = c;
    return true;
}
