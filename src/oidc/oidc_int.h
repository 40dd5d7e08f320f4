// oidc/oidc_int.h - what the files of this room share
#ifndef SOFTLAW_OIDC_OIDC_INT_H
#define SOFTLAW_OIDC_OIDC_INT_H

#include "base/json.h"
#include "oidc/oidc.h"

// Absent where the member is no text.
static inline Str oidc_text(const JsonNode *object, Str name) {
    const JsonNode *n = json_find(object, name);
    return n && n->kind == JSON_STRING ? n->text : (Str){NULL, 0};
}
// Does the list, or the text that stands for a list of one, name it?
bool oidc_names(const JsonNode *list, Str name);

// keys.c
typedef enum OidcAlgorithm { OIDC_RS256, OIDC_ES256, OIDC_ALGORITHMS } OidcAlgorithm;
// Is the token, of three parts, signed by a key of the set? `kid` absent: by its only key of that
// kind.
OidcVerdict oidc_signature_check(Arena *a, const OidcKeys *keys, OidcAlgorithm algorithm, Str kid,
                                 Str token);

// token.c: what a token claims that is signed as it must be.
OidcVerdict oidc_claims_check(const JsonNode *claims, const OidcExpected *e, OidcSubject *ret);

#endif
