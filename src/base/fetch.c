// base/fetch.c - one request to another server: the calls to libcurl
#include "base/fetch.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

typedef struct Exchange {
    const FetchCall *call;
    Buf body;
    bool is_too_long, is_refused, is_connecting;
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
    e->is_connecting = true;
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

enum { WORTH_TELLING = 1 << 18 }; // bytes: less is there before one has read how much it is

// What is larger of both directions is what one waits for.
static int tell_progress(void *self, curl_off_t down_all, curl_off_t down, curl_off_t up_all,
                         curl_off_t up) {
    const FetchCall *c = ((Exchange *)self)->call;
    bool is_up = up_all > down_all;
    curl_off_t all = is_up ? up_all : down_all, done = is_up ? up : down;
    if (all >= WORTH_TELLING) c->progress(c->progress_self, (size_t)done, (size_t)all);
    return 0;
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

enum { CONNECT_SECONDS_MOST = 30 };

static long connect_seconds(const FetchCall *c) {
    int third = (c->seconds + 2) / 3;
    return third < CONNECT_SECONDS_MOST ? third : CONNECT_SECONDS_MOST;
}

static void describe_patience(CURL *h, Exchange *e) {
    const FetchCall *c = e->call;
    curl_easy_setopt(h, CURLOPT_TIMEOUT, (long)c->seconds);
    curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT, connect_seconds(c));
    if (c->silent_seconds) {
        curl_easy_setopt(h, CURLOPT_LOW_SPEED_LIMIT, 1L);
        curl_easy_setopt(h, CURLOPT_LOW_SPEED_TIME, (long)c->silent_seconds);
    }
    if (!c->progress) return;
    curl_easy_setopt(h, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(h, CURLOPT_XFERINFOFUNCTION, tell_progress);
    curl_easy_setopt(h, CURLOPT_XFERINFODATA, e);
}

static void describe(Arena *a, CURL *h, Exchange *e) {
    const FetchCall *c = e->call;
    curl_easy_setopt(h, CURLOPT_URL, str_c(a, c->url));
    curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(h, CURLOPT_PROXY, "");
    curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(h, CURLOPT_USERAGENT, "softlaw");
    describe_patience(h, e);
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
    // Of one who was reached it says that he does not speak HTTP.
    bool is_bad = code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_URL_MALFORMAT;
    if (is_bad && !e->is_connecting)
        return err_set(err, ERR_INPUT, MSG("\"{1}\" is no address of http or https", url), NO_MSG);
    return err_set(
        err, ERR_PEER,
        MSG("\"{1}\" does not answer: {2}", url, str_copy(a, str_from(curl_easy_strerror(code)))),
        NO_MSG);
}

static Str type_of(Arena *a, CURL *h) {
    const char *type = NULL;
    Str rest, bare = STR("");
    curl_easy_getinfo(h, CURLINFO_CONTENT_TYPE, &type);
    rest = type ? str_from(type) : STR("");
    str_next(&rest, ';', &bare);
    return str_copy(a, str_trim(bare));
}

static int wait_of(CURL *h) {
    enum { DAY = 86400 };
    curl_off_t seconds = 0;
    curl_easy_getinfo(h, CURLINFO_RETRY_AFTER, &seconds);
    return seconds < 0 ? 0 : seconds > DAY ? DAY : (int)seconds;
}

static FetchReply reply_of(Arena *a, CURL *h, const Exchange *e) {
    long status = 0;
    curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &status);
    return (FetchReply){.status = (int)status,
                        .body = buf_str(&e->body),
                        .type = type_of(a, h),
                        .wait_seconds = wait_of(h)};
}

bool fetch(Arena *a, const FetchCall *call, FetchReply *ret, Err *err) {
    Exchange e = {.call = call, .body = {.arena = a}};
    CURL *h = curl_easy_init();
    if (!h) return err_set(err, ERR_PEER, MSG("out of memory"), NO_MSG);
    describe(a, h, &e);
    CURLcode code = curl_easy_perform(h);
    if (code == CURLE_OK) *ret = reply_of(a, h, &e);
    curl_easy_cleanup(h);
    return code == CURLE_OK || explain(a, &e, code, err);
}

// ---- addresses taken apart ----------------------------------------------------------------------

static void close_url(void *u) {
    curl_url_cleanup(u);
}

static Str part_of(Arena *a, CURLU *u, CURLUPart part) {
    char *text = NULL;
    if (curl_url_get(u, part, &text, 0) != CURLUE_OK) return (Str){NULL, 0};
    Str copy = str_copy(a, str_from(text));
    curl_free(text);
    return copy;
}

static bool is_loopback(Arena *a, Str host) {
    struct in_addr v4;
    struct in6_addr v6;
    if (str_is(host, STR("localhost"))) return true;
    if (inet_pton(AF_INET, str_c(a, host), &v4) == 1) return ntohl(v4.s_addr) >> 24 == 127;
    bool is_6 = host.size > 2 && host.at[0] == '[';
    const char *bare = str_c(a, is_6 ? str_part(host, 1, host.size - 2) : STR(""));
    return is_6 && inet_pton(AF_INET6, bare, &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

static bool has_more(Arena *a, CURLU *u) {
    static const CURLUPart PARTS[] = {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_OPTIONS,
                                      CURLUPART_QUERY, CURLUPART_FRAGMENT};
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
        if (part_of(a, u, PARTS[i]).at) return true;
    return false;
}

static Str lower(Arena *a, Str s) {
    char *copy = arena_copy(a, s.at, s.size);
    for (size_t i = 0; i < s.size; i++)
        if (copy[i] >= 'A' && copy[i] <= 'Z') copy[i] = (char)(copy[i] - 'A' + 'a');
    return (Str){copy, s.size};
}

static FetchAddress address_of(Arena *a, CURLU *u) {
    FetchAddress r = {.scheme = lower(a, part_of(a, u, CURLUPART_SCHEME)),
                      .host = lower(a, part_of(a, u, CURLUPART_HOST)),
                      .path = part_of(a, u, CURLUPART_PATH)};
    Str port = part_of(a, u, CURLUPART_PORT);
    bool is_usual =
        !port.size || str_is(port, str_is(r.scheme, STR("http")) ? STR("80") : STR("443"));
    r.origin =
        str_fmt(a, "%.*s://%.*s%s%.*s", STR_ARG(r.scheme), STR_ARG(r.host), is_usual ? "" : ":",
                is_usual ? 0 : (int)port.size, port.size ? port.at : "");
    while (r.path.size && r.path.at[r.path.size - 1] == '/') r.path.size--;
    r.is_loopback = is_loopback(a, r.host);
    return r;
}

bool fetch_address(Arena *a, Str url, FetchAddress *ret, Err *err) {
    CURLU *u = curl_url();
    if (!u) return err_set(err, ERR_PEER, MSG("out of memory"), NO_MSG);
    arena_defer(a, close_url, u);
    bool is_url = curl_url_set(u, CURLUPART_URL, str_c(a, url), 0) == CURLUE_OK;
    FetchAddress r = is_url ? address_of(a, u) : (FetchAddress){.scheme = STR("")};
    if (!str_is(r.scheme, STR("http")) && !str_is(r.scheme, STR("https")))
        return err_set(err, ERR_INPUT, MSG("\"{1}\" is no address of http or https", url), NO_MSG);
    if (has_more(a, u))
        return err_set(err, ERR_INPUT, MSG("the address holds more than a server and a path"),
                       MSG("write it as https://office.example"));
    *ret = r;
    return true;
}
