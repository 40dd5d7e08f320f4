// app/verify.c - recompute a store and say what was altered; make its derived tables anew
#include "app/app_int.h"
#include "app/ledger.h"

#include "evidence/evidence.h"
#include "verify/verify.h"

enum { FAULTS_KEPT = 100 }; // as verify.h says

static bool parse_head(Str text, VerifyOptions *ret, Err *err) {
    Str size, root = text;
    Dec d;
    if (!text.size) return true;
    ret->has_known_head = str_next(&root, ':', &size) && dec_from_text(size, &d, NULL) &&
                          dec_to_int(d, &ret->known_size) && root.size == 64;
    ret->known_root = root;
    return ret->has_known_head ||
           err_set(err, ERR_INPUT, MSG("\"{1}\" is no head of a log", text),
                   MSG("write it as verify prints it: SIZE:ROOT, the root in 64 hex digits"));
}

const Verified *app_verify(App *app, Str db, Str known_head, Err *err) {
    VerifyOptions options = {.has_known_head = false};
    if (!parse_head(known_head, &options, err)) return NULL;
    const VerifyReport *r = verify_run(app->arena, db, options, err);
    if (!r) return NULL;
    Verified *v = ARENA_NEW(app->arena, Verified);
    *v = (Verified){.is_sound = r->is_sound,
                    .count = r->fault_count < FAULTS_KEPT ? r->fault_count : FAULTS_KEPT,
                    .fault_count = r->fault_count,
                    .record_count = r->record_count,
                    .entry_count = r->entry_count,
                    .posting_count = r->posting_count,
                    .root = r->root};
    v->faults = ARENA_ARRAY(app->arena, FaultView, v->count + 1);
    for (size_t i = 0; i < v->count; i++)
        v->faults[i] = (FaultView){verify_kind_name(r->faults[i].kind), r->faults[i].seq,
                                   r->faults[i].table, r->faults[i].message};
    return v;
}

bool app_rebuild(App *app, Str db, RebuiltView *ret, Err *err) {
    Rebuilt r;
    Store *s = ledger_open(app, db, LEDGER_WRITE, err);
    bool is_same;
    if (!s || !settle_rebuild(app->arena, s, &r, err) || !evidence_rebuild(s, &is_same, err))
        return false;
    *ret = (RebuiltView){r.is_same && is_same, r.before, r.after, r.record_count};
    return true;
}
