// app/seal.c - keys made, agreements signed, signatures recorded, evidence given
#include "app/seal.h"
#include "app/app_int.h"
#include "app/seal_int.h"

#include "base/file.h"
#include "base/limits.h"

#include <unistd.h>

// ---- keys ---------------------------------------------------------------------------------------

SealKey *key_open(App *app, KeyUse k, Err *err) {
    Str text;
    if (!file_read_text(app->arena, k.path, SEAL_NOTE_MAX, &text, err)) return NULL;
    return seal_key_read(app->arena, k.path, text, k.passphrase, err);
}

const OpenKey *app_key_open(App *app, KeyUse k, Err *err) {
    OpenKey *open = ARENA_NEW(app->arena, OpenKey);
    open->key = key_open(app, k, err);
    return open->key ? open : NULL;
}

const SealKeyView *app_key_new(App *app, Str name, KeyUse k, Err *err) {
    Message why;
    if (!seal_name_check(name, &why)) {
        err_set(err, ERR_INPUT, why,
                MSG("take the organisation's address, for example henan.gov.cn"));
        return NULL;
    }
    if (!k.passphrase.size) {
        err_set(err, ERR_INPUT, MSG("a key needs a passphrase"), NO_MSG);
        return NULL;
    }
    if (access(str_c(app->arena, k.path), F_OK) == 0) {
        err_set_at(err, ERR_CONFLICT, (Place){.file = k.path}, MSG("the file is there already"),
                   MSG("a key that is written over is lost: choose another name, or move it away"));
        return NULL;
    }
    SealKey *key = seal_key_new(app->arena, app->options.sys, name);
    Str text = seal_key_write(app->arena, app->options.sys, key, k.passphrase);
    if (!text.at) {
        err_set(err, ERR_LIMIT, MSG("there is not enough memory to lock the key"), NO_MSG);
        return NULL;
    }
    if (!file_write_private(app->arena, app->options.sys, k.path, text, err)) return NULL;
    SealVerifier v = seal_key_verifier(app->arena, key, SEAL_SIGNATURE);
    SealVerifier w = seal_key_verifier(app->arena, key, SEAL_COSIGNATURE);
    SealKeyView *view = ARENA_NEW(app->arena, SealKeyView);
    *view =
        (SealKeyView){name, seal_verifier_text(app->arena, &v), seal_verifier_text(app->arena, &w)};
    return view;
}

bool trust_open(App *app, Str path, EvidenceTrust *ret, Err *err) {
    Str text;
    *ret = (EvidenceTrust){0};
    if (!path.size) return true;
    return file_read_text(app->arena, path, SEAL_NOTE_MAX, &text, err) &&
           evidence_trust_parse(app->arena, path, text, ret, err);
}

// ---- signing ------------------------------------------------------------------------------------

bool app_sign(App *app, Str agreement, KeyUse k, Str note, Str *ret_note, Err *err) {
    Str begun;
    SealNote n;
    const Agreement *g = load_agreement(app, agreement, err);
    if (!g || !g->is_sound) return false;
    EvidenceStatement s = {g->terms->id, g->document->hash};
    Str text = evidence_statement(app->arena, s);
    if (note.size) {
        if (!file_read_text(app->arena, note, SEAL_NOTE_MAX, &begun, err) ||
            !seal_note_parse(app->arena, note, begun, &n, err))
            return false;
        if (!str_is(n.text, text))
            return err_set_at(
                err, ERR_CONFLICT, (Place){.file = note, .line = 1, .column = 1},
                MSG("what others have signed here is not \"{1}\" as it stands now", agreement),
                MSG("compare the texts with softlaw diff; a changed text is signed "
                    "by all anew"));
        text = begun;
    }
    SealKey *key = key_open(app, k, err);
    if (!key) return false;
    *ret_note = seal_note_sign(app->arena, text, key);
    return true;
}

static const struct {
    SignOutcome outcome;
    const char *why;
} REFUSALS[] = {
    {SIGN_UNKNOWN_AGREEMENT,
     N_("this version of the agreement is not in the store: post it first")},
    {SIGN_OTHER_TEXT, N_("the note does not sign an agreement")},
    {SIGN_FORGED, N_("the signature is not of this key")},
};

static void add_signed(SignedList *l, Str signer, SignOutcome o) {
    SignedView *v = &l->items[l->count++];
    *v = (SignedView){.signer = signer, .outcome = sign_outcome_name(o)};
    for (size_t i = 0; i < sizeof REFUSALS / sizeof *REFUSALS; i++)
        if (REFUSALS[i].outcome == o) {
            v->is_refused = true;
            v->why = (Message){REFUSALS[i].why, {{NULL, 0}}};
            l->refused_count++;
        }
}

