// evidence/check.c - does a bundle prove what it says?
//
// First the proofs: whoever signed the checkpoint has seen these records, in these places. Then
// what the records say: a file has the hash that names it, an agreement its text, signatures speak
// of it and are of the keys that the reader trusts, a run has the entries that it announced.
#include "evidence/evidence_int.h"

typedef struct Check {
    Arena *arena;
    const Evidence *evidence;
    const EvidenceTrust *trust;
    EvidenceReport *report;
    Buf text;   // of the file being put together
    Str hash;   // by which that file goes
    Str wanted; // the hash of the agreement's text
    int64_t first_entry, entries_wanted;
    int64_t parts_left;
} Check;

static void fault(Check *c, const EvidenceRecord *r, Message message) {
    *VEC_ADD(c->arena, &c->report->faults) = (EvidenceFault){
        r ? r->record.seq : 0,
        r ? r->place : (Place){.file = c->evidence->file, .line = 1, .column = 1}, message};
}

// ---- signatures ---------------------------------------------------------------------------------

static EvidenceSigner signer_of(Check *c, const SealNote *n, const SealVerifier *v) {
    EvidenceSigner s = {.name = v->name};
    s.verdict = seal_note_check(c->arena, n, v, &s.time);
    return s;
}

static void check_log(Check *c, const SealNote *n) {
    EvidenceReport *r = c->report;
    r->log = (EvidenceSigner){.name = r->checkpoint.origin};
    for (size_t i = 0; i < c->trust->count; i++) {
        const SealVerifier *v = &c->trust->items[i];
        if (v->kind != SEAL_SIGNATURE || !str_is(v->name, r->checkpoint.origin)) continue;
        EvidenceSigner s = signer_of(c, n, v);
        if (r->log.verdict != SEAL_VALID && s.verdict != SEAL_ABSENT) r->log = s;
    }
    if (r->log.verdict == SEAL_ABSENT)
        fault(c, NULL,
              MSG("the checkpoint is of the log \"{1}\", and no key that you trust has signed it",
                  r->log.name));
    if (r->log.verdict == SEAL_FORGED)
        fault(c, NULL, MSG("the signature of the log \"{1}\" is forged", r->log.name));
}

static void check_witnesses(Check *c, const SealNote *n) {
    for (size_t i = 0; i < c->trust->count; i++) {
        if (c->trust->items[i].kind != SEAL_COSIGNATURE) continue;
        EvidenceSigner s = signer_of(c, n, &c->trust->items[i]);
        if (s.verdict != SEAL_ABSENT) *VEC_ADD(c->arena, &c->report->witnesses) = s;
        if (s.verdict == SEAL_FORGED)
            fault(c, NULL, MSG("the cosignature of the witness \"{1}\" is forged", s.name));
    }
}

static bool check_checkpoint(Check *c) {
    SealNote n;
    Message why;
    Err err = {.code = ERR_NONE};
    if (!seal_note_parse(c->arena, c->evidence->file, c->evidence->checkpoint, &n, &err)) {
        fault(c, NULL, err.message);
        return false;
    }
    if (!seal_checkpoint_parse(c->arena, n.text, &c->report->checkpoint, &why)) {
        fault(c, NULL, why);
        return false;
    }
    check_log(c, &n);
    check_witnesses(c, &n);
    return true;
}

// ---- places in the log --------------------------------------------------------------------------

static void check_place(Check *c, Sha256Hasher *hasher, const EvidenceRecord *r) {
    const SealCheckpoint *k = &c->report->checkpoint;
    Sha256 leaf = record_leaf(hasher, &r->record);
    if (!merkle_check_leaf(leaf, (uint64_t)r->record.seq - 1, k->size, r->path, r->path_count,
                           k->root))
        fault(c, r,
              MSG("this record does not stand in the log at number {1}",
                  number_to_text(c->arena, r->record.seq)));
}

// ---- what records say ---------------------------------------------------------------------------

static void end_file(Check *c, const EvidenceRecord *r, Str name) {
    Str text = buf_str(&c->text);
    if (!str_is(c->hash, sha256_hex(c->arena, sha256_of(text))))
        fault(c, r, MSG("the text of \"{1}\" does not have the hash that names it", name));
    if (!str_is(c->hash, c->wanted)) return;
    c->report->text = text;
    c->report->name = name;
}

static void read_file(Check *c, const EvidenceRecord *r) {
    int64_t part = 0, parts = 0;
    Str body = r->record.body, hash = body_find(c->arena, body, "hash");
    number_from_text(body_find(c->arena, body, "part"), &part);
    number_from_text(body_find(c->arena, body, "parts"), &parts);
    if (part == 1) {
        c->text = (Buf){.arena = c->arena};
        c->hash = hash;
        c->parts_left = parts;
    }
    if (part < 1 || c->parts_left < 1 || c->parts_left != parts - part + 1 ||
        !str_is(hash, c->hash)) {
        fault(c, r, MSG("this is not the next part of its file"));
        return;
    }
    buf_add(&c->text, body_find(c->arena, body, "text"));
    if (--c->parts_left == 0) end_file(c, r, body_find(c->arena, body, "name"));
}

