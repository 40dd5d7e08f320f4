// app/incentive_saved.c - a checkpoint as bytes: which run it is of, and what has been played
//
//     softlaw checkpoint 1
//     agreement: 35bb…            a line for each mark
//                                 an empty line; then each part: its size in 8 bytes, the lowest
//                                 first, and itself; at the end the SHA-256 of all that
#include "app/incentive_crew_int.h"
#include "base/sha256.h"

enum { SIZE_BYTES = 8 };
static const char HEAD[] = "softlaw checkpoint 1";

static const struct MarkRow {
    const char *name, *text;
} rows[SAVED_MARKS] = {
    [SAVED_PROGRAM] = {"program", N_("version of softlaw")},
    [SAVED_AGREEMENT] = {"agreement", N_("agreement (SHA-256)")},
    [SAVED_SCENARIO] = {"scenario", N_("scenario (SHA-256)")},
    [SAVED_SEED] = {"seed", N_("seed")},
    [SAVED_WORLDS] = {"worlds", N_("number of worlds")},
    [SAVED_MEANS] = {"means", N_("way to compute payments")},
    [SAVED_SWEEP] = {"sweep", N_("sweep")},
};

const char *saved_mark_text(SavedMark mark) {
    return rows[mark].text;
}

SavedMark saved_difference(const Saved *one, const Saved *other) {
    SavedMark m = 0;
    while (m < SAVED_MARKS && str_is(one->marks[m], other->marks[m])) m++;
    return m;
}

// ---- writing ------------------------------------------------------------------------------------

static void add_size(Buf *b, uint64_t size) {
    for (int i = 0; i < SIZE_BYTES; i++) buf_add_byte(b, (char)(size >> (8 * i) & 0xff));
}

static void add_digest(Buf *b) {
    Sha256 digest = sha256_of(buf_str(b));
    buf_add(b, (Str){(const char *)digest.bytes, SHA256_BYTES});
}

Str saved_write(Arena *a, const Saved *s) {
    Buf b = {.arena = a};
    buf_add_fmt(&b, "%s\n", HEAD);
    for (SavedMark m = 0; m < SAVED_MARKS; m++) {
        buf_add_fmt(&b, "%s: ", rows[m].name);
        buf_add(&b, str_part(s->marks[m], 0, str_line_end(s->marks[m], 0)));
        buf_add_byte(&b, '\n');
    }
    buf_add_byte(&b, '\n');
    for (size_t i = 0; i < s->parts.count; i++) {
        add_size(&b, s->parts.items[i].size);
        buf_add(&b, s->parts.items[i]);
    }
    add_digest(&b);
    return buf_str(&b);
}

// ---- reading ------------------------------------------------------------------------------------

static bool take(Str *rest, Str expected) {
    if (!str_starts_with(*rest, expected)) return false;
    *rest = str_part(*rest, expected.size, rest->size);
    return true;
}

static bool take_line(Str *rest, Str *ret) {
    int64_t end = str_find(*rest, STR("\n"), 0);
    if (end < 0 || (size_t)end != str_line_end(*rest, 0)) return false;
    *ret = str_part(*rest, 0, (size_t)end);
    *rest = str_part(*rest, (size_t)end + 1, rest->size);
    return true;
}

static bool take_marks(Str *rest, Saved *ret) {
    Str line;
    if (!take_line(rest, &line) || !str_is(line, str_from(HEAD))) return false;
    for (SavedMark m = 0; m < SAVED_MARKS; m++)
        if (!take(rest, str_from(rows[m].name)) || !take(rest, STR(": ")) ||
            !take_line(rest, &ret->marks[m]))
            return false;
    return take(rest, STR("\n"));
}

static uint64_t size_at(Str bytes) {
    uint64_t size = 0;
    for (int i = 0; i < SIZE_BYTES; i++) size |= (uint64_t)(unsigned char)bytes.at[i] << (8 * i);
    return size;
}

static bool take_parts(Arena *a, Str rest, Saved *ret) {
    while (rest.size) {
        uint64_t size = rest.size < SIZE_BYTES ? UINT64_MAX : size_at(rest);
        if (rest.size < SIZE_BYTES || size > rest.size - SIZE_BYTES) return false;
        *VEC_ADD(a, &ret->parts) = str_part(rest, SIZE_BYTES, size);
        rest = str_part(rest, SIZE_BYTES + size, rest.size);
    }
    return true;
}

bool saved_read(Arena *a, Str bytes, Saved *ret) {
    Saved s = {.parts = {.count = 0}};
    if (bytes.size < SHA256_BYTES) return false;
    Str rest = str_part(bytes, 0, bytes.size - SHA256_BYTES);
    Sha256 digest = sha256_of(rest);
    if (memcmp(digest.bytes, bytes.at + rest.size, SHA256_BYTES) != 0) return false;
    if (!take_marks(&rest, &s) || !take_parts(a, rest, &s)) return false;
    *ret = s;
    return true;
}
