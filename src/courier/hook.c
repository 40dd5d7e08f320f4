// courier/hook.c - calls to programs, signed (Standard Webhooks 1.0)
#include "courier/courier_int.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

enum { SECRET_BYTES = 32, SECRET_MOST = 64 };
static const Str PREFIX = {"whsec_", 6};

Str hook_secret(Arena *a, Sys *sys) {
    unsigned char bytes[SECRET_BYTES];
    sys_random(sys, bytes, sizeof bytes);
    Str text = base64_text(a, BASE64, bytes, sizeof bytes);
    return str_fmt(a, "%.*s%.*s", STR_ARG(PREFIX), STR_ARG(text));
}

Str hook_signature(Arena *a, Str secret, Str id, int64_t at, Str body) {
    unsigned char key[SECRET_MOST], mac[crypto_auth_hmacsha256_BYTES];
    size_t size;
    if (!str_starts_with(secret, PREFIX)) return STR("");
    Str digits = str_part(secret, PREFIX.size, secret.size);
    if (sodium_base642bin(key, sizeof key, digits.at, digits.size, NULL, &size, NULL,
                          sodium_base64_VARIANT_ORIGINAL) != 0)
        return STR("");
    Str text = str_fmt(a, "%.*s.%lld.%.*s", STR_ARG(id), (long long)at, STR_ARG(body));
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key, size);
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)text.at, text.size);
    crypto_auth_hmacsha256_final(&state, mac);
    Str code = base64_text(a, BASE64, mac, sizeof mac);
    return str_fmt(a, "v1,%.*s", STR_ARG(code));
}

// Only what is sure to be read by everybody in the same way.
bool hook_address_is(Str url, bool is_local_allowed) {
    enum { BYTES = 2000 };
    Str https = STR("https://"), http = STR("http://");
    bool is_https = str_starts_with(url, https);
    if (!is_https && !(is_local_allowed && str_starts_with(url, http))) return false;
    size_t at = is_https ? https.size : http.size, start = at;
    for (size_t i = 0; i < url.size; i++)
        if (url.at[i] <= ' ' || url.at[i] > '~' || memchr("\\\"<>^`{|}#", url.at[i], 10))
            return false;
    for (; at < url.size && url.at[at] != '/' && url.at[at] != '?'; at++)
        if (url.at[at] == '@') return false;
    return at > start && url.size <= BYTES;
}

// ---- the call -----------------------------------------------------------------------------------

typedef struct Guard {
    bool is_local_allowed, has_refused;
} Guard;

static bool may_reach(const struct curl_sockaddr *to) {
    if (to->family == AF_INET) {
        const struct sockaddr_in *in = (const void *)&to->addr;
        return address_is_public((const unsigned char *)&in->sin_addr, 4);
    }
    if (to->family != AF_INET6) return false;
    const struct sockaddr_in6 *in = (const void *)&to->addr;
    return address_is_public((const unsigned char *)&in->sin6_addr, 16);
}

static curl_socket_t open_socket(void *self, curlsocktype purpose, struct curl_sockaddr *to) {
    Guard *g = self;
    (void)purpose;
    if (!g->is_local_allowed && !may_reach(to)) {
        g->has_refused = true;
        return CURL_SOCKET_BAD;
    }
    return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

// What is answered is of no interest; an endless answer is cut off.
static size_t drop(char *bytes, size_t size, size_t count, void *self) {
    enum { MOST = 64 << 10 };
    size_t *sum = self;
    (void)bytes;
    *sum += size * count;
    return *sum > MOST ? 0 : size * count;
}

static struct curl_slist *headers_of(Arena *a, const Hook *h) {
    Str code = hook_signature(a, h->secret, h->id, h->at, h->body);
    const Str lines[] = {
        STR("Content-Type: application/json"),
        STR("Expect:"),
        STR("User-Agent: softlaw"),
        str_fmt(a, "webhook-id: %.*s", STR_ARG(h->id)),
        str_fmt(a, "webhook-timestamp: %lld", (long long)h->at),
        str_fmt(a, "webhook-signature: %.*s", STR_ARG(code)),
    };
    struct curl_slist *list = NULL;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        list = curl_slist_append(list, str_c(a, lines[i]));
    return list;
}

CourierResult hook_call(Arena *a, const Hook *h) {
    enum { SECONDS = 15 };
    Guard guard = {h->is_local_allowed, false};
    size_t sum = 0;
    if (!hook_address_is(h->url, h->is_local_allowed))
        return (CourierResult){COURIER_NEVER, STR("this is no address")};
    CURL *c = curl_easy_init();
    if (!c) return (CourierResult){COURIER_LATER, STR("no libcurl")};
    struct curl_slist *headers = headers_of(a, h);
    curl_set_common(c, h->seconds ? h->seconds : SECONDS);
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, h->is_local_allowed ? "http,https" : "https");
    curl_easy_setopt(c, CURLOPT_URL, str_c(a, h->url));
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)h->body.size);
    curl_easy_setopt(c, CURLOPT_POSTFIELDS, str_c(a, h->body));
    curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, &guard);
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, drop);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, &sum);
    CURLcode code = curl_easy_perform(c);
    CourierResult result = curl_result(a, c, code, false);
    if (guard.has_refused && result.outcome != COURIER_SENT)
        result = (CourierResult){COURIER_NEVER, STR("a private address")};
    curl_slist_free_all(headers);
    curl_easy_cleanup(c);
    return result;
}
