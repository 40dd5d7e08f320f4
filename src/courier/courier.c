// courier/courier.c - when to try again; what both ways of sending share
#include "courier/courier_int.h"

int64_t courier_wait(int64_t tries) {
    enum { MINUTE = 60, HOUR = 60 * MINUTE };
    static const int64_t WAITS[] = {MINUTE,   5 * MINUTE, 30 * MINUTE, 2 * HOUR,
                                    5 * HOUR, 10 * HOUR,  14 * HOUR,   20 * HOUR};
    size_t count = sizeof WAITS / sizeof *WAITS;
    if (tries < 1) return WAITS[0];
    return (uint64_t)tries <= count ? WAITS[tries - 1] : 0;
}

// No proxy of the environment, no redirects, no signals in a program of threads.
void curl_set_common(CURL *c, long seconds) {
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_PROXY, "");
    curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(c, CURLOPT_TIMEOUT, seconds);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, seconds);
}

// 5xx of SMTP is for good (RFC 5321, section 4.2.1).
CourierResult curl_result(Arena *a, CURL *c, CURLcode code, bool is_mail) {
    long status = 0;
    curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
    bool is_done = code == CURLE_OK && (is_mail || (status >= 200 && status < 300));
    if (is_done) return (CourierResult){COURIER_SENT, STR("")};
    CourierOutcome outcome = is_mail && status >= 500 ? COURIER_NEVER : COURIER_LATER;
    const char *said = code == CURLE_OK ? "refused" : curl_easy_strerror(code);
    return (CourierResult){outcome, str_fmt(a, "%ld %s", status, said)};
}
