// office/watch.c - heads of the log that witnesses have cosigned, and what waits for them
#include "app/cosign.h"
#include "app/ledger.h"
#include "base/html.h"
#include "base/json.h"
#include "office/office_int.h"

typedef struct LogPage {
    Heading heading;
    WitnessList list;
} LogPage;

static Str page_records(const Page *p, const WitnessSeen *w) {
    return str_fmt(p->arena, "%lld", (long long)w->size);
}

#include "office/layout.html.h"

#include "office/log.html.h"

bool use_cosign(const OfficeCall *c, Out *out, Err *err) {
    Str witness;
    if (!app_cosign(c->app, c->people, c->portal, office_field(c, "note"), &witness, err))
        return false;
    c->effects->go = STR("/");
    buf_add_byte(&out->buf, '{');
    json_add_text(&out->buf, "witness", witness);
    buf_add_c(&out->buf, "}\n");
    return out_end(out);
}

OfficeStatus watch_permit(const OfficeCall *c, const OfficeRoute *route, Err *err) {
    WitnessedView v;
    if (!route->needs_witness || !c->portal->witnesses.size) return OFFICE_OK;
    if (!app_witnessed(c->app, c->people, c->portal, app_now(c->app), &v, err))
        return OFFICE_FAILED;
    if (v.is_fresh) return OFFICE_OK;
    err_set(err, ERR_PEER,
            MSG("no witness has cosigned the log of this office within four hours, so nobody is "
                "bound and nothing is paid"),
            MSG("a witness runs: softlaw witness --office {1}", c->request->origin));
    return OFFICE_UNAVAILABLE;
}

// ---- who watches --------------------------------------------------------------------------------

static bool find_list(const OfficeCall *c, WitnessList *ret, Err *err) {
    int64_t now = app_now(c->app);
    return app_witnesses(c->app, c->people, c->portal, now, ret, err);
}

bool page_use_log(const OfficeCall *c, Out *out, Err *err) {
    Page p = page_of(c);
    LogPage v = {.heading = {page_say(c, N_("Who watches the log of this office")), true}};
    p.has_session = c->request->cookie.size > 0;
    if (!find_list(c, &v.list, err)) return false;
    page_log(&out->buf, &p, &v);
    return out_end(out);
}

bool use_witnesses(const OfficeCall *c, Out *out, Err *err) {
    WitnessList l;
    return find_list(c, &l, err) && witness_list_json(&l, out);
}

bool use_checkpoint(const OfficeCall *c, Out *out, Err *err) {
    WitnessList l;
    if (!find_list(c, &l, err)) return false;
    if (!l.head_size)
        return err_set(err, ERR_NOT_FOUND, MSG("no witness has cosigned the log of this office"),
                       MSG("a witness runs: softlaw witness --office {1}", c->request->origin));
    return out_pass(out, l.head) && out_end(out);
}

// Proved by a head that witnesses have cosigned, where one is long enough.
bool use_evidence(const OfficeCall *c, Out *out, Err *err) {
    Str text;
    WitnessList l;
    if (!office_has_key(c, err) || !find_list(c, &l, err)) return false;
    EvidenceRequest r = {.db = c->portal->db,
                         .agreement = c->id,
                         .key = c->portal->key,
                         .cosigned = l.head,
                         .cosigned_size = l.head_size};
    return app_evidence(c->app, &r, &text, err) && out_pass(out, text) && out_end(out);
}
