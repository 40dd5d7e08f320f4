// base/ics.h - lines of iCalendar (RFC 5545)
#ifndef SOFTLAW_BASE_ICS_H
#define SOFTLAW_BASE_ICS_H

#include "base/str.h"

// "NAME:value", folded so that no line has more than 75 octets and no character is cut; ends in
// CRLF.
void ics_add(Buf *b, const char *name, Str value);
// The same of a text: backslash, comma, semicolon and line ends are escaped (section 3.3.11), other
// control characters left out.
void ics_add_text(Buf *b, const char *name, Str text);

#endif
