// oidc/oidc_test.c - every way in which a token or a document is refused
#include "base/base64.h"
#include "base/sha256.h"
#include "base/signer_test.h"
#include "oidc/oidc_int.h"

#include <openssl/hmac.h>

#define ISSUER "https://login.example/realms/henan"
enum { NOW = 1770000000 };

typedef struct World {
    Arena *arena;
    Signer rsa, ec, stranger;
    const OidcKeys *keys;
} World;

static int begin(void **state) {
    Arena *a = arena_new();
    World *w = ARENA_NEW(a, World);
    *w = (World){.arena = a,
                 .rsa = signer_new(a, "RS256", "one"),
                 .ec = signer_new(a, "ES256", "two"),
                 .stranger = signer_new(a, "RS256", "one")};
    Str rsa = signer_public(a, &w->rsa), ec = signer_public(a, &w->ec);
    Str set = str_fmt(a, "{\"keys\":[%.*s,%.*s]}", STR_ARG(rsa), STR_ARG(ec));
    w->keys = oidc_keys_parse(a, set, NULL);
    assert_non_null(w->keys);
    *state = w;
    return 0;
}

static int end(void **state) {
    arena_free(((World *)*state)->arena);
    return 0;
}

static OidcExpected expected(void) {
    static const Str FACTORS[] = {{"otp", 3}, {"hwk", 3}};
    return (OidcExpected){.issuer = STR(ISSUER),
                          .client = STR("softlaw"),
                          .nonce = STR("n-1"),
                          .claim = STR("sub"),
                          .now = NOW,
                          .amr = FACTORS,
                          .amr_count = 2};
}

static OidcVerdict check(const World *w, Str token) {
    OidcExpected e = expected();
    OidcSubject s;
    return oidc_token_check(w->arena, token, w->keys, &e, &s);
}

static Str claims(Arena *a, const char *iss, const char *aud, const char *nonce, int64_t iat,
                  int64_t exp, const char *more) {
    return str_fmt(a, "{\"iss\":\"%s\",\"aud\":%s,\"nonce\":\"%s\",\"iat\":%lld,\"exp\":%lld%s}",
                   iss, aud, nonce, (long long)iat, (long long)exp, more);
}

static Str good(Arena *a) {
    return claims(a, ISSUER, "\"softlaw\"", "n-1", NOW - 1, NOW + 300, ",\"sub\":\"li\"");
}

// ---- tokens -------------------------------------------------------------------------------------

static void a_good_token_names_its_person(void **state) {
    const World *w = *state;
    const Signer *const SIGNERS[] = {&w->rsa, &w->ec};
    OidcExpected e = expected();
    for (size_t i = 0; i < 2; i++) {
        OidcSubject s = {.has_factor = true};
        Str token = signer_sign(w->arena, SIGNERS[i], good(w->arena));
        assert_int_equal(oidc_token_check(w->arena, token, w->keys, &e, &s), OIDC_GOOD);
        assert_true(str_is(s.name, STR("li")));
        assert_false(s.has_factor);
    }
}

