// lint/breaks.c - where sentences end and words begin, by ICU
//
// ICU is opened once for all paragraphs. A line end within a paragraph is no end of a sentence, so
// the paragraph is given to ICU with blanks in their stead.
#include "lint/lint_int.h"

#include <assert.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

enum { AROUND = 36 }; // bytes around a Chinese word that decide where it begins and ends

struct Breaks {
    Arena *arena;
    UBreakIterator *sentences, *words;
    UText *paragraph, *around;
    Buf copy;
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
    *b = (Breaks){.arena = a, .copy = {.arena = a}};
    b->sentences = ubrk_open(UBRK_SENTENCE, "en", NULL, 0, &status);
    b->words = ubrk_open(UBRK_WORD, "zh", NULL, 0, &status);
    b->paragraph = utext_openUTF8(NULL, "", 0, &status);
    b->around = utext_openUTF8(NULL, "", 0, &status);
    assert(U_SUCCESS(status));
    arena_defer(a, close_breaks, b);
    return b;
}

void breaks_paragraph(Breaks *b, Str paragraph) {
    UErrorCode status = U_ZERO_ERROR;
    b->copy.size = 0;
    buf_add(&b->copy, paragraph);
    for (size_t i = 0; i < b->copy.size; i++)
        if (b->copy.at[i] == '\n' || b->copy.at[i] == '\r') b->copy.at[i] = ' ';
    utext_openUTF8(b->paragraph, b->copy.size ? b->copy.at : "", (int64_t)b->copy.size, &status);
    ubrk_setUText(b->sentences, b->paragraph, &status);
    assert(U_SUCCESS(status));
}

size_t breaks_sentence_end(Breaks *b, size_t from) {
    int32_t end = ubrk_following(b->sentences, (int32_t)from);
    return end == UBRK_DONE ? b->copy.size : (size_t)end;
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
