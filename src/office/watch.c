// office/watch.c - heads of the log that witnesses have cosigned, and what waits for them
#include "app/cosign.h"
#include "base/json.h"
#include "office/office_int.h"

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

static int64_t now_of(const OfficeOptions *o) {
    return sys_now(o->options.sys) / 1000000;
}

OfficeStatus watch_permit(const OfficeCall *c, const OfficeOptions *o, const OfficeRoute *route,
                          Err *err) {
    WitnessedView v;
    if (!route->needs_witness || !c->portal->witnesses.size) return OFFICE_OK;
    if (!app_witnessed(c->app, c->people, c->portal, now_of(o), &v, err)) return OFFICE_FAILED;
    if (v.is_fresh) return OFFICE_OK;
    err_set(err, ERR_PEER,
            MSG("no witness has cosigned the log of this office within four hours, so nobody is "
                "bound and nothing is paid"),
            MSG("a witness runs: softlaw witness --office {1}", c->request->origin));
    return OFFICE_UNAVAILABLE;
}
