// app/proof.c - what a bundle of evidence proves
#include "app/app_int.h"
#include "app/seal_int.h"

#include "base/file.h"
#include "base/limits.h"

static const char *const VERDICTS[] = {
    [SEAL_ABSENT] = "unknown",
    [SEAL_FORGED] = "forged",
    [SEAL_VALID] = "valid",
};

static SignerView view_signer(App *app, const EvidenceSigner *s) {
    static const int64_t MICROSECONDS = 1000000;
    SignerView v = {.name = s->name, .verdict = VERDICTS[s->verdict]};
    if (s->time > 0 && s->time < INT64_MAX / MICROSECONDS)
        v.at = sys_time_text(app->arena, s->time * MICROSECONDS);
    return v;
}

static SignerList view_signers(App *app, const EvidenceSigners *s) {
    SignerList l = {.items = ARENA_ARRAY(app->arena, SignerView, s->count + 1), .count = s->count};
    for (size_t i = 0; i < s->count; i++) l.items[i] = view_signer(app, &s->items[i]);
    return l;
}

static void view_faults(App *app, const EvidenceReport *r, ProofView *v) {
    v->faults = ARENA_ARRAY(app->arena, ProofFault, r->faults.count + 1);
    v->fault_count = r->faults.count;
    for (size_t i = 0; i < r->faults.count; i++)
        v->faults[i] = (ProofFault){r->faults.items[i].place, r->faults.items[i].seq,
                                    r->faults.items[i].message};
}

const ProofView *verify_evidence_text(App *app, Str name, Str text, Str trust, Err *err) {
    Evidence e;
    EvidenceTrust t;
    if (!trust_open(app, trust, &t, err) || !evidence_read(app->arena, name, text, &e, err))
        return NULL;
    EvidenceReport r = evidence_check(app->arena, &e, &t);
    ProofView *v = ARENA_NEW(app->arena, ProofView);
    *v = (ProofView){.is_sound = r.is_sound,
                     .agreement = r.subject.agreement,
                     .version = r.subject.version,
                     .title = r.title,
                     .run = r.run,
                     .entry_count = r.entry_count,
                     .period = r.period,
                     .text = r.text,
                     .name = r.name,
                     .log = view_signer(app, &r.log),
                     .size = (int64_t)r.checkpoint.size,
                     .root = sha256_hex(app->arena, r.checkpoint.root),
                     .signatures = view_signers(app, &r.signatures),
                     .witnesses = view_signers(app, &r.witnesses),
                     .record_count = (int64_t)e.count};
    view_faults(app, &r, v);
    return v;
}

const ProofView *app_verify_evidence(App *app, Str path, Str trust, Err *err) {
    Str text;
    return file_read_text(app->arena, path, LIMIT_FACT_FILE_BYTES, &text, err)
               ? verify_evidence_text(app, path, text, trust, err)
               : NULL;
}

// ---- for programs -------------------------------------------------------------------------------

static void add_signer(Buf *b, const SignerView *s) {
    buf_add_byte(b, '{');
    json_add_text(b, "name", s->name);
    json_add_text(b, "verdict", str_from(s->verdict));
    if (s->at.size) json_add_text(b, "at", s->at);
    buf_add_byte(b, '}');
}

static void add_signers(Buf *b, const char *name, const SignerList *l) {
    json_add_name(b, name);
    buf_add_byte(b, '[');
    for (size_t i = 0; i < l->count; i++) {
        if (i) buf_add_byte(b, ',');
        add_signer(b, &l->items[i]);
    }
    buf_add_byte(b, ']');
}

static void add_faults(App *app, Buf *b, const ProofView *v) {
    json_add_name(b, "faults");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < v->fault_count; i++) {
        const ProofFault *f = &v->faults[i];
        buf_add_c(b, i ? ",\n  {" : "\n  {");
        json_add_int(b, "record", f->record);
        json_add_int(b, "line", f->place.line);
        json_add_text(b, "message", lang_render(app->arena, app->options.lang, f->message));
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
}

bool proof_json(App *app, const ProofView *v, Out *out) {
    Buf *b = &out->buf;
    buf_add_byte(b, '{');
    json_add_name(b, "sound");
    buf_add_c(b, v->is_sound ? "true" : "false");
    json_add_text_or_null(b, "agreement", v->agreement);
    json_add_text_or_null(b, "version", v->version);
    json_add_text_or_null(b, "title", v->title);
    json_add_int(b, "run", v->run);
    json_add_text_or_null(b, "period", v->period);
    json_add_int(b, "entries", v->entry_count);
    json_add_int(b, "records", v->record_count);
    json_add_name(b, "log");
    add_signer(b, &v->log);
    json_add_int(b, "size", v->size);
    json_add_text(b, "root", v->root);
    add_signers(b, "signatures", &v->signatures);
    add_signers(b, "witnesses", &v->witnesses);
    add_faults(app, b, v);
    buf_add_c(b, "}\n");
    return out_end(out);
}
