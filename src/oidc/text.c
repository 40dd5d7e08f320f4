// oidc/text.c - texts among lists
#include "oidc/oidc_int.h"

bool oidc_names(const JsonNode *list, Str name) {
    if (!list) return false;
    if (list->kind == JSON_STRING) return str_is(list->text, name);
    if (list->kind != JSON_ARRAY) return false;
    for (const JsonNode *n = list->first; n; n = n->next)
        if (n->kind == JSON_STRING && str_is(n->text, name)) return true;
    return false;
}
