// oidc/discovery.c - what a provider says: of itself, and for a code
//
// A provider of https leads nobody to an address without TLS.
#include "oidc/oidc_int.h"

static const Str SECURE = {"https://", 8}, PLAIN = {"http://", 7};

// ---- addresses ----------------------------------------------------------------------------------

static Str host_of(Str address) {
    Str rest = str_part(address, PLAIN.size, address.size);
    size_t end = 0;
    while (end < rest.size && rest.at[end] != '/' && rest.at[end] != '?') end++;
    return str_part(rest, 0, end);
}

// A name or number, and perhaps a port behind it.
static bool is_host(Str host, Str name) {
    return str_is(host, name) ||
           (str_starts_with(host, name) && host.size > name.size && host.at[name.size] == ':');
}

static bool is_of_this_machine(Str address) {
    static const Str NAMES[] = {{"127.0.0.1", 9}, {"localhost", 9}, {"[::1]", 5}};
    Str host = host_of(address);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (is_host(host, NAMES[i]) && str_find(host, STR("@"), 0) < 0) return true;
    return false;
}

// Printable ASCII, without what would end it where it is written.
static bool is_plain(Str address) {
    for (size_t i = 0; i < address.size; i++)
        if (address.at[i] <= ' ' || address.at[i] > '~' || address.at[i] == '"' ||
            address.at[i] == '#' || address.at[i] == '\\')
            return false;
    return true;
}

static bool is_address(Str address, bool may_be_plain) {
    enum { LONGEST = 2000 };
    if (address.size > LONGEST || !is_plain(address)) return false;
    if (str_starts_with(address, SECURE)) return address.size > SECURE.size;
    return may_be_plain && str_starts_with(address, PLAIN) && is_of_this_machine(address);
}

bool oidc_issuer_check(Str issuer, Message *ret_why) {
    if (is_address(issuer, true) && str_find(issuer, STR("?"), 0) < 0) return true;
    *ret_why =
        MSG("an issuer is an address that begins with https:// and has nothing behind \"?\"");
    return false;
}

Str oidc_discovery_url(Arena *a, Str issuer) {
    while (issuer.size && issuer.at[issuer.size - 1] == '/') issuer.size--;
    return str_fmt(a, "%.*s/.well-known/openid-configuration", STR_ARG(issuer));
}

// ---- the document -------------------------------------------------------------------------------

static bool read_address(const JsonNode *n, Str issuer, const char *name, Str *ret, Err *err) {
    *ret = oidc_text(n, str_from(name));
    return is_address(*ret, !str_starts_with(issuer, SECURE)) ||
           err_set(err, ERR_PEER, MSG("\"{1}\" names no sound \"{2}\"", issuer, str_from(name)),
                   MSG("look at what the provider answers at {1}/.well-known/openid-configuration",
                       issuer));
}

static bool read_methods(const JsonNode *n, Str issuer, bool *ret_takes_basic, Err *err) {
    const JsonNode *list = json_find(n, STR("token_endpoint_auth_methods_supported"));
    *ret_takes_basic = !list || oidc_names(list, STR("client_secret_basic"));
    return *ret_takes_basic || oidc_names(list, STR("client_secret_post")) ||
           err_set(err, ERR_PEER, MSG("\"{1}\" takes no secret of a client", issuer),
                   MSG("allow client_secret_basic for this client at the provider"));
}

bool oidc_discovery_parse(Arena *a, Str issuer, Str body, OidcDiscovery *ret, Err *err) {
    OidcDiscovery d = {.names_itself = false};
    const JsonNode *n = json_parse(a, issuer, body, err);
    if (!n) return false;
    if (!str_is(oidc_text(n, STR("issuer")), issuer))
        return err_set(err, ERR_PEER,
                       MSG("\"{1}\" calls itself \"{2}\"", issuer, oidc_text(n, STR("issuer"))),
                       MSG("write the issuer as the provider does, letter by letter"));
    const JsonNode *names = json_find(n, STR("authorization_response_iss_parameter_supported"));
    d.names_itself = names && names->kind == JSON_TRUE;
    if (!read_address(n, issuer, "authorization_endpoint", &d.authorization, err) ||
        !read_address(n, issuer, "token_endpoint", &d.token, err) ||
        !read_address(n, issuer, "jwks_uri", &d.keys, err) ||
        !read_methods(n, issuer, &d.takes_basic, err))
        return false;
    *ret = d;
    return true;
}

bool oidc_answer_parse(Arena *a, Str body, Str *ret_token, Err *err) {
    const JsonNode *n = json_parse(a, STR("token"), body, err);
    if (!n) return false;
    Str token = oidc_text(n, STR("id_token"));
    if (!token.size)
        return err_set(err, ERR_PEER, MSG("the provider gives no ID token"),
                       MSG("is the scope openid allowed for this client?"));
    *ret_token = token;
    return true;
}