static void what_it_claims_must_be_for_us_and_for_now(void **state) {
    const World *w = *state;
    static const struct {
        const char *iss, *aud, *nonce;
        int64_t iat, exp;
        const char *more;
        OidcVerdict verdict;
    } ROWS[] = {
        {"https://evil.example", "\"softlaw\"", "n-1", NOW, NOW + 9, ",\"sub\":\"li\"",
         OIDC_ISSUER},
        {ISSUER "/", "\"softlaw\"", "n-1", NOW, NOW + 9, ",\"sub\":\"li\"", OIDC_ISSUER},
        {ISSUER, "\"other\"", "n-1", NOW, NOW + 9, ",\"sub\":\"li\"", OIDC_AUDIENCE},
        {ISSUER, "[]", "n-1", NOW, NOW + 9, ",\"sub\":\"li\"", OIDC_AUDIENCE},
        {ISSUER, "[\"softlaw\",\"other\"]", "n-1", NOW, NOW + 9, ",\"sub\":\"li\"", OIDC_AUDIENCE},
        {ISSUER, "[\"softlaw\",\"other\"]", "n-1", NOW, NOW + 9,
         ",\"azp\":\"other\",\"sub\":\"li\"", OIDC_AUDIENCE},
        {ISSUER, "[\"softlaw\",\"other\"]", "n-1", NOW, NOW + 9,
         ",\"azp\":\"softlaw\",\"sub\":\"li\"", OIDC_GOOD},
        {ISSUER, "\"softlaw\"", "n-1", NOW, NOW + 9, ",\"azp\":\"other\",\"sub\":\"li\"",
         OIDC_AUDIENCE},
        {ISSUER, "\"softlaw\"", "n-1", NOW, NOW + 9, ",\"azp\":7,\"sub\":\"li\"", OIDC_AUDIENCE},
        {ISSUER, "[\"softlaw\"]", "n-1", NOW, NOW + 9, ",\"sub\":\"li\"", OIDC_GOOD},
        {ISSUER, "\"softlaw\"", "n-2", NOW, NOW + 9, ",\"sub\":\"li\"", OIDC_NONCE},
        {ISSUER, "\"softlaw\"", "", NOW, NOW + 9, ",\"sub\":\"li\"", OIDC_NONCE},
        {ISSUER, "\"softlaw\"", "n-1", NOW - 400, NOW - 119, ",\"sub\":\"li\"", OIDC_GOOD},
        {ISSUER, "\"softlaw\"", "n-1", NOW - 400, NOW - 120, ",\"sub\":\"li\"", OIDC_EXPIRED},
        {ISSUER, "\"softlaw\"", "n-1", NOW + 120, NOW + 300, ",\"sub\":\"li\"", OIDC_GOOD},
        {ISSUER, "\"softlaw\"", "n-1", NOW + 121, NOW + 300, ",\"sub\":\"li\"", OIDC_FUTURE},
        {ISSUER, "\"softlaw\"", "n-1", NOW, NOW + 9, ",\"nbf\":1770000121,\"sub\":\"li\"",
         OIDC_FUTURE},
        {ISSUER, "\"softlaw\"", "n-1", NOW, NOW + 9, ",\"nbf\":\"x\",\"sub\":\"li\"",
         OIDC_MALFORMED},
        {ISSUER, "\"softlaw\"", "n-1", NOW, NOW + 9, "", OIDC_SUBJECT},
        {ISSUER, "\"softlaw\"", "n-1", NOW, NOW + 9, ",\"sub\":\"\"", OIDC_SUBJECT},
        {ISSUER, "\"softlaw\"", "n-1", NOW, NOW + 9, ",\"sub\":[\"li\"]", OIDC_SUBJECT},
        {ISSUER, "\"softlaw\"", "n-1", NOW, NOW + 9, ",\"sub\":\"li\",\"sub\":\"wang\"",
         OIDC_MALFORMED},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Str text = claims(w->arena, ROWS[i].iss, ROWS[i].aud, ROWS[i].nonce, ROWS[i].iat,
                          ROWS[i].exp, ROWS[i].more);
        OidcVerdict v = check(w, signer_sign(w->arena, &w->ec, text));
        if (v != ROWS[i].verdict) print_message("row %zu: %s\n", i, oidc_verdict_name(v));
        assert_int_equal(v, ROWS[i].verdict);
    }
}

static void a_token_without_times_is_malformed(void **state) {
    const World *w = *state;
    static const char *const TIMES[] = {"", ",\"exp\":1770000300", ",\"iat\":1770000000",
                                        ",\"iat\":\"1770000000\",\"exp\":1770000300",
                                        ",\"iat\":1e400,\"exp\":1770000300"};
    for (size_t i = 0; i < sizeof TIMES / sizeof *TIMES; i++) {
        Str text = str_fmt(w->arena,
                           "{\"iss\":\"" ISSUER "\",\"aud\":\"softlaw\",\"nonce\":\"n-1\","
                           "\"sub\":\"li\"%s}",
                           TIMES[i]);
        assert_int_equal(check(w, signer_sign(w->arena, &w->ec, text)), OIDC_MALFORMED);
    }
}

static void another_claim_may_name_the_person_and_an_address_only_once_verified(void **state) {
    const World *w = *state;
    static const struct {
        const char *claim, *more;
        OidcVerdict verdict;
    } ROWS[] = {
        {"employee", ",\"sub\":\"7\",\"employee\":\"li\"", OIDC_GOOD},
        {"employee", ",\"sub\":\"7\"", OIDC_SUBJECT},
        {"email", ",\"email\":\"li@henan.example\"", OIDC_SUBJECT},
        {"email", ",\"email\":\"li@henan.example\",\"email_verified\":\"true\"", OIDC_SUBJECT},
        {"email", ",\"email\":\"li@henan.example\",\"email_verified\":true", OIDC_GOOD},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        OidcExpected e = expected();
        OidcSubject s;
        e.claim = str_from(ROWS[i].claim);
        Str text = claims(w->arena, ISSUER, "\"softlaw\"", "n-1", NOW, NOW + 300, ROWS[i].more);
        Str token = signer_sign(w->arena, &w->ec, text);
        assert_int_equal(oidc_token_check(w->arena, token, w->keys, &e, &s), ROWS[i].verdict);
    }
}

