// lint/allow.c - remarks that silence a rule where they stand: <!-- allow RULE: reason -->
#include "lint/lint_int.h"

static bool cut(Str *rest, Str separator, Str *ret_piece) {
    int64_t at = str_find(*rest, separator, 0);
    if (at < 0) return false;
    *ret_piece = str_trim(str_part(*rest, 0, (size_t)at));
    *rest = str_part(*rest, (size_t)at + separator.size, rest->size);
    return true;
}

static Allow allow_from(Str remark, size_t offset, size_t size) {
    Str id, reason = remark;
    if (!cut(&reason, STR(":"), &id) && !cut(&reason, STR("："), &id)) {
        id = str_trim(remark);
        reason = STR("");
    }
    return (Allow){.rule = rule_find(id),
                   .has_reason = str_trim(reason).size > 0,
                   .id = id,
                   .offset = offset,
                   .size = size};
}

void allow_read(Allows *all, Str paragraph, size_t offset) {
    static const Str OPEN = {"<!--", 4}, CLOSE = {"-->", 3}, WORD = {"allow ", 6};
    int64_t at = 0;
    while ((at = str_find(paragraph, OPEN, (size_t)at)) >= 0) {
        int64_t end = str_find(paragraph, CLOSE, (size_t)at);
        if (end < 0) return;
        size_t inside = (size_t)at + OPEN.size;
        Str remark = str_trim(str_part(paragraph, inside, (size_t)end - inside));
        size_t size = (size_t)end + CLOSE.size - (size_t)at;
        if (str_starts_with(remark, WORD))
            *VEC_ADD(all->arena, all) =
                allow_from(str_part(remark, WORD.size, remark.size), offset + (size_t)at, size);
        at = end;
    }
}
