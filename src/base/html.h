// base/html.h - text that becomes part of a page
#ifndef SOFTLAW_BASE_HTML_H
#define SOFTLAW_BASE_HTML_H

#include "base/str.h"

// `text` with & < > " ' as entities: safe between tags and within quoted attributes.
void html_add(Buf *b, Str text);
// As a segment of a path or a value of a query: all but letters, digits and - . _ ~ as %XX (RFC
// 3986, section 2.3).
void html_add_url(Buf *b, Str text);

#endif
