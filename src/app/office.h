// app/office.h - how an office is to be served: what the terminal's door hands to the browser's
#ifndef SOFTLAW_APP_OFFICE_H
#define SOFTLAW_APP_OFFICE_H

#include "app/portal.h"
#include "app/provider.h"

typedef struct OfficeOptions {
    Arena *arena;
    AppOptions options; // lang: where a browser asks for none
    Portal portal;
    Str address; // of the socket: "127.0.0.1"
    int port;    // 0: one that is free
    Str origin;  // under which people see it: "https://office.example"; absent: as the socket
    Str certificate, certificate_key; // PEM, for TLS; absent: plain HTTP
    bool is_behind_proxy;             // which says whom it speaks for (X-Forwarded-For)
    Providers *providers;             // through which people log in; NULL: none
    size_t threads;                   // 0: all processors
    unsigned share; // percent of a processor for each who asks, see office/share.h; 0: no limit
    void (*ready)(void *self, Str address);
    void (*log)(void *self,
                Str line); // JSON, one line for each request; NULL: none. From any thread
    // Reads anew what stands in files, at SIGHUP; NULL: nothing does. Where that or the start with
    // it fails, the office goes on as it was. Then `reloaded` is told, with NULL or why not.
    bool (*reload)(void *self, struct OfficeOptions *next, Err *err);
    void (*reloaded)(void *self, const Err *why);
    void *self;
} OfficeOptions;

#endif
