// settle/account.c - names of accounts, which ledger and hledger read as they are
//
// An id may hold anything a person or a fact file writes. In an account's name a colon parts
// levels, two blanks end it and a semicolon starts a comment; these, and what merely looks like a
// blank, are written %XX, byte by byte. A party called like one of the levels made here is escaped
// too, so that no two sides share an account.
#include "settle/settle_int.h"

#include <assert.h>

static bool is_blank_code_point(uint32_t c) {
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202F) || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

static bool is_escaped(Str id, size_t at, uint32_t c) {
    bool is_at_edge = at == 0 || at + 1 == id.size || id.at[at + 1] == ' ';
    if (c == ' ') return is_at_edge;
    return c < 0x20 || c == 0x7F || is_blank_code_point(c) ||
           (c < 0x80 && strchr(":;%\"|", (int)c));
}

static bool is_reserved(Str id) {
    return str_is(id, STR("Clearing")) || str_is(id, STR("Residue")) || str_is(id, STR("Rounding"));
}

static void add_level(Buf *b, Str id) {
    buf_add_byte(b, ':');
    bool is_first_escaped = is_reserved(id);
    for (size_t at = 0, size; at < id.size; at += size) {
        uint32_t c = 0;
        size = utf8_get(id, at, &c);
        bool is_bad = size == 0;
        if (is_bad) size = 1;
        if (!is_bad && !is_escaped(id, at, c) && !(is_first_escaped && at == 0)) {
            buf_add(b, str_part(id, at, size));
            continue;
        }
        for (size_t i = at; i < at + size; i++)
            buf_add_fmt(b, "%%%02X", (unsigned)(unsigned char)id.at[i]);
    }
}

static const char *const LEVELS[] = {
    [SIDE_POOL] = "Clearing", [SIDE_RESIDUE] = "Residue", [SIDE_ROUNDING] = "Rounding"};

Str agreement_account(Arena *a, Str agreement) {
    Buf b = {.arena = a};
    buf_add_c(&b, "Agreements");
    add_level(&b, agreement);
    return buf_str(&b);
}

Str settle_account(Arena *a, Str agreement, Side side, bool is_payer) {
    Buf b = {.arena = a};
    buf_add(&b, agreement_account(a, agreement));
    if (side.kind == SIDE_PARTY || side.kind == SIDE_MEMBER) {
        if (side.kind == SIDE_MEMBER) add_level(&b, side.set);
        add_level(&b, side.id);
        buf_add_c(&b, is_payer ? ":Payable" : ":Receivable");
        return buf_str(&b);
    }
    buf_add_byte(&b, ':');
    buf_add_c(&b, LEVELS[side.kind]);
    add_level(&b, side.id);
    return buf_str(&b);
}
