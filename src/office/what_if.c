// office/what_if.c - what payments would be if facts were others
#include "app/what_if.h"
#include "office/office_int.h"

typedef struct WhatIfPage {
    Heading heading;
    Str id, version, facts; // facts: more of them, as they were written
    const WhatIfView *view;
    DraftFinding *faults;
    size_t fault_count;
} WhatIfPage;

static Str page_gain(const Page *p, const ShiftView *s) {
    Dec gain = DEC_ZERO;
    if (!dec_add(s->after, dec_negate(s->before), &gain)) return STR("");
    Str text = amount_text(p->arena, gain, 0);
    return dec_compare(gain, DEC_ZERO) > 0 ? str_fmt(p->arena, "+%.*s", STR_ARG(text)) : text;
}

static Str page_amount(const Page *p, bool is_there, Dec amount) {
    return is_there ? amount_text(p->arena, amount, 0) : STR("–");
}

#include "base/html.h"

#include "office/layout.html.h"

#include "office/what_if.html.h"

static bool read_question(const OfficeCall *c, WhatIfQuestion *q, Err *err) {
    size_t value_count;
    bool is_form = c->request->form_count > 0;
    Str version = is_form ? office_field(c, "version") : office_query(c->request, "version");
    *q = (WhatIfQuestion){.id = c->id, .facts = office_field(c, "facts")};
    q->keys = office_fields(c, "key", &q->count);
    q->values = office_fields(c, "value", &value_count);
    if (value_count != q->count)
        return err_set(err, ERR_INPUT, MSG("there must be a value for each key"), NO_MSG);
    return page_number(version, "version", &q->version, err);
}

static bool write_page(const OfficeCall *c, const WhatIfQuestion *q, Out *out, Err *err) {
    static const char *const SCRIPTS[] = {"resend.js", NULL};
    Page p = page_of(c);
    WhatIfPage v = {.heading = {page_say(c, N_("What if?")), true},
                    .id = c->id,
                    .facts = q->facts,
                    .view = app_what_if(c->app, c->people, q, err)};
    if (!v.view) return false;
    if (q->version) v.version = str_fmt(c->arena, "%lld", (long long)q->version);
    v.faults = page_faults(c, &v.fault_count);
    p.scripts = SCRIPTS;
    page_what_if(&out->buf, &p, &v);
    return out_end(out);
}

bool page_use_what_if(const OfficeCall *c, Out *out, Err *err) {
    WhatIfQuestion q;
    return read_question(c, &q, err) && write_page(c, &q, out, err);
}

bool use_what_if(const OfficeCall *c, Out *out, Err *err) {
    WhatIfQuestion q;
    if (!read_question(c, &q, err)) return false;
    if (!office_is_api(c->request->path)) return write_page(c, &q, out, err);
    const WhatIfView *v = app_what_if(c->app, c->people, &q, err);
    return v && what_if_json(c->app, &q, v, out);
}
