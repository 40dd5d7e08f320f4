// app/live.h - a draft that is being typed in the browser: what is found in it, what may be written
//
// The text comes along with each question, and nothing of it is kept. From the disk nothing is
// read: the facts by which values are shown are those that were confirmed. Places are units of
// UTF-16, as JavaScript counts them (base/utf16.h). A text over LIMIT_TYPED_BYTES is ERR_LIMIT.
#ifndef SOFTLAW_APP_LIVE_H
#define SOFTLAW_APP_LIVE_H

#include "app/people.h"

typedef struct LiveText {
    Str id, text; // of the draft; what is typed
} LiveText;

// {"findings": [{"from", "to", "line", "severity", "rule", "message", "hint", "fixes": [{"title",
// "edits": [{"from", "to", "text"}]}]}], "score": {as lint_json counts}, "articles": [{"heading",
// "level", "from", "percent": or null}], "coverage": {"chain": [labels], "life": [labels], "cells":
// [[how many provisions, for each stage of life], for each of the chain], "declared": [[…]]}}
bool app_live_look(App *app, LiveText t, Out *out, Err *err);
// What stands at unit `at`: {"from", "to", "html"}; "html" is "" where nothing is known there.
bool app_live_hover(App *app, OpenPeople *p, LiveText t, int64_t at, Out *out, Err *err);
// What may be written there: {"from", "proposals": [{"kind", "label", "detail", "text",
// "insert"}]}.
bool app_live_complete(App *app, LiveText t, int64_t at, Out *out, Err *err);
// The text laid out anew: {"text"}.
bool app_live_format(App *app, LiveText t, Out *out, Err *err);

#endif
