// lint/breaks.c - where sentences end and words begin, by ICU
//
// ICU is opened once for all paragraphs, and a paragraph is given to it only when it is asked. Most
// ends of sentences need no asking: nothing ends without a mark of punctuation, and behind one,
// with what closes and blanks, a letter tells it by the rules of Unicode Standard Annex #29 alone.
// What these leave to other rules (abbreviations, decimals, marks in a row) is ICU's.
#include "lint/lint_int.h"

#include <assert.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

enum { AROUND = 36 }; // bytes around a Chinese word that decide where it begins and ends

struct Breaks {
    UBreakIterator *sentences, *words;
    UText *paragraph, *around;
    Str text; // of the paragraph
    bool is_given;
};

static void close_breaks(void *self) {
    Breaks *b = self;
    ubrk_close(b->sentences);
    ubrk_close(b->words);
    utext_close(b->paragraph);
    utext_close(b->around);
}

Breaks *breaks_new(Arena *a) {
    UErrorCode status = U_ZERO_ERROR;
    Breaks *b = ARENA_NEW(a, Breaks);
    b->sentences = ubrk_open(UBRK_SENTENCE, "en", NULL, 0, &status);
    b->words = ubrk_open(UBRK_WORD, "zh", NULL, 0, &status);
    b->paragraph = utext_openUTF8(NULL, "", 0, &status);
    b->around = utext_openUTF8(NULL, "", 0, &status);
    assert(U_SUCCESS(status));
    arena_defer(a, close_breaks, b);
    return b;
}

void breaks_paragraph(Breaks *b, Str paragraph) {
    b->text = paragraph;
    b->is_given = false;
}

// ---- ends of sentences that are plain -----------------------------------------------------------

static bool is_han(unsigned char lead) {
    return lead >= 0xE4 && lead <= 0xE9;
}

// What the character at `at` is to sentences; *ret_end is behind it.
static int class_at(Str text, size_t at, size_t *ret_end) {
    uint32_t code_point;
    size_t size = utf8_get(text, at, &code_point);
    *ret_end = at + (size ? size : 1);
    if (!size) return U_SB_OTHER;
    return u_getIntPropertyValue((UChar32)code_point, UCHAR_SENTENCE_BREAK);
}

static bool may_end(unsigned char c) {
    return c == '.' || c == '!' || c == '?' || c == '\n' || c == '\r';
}

static bool is_separator(int class) {
    return class == U_SB_SEP || class == U_SB_CR || class == U_SB_LF;
}

// The next mark behind which a sentence may end, and what it is; false if there is none.
static bool next_mark(Str text, size_t at, size_t *ret_end, int *ret_class) {
    for (size_t end; at < text.size; at = end) {
        unsigned char c = (unsigned char)text.at[at];
        end = at + (is_han(c) ? 3 : 1);
        if (is_han(c) || (c < 0x80 && !may_end(c))) continue;
        int class = class_at(text, at, &end);
        *ret_class = class;
        *ret_end = end;
        if (class == U_SB_STERM || class == U_SB_ATERM || is_separator(class)) return true;
    }
    return false;
}

// Does the sentence end between a mark and the next character? Rules 6 to 8 keep it open only
// behind a full stop; there a letter of no case ends it, and a capital one behind a blank.
static bool is_plain_end(int mark, bool has_blank, int next) {
    if (mark == U_SB_STERM)
        return next == U_SB_OLETTER || next == U_SB_UPPER || next == U_SB_LOWER ||
               next == U_SB_NUMERIC;
    return next == U_SB_OLETTER || (next == U_SB_UPPER && has_blank);
}

static size_t behind_closing(Str text, size_t at) {
    size_t end = at;
    while (at < text.size && class_at(text, at, &end) == U_SB_CLOSE) at = end;
    return at;
}

// The end of the sentence whose mark of class `mark` ends at `at`; 0 where it is not plain.
static size_t plain_end(Str text, size_t at, int mark) {
    if (is_separator(mark)) return 0;
    size_t closed = behind_closing(text, at), next = closed, end;
    while (next < text.size && text.at[next] == ' ') next++;
    if (next == text.size) return next;
    return is_plain_end(mark, next > closed, class_at(text, next, &end)) ? next : 0;
}

// ---- what ICU says ------------------------------------------------------------------------------

static size_t asked_end(Breaks *b, size_t from) {
    UErrorCode status = U_ZERO_ERROR;
    if (!b->is_given) {
        utext_openUTF8(b->paragraph, b->text.at, (int64_t)b->text.size, &status);
        ubrk_setUText(b->sentences, b->paragraph, &status);
        assert(U_SUCCESS(status));
        b->is_given = true;
    }
    int32_t end = ubrk_following(b->sentences, (int32_t)from);
    return end == UBRK_DONE ? b->text.size : (size_t)end;
}

size_t breaks_sentence_end(Breaks *b, size_t from) {
    size_t mark_end;
    int mark;
    if (!next_mark(b->text, from, &mark_end, &mark)) return b->text.size;
    size_t end = plain_end(b->text, mark_end, mark);
    return end ? end : asked_end(b, from);
}

static size_t at_character(Str text, size_t at) {
    while (at < text.size && ((unsigned char)text.at[at] & 0xC0) == 0x80) at++;
    return at;
}

bool breaks_is_word(Breaks *b, Str text, size_t start, size_t end) {
    UErrorCode status = U_ZERO_ERROR;
    size_t from = at_character(text, start > AROUND ? start - AROUND : 0);
    size_t to = at_character(text, end + AROUND < text.size ? end + AROUND : text.size);
    utext_openUTF8(b->around, text.at + from, (int64_t)(to - from), &status);
    ubrk_setUText(b->words, b->around, &status);
    assert(U_SUCCESS(status));
    return ubrk_isBoundary(b->words, (int32_t)(start - from)) &&
           ubrk_isBoundary(b->words, (int32_t)(end - from));
}