static void a_second_factor_counts_where_the_operator_says_so(void **state) {
    const World *w = *state;
    static const struct {
        const char *more;
        bool counts, has_factor;
    } ROWS[] = {
        {",\"amr\":[\"pwd\",\"otp\"]", true, true}, {",\"amr\":[\"pwd\",\"otp\"]", false, false},
        {",\"amr\":[\"pwd\"]", true, false},        {",\"amr\":[[\"otp\"]]", true, false},
        {",\"acr\":\"gold\"", true, false},         {"", true, false},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        OidcExpected e = expected();
        OidcSubject s;
        if (!ROWS[i].counts) e.amr_count = 0;
        Str more = str_fmt(w->arena, ",\"sub\":\"li\"%s", ROWS[i].more);
        Str text =
            claims(w->arena, ISSUER, "\"softlaw\"", "n-1", NOW, NOW + 300, str_c(w->arena, more));
        Str token = signer_sign(w->arena, &w->ec, text);
        assert_int_equal(oidc_token_check(w->arena, token, w->keys, &e, &s), OIDC_GOOD);
        assert_int_equal(s.has_factor, ROWS[i].has_factor);
    }
}

// ---- signatures ---------------------------------------------------------------------------------

static Str unsigned_token(Arena *a, const char *header, Str payload) {
    Str head = base64_url(a, str_from(header)), body = base64_url(a, payload);
    return str_fmt(a, "%.*s.%.*s", STR_ARG(head), STR_ARG(body));
}

