// passkey/client.c - what the browser says it was asked, and on which page (section 5.8.1)
#include "base/base64.h"
#include "base/json.h"
#include "passkey/passkey_int.h"

bool passkey_refuse(Err *err, Message why) {
    return err_set(err, ERR_DENIED, why, MSG("try again from the page of this office"));
}

static Str text_of(const JsonNode *o, const char *name) {
    const JsonNode *n = json_find(o, str_from(name));
    return n && n->kind == JSON_STRING ? n->text : (Str){NULL, 0};
}

static bool is_in_frame(const JsonNode *o) {
    const JsonNode *crossed = json_find(o, STR("crossOrigin"));
    return (crossed && crossed->kind != JSON_FALSE) || json_find(o, STR("topOrigin"));
}

bool client_check(Arena *a, const PasskeyQuestion *q, const char *type, Str client_data, Err *err) {
    const JsonNode *o = client_data.size <= PASSKEY_ANSWER_MAX
                            ? json_parse(a, STR("client data"), client_data, NULL)
                            : NULL;
    if (!o || o->kind != JSON_OBJECT)
        return passkey_refuse(err, MSG("what the browser says of the passkey cannot be read"));
    if (!str_is(text_of(o, "type"), str_from(type)))
        return passkey_refuse(err, MSG("the passkey was asked for something else"));
    if (!str_is(text_of(o, "challenge"), base64_url(a, q->challenge)))
        return passkey_refuse(err, MSG("the passkey answers another question than the last one"));
    if (!str_is(text_of(o, "origin"), q->origin) || is_in_frame(o))
        return passkey_refuse(err, MSG("the passkey was used on a page of another site"));
    return true;
}
