// feel/pattern.h - regular expressions of XPath 2.0 (XML Schema syntax) said in the words of PCRE2
//
// FEEL borrows the patterns of XPath (clause 10.3.4.3). They look like Perl's but differ: classes
// can be subtracted ([A-Z-[OI]]), \i and \c stand for characters of XML names, \p{IsGreek} for
// blocks, and there is no lookaround, no \b, no inline flag, no possessive quantifier. What XPath
// does not have is refused here, so that PCRE2 never sees it.
#ifndef SOFTLAW_FEEL_PATTERN_H
#define SOFTLAW_FEEL_PATTERN_H

#include "base/message.h"

typedef struct PatternFlags {
    bool dot_all, multi_line, ignore_case, ignore_blanks; // s m i x
} PatternFlags;

// False if `flags` has any other letter.
bool pattern_flags_parse(Str flags, PatternFlags *ret);
// The PCRE2 pattern and the number of its groups. False with what is wrong in *ret_fault. `pattern`
// is well-formed UTF-8.
bool pattern_translate(Arena *a, Str pattern, PatternFlags flags, Str *ret, uint32_t *ret_groups,
                       Message *ret_fault);
// A class escape as the inside of a PCRE2 class: 's' 'S' 'd' 'D' 'w' 'W' 'i' 'I' 'c' 'C'. False for
// any other letter.
bool pattern_add_class(Buf *b, char letter);
// \p{name} or \P{name} as the inside of a class: a category or a block ("IsGreek"). False if there
// is no such thing.
bool pattern_add_property(Buf *b, Str name, bool negated);

#endif