static void read_signature(Check *c, const EvidenceRecord *r) {
    SignatureBody b;
    SealNote n;
    EvidenceStatement of;
    if (!signature_from_body(c->arena, r->record.body, &b) ||
        !seal_note_parse(c->arena, c->evidence->file, b.note, &n, NULL) ||
        !evidence_statement_parse(n.text, &of)) {
        fault(c, r, MSG("this record is no signature"));
        return;
    }
    if (!str_is(of.agreement, c->report->subject.agreement) ||
        !str_is(of.version, c->report->subject.version)) {
        fault(c, r, MSG("this signature speaks of another text"));
        return;
    }
    SealVerifier v;
    Message why;
    EvidenceSigner *s = VEC_ADD(c->arena, &c->report->signatures);
    bool is_key = seal_verifier_parse(c->arena, b.verifier, &v, &why);
    *s = (EvidenceSigner){.name = is_key ? v.name : b.verifier};
    for (size_t i = 0; is_key && i < c->trust->count; i++)
        if (str_is(seal_verifier_text(c->arena, &c->trust->items[i]), b.verifier))
            s->verdict = seal_note_check(c->arena, &n, &v, NULL);
    if (!is_key ||
        (s->verdict == SEAL_ABSENT && seal_note_check(c->arena, &n, &v, NULL) != SEAL_VALID))
        s->verdict = SEAL_FORGED;
    if (s->verdict == SEAL_FORGED)
        fault(c, r, MSG("the signature of \"{1}\" is not of the key that it names", s->name));
}

static void read_agreement(Check *c, const EvidenceRecord *r) {
    EvidenceReport *p = c->report;
    Str body = r->record.body;
    if (!str_is(body_find(c->arena, body, "version"), p->subject.version))
        fault(c, r, MSG("the evidence speaks of two agreements"));
    p->title = body_find(c->arena, body, "title");
}

static void read_run(Check *c, const EvidenceRecord *r) {
    EvidenceReport *p = c->report;
    Str body = r->record.body;
    bool is_whole = !p->run && number_from_text(body_find(c->arena, body, "run"), &p->run) &&
                    number_from_text(body_find(c->arena, body, "first"), &c->first_entry) &&
                    number_from_text(body_find(c->arena, body, "entries"), &c->entries_wanted);
    if (!is_whole) fault(c, r, MSG("this record is no run, or the second one"));
    p->period = body_find(c->arena, body, "period");
}

static void read_entry(Check *c, const EvidenceRecord *r) {
    int64_t number = 0, run = 0;
    Str body = r->record.body;
    bool is_next = number_from_text(body_find(c->arena, body, "entry"), &number) &&
                   number_from_text(body_find(c->arena, body, "run"), &run) &&
                   run == c->report->run && number == c->first_entry + c->report->entry_count;
    if (!is_next) fault(c, r, MSG("this is not the next entry of the run"));
    c->report->entry_count++;
}

static const struct {
    const char *kind;
    void (*read)(Check *c, const EvidenceRecord *r);
} READERS[] = {
    {"file", read_file}, {"agreement", read_agreement}, {"signature", read_signature},
    {"run", read_run},   {"entry", read_entry},
};

static void read_record(Check *c, const EvidenceRecord *r) {
    for (size_t i = 0; i < sizeof READERS / sizeof *READERS; i++)
        if (str_is(r->record.kind, str_from(READERS[i].kind))) {
            READERS[i].read(c, r);
            return;
        }
    fault(c, r, MSG("records of the kind \"{1}\" are not known here", r->record.kind));
}

// The agreement that the evidence is about, before anything is read in order.
static void find_subject(Check *c) {
    for (size_t i = 0; i < c->evidence->count; i++) {
        const Record *r = &c->evidence->items[i].record;
        bool is_agreement = str_is(r->kind, STR("agreement"));
        if (!is_agreement && !str_is(r->kind, STR("run"))) continue;
        c->report->subject = (EvidenceStatement){body_find(c->arena, r->body, "agreement"),
                                                 body_find(c->arena, r->body, "version")};
        c->wanted = c->report->subject.version;
        if (is_agreement) return;
    }
}

static void check_whole(Check *c) {
    if (c->parts_left)
        fault(c, NULL,
              MSG("a file is not whole: {1} parts are missing",
                  number_to_text(c->arena, c->parts_left)));
    if (!c->report->text.at && c->wanted.size)
        fault(c, NULL, MSG("the text of the agreement is missing"));
    if (c->entries_wanted != c->report->entry_count)
        fault(c, NULL,
              MSG("the run announces {1} entries, and {2} are here",
                  number_to_text(c->arena, c->entries_wanted),
                  number_to_text(c->arena, c->report->entry_count)));
}

EvidenceReport evidence_check(Arena *a, const Evidence *e, const EvidenceTrust *trust) {
    EvidenceReport report = {.is_sound = false};
    Check c = {.arena = a, .evidence = e, .trust = trust, .report = &report};
    Sha256Hasher *hasher = sha256_new(a);
    if (!check_checkpoint(&c)) return report;
    find_subject(&c);
    for (size_t i = 0; i < e->count; i++) {
        check_place(&c, hasher, &e->items[i]);
        read_record(&c, &e->items[i]);
    }
    check_whole(&c);
    report.is_sound = report.faults.count == 0;
    return report;
}
