// base/http.h - the header of a request, as both doors of the browser look at it
//
// libmicrohttpd lets through what proxies and attackers make of HTTP (two lengths, two hosts, a
// blank in a name), which servers behind each other read in different ways; such a request is not
// answered (RFC 9112, sections 3.2 and 6.3).
#ifndef SOFTLAW_BASE_HTTP_H
#define SOFTLAW_BASE_HTTP_H

#include "base/str.h"

typedef struct HttpField {
    Str name, value;
} HttpField;

// Names are compared without regard to case; `lower_case` is written so.
bool http_is_named(Str name, const char *lower_case);
// How many fields have the name; *ret_value is that of the last, untouched where there is none.
size_t http_find(const HttpField *fields, size_t count, const char *lower_case, Str *ret_value);
// One host, at most one length of the body, in plain digits; names and values in the characters
// they may have. No transfer coding: chunks are where servers differ most, and no browser sends
// them (RFC 9112, section 6.3, leaves it to the server to insist on a length).
bool http_has_form(const HttpField *fields, size_t count);

#endif
