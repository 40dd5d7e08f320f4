// courier/courier.h - messages that leave the office: mail by SMTP, and calls to programs
// (webhooks)
//
// Whoever may name an address could let the office speak to machines that only it can reach. So a
// program is called by https alone, no redirect is followed, and the address that the name has at
// that moment must be one of the public Internet (address_is_public) when the socket is opened.
//
// A call is signed as Standard Webhooks 1.0 has it: webhook-id, webhook-timestamp, and
// webhook-signature "v1," + base64 of HMAC-SHA-256 over "id.timestamp.body". The id is the same
// when it is sent again, so that the receiver can tell.
#ifndef SOFTLAW_COURIER_COURIER_H
#define SOFTLAW_COURIER_COURIER_H

#include "base/sys.h"

// What became of it.
typedef enum CourierOutcome {
    COURIER_SENT,
    COURIER_LATER, // try again
    COURIER_NEVER, // it was refused for good
} CourierOutcome;
typedef struct CourierResult {
    CourierOutcome outcome;
    Str why; // of a failure, in the words of the other side or of libcurl
} CourierResult;

// How many seconds to wait after so many failed tries (from 1); 0: give up.
int64_t courier_wait(int64_t tries);

// ---- mail ---------------------------------------------------------------------------------------

enum { MAIL_ADDRESS_BYTES = 254 }; // RFC 5321, section 4.5.3.1.3
// One address of plain ASCII, without a name: no blanks, controls or brackets, one @.
bool mail_address_is(Str address);

typedef struct Mail {
    Str from, to, subject, text;
    Str id;     // of the message, without brackets: "notice-7@office"
    int64_t at; // seconds since 1970
} Mail;
// RFC 5322 with lines of at most 76 characters; the subject in encoded words (RFC 2047), the text
// in base64, both UTF-8.
Str mail_text(Arena *a, const Mail *m);

typedef struct MailServer {
    Str url; // "smtp://127.0.0.1:25", "smtps://mail.example.org"; not on this machine: TLS is
             // needed
    Str user, password; // absent: none
    long seconds;       // it may take; 0 = 30
} MailServer;
CourierResult mail_send(Arena *a, const MailServer *server, const Mail *m);

// ---- calls to programs --------------------------------------------------------------------------

// "https://" and a host, without a user or password.
bool hook_address_is(Str url, bool is_local_allowed);
// Of 4 or 16 bytes, in the order of the network: none of the special purposes (RFC 6890).
bool address_is_public(const unsigned char *bytes, size_t size);

Str hook_secret(Arena *a, Sys *sys); // "whsec_" and base64 of 32 random bytes
// "" where the secret is none.
Str hook_signature(Arena *a, Str secret, Str id, int64_t at, Str body);

typedef struct Hook {
    Str url, secret, id, body; // body: JSON
    int64_t at;
    bool
        is_local_allowed; // http and private addresses too: for tests, and offices without Internet
    long seconds;         // it may take; 0 = 15
} Hook;
// Sent where the answer is 2xx.
CourierResult hook_call(Arena *a, const Hook *h);

#endif
