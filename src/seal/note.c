// seal/note.c - signed notes (C2SP signed-note): a text and the lines of those who signed it
#include "base/base64.h"
#include "seal/seal_int.h"

#include <assert.h>

static const char MARK[] = "\xe2\x80\x94 "; // an em dash and a blank
enum { COSIGNATURE_BYTES = 8 + SEAL_SIGNATURE_BYTES };

static bool fault(Err *err, Str file, Str text, size_t at, Message message) {
    return err_set_at(err, ERR_INPUT, place_in(file, text, at < text.size ? at : 0, 0), message,
                      MSG("a note is a text, an empty line and lines of signatures"));
}

bool seal_text_check(Str text, Message *ret_why) {
    bool is_fit = text.size && text.size <= SEAL_NOTE_MAX && text.at[text.size - 1] == '\n' &&
                  utf8_find_fault(text) < 0;
    for (size_t i = 0; is_fit && i < text.size; i++)
        is_fit = (unsigned char)text.at[i] >= ' ' || text.at[i] == '\n';
    if (!is_fit && ret_why)
        *ret_why = MSG("what is signed must be lines of UTF-8 without control characters, at most "
                       "1 MiB, and end with a line end");
    return is_fit;
}

// ---- reading ------------------------------------------------------------------------------------

static bool parse_line(Arena *a, Str line, SealLine *ret) {
    Str rest = line, bytes;
    if (!str_starts_with(line, STR("\xe2\x80\x94 "))) return false;
    rest = str_part(line, sizeof MARK - 1, line.size);
    if (!str_next(&rest, ' ', &ret->name) || !seal_name_check(ret->name, NULL) ||
        !base64_parse(a, BASE64, rest, &bytes) || bytes.size <= SEAL_ID_BYTES)
        return false;
    memcpy(ret->id, bytes.at, SEAL_ID_BYTES);
    ret->signature = str_part(bytes, SEAL_ID_BYTES, bytes.size);
    return true;
}

// Where the lines of signatures begin, behind the last empty line; the end if there are none.
static size_t lines_start(Str text) {
    int64_t found = -1;
    for (int64_t at = str_find(text, STR("\n\n"), 0); at >= 0;
         at = str_find(text, STR("\n\n"), (size_t)at + 1))
        found = at;
    return found >= 0 && str_starts_with(str_part(text, (size_t)found + 2, text.size), STR("—"))
               ? (size_t)found + 2
               : text.size;
}

bool seal_note_parse(Arena *a, Str file, Str text, SealNote *ret, Err *err) {
    size_t start = lines_start(text);
    Message why;
    SealNote n = {.text = start < text.size ? str_part(text, 0, start - 1) : text};
    struct Lines {
        SealLine *items;
        size_t count, capacity;
    } lines = {NULL, 0, 0};
    if (!seal_text_check(text, &why)) return fault(err, file, text, 0, why);
    for (size_t at = start; at < text.size;) {
        size_t end = str_line_end(text, at);
        SealLine line;
        if (!parse_line(a, str_part(text, at, end - at), &line))
            return fault(err, file, text, at, MSG("this line is no signature"));
        if (lines.count == SEAL_SIGNATURES_MAX)
            return fault(err, file, text, at, MSG("the note has too many signatures"));
        *VEC_ADD(a, &lines) = line;
        at = end + 1;
    }
    n.lines = lines.items;
    n.count = lines.count;
    *ret = n;
    return true;
}

// ---- writing ------------------------------------------------------------------------------------

static Str add_line(Arena *a, Str note, Str name, const unsigned char *bytes, size_t size) {
    const char *gap = lines_start(note) < note.size ? "" : "\n";
    Str signature = base64_text(a, BASE64, bytes, size);
    return str_fmt(a, "%.*s%s%s%.*s %.*s\n", STR_ARG(note), gap, MARK, STR_ARG(name),
                   STR_ARG(signature));
}

static Str text_of(Str note) {
    size_t start = lines_start(note);
    return start < note.size ? str_part(note, 0, start - 1) : note;
}

Str seal_note_sign(Arena *a, Str note, const SealKey *k) {
    unsigned char bytes[SEAL_ID_BYTES + SEAL_SIGNATURE_BYTES];
    assert(seal_text_check(note, NULL));
    seal_id(k->name, SEAL_SIGNATURE, k->public, bytes);
    seal_sign(k, text_of(note), &bytes[SEAL_ID_BYTES]);
    return add_line(a, note, k->name, bytes, sizeof bytes);
}

// ---- cosignatures (C2SP tlog-cosignature) -------------------------------------------------------

static Str cosigned_message(Arena *a, Str text, uint64_t time) {
    return str_fmt(a, "cosignature/v1\ntime %llu\n%.*s", (unsigned long long)time, STR_ARG(text));
}

Str seal_checkpoint_cosign(Arena *a, Str note, const SealKey *k, int64_t time_seconds) {
    unsigned char bytes[SEAL_ID_BYTES + COSIGNATURE_BYTES];
    uint64_t time = (uint64_t)time_seconds;
    assert(time_seconds >= 0 && seal_text_check(note, NULL));
    seal_id(k->name, SEAL_COSIGNATURE, k->public, bytes);
    for (size_t i = 0; i < 8; i++) bytes[SEAL_ID_BYTES + i] = (unsigned char)(time >> (56 - 8 * i));
    seal_sign(k, cosigned_message(a, text_of(note), time), &bytes[SEAL_ID_BYTES + 8]);
    return add_line(a, note, k->name, bytes, sizeof bytes);
}

// ---- checking -----------------------------------------------------------------------------------

static bool is_line_of(const SealLine *l, const SealVerifier *v) {
    return str_is(l->name, v->name) && memcmp(l->id, v->id, SEAL_ID_BYTES) == 0;
}

static bool is_valid(Arena *a, Str text, const SealLine *l, const SealVerifier *v,
                     int64_t *ret_time) {
    const unsigned char *bytes = (const unsigned char *)l->signature.at;
    uint64_t time = 0;
    if (v->kind == SEAL_SIGNATURE)
        return l->signature.size == SEAL_SIGNATURE_BYTES && seal_is_signed(v->key, text, bytes);
    if (l->signature.size != COSIGNATURE_BYTES) return false;
    for (size_t i = 0; i < 8; i++) time = time << 8 | bytes[i];
    if (time > INT64_MAX || !seal_is_signed(v->key, cosigned_message(a, text, time), &bytes[8]))
        return false;
    if (ret_time) *ret_time = (int64_t)time;
    return true;
}

SealVerdict seal_note_check(Arena *a, const SealNote *n, const SealVerifier *v, int64_t *ret_time) {
    SealVerdict verdict = SEAL_ABSENT;
    seal_begin();
    for (size_t i = 0; i < n->count; i++) {
        if (!is_line_of(&n->lines[i], v)) continue;
        if (is_valid(a, n->text, &n->lines[i], v, ret_time)) return SEAL_VALID;
        verdict = SEAL_FORGED;
    }
    return verdict;
}