typedef struct SignedNote {
    Str text;
    SealNote note;
    EvidenceTrust trust;
} SignedNote;

static bool note_open(App *app, Str note, Str trust, SignedNote *ret, Err *err) {
    return file_read_text(app->arena, note, SEAL_NOTE_MAX, &ret->text, err) &&
           seal_note_parse(app->arena, note, ret->text, &ret->note, err) &&
           trust_open(app, trust, &ret->trust, err);
}

static bool is_signed(App *app, const SignedNote *n, const SealVerifier *v) {
    return v->kind == SEAL_SIGNATURE &&
           seal_note_check(app->arena, &n->note, v, NULL) != SEAL_ABSENT;
}

static const SignedList *sign_into(App *app, Store *s, const SignedNote *n, Str note, Err *err) {
    SignedList *l = ARENA_NEW(app->arena, SignedList);
    l->items = ARENA_ARRAY(app->arena, SignedView, n->trust.count + 1);
    for (size_t i = 0; i < n->trust.count; i++) {
        const SealVerifier *v = &n->trust.items[i];
        SignOutcome o;
        if (!is_signed(app, n, v)) continue;
        if (!evidence_sign(app->arena, s, n->text, v, now_text(app), &o, err)) {
            err_keep(app->arena, err);
            return NULL;
        }
        add_signed(l, v->name, o);
    }
    if (l->count) return l;
    err_set_at(err, ERR_NOT_FOUND, (Place){.file = note, .line = 1, .column = 1},
               MSG("no key that is listed has signed this note"),
               MSG("list the public keys of the parties, one on each line, in the file given with "
                   "--trust"));
    return NULL;
}

const SignedList *sign_record(App *app, Store *s, SourceText note, const EvidenceTrust *trust,
                              Err *err) {
    SignedNote n = {.text = note.text, .trust = *trust};
    return seal_note_parse(app->arena, note.file, note.text, &n.note, err)
               ? sign_into(app, s, &n, note.file, err)
               : NULL;
}

const SignedList *app_sign_write(App *app, OpenLedger *l, Str note, Str trust, Err *err) {
    SignedNote n;
    return note_open(app, note, trust, &n, err) ? sign_into(app, l->store, &n, note, err) : NULL;
}

const SignedList *app_sign_record(App *app, Str db, Str note, Str trust, Err *err) {
    SignedNote n;
    Store *s =
        note_open(app, note, trust, &n, err) ? ledger_open(app, db, LEDGER_WRITE, err) : NULL;
    return s ? sign_into(app, s, &n, note, err) : NULL;
}

// ---- evidence -----------------------------------------------------------------------------------

static bool find_version(App *app, Store *s, const EvidenceRequest *r, EvidenceStatement *ret,
                         Err *err) {
    AgreementInfo *list;
    size_t count;
    if (!settle_agreements(app->arena, s, &list, &count, err)) return false;
    *ret = (EvidenceStatement){r->agreement, r->version};
    for (size_t i = 0; i < count; i++) {
        bool is_it = !r->agreement.size || str_is(list[i].id, r->agreement);
        if (is_it && !r->version.size) *ret = (EvidenceStatement){list[i].id, list[i].version};
    }
    return ret->version.size ||
           err_set(err, ERR_NOT_FOUND,
                   MSG("the agreement \"{1}\" is not in the store", r->agreement),
                   MSG("softlaw post brings it in"));
}

static bool collect(App *app, Store *s, const EvidenceRequest *r, Evidence *ret, Head *ret_head,
                    Err *err) {
    int64_t run;
    Dec d;
    EvidenceStatement of;
    if (!r->run.size)
        return find_version(app, s, r, &of, err) &&
               evidence_of_agreement(app->arena, s, of, r->cosigned_size, ret, ret_head, err);
    if (!dec_from_text(r->run, &d, NULL) || !dec_to_int(d, &run) || run < 1)
        return err_set(err, ERR_INPUT, MSG("\"{1}\" is no number of a run", r->run), NO_MSG);
    return evidence_of_run(app->arena, s, run, r->cosigned_size, ret, ret_head, err);
}

bool app_evidence(App *app, const EvidenceRequest *r, Str *ret, Err *err) {
    Evidence e;
    Head head;
    const SealKey *key = r->key->key;
    Store *s = ledger_open(app, r->db, LEDGER_WRITE, err);
    if (!s || !collect(app, s, r, &e, &head, err)) return false;
    SealVerifier v = seal_key_verifier(app->arena, key, SEAL_SIGNATURE);
    e.checkpoint = r->cosigned;
    if (!r->cosigned_size || head.size != r->cosigned_size)
        e.checkpoint =
            seal_note_sign(app->arena, evidence_checkpoint(app->arena, v.name, head), key);
    *ret = evidence_write(app->arena, &e);
    return true;
}
