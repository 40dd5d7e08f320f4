// app/provider.h - logging in through the identity provider of one's own organisation (OpenID
// Connect)
//
// Whoever runs the office names the providers in a file (YAML, or JSON): for each an id, a name,
// its issuer, the client and the file of its secret, and the organisation whose people it knows. No
// account is made by logging in: a link says which account a name at a provider is. An
// administrator makes it, or its owner, logged in, by logging in at the provider besides.
//
// A login goes out to the provider (app_provider_begin) and comes back (app_provider_finish). Both
// may ask the provider over the network and take some seconds: one after the other, never two at
// once.
#ifndef SOFTLAW_APP_PROVIDER_H
#define SOFTLAW_APP_PROVIDER_H

#include "app/people.h"

typedef struct Providers Providers;
// NULL with err, with its place in the file. They last as long as the App, and remember what the
// providers have said.
Providers *app_providers_open(App *app, Str file, Err *err);

typedef struct ProviderView {
    Str id, name, issuer, organisation;
} ProviderView;
typedef struct ProviderList {
    ProviderView *items;
    size_t count;
} ProviderList;
// Their names in the App's language; of NULL there are none.
ProviderList app_providers(App *app, const Providers *p);

// ---- logging in ---------------------------------------------------------------------------------

typedef struct ProviderStart {
    Str provider;
    Str origin;  // of the office: "https://office.example"
    Str next;    // where the browser wants to go at last
    Str session; // the token of who links his account; absent: a login
    Str address;
} ProviderStart;
typedef struct ProviderStep {
    const char *outcome; // "done", "wait", "unreachable"
    Str go;              // where the browser is sent
    Str browser;         // for a cookie
} ProviderStep;
// ERR_NOT_FOUND: there is no such provider.
bool app_provider_begin(App *app, OpenPeople *people, Providers *p, const ProviderStart *start,
                        ProviderStep *ret, Err *err);

typedef struct ProviderReturn {
    Str provider, origin, address;
    Str state, code, error, issuer; // as the provider sends them along
    Str browser, session;           // of the browser's cookies
} ProviderReturn;
typedef struct ProviderEnd {
    // Beside those of LoginView: "stale", "declined", "unreachable", "untrusted", "unlinked",
    // "taken"; "linked" instead of "done" where an account was linked.
    LoginView login;
    Str next;
    bool is_link; // that was what was begun
} ProviderEnd;
bool app_provider_finish(App *app, OpenPeople *people, Providers *p, const ProviderReturn *back,
                         ProviderEnd *ret, Err *err);

// ---- links --------------------------------------------------------------------------------------

typedef struct LinkView {
    Str person, issuer, subject;
    Str since; // "2024-01-31"
    Str by;    // absent: whoever runs softlaw on the machine of the store
} LinkView;
typedef struct LinkList {
    LinkView *items;
    size_t count;
} LinkList;
// `person` absent: of all.
bool app_links(App *app, OpenPeople *p, Str person, LinkList *ret, Err *err);
bool app_link_add(App *app, OpenPeople *p, const WhoView *by, Str person, Str issuer, Str subject,
                  Err *err);
// One's own, or as an administrator. The sessions end that began through it.
bool app_link_end(App *app, OpenPeople *p, const WhoView *by, Str person, Str issuer, Err *err);

#endif