static Str with_mac(Arena *a, Str token, Str secret) {
    unsigned char mac[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    HMAC(EVP_sha256(), secret.at, (int)secret.size, (const unsigned char *)token.at, token.size,
         mac, &size);
    Str text = base64_url(a, (Str){(const char *)mac, size});
    return str_fmt(a, "%.*s.%.*s", STR_ARG(token), STR_ARG(text));
}

static void a_token_does_not_choose_its_algorithm(void **state) {
    const World *w = *state;
    Arena *a = w->arena;
    static const char *const HEADERS[] = {
        "{\"alg\":\"none\"}",  "{\"alg\":\"None\"}",  "{\"alg\":\"\"}",
        "{\"typ\":\"JWT\"}",   "{\"alg\":7}",         "{\"alg\":\"HS256\",\"kid\":\"one\"}",
        "{\"alg\":\"PS256\"}", "{\"alg\":\"rs256\"}", "{\"alg\":\"RS512\",\"kid\":\"one\"}",
    };
    for (size_t i = 0; i < sizeof HEADERS / sizeof *HEADERS; i++) {
        Str token = unsigned_token(a, HEADERS[i], good(a));
        assert_int_equal(check(w, str_fmt(a, "%.*s.AAAA", STR_ARG(token))), OIDC_ALGORITHM);
        assert_int_equal(check(w, str_fmt(a, "%.*s.", STR_ARG(token))), OIDC_MALFORMED);
    }
}

static void a_public_key_is_no_secret(void **state) {
    const World *w = *state;
    Arena *a = w->arena;
    Str public = signer_public(a, &w->rsa), modulus;
    const JsonNode *n = json_parse(a, STR("key"), public, NULL);
    assert_true(base64_parse(a, BASE64_URL, oidc_text(n, STR("n")), &modulus));
    const Str SECRETS[] = {public, modulus, oidc_text(n, STR("n"))};
    Str token = unsigned_token(a, "{\"alg\":\"HS256\",\"kid\":\"one\"}", good(a));
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(check(w, with_mac(a, token, SECRETS[i])), OIDC_ALGORITHM);
    Str renamed = unsigned_token(a, "{\"alg\":\"RS256\",\"kid\":\"one\"}", good(a));
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(check(w, with_mac(a, renamed, SECRETS[i])), OIDC_SIGNATURE);
}

static void a_key_is_for_one_algorithm(void **state) {
    const World *w = *state;
    Str token = unsigned_token(w->arena, "{\"alg\":\"ES256\",\"kid\":\"one\"}", good(w->arena));
    assert_int_equal(check(w, str_fmt(w->arena, "%.*s.AAAA", STR_ARG(token))), OIDC_ALGORITHM);
}

static void a_strangers_signature_does_not_count(void **state) {
    const World *w = *state;
    Arena *a = w->arena;
    Str token = signer_sign(a, &w->stranger, good(a));
    assert_int_equal(check(w, token), OIDC_SIGNATURE);
    Signer unknown = signer_new(a, "ES256", "three");
    assert_int_equal(check(w, signer_sign(a, &unknown, good(a))), OIDC_UNKNOWN_KEY);
}

static Str part_of(Str token, size_t index) {
    Str part = STR("");
    for (size_t i = 0; i <= index; i++) str_next(&token, '.', &part);
    return part;
}

static void parts_of_two_tokens_make_none(void **state) {
    const World *w = *state;
    Arena *a = w->arena;
    Str other = claims(a, ISSUER, "\"softlaw\"", "n-1", NOW, NOW + 300, ",\"sub\":\"chief\"");
    Str one = signer_sign(a, &w->rsa, good(a)), two = signer_sign(a, &w->rsa, other);
    Str swapped = str_fmt(a, "%.*s.%.*s.%.*s", STR_ARG(part_of(one, 0)), STR_ARG(part_of(two, 1)),
                          STR_ARG(part_of(one, 2)));
    assert_int_equal(check(w, swapped), OIDC_SIGNATURE);
}

static void without_a_name_only_the_only_key_of_its_kind_counts(void **state) {
    const World *w = *state;
    Arena *a = w->arena;
    Signer nameless = w->ec;
    nameless.kid = "";
    Str token = signer_sign(a, &nameless, good(a));
    assert_int_equal(check(w, token), OIDC_GOOD);
    Signer more = signer_new(a, "ES256", "three");
    Str one = signer_public(a, &w->ec), two = signer_public(a, &more);
    OidcExpected e = expected();
    OidcSubject s;
    const OidcKeys *keys =
        oidc_keys_parse(a, str_fmt(a, "{\"keys\":[%.*s,%.*s]}", STR_ARG(one), STR_ARG(two)), NULL);
    assert_int_equal(oidc_token_check(a, token, keys, &e, &s), OIDC_UNKNOWN_KEY);
}

static void what_is_no_token_is_malformed(void **state) {
    const World *w = *state;
    Arena *a = w->arena;
    Str token = signer_sign(a, &w->rsa, good(a));
    const Str ROWS[] = {
        STR(""),
        STR("."),
        STR(".."),
        STR("a.b.c"),
        str_fmt(a, "%.*s.", STR_ARG(token)),
        str_fmt(a, "%.*s.x", STR_ARG(token)),
        str_fmt(a, "%.*s=", STR_ARG(part_of(token, 0))),
        str_fmt(a, "%.*s.%.*s", STR_ARG(part_of(token, 0)), STR_ARG(part_of(token, 1))),
        unsigned_token(a, "{\"alg\":\"RS256\",\"crit\":[\"b64\"]}", STR("{}.AAAA")),
        unsigned_token(a, "{\"alg\":\"RS256\",\"alg\":\"none\"}", STR("{}.AAAA")),
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        assert_int_equal(check(w, ROWS[i]), OIDC_MALFORMED);
}

// ---- keys ---------------------------------------------------------------------------------------

static void keys_that_are_weak_or_for_something_else_are_passed_over(void **state) {
    const World *w = *state;
    static const char *const KEYS[] = {
        "{\"kty\":\"oct\",\"kid\":\"one\",\"k\":\"AAAA\"}",
        "{\"kty\":\"RSA\",\"kid\":\"one\",\"n\":\"AQAB\",\"e\":\"AQAB\"}",
        "{\"kty\":\"EC\",\"kid\":\"two\",\"crv\":\"P-384\",\"x\":\"AA\",\"y\":\"AA\"}",
        "{\"kty\":\"EC\",\"kid\":\"two\",\"crv\":\"P-256\",\"x\":\"A=\",\"y\":\"AA\"}",
        "7",
    };
    OidcExpected e = expected();
    OidcSubject s;
    Str token = signer_sign(w->arena, &w->rsa, good(w->arena));
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++) {
        const OidcKeys *keys =
            oidc_keys_parse(w->arena, str_fmt(w->arena, "{\"keys\":[%s]}", KEYS[i]), NULL);
        assert_non_null(keys);
        assert_int_equal(oidc_token_check(w->arena, token, keys, &e, &s), OIDC_UNKNOWN_KEY);
    }
    assert_null(oidc_keys_parse(w->arena, STR("{}"), NULL));
    assert_null(oidc_keys_parse(w->arena, STR("{\"keys\":7}"), NULL));
}

// A point that is not on the curve.
static void a_key_that_is_none_signs_nothing(void **state) {
    const World *w = *state;
    Str one = STR("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE");
    const OidcKeys *keys = oidc_keys_parse(
        w->arena,
        str_fmt(w->arena,
                "{\"keys\":[{\"kty\":\"EC\",\"kid\":\"two\",\"crv\":\"P-256\",\"x\":\"%.*s\","
                "\"y\":\"%.*s\"}]}",
                STR_ARG(one), STR_ARG(one)),
        NULL);
    OidcExpected e = expected();
    OidcSubject s;
    Str token = signer_sign(w->arena, &w->ec, good(w->arena));
    assert_int_equal(oidc_token_check(w->arena, token, keys, &e, &s), OIDC_SIGNATURE);
}

// ---- documents ----------------------------------------------------------------------------------

#define ENDPOINTS                                                                                  \
    "\"authorization_endpoint\":\"https://login.example/auth\","                                   \
    "\"token_endpoint\":\"https://login.example/token\",\"jwks_uri\":\"https://login.example/"     \
    "keys\""

static void a_provider_says_where_it_is_asked(void **state) {
    const World *w = *state;
    OidcDiscovery d;
    Str body = STR("{\"issuer\":\"" ISSUER "\"," ENDPOINTS
                   ",\"authorization_response_iss_parameter_supported\":true,"
                   "\"token_endpoint_auth_methods_supported\":[\"client_secret_post\"]}");
    assert_true(oidc_discovery_parse(w->arena, STR(ISSUER), body, &d, NULL));
    assert_true(d.names_itself && !d.takes_basic);
    assert_true(str_is(d.keys, STR("https://login.example/keys")));
}

static void a_document_of_another_or_without_tls_is_refused(void **state) {
    const World *w = *state;
    OidcDiscovery d;
    static const char *const BODIES[] = {
        "",
        "[]",
        "{\"issuer\":\"https://evil.example\"," ENDPOINTS "}",
        "{\"issuer\":\"" ISSUER "/\"," ENDPOINTS "}",
        "{\"issuer\":\"" ISSUER "\"}",
        "{\"issuer\":\"" ISSUER "\"," ENDPOINTS
        ",\"token_endpoint_auth_methods_supported\":[\"private_key_jwt\"]}",
        "{\"issuer\":\"" ISSUER "\",\"authorization_endpoint\":\"https://login.example/auth\","
        "\"token_endpoint\":\"http://127.0.0.1/token\",\"jwks_uri\":\"https://login.example/k\"}",
        "{\"issuer\":\"" ISSUER "\",\"authorization_endpoint\":\"javascript:alert(1)\","
        "\"token_endpoint\":\"https://login.example/token\",\"jwks_uri\":\"https://x/k\"}",
        "{\"issuer\":\"" ISSUER "\",\"authorization_endpoint\":\"https://x/\\r\\nSet-Cookie: a\","
        "\"token_endpoint\":\"https://login.example/token\",\"jwks_uri\":\"https://x/k\"}",
    };
    for (size_t i = 0; i < sizeof BODIES / sizeof *BODIES; i++)
        assert_false(oidc_discovery_parse(w->arena, STR(ISSUER), str_from(BODIES[i]), &d, NULL));
}

static void an_issuer_has_tls_unless_it_is_this_machine(void **state) {
    static const struct {
        const char *issuer;
        bool is_good;
    } ROWS[] = {
        {"https://login.example", true},
        {"https://login.example/realms/henan", true},
        {"http://127.0.0.1:8081/realms/henan", true},
        {"http://localhost/x", true},
        {"http://[::1]:80", true},
        {"http://login.example", false},
        {"http://127.0.0.1.evil.example", false},
        {"http://localhost:a@evil.example/", false},
        {"https://", false},
        {"https://login.example?x", false},
        {"https://login.example#x", false},
        {"https://login.example/ x", false},
        {"ftp://login.example", false},
        {"", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Message why;
        assert_int_equal(oidc_issuer_check(str_from(ROWS[i].issuer), &why), ROWS[i].is_good);
    }
}

// ---- asking -------------------------------------------------------------------------------------

// The verifier and its challenge are those of RFC 7636, appendix B.
static void a_browser_is_sent_with_state_nonce_and_challenge(void **state) {
    const World *w = *state;
    OidcDiscovery d = {.authorization = STR("https://login.example/auth?kc=1")};
    OidcRequest r = {.client = STR("soft law"),
                     .redirect = STR("https://office.example/login/oidc/henan/callback"),
                     .scope = STR("openid"),
                     .state = STR("s"),
                     .nonce = STR("n"),
                     .verifier = STR("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
                     .acr = STR("gold silver"),
                     .lang = STR("zh")};
    assert_true(
        str_is(oidc_request_url(w->arena, &d, &r),
               STR("https://login.example/auth?kc=1&response_type=code&client_id=soft%20law"
                   "&redirect_uri=https%3A%2F%2Foffice.example%2Flogin%2Foidc%2Fhenan%2Fcallback"
                   "&scope=openid&state=s&nonce=n"
                   "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
                   "&code_challenge_method=S256&acr_values=gold%20silver&ui_locales=zh")));
}

static void the_secret_is_sent_in_one_place(void **state) {
    const World *w = *state;
    OidcDiscovery d = {.takes_basic = true};
    OidcExchange x = {STR("me"), STR("s:1"), STR("https://o/c"), STR("c&d"), STR("v")};
    assert_true(
        str_is(oidc_exchange_field(w->arena, &d, &x), STR("Authorization: Basic bWU6cyUzQTE=")));
    assert_true(str_is(oidc_exchange_body(w->arena, &d, &x),
                       STR("grant_type=authorization_code&code=c%26d&redirect_uri=https%3A%2F%2Fo%"
                           "2Fc&code_verifier=v")));
    d.takes_basic = false;
    assert_null(oidc_exchange_field(w->arena, &d, &x).at);
    assert_true(str_ends_with(oidc_exchange_body(w->arena, &d, &x),
                              STR("&client_id=me&client_secret=s%3A1")));
}

static void an_answer_without_an_id_token_is_refused(void **state) {
    const World *w = *state;
    Str token;
    assert_true(oidc_answer_parse(w->arena, STR("{\"id_token\":\"a.b.c\"}"), &token, NULL));
    assert_true(str_is(token, STR("a.b.c")));
    assert_false(oidc_answer_parse(w->arena, STR("{\"access_token\":\"a\"}"), &token, NULL));
    assert_false(oidc_answer_parse(w->arena, STR("{\"id_token\":7}"), &token, NULL));
    assert_false(oidc_answer_parse(w->arena, STR("<html>"), &token, NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_token_names_its_person),
        cmocka_unit_test(what_it_claims_must_be_for_us_and_for_now),
        cmocka_unit_test(a_token_without_times_is_malformed),
        cmocka_unit_test(another_claim_may_name_the_person_and_an_address_only_once_verified),
        cmocka_unit_test(a_second_factor_counts_where_the_operator_says_so),
        cmocka_unit_test(a_token_does_not_choose_its_algorithm),
        cmocka_unit_test(a_public_key_is_no_secret),
        cmocka_unit_test(a_key_is_for_one_algorithm),
        cmocka_unit_test(a_strangers_signature_does_not_count),
        cmocka_unit_test(parts_of_two_tokens_make_none),
        cmocka_unit_test(without_a_name_only_the_only_key_of_its_kind_counts),
        cmocka_unit_test(what_is_no_token_is_malformed),
        cmocka_unit_test(keys_that_are_weak_or_for_something_else_are_passed_over),
        cmocka_unit_test(a_key_that_is_none_signs_nothing),
        cmocka_unit_test(a_provider_says_where_it_is_asked),
        cmocka_unit_test(a_document_of_another_or_without_tls_is_refused),
        cmocka_unit_test(an_issuer_has_tls_unless_it_is_this_machine),
        cmocka_unit_test(a_browser_is_sent_with_state_nonce_and_challenge),
        cmocka_unit_test(the_secret_is_sent_in_one_place),
        cmocka_unit_test(an_answer_without_an_id_token_is_refused),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
