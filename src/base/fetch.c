// base/fetch.c - one request to another server: the calls to libcurl
#include "base/fetch.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

typedef struct Exchange {
    const FetchCall *call;
    Buf body;
    bool is_too_long, is_refused;
} Exchange;

// ---- addresses ----------------------------------------------------------------------------------

typedef struct Net {
    uint32_t address;
    int bits;
} Net;

// IANA's registry of special-purpose IPv4 addresses.
static const Net CLOSED[] = {
    {0x00000000, 8},  {0x0a000000, 8},  {0x64400000, 10}, {0x7f000000, 8},  {0xa9fe0000, 16},
    {0xac100000, 12}, {0xc0000000, 24}, {0xc0000200, 24}, {0xc0a80000, 16}, {0xc6120000, 15},
    {0xc6336400, 24}, {0xcb007100, 24}, {0xe0000000, 3},
};

static bool is_public_4(uint32_t address) {
    for (size_t i = 0; i < sizeof CLOSED / sizeof *CLOSED; i++)
        if (((address ^ CLOSED[i].address) >> (32 - CLOSED[i].bits)) == 0) return false;
    return true;
}

// Only 2000::/3 is public, without documentation, 6to4 and Teredo, which hide an IPv4 address.
static bool is_public_6(const unsigned char b[16]) {
    static const unsigned char MAPPED[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    if (memcmp(b, MAPPED, sizeof MAPPED) == 0)
        return is_public_4((uint32_t)b[12] << 24 | (uint32_t)b[13] << 16 | (uint32_t)b[14] << 8 |
                           b[15]);
    if ((b[0] & 0xe0) != 0x20) return false;
    bool is_6to4 = b[0] == 0x20 && b[1] == 0x02;
    bool is_special = b[0] == 0x20 && b[1] == 0x01 && b[2] < 2;
    bool is_documentation = b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0d && b[3] == 0xb8;
    return !is_6to4 && !is_special && !is_documentation;
}

bool fetch_is_public(const struct sockaddr *address) {
    if (address->sa_family == AF_INET) {
        struct sockaddr_in in;
        memcpy(&in, address, sizeof in);
        return is_public_4(ntohl(in.sin_addr.s_addr));
    }
    if (address->sa_family != AF_INET6) return false;
    struct sockaddr_in6 in;
    memcpy(&in, address, sizeof in);
    return is_public_6(in.sin6_addr.s6_addr);
}

// ---- what libcurl asks back ---------------------------------------------------------------------

static curl_socket_t open_socket(void *self, curlsocktype purpose, struct curl_sockaddr *to) {
    Exchange *e = self;
    (void)purpose;
    if (e->call->is_public_only && !fetch_is_public(&to->addr)) {
        e->is_refused = true;
        return CURL_SOCKET_BAD;
    }
    return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

static size_t take(char *bytes, size_t one, size_t count, void *self) {
    Exchange *e = self;
    size_t size = one * count;
    if (size > e->call->limit - e->body.size) {
        e->is_too_long = true;
        return 0;
    }
    buf_add(&e->body, (Str){bytes, size});
    return size;
}

// ---- asking -------------------------------------------------------------------------------------

static void close_list(void *list) {
    curl_slist_free_all(list);
}

static struct curl_slist *fields_of(Arena *a, const FetchCall *call) {
    // No "Expect: 100-continue", for which small servers let one wait.
    struct curl_slist *list = curl_slist_append(NULL, "Expect:");
    for (size_t i = 0; list && i < FETCH_FIELDS_MAX && call->fields[i].size; i++)
        list = curl_slist_append(list, str_c(a, call->fields[i]));
    if (list) arena_defer(a, close_list, list);
    return list;
}

static void describe(Arena *a, CURL *h, Exchange *e) {
    const FetchCall *c = e->call;
    curl_easy_setopt(h, CURLOPT_URL, str_c(a, c->url));
    curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(h, CURLOPT_PROXY, "");
    curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(h, CURLOPT_USERAGENT, "softlaw");
    curl_easy_setopt(h, CURLOPT_TIMEOUT, (long)c->seconds);
    curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT, (long)(c->seconds + 2) / 3);
    curl_easy_setopt(h, CURLOPT_HTTPHEADER, fields_of(a, c));
    curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(h, CURLOPT_WRITEDATA, e);
    curl_easy_setopt(h, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(h, CURLOPT_OPENSOCKETDATA, e);
    if (c->body.at) {
        curl_easy_setopt(h, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)c->body.size);
        curl_easy_setopt(h, CURLOPT_POSTFIELDS, c->body.at);
    }
    if (c->method) curl_easy_setopt(h, CURLOPT_CUSTOMREQUEST, c->method);
}

static bool explain(Arena *a, const Exchange *e, CURLcode code, Err *err) {
    Str url = e->call->url;
    if (e->is_refused)
        return err_set(err, ERR_DENIED, MSG("\"{1}\" is not in the public network", url), NO_MSG);
    if (e->is_too_long)
        return err_set(err, ERR_LIMIT, MSG("\"{1}\" answers with more than was asked for", url),
                       NO_MSG);
    if (code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_URL_MALFORMAT)
        return err_set(err, ERR_INPUT, MSG("\"{1}\" is no address of http or https", url), NO_MSG);
    return err_set(
        err, ERR_PEER,
        MSG("\"{1}\" does not answer: {2}", url, str_copy(a, str_from(curl_easy_strerror(code)))),
        NO_MSG);
}

bool fetch(Arena *a, const FetchCall *call, FetchReply *ret, Err *err) {
    Exchange e = {.call = call, .body = {.arena = a}};
    long status = 0;
    CURL *h = curl_easy_init();
    if (!h) return err_set(err, ERR_PEER, MSG("out of memory"), NO_MSG);
    describe(a, h, &e);
    CURLcode code = curl_easy_perform(h);
    curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_cleanup(h);
    if (code != CURLE_OK) return explain(a, &e, code, err);
    *ret = (FetchReply){(int)status, buf_str(&e.body)};
    return true;
}
