// diff/diff_int.h - what the files of this room share
#ifndef SOFTLAW_DIFF_DIFF_INT_H
#define SOFTLAW_DIFF_DIFF_INT_H

#include "diff/diff.h"

// Which provision of the new version each old one became; NO_PROVISION where it is lost.
size_t *pair_provisions(Arena *a, Arena *scratch, const Document *before, const Document *after);
// edits_of, with an arena for its own work, which it empties.
EditList edits_in(Arena *a, Arena *scratch, Str before, Str after);
// The heading without its number.
Str heading_words(const Provision *p);
// Everything people read in a provision: words and tables as written.
Str provision_text(Arena *a, const Provision *p);

// Compare the entries of two provisions (either may be NULL), and of the front matter.
void compare_terms(Arena *a, const Provision *before, const Provision *after, TermChanges *ret);
void compare_front(Arena *a, const YamlNode *before, const YamlNode *after, TermChanges *ret);

#endif
