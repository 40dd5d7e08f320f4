// app/witness.c - the head of a log for witnesses, and what a witness makes of it
#include "app/app_int.h"
#include "app/seal_int.h"
#include "app/witness_int.h"

#include "base/file.h"

#include <unistd.h>

bool app_log_head(App *app, Str db, Str since, const OpenKey *k, Str *ret, Err *err) {
    int64_t old = 0;
    Dec d;
    WitnessRequest r;
    if (since.size && (!dec_from_text(since, &d, NULL) || !dec_to_int(d, &old) || old < 0))
        return err_set(err, ERR_INPUT, MSG("\"{1}\" is no number of records", since), NO_MSG);
    Store *s = ledger_open(app, db, LEDGER_READ, err);
    if (!s || !witness_request_make(app->arena, s, old, k->key, &r, err)) return false;
    *ret = witness_request_write(app->arena, &r);
    return true;
}

bool witness_state_open(App *app, Str path, WitnessState *ret, Err *err) {
    Str text;
    *ret = (WitnessState){0};
    if (access(str_c(app->arena, path), F_OK) != 0) return true;
    return file_read_text(app->arena, path, SEAL_NOTE_MAX, &text, err) &&
           witness_state_parse(path, text, ret, err);
}

static const char *const REASONS[] = {
    [WITNESS_UNSIGNED] =
        N_("the checkpoint is not signed by the key of the log that this witness trusts"),
    [WITNESS_OTHER_SIZE] = N_("this witness has seen {1} records: ask for a proof since then"),
    [WITNESS_REWRITTEN] =
        N_("the log is not the one that was cosigned at {1} records: it has been written anew"),
    [WITNESS_BAD_PROOF] =
        N_("the proof does not show that the log continues the one of {1} records "
           "that was cosigned"),
};

// One key of a log is trusted, no more.
bool witness_log_find(App *app, Str trust, SealVerifier *ret, Err *err) {
    EvidenceTrust t;
    if (!trust_open(app, trust, &t, err)) return false;
    size_t found = 0;
    for (size_t i = 0; i < t.count; i++) {
        if (t.items[i].kind != SEAL_SIGNATURE) continue;
        *ret = t.items[i];
        found++;
    }
    return found == 1 || err_set_at(err, ERR_INPUT, (Place){.file = trust},
                                    MSG("a witness follows one log, and here are {1} keys",
                                        str_fmt(app->arena, "%zu", found)),
                                    MSG("write the public key of the log into this file, alone"));
}

bool witness_state_save(App *app, Str path, WitnessState s, Err *err) {
    return file_write(app->arena, app->options.sys, path, witness_state_write(app->arena, s), err);
}

void witness_view_fill(App *app, WitnessView *v, WitnessVerdict verdict, WitnessState s) {
    v->verdict = witness_verdict_name(verdict);
    v->is_cosigned = verdict == WITNESS_COSIGNED;
    v->is_alarm = verdict == WITNESS_REWRITTEN || verdict == WITNESS_BAD_PROOF;
    v->size = s.size;
    if (!v->is_cosigned)
        v->why = (Message){REASONS[verdict], {str_fmt(app->arena, "%lld", (long long)s.size)}};
}

const WitnessView *app_witness(App *app, Str request, Str state, Str trust, KeyUse k, Err *err) {
    enum { SECOND = 1000000 };
    Str text;
    WitnessRequest r;
    WitnessState s;
    SealVerifier log;
    WitnessView *v = ARENA_NEW(app->arena, WitnessView);
    if (!file_read_text(app->arena, request, SEAL_NOTE_MAX, &text, err) ||
        !witness_request_parse(app->arena, request, text, &r, err) ||
        !witness_state_open(app, state, &s, err) || !witness_log_find(app, trust, &log, err))
        return NULL;
    SealKey *key = key_open(app, k, err);
    if (!key) return NULL;
    int64_t now = sys_now(app->options.sys) / SECOND;
    WitnessVerdict verdict = witness_judge(app->arena, &r, &log, key, now, &s, &v->note);
    witness_view_fill(app, v, verdict, s);
    return !v->is_cosigned || witness_state_save(app, state, s, err) ? v : NULL;
}
