// app/heads.c - two heads of a log, as a witness keeps them: do they contradict each other?
#include "app/app_int.h"
#include "app/seal_int.h"
#include "app/witness_int.h"

#include "base/file.h"

static const char *const VERDICTS[] = {
    [HEADS_CONTRADICT] = "contradict",
    [HEADS_SAME] = "same",
    [HEADS_OPEN] = "open",
    [HEADS_UNSIGNED] = "unsigned",
};

// Evidence is JSON; a head begins with the name of its log.
bool app_are_heads(App *app, Str path) {
    Str text, notes[2];
    return file_read_text(app->arena, path, SEAL_NOTE_MAX, &text, NULL) &&
           !str_starts_with(str_trim(text), STR("{")) && heads_parse(path, text, notes, NULL);
}

const HeadsView *app_verify_heads(App *app, Str path, Str trust, Err *err) {
    Str text, notes[2];
    SealVerifier log;
    SealCheckpoint heads[2] = {{.size = 0}, {.size = 0}};
    HeadsVerdict verdict;
    if (!trust.size) {
        err_set(err, ERR_INPUT, MSG("the public key of the log is needed"),
                MSG("name the file that has it with --trust"));
        return NULL;
    }
    if (!file_read_text(app->arena, path, SEAL_NOTE_MAX, &text, err) ||
        !heads_parse(path, text, notes, err) || !witness_log_find(app, trust, &log, err) ||
        !heads_judge(app->arena, path, notes, &log, heads, &verdict, err))
        return NULL;
    HeadsView *v = ARENA_NEW(app->arena, HeadsView);
    *v = (HeadsView){.verdict = VERDICTS[verdict], .log = log.name};
    for (size_t i = 0; i < 2; i++)
        v->heads[i] = (HeadView){(int64_t)heads[i].size, sha256_hex(app->arena, heads[i].root)};
    return v;
}

bool heads_json(const HeadsView *v, Out *out) {
    Buf *b = &out->buf;
    buf_add_byte(b, '{');
    json_add_text(b, "verdict", str_from(v->verdict));
    json_add_text(b, "log", v->log);
    json_add_name(b, "heads");
    for (size_t i = 0; i < 2; i++) {
        buf_add_c(b, i ? ",{" : "[{");
        json_add_int(b, "size", v->heads[i].size);
        json_add_text(b, "root", v->heads[i].root);
        buf_add_byte(b, '}');
    }
    buf_add_c(b, "]}\n");
    return out_end(out);
}
