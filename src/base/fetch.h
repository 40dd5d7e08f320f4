// base/fetch.h - one request to another server, over HTTP or TLS
//
// The only place that calls libcurl. Only http and https; certificates are verified; redirects are
// not followed; no proxy of the environment, no cookies, no .netrc. What comes back is bounded in
// size and time. Who asks an address that a stranger chose (webhooks) sets `is_public_only`:
// addresses of this machine and of private networks are then refused when the socket is opened,
// after the name was resolved, so that a name cannot point elsewhere between check and use.
#ifndef SOFTLAW_BASE_FETCH_H
#define SOFTLAW_BASE_FETCH_H

#include "base/message.h"

enum { FETCH_FIELDS_MAX = 8 };

typedef struct FetchCall {
    Str url;
    const char *method;           // NULL: GET
    Str body;                     // of POST
    Str fields[FETCH_FIELDS_MAX]; // "Content-Type: text/plain"; the first absent one ends
    size_t limit;                 // bytes that may come back
    int seconds;                  // that it may take; a third of it to connect, and half a minute
    int silent_seconds;           // ends sooner where nothing moves for so long; 0: it does not
    bool is_public_only;
    void (*progress)(void *self, size_t done, size_t all); // of what is sent and comes; may be NULL
    void *progress_self;
} FetchCall;

typedef struct FetchReply {
    int status;
    Str body, type;   // type: "application/json", without parameters; "" if none was told
    int wait_seconds; // after which to try again, as the server says; 0: it says nothing
} FetchReply;

// True where the server answered, whatever its status. ERR_INPUT: no address of http or https.
// ERR_PEER: no answer. ERR_LIMIT: it was too long. ERR_DENIED: the address is not public.
bool fetch(Arena *a, const FetchCall *call, FetchReply *ret, Err *err);

// An address taken apart by the same reader that connects later.
typedef struct FetchAddress {
    Str scheme, host; // in small letters, an IPv6 address in brackets
    Str origin;       // "https://office.example:8443", without the port that the scheme means
    Str path;         // "/office"; "" where it is "/"
    bool is_loopback; // localhost, or an address of this machine in digits
} FetchAddress;
// ERR_INPUT where it is no address of http or https, or holds a name, a password, a query or a
// fragment.
bool fetch_address(Arena *a, Str url, FetchAddress *ret, Err *err);

struct sockaddr;
// Is this an address of the public network? IPv4 mapped into IPv6 is looked at as IPv4.
bool fetch_is_public(const struct sockaddr *address);

#endif
