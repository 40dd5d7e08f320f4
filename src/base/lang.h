// base/lang.h - the reader's language: catalogue, filled templates, faults as text
//
// English templates are the keys; po/zh.po holds the rest and is compiled into the program, so no
// locale must be installed. The language belongs to a request, not to the process.
#ifndef SOFTLAW_BASE_LANG_H
#define SOFTLAW_BASE_LANG_H

#include "base/message.h"

typedef enum Lang { LANG_EN, LANG_ZH } Lang;

// "zh", "zh_CN.UTF-8", "zh-Hans", "en", "C" …; false for other languages.
bool lang_from_text(Str text, Lang *ret);
// By LC_ALL, LC_MESSAGES, LANG, as other programs do; English otherwise.
Lang lang_from_environment(void);
Str lang_name(Lang lang); // "en", "zh"

// The template in that language, or as it is. Mark constant templates in tables by N_().
const char *lang_text(Lang lang, const char *english);
// The template with {1} … {4} filled.
Str lang_render(Arena *a, Lang lang, Message message);
Str lang_severity(Lang lang, Severity severity); // "error", "warning", "note"

// file:line:column: error: message [rule]
//     hint
// and a line feed at the end of each line.
Str lang_finding(Arena *a, Lang lang, const Finding *finding);
// [file:line:column: ]error: message: detail
//     hint
//     while …
Str lang_err(Arena *a, Lang lang, const Err *err);

#endif
