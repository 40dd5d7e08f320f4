// oidc/token.c - an ID token: its header, its signature, what it claims (OpenID Connect
// Core 3.1.3.7)
//
// The claims are looked at only where the signature is good.
#include "base/base64.h"
#include "base/dec.h"
#include "base/limits.h"
#include "oidc/oidc_int.h"

enum { LEEWAY = 120 }; // seconds by which clocks may differ

static const char *const NAMES[] = {
    [OIDC_GOOD] = "good",           [OIDC_MALFORMED] = "malformed",
    [OIDC_ALGORITHM] = "algorithm", [OIDC_UNKNOWN_KEY] = "unknown-key",
    [OIDC_SIGNATURE] = "signature", [OIDC_ISSUER] = "issuer",
    [OIDC_AUDIENCE] = "audience",   [OIDC_EXPIRED] = "expired",
    [OIDC_FUTURE] = "future",       [OIDC_NONCE] = "nonce",
    [OIDC_SUBJECT] = "subject",
};

const char *oidc_verdict_name(OidcVerdict v) {
    return NAMES[v];
}

// ---- parts --------------------------------------------------------------------------------------

static bool split(Str token, Str parts[3]) {
    for (size_t i = 0; i < 3; i++)
        if (!str_next(&token, '.', &parts[i]) || !parts[i].size) return false;
    return !token.at;
}

static const JsonNode *read_part(Arena *a, Str part) {
    Str text;
    if (!base64_parse(a, BASE64_URL, part, &text)) return NULL;
    const JsonNode *n = json_parse(a, STR("token"), text, NULL);
    return n && n->kind == JSON_OBJECT ? n : NULL;
}

static bool find_algorithm(const JsonNode *header, OidcAlgorithm *ret) {
    static const Str ALLOWED[] = {[OIDC_RS256] = {"RS256", 5}, [OIDC_ES256] = {"ES256", 5}};
    Str name = oidc_text(header, STR("alg"));
    for (OidcAlgorithm k = OIDC_RS256; k < OIDC_ALGORITHMS; k++) {
        if (!str_is(name, ALLOWED[k])) continue;
        *ret = k;
        return true;
    }
    return false;
}

// ---- claims -------------------------------------------------------------------------------------

// Seconds, rounded down; false where it is no number.
static bool read_time(const JsonNode *claims, Str name, int64_t *ret) {
    const JsonNode *n = json_find(claims, name);
    Dec d;
    return n && n->kind == JSON_NUMBER && dec_from_text(n->text, &d, NULL) &&
           dec_round(d, 0, DEC_FLOOR, &d) && dec_to_int(d, ret);
}

static OidcVerdict check_times(const JsonNode *claims, int64_t now) {
    int64_t made, ends, from;
    if (!read_time(claims, STR("iat"), &made) || !read_time(claims, STR("exp"), &ends))
        return OIDC_MALFORMED;
    if (json_find(claims, STR("nbf")) && !read_time(claims, STR("nbf"), &from))
        return OIDC_MALFORMED;
    if (ends <= now - LEEWAY) return OIDC_EXPIRED;
    bool is_early = json_find(claims, STR("nbf")) && from > now + LEEWAY;
    return made > now + LEEWAY || is_early ? OIDC_FUTURE : OIDC_GOOD;
}

// For several clients it must say for which of them it was made.
static bool is_for(const JsonNode *claims, Str client) {
    const JsonNode *audience = json_find(claims, STR("aud")),
                   *party = json_find(claims, STR("azp"));
    bool has_others = audience && audience->kind == JSON_ARRAY && audience->count > 1;
    if (!oidc_names(audience, client) || (has_others && !party)) return false;
    return !party || str_is(oidc_text(claims, STR("azp")), client);
}

static bool names_one(const JsonNode *list, const Str *names, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (oidc_names(list, names[i])) return true;
    return false;
}

static bool read_subject(const JsonNode *claims, const OidcExpected *e, OidcSubject *ret) {
    Str name = oidc_text(claims, e->claim);
    const JsonNode *verified = json_find(claims, STR("email_verified"));
    bool needs_verified = str_is(e->claim, STR("email"));
    if (!name.size || name.size > LIMIT_OIDC_SUBJECT_BYTES) return false;
    if (needs_verified && !(verified && verified->kind == JSON_TRUE)) return false;
    *ret = (OidcSubject){.name = name,
                         .has_factor =
                             names_one(json_find(claims, STR("amr")), e->amr, e->amr_count) ||
                             names_one(json_find(claims, STR("acr")), e->acr, e->acr_count)};
    return true;
}

OidcVerdict oidc_claims_check(const JsonNode *claims, const OidcExpected *e, OidcSubject *ret) {
    if (!str_is(oidc_text(claims, STR("iss")), e->issuer)) return OIDC_ISSUER;
    if (!is_for(claims, e->client)) return OIDC_AUDIENCE;
    OidcVerdict times = check_times(claims, e->now);
    if (times != OIDC_GOOD) return times;
    if (!e->nonce.size || !str_is(oidc_text(claims, STR("nonce")), e->nonce)) return OIDC_NONCE;
    return read_subject(claims, e, ret) ? OIDC_GOOD : OIDC_SUBJECT;
}

// ---- the whole ----------------------------------------------------------------------------------

OidcVerdict oidc_token_check(Arena *a, Str token, const OidcKeys *keys, const OidcExpected *e,
                             OidcSubject *ret) {
    Str parts[3];
    OidcAlgorithm algorithm;
    if (token.size > LIMIT_OIDC_TOKEN_BYTES || !split(token, parts)) return OIDC_MALFORMED;
    const JsonNode *header = read_part(a, parts[0]);
    // What is marked as critical is not understood here (RFC 7515, section 4.1.11).
    if (!header || json_find(header, STR("crit"))) return OIDC_MALFORMED;
    if (!find_algorithm(header, &algorithm)) return OIDC_ALGORITHM;
    OidcVerdict v = oidc_signature_check(a, keys, algorithm, oidc_text(header, STR("kid")), token);
    if (v != OIDC_GOOD) return v;
    const JsonNode *claims = read_part(a, parts[1]);
    return claims ? oidc_claims_check(claims, e, ret) : OIDC_MALFORMED;
}
