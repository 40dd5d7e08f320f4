// app/cosign.c - what witnesses of an office have cosigned, and how fresh it is
#include "app/cosign.h"
#include "app/desk_int.h"
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

// ---- who watches --------------------------------------------------------------------------------

static const DeskCosignature *find_cosignature(const DeskCosignature *all, size_t count, Str name) {
    for (size_t i = 0; i < count; i++)
        if (str_is(all[i].witness, name)) return &all[i];
    return NULL;
}

static void add_witness(App *app, Str name, const DeskCosignature *c, int64_t now, WitnessList *l) {
    WitnessSeen *w = &l->items[l->count++];
    *w = (WitnessSeen){.name = name, .note = STR(""), .at_text = STR("")};
    if (!c) return;
    w->note = c->note;
    w->size = c->size;
    w->at = c->signed_at;
    w->at_text = app_time_text(app, c->signed_at);
    w->is_fresh = now - c->signed_at <= COSIGN_FRESH_SECONDS;
}

// The words that were signed, without the lines of signatures; and those.
static Str signed_words(Str note, Str *ret_signatures) {
    int64_t at = str_find(note, STR("\n\n"), 0);
    size_t end = at < 0 ? note.size : (size_t)at + 2;
    *ret_signatures = str_part(note, end, note.size);
    return str_part(note, 0, end);
}

// Lines that are not there yet: the log has signed each of the notes.
static void add_signatures(Buf *b, Str signatures) {
    Str line;
    while (signatures.size && str_next(&signatures, '\n', &line)) {
        Str whole = str_fmt(b->arena, "%.*s\n", STR_ARG(line));
        if (line.size && str_find(buf_str(b), whole, 0) < 0) buf_add(b, whole);
    }
}

static void join_heads(App *app, WitnessList *l) {
    Buf b = {.arena = app->arena};
    Str words = STR(""), signatures;
    for (size_t i = 0; i < l->count; i++)
        if (l->items[i].size > l->head_size) {
            l->head_size = l->items[i].size;
            words = signed_words(l->items[i].note, &signatures);
        }
    buf_add(&b, words);
    for (size_t i = 0; i < l->count; i++)
        if (l->items[i].note.size && str_is(signed_words(l->items[i].note, &signatures), words))
            add_signatures(&b, signatures);
    l->head = buf_str(&b);
}

bool app_witnesses(App *app, OpenPeople *p, const Portal *portal, int64_t now, WitnessList *ret,
                   Err *err) {
    DeskCosignature *all = NULL;
    size_t count = 0;
    EvidenceTrust t = {NULL, 0, 0};
    *ret = (WitnessList){.head = STR("")};
    if (portal->witnesses.size &&
        !evidence_trust_parse(app->arena, STR("witnesses"), portal->witnesses, &t, err))
        return false;
    if (p && !desk_cosignatures(app->arena, p->desk, &all, &count, err)) return false;
    ret->items = ARENA_ARRAY(app->arena, WitnessSeen, t.count + 1);
    for (size_t i = 0; i < t.count; i++)
        if (t.items[i].kind == SEAL_COSIGNATURE)
            add_witness(app, t.items[i].name, find_cosignature(all, count, t.items[i].name), now,
                        ret);
    join_heads(app, ret);
    return true;
}

bool witness_list_json(const WitnessList *l, Out *out) {
    Buf *b = &out->buf;
    buf_add_c(b, "{\"witnesses\":[");
    for (size_t i = 0; i < l->count; i++) {
        buf_add_c(b, i ? ",{" : "{");
        json_add_text(b, "witness", l->items[i].name);
        json_add_int(b, "records", l->items[i].size);
        json_add_text_or_null(b, "at", l->items[i].at_text);
        json_add_name(b, "fresh");
        buf_add_c(b, l->items[i].is_fresh ? "true}" : "false}");
    }
    buf_add_c(b, "]}\n");
    return out_end(out);
}

bool app_witnessed(App *app, OpenPeople *p, const Portal *portal, int64_t now, WitnessedView *ret,
                   Err *err) {
    WitnessList l;
    if (!app_witnesses(app, p, portal, now, &l, err)) return false;
    *ret = (WitnessedView){.is_wanted = portal->witnesses.size > 0};
    for (size_t i = 0; i < l.count; i++)
        if (l.items[i].at > ret->at)
            *ret = (WitnessedView){.is_wanted = ret->is_wanted,
                                   .is_fresh = l.items[i].is_fresh,
                                   .witness = l.items[i].name,
                                   .note = l.items[i].note,
                                   .size = l.items[i].size,
                                   .at = l.items[i].at};
    return true;
}
