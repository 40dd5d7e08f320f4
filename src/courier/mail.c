// courier/mail.c - a mail as text, and sent by SMTP
#include "courier/courier_int.h"

#include "base/civil.h"

bool mail_address_is(Str address) {
    size_t ats = 0, at = 0;
    for (size_t i = 0; i < address.size; i++) {
        char c = address.at[i];
        if (c <= ' ' || c > '~' || memchr("<>()[]\\,;:\"", c, 11)) return false;
        if (c == '@') ats++, at = i;
    }
    return ats == 1 && at > 0 && at + 1 < address.size && address.size <= MAIL_ADDRESS_BYTES &&
           address.at[0] != '-';
}

// ---- as text ------------------------------------------------------------------------------------

// Encoded words hold whole characters (RFC 2047, section 5, 3).
static void add_subject(Arena *a, Buf *b, Str text) {
    enum { WORD_BYTES = 39 };
    buf_add_c(b, "Subject:");
    for (size_t at = 0; at < text.size || at == 0;) {
        size_t end = at + WORD_BYTES < text.size ? at + WORD_BYTES : text.size;
        while (end < text.size && end > at + 1 && ((unsigned char)text.at[end] & 0xC0) == 0x80)
            end--;
        buf_add_c(b, at ? "\r\n =?UTF-8?B?" : " =?UTF-8?B?");
        buf_add(b, base64_text(a, BASE64, text.at + at, end - at));
        buf_add_c(b, "?=");
        if (end == at) break;
        at = end;
    }
    buf_add_c(b, "\r\n");
}

static void add_date(Buf *b, int64_t at) {
    enum { DAY = 24 * 60 * 60, HOUR = 3600, MINUTE = 60 };
    static const char *const DAYS[] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
    static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int64_t day = at / DAY;
    int in_day = (int)(at % DAY);
    CivilDate d = civil_from_days(day);
    buf_add_fmt(b, "Date: %s, %d %s %04d %02d:%02d:%02d +0000\r\n", DAYS[day % 7], (int)d.day,
                MONTHS[d.month - 1], (int)d.year, in_day / HOUR, in_day % HOUR / MINUTE,
                in_day % MINUTE);
}

static void add_body(Arena *a, Buf *b, Str text) {
    enum { LINE = 76 };
    Str all = base64_text(a, BASE64, text.at, text.size);
    for (size_t at = 0; at < all.size; at += LINE) {
        buf_add(b, str_part(all, at, at + LINE < all.size ? at + LINE : all.size));
        buf_add_c(b, "\r\n");
    }
}

Str mail_text(Arena *a, const Mail *m) {
    Buf b = {.arena = a};
    add_date(&b, m->at);
    buf_add_fmt(&b, "From: <%.*s>\r\nTo: <%.*s>\r\n", STR_ARG(m->from), STR_ARG(m->to));
    add_subject(a, &b, m->subject);
    buf_add_fmt(&b, "Message-ID: <%.*s>\r\n", STR_ARG(m->id));
    buf_add_c(&b, "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
                  "Content-Type: text/plain; charset=utf-8\r\n"
                  "Content-Transfer-Encoding: base64\r\n\r\n");
    add_body(a, &b, m->text);
    return buf_str(&b);
}

// ---- sent ---------------------------------------------------------------------------------------

static size_t read_rest(char *to, size_t size, size_t count, void *self) {
    Str *rest = self;
    size_t n = size * count < rest->size ? size * count : rest->size;
    if (n) memcpy(to, rest->at, n);
    *rest = str_part(*rest, n, rest->size);
    return n;
}

static bool is_local(Str url) {
    static const char *const HOSTS[] = {"smtp://127.0.0.1:", "smtp://[::1]:", "smtp://localhost:"};
    for (size_t i = 0; i < sizeof HOSTS / sizeof *HOSTS; i++)
        if (str_starts_with(url, str_from(HOSTS[i]))) return true;
    return false;
}

CourierResult mail_send(Arena *a, const MailServer *server, const Mail *m) {
    enum { SECONDS = 30 };
    if (!mail_address_is(m->to) || !mail_address_is(m->from))
        return (CourierResult){COURIER_NEVER, STR("this is no address")};
    CURL *c = curl_easy_init();
    if (!c) return (CourierResult){COURIER_LATER, STR("no libcurl")};
    Str rest = mail_text(a, m);
    struct curl_slist *to = curl_slist_append(NULL, str_c(a, m->to));
    curl_set_common(c, server->seconds ? server->seconds : SECONDS);
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(c, CURLOPT_URL, str_c(a, server->url));
    curl_easy_setopt(c, CURLOPT_USE_SSL,
                     (long)(is_local(server->url) ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    if (server->user.size) {
        curl_easy_setopt(c, CURLOPT_USERNAME, str_c(a, server->user));
        curl_easy_setopt(c, CURLOPT_PASSWORD, str_c(a, server->password));
    }
    curl_easy_setopt(c, CURLOPT_MAIL_FROM, str_c(a, m->from));
    curl_easy_setopt(c, CURLOPT_MAIL_RCPT, to);
    curl_easy_setopt(c, CURLOPT_READFUNCTION, read_rest);
    curl_easy_setopt(c, CURLOPT_READDATA, &rest);
    curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
    CURLcode code = curl_easy_perform(c);
    CourierResult result = curl_result(a, c, code, true);
    curl_slist_free_all(to);
    curl_easy_cleanup(c);
    return result;
}
