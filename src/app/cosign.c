// app/cosign.c - what witnesses of an office have cosigned, and how fresh it is
#include "app/cosign.h"
#include "app/people_int.h"
#include "app/seal_int.h"

static bool is_of_log(App *app, const Portal *portal, const SealNote *n) {
    if (!portal->key) return false;
    SealVerifier log = seal_key_verifier(app->arena, portal->key->key, SEAL_SIGNATURE);
    return seal_note_check(app->arena, n, &log, NULL) == SEAL_VALID;
}

// The first witness of the office that has cosigned it; NULL: none.
static const SealVerifier *find_witness(App *app, const EvidenceTrust *t, const SealNote *n,
                                        int64_t *ret_time) {
    for (size_t i = 0; i < t->count; i++)
        if (t->items[i].kind == SEAL_COSIGNATURE &&
            seal_note_check(app->arena, n, &t->items[i], ret_time) == SEAL_VALID)
            return &t->items[i];
    return NULL;
}

bool app_cosign(App *app, OpenPeople *p, const Portal *portal, Str note, Str *ret_witness,
                Err *err) {
    SealNote n;
    SealCheckpoint head;
    EvidenceTrust t = {NULL, 0, 0};
    Message why;
    int64_t time = 0;
    if (!seal_note_parse(app->arena, STR("note"), note, &n, err) ||
        !evidence_trust_parse(app->arena, STR("witnesses"), portal->witnesses, &t, err))
        return false;
    if (!is_of_log(app, portal, &n) || !seal_checkpoint_parse(app->arena, n.text, &head, &why))
        return err_set(err, ERR_DENIED,
                       MSG("this is no head that the log of this office has signed"), NO_MSG);
    const SealVerifier *v = find_witness(app, &t, &n, &time);
    if (!v)
        return err_set(err, ERR_DENIED, MSG("no witness that this office names has cosigned it"),
                       MSG("whoever runs the office names witnesses with --witnesses"));
    *ret_witness = v->name;
    DeskCosignature c = {v->name, (int64_t)head.size, time, note};
    return desk_cosign(p->desk, &c, err);
}

bool app_witnessed(App *app, OpenPeople *p, const Portal *portal, int64_t now, WitnessedView *ret,
                   Err *err) {
    DeskCosignature c = {.signed_at = 0};
    bool is_found;
    if (!desk_cosigned(app->arena, p->desk, &c, &is_found, err)) return false;
    *ret = (WitnessedView){.is_wanted = portal->witnesses.size > 0,
                           .is_fresh = is_found && now - c.signed_at <= COSIGN_FRESH_SECONDS,
                           .witness = c.witness,
                           .note = c.note,
                           .size = c.size,
                           .at = c.signed_at};
    return true;
}
