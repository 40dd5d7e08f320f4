// evidence/heads.c - two heads of one log, as a witness keeps them: do they contradict each other?
#include "evidence/evidence_int.h"

static const Str SIGNED = {"— ", 4}; // an em dash begins the line of a signature

Str heads_write(Arena *a, Str first, Str second) {
    Buf b = {.arena = a};
    buf_add(&b, first);
    buf_add_byte(&b, '\n');
    buf_add(&b, second);
    return buf_str(&b);
}

bool heads_parse(Str file, Str text, Str ret_notes[2], Err *err) {
    bool is_signed = false;
    Str rest = text, line;
    while (rest.size) {
        size_t at = text.size - rest.size;
        str_next(&rest, '\n', &line);
        bool is_signature = str_starts_with(line, SIGNED);
        if (is_signed && !is_signature && !line.size && rest.size) {
            ret_notes[0] = str_part(text, 0, at);
            ret_notes[1] = rest;
            return true;
        }
        is_signed = is_signature;
    }
    return err_set_at(err, ERR_INPUT, place_in(file, text, 0, 0),
                      MSG("this is neither evidence nor two heads of a log"),
                      MSG("softlaw seal evidence writes the one, softlaw witness the other"));
}

static SealVerdict check(Arena *a, Str file, Str note, const SealVerifier *log, SealCheckpoint *ret,
                         Err *err) {
    SealNote n;
    Message why;
    if (!seal_note_parse(a, file, note, &n, err)) return SEAL_ABSENT;
    if (!seal_checkpoint_parse(a, n.text, ret, &why)) {
        err_set_at(err, ERR_INPUT, (Place){.file = file}, why, NO_MSG);
        return SEAL_ABSENT;
    }
    return str_is(ret->origin, log->name) ? seal_note_check(a, &n, log, NULL) : SEAL_ABSENT;
}

bool heads_judge(Arena *a, Str file, const Str notes[2], const SealVerifier *log,
                 SealCheckpoint ret_heads[2], HeadsVerdict *ret, Err *err) {
    Err why = {.code = ERR_NONE};
    bool is_signed = true;
    for (size_t i = 0; i < 2; i++)
        is_signed &= check(a, file, notes[i], log, &ret_heads[i], &why) == SEAL_VALID;
    if (why.code != ERR_NONE) {
        if (err) *err = why;
        return false;
    }
    const SealCheckpoint *x = &ret_heads[0], *y = &ret_heads[1];
    if (!is_signed)
        *ret = HEADS_UNSIGNED;
    else if (x->size != y->size)
        *ret = HEADS_OPEN;
    else
        *ret = sha256_is(x->root, y->root) ? HEADS_SAME : HEADS_CONTRADICT;
    return true;
}
