// office/keys.c - public keys by which one's organisation signs
#include "base/html.h"
#include "base/json.h"
#include "office/office_int.h"

typedef struct KeysPage {
    Heading heading;
    KeyList list;
} KeysPage;

#include "office/layout.html.h"

#include "office/keys.html.h"

bool page_use_keys(const OfficeCall *c, Out *out, Err *err) {
    Page p = page_of(c);
    KeysPage v = {.heading = {page_say(c, N_("Keys that sign")), true}};
    if (!app_keys(c->app, c->people, c->who->organisation, &v.list, err)) return false;
    page_keys(&out->buf, &p, &v);
    return out_end(out);
}

bool use_keys(const OfficeCall *c, Out *out, Err *err) {
    KeyList list;
    if (!app_keys(c->app, c->people, c->who->organisation, &list, err)) return false;
    buf_add_c(&out->buf, "{\"keys\":[");
    for (size_t i = 0; i < list.count; i++) {
        if (i) buf_add_byte(&out->buf, ',');
        json_add_string(&out->buf, list.items[i]);
    }
    buf_add_c(&out->buf, "]}\n");
    return out_end(out);
}

bool use_key_add(const OfficeCall *c, Out *out, Err *err) {
    return app_key_add(c->app, c->people, c->who, office_field(c, "key"), err) &&
           page_done(c, STR("/keys"), 0, out);
}

bool use_key_end(const OfficeCall *c, Out *out, Err *err) {
    return app_key_end(c->app, c->people, c->who, office_field(c, "key"), err) &&
           page_done(c, STR("/keys"), 0, out);
}
