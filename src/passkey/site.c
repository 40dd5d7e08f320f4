// passkey/site.c - the site of an origin
#include "passkey/passkey_int.h"

static bool is_number_address(Str host) {
    for (size_t i = 0; i < host.size; i++)
        if ((host.at[i] < '0' || host.at[i] > '9') && host.at[i] != '.') return host.at[0] == '[';
    return true;
}

bool passkey_site(Str origin, Str *ret) {
    static const Str SECURE = {"https://", 8}, PLAIN = {"http://", 7};
    bool is_secure = str_starts_with(origin, SECURE);
    if (!is_secure && !str_starts_with(origin, PLAIN)) return false;
    Str host = str_part(origin, is_secure ? SECURE.size : PLAIN.size, origin.size);
    int64_t port = host.size && host.at[0] == '[' ? -1 : str_find(host, STR(":"), 0);
    if (port >= 0) host = str_part(host, 0, (size_t)port);
    if (!host.size || is_number_address(host)) return false;
    bool is_local = str_is(host, STR("localhost")) || str_ends_with(host, STR(".localhost"));
    if (!is_secure && !is_local) return false;
    *ret = host;
    return true;
}
