// cli/complete.c - what the words begun before the cursor may become
#include "cli/complete.h"

#include <stdlib.h>

static bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (unsigned char)c >= 0x80;
}

static bool begins_word(Str before, size_t at) {
    return is_word_byte(before.at[at]) && (at == 0 || !is_word_byte(before.at[at - 1]));
}

static int by_text(const void *a, const void *b) {
    return str_compare(*(const Str *)a, *(const Str *)b);
}

static size_t common_bytes(Str a, Str b) {
    size_t size = 0;
    while (size < a.size && size < b.size && a.at[size] == b.at[size]) size++;
    while (size > 0 && size < a.size && ((unsigned char)a.at[size] & 0xC0) == 0x80) size--;
    return size;
}

// The words that begin with `begun`, sorted, each once.
static size_t find_matches(Str begun, const Str *words, size_t count, Str *ret) {
    size_t found = 0, kept = 0;
    for (size_t i = 0; i < count; i++)
        if (str_starts_with(words[i], begun)) ret[found++] = words[i];
    qsort(ret, found, sizeof *ret, by_text);
    for (size_t i = 0; i < found; i++)
        if (kept == 0 || !str_is(ret[kept - 1], ret[i])) ret[kept++] = ret[i];
    return kept;
}

Completion complete_words(Arena *a, Str before, const Str *words, size_t count) {
    Str *matches = ARENA_ARRAY(a, Str, count);
    Completion none = {.count = 0};
    for (size_t at = 0; at < before.size; at++) {
        if (!begins_word(before, at)) continue;
        Str begun = str_part(before, at, before.size - at);
        size_t found = find_matches(begun, words, count, matches);
        if (!found) continue;
        Str common = str_part(matches[0], 0, common_bytes(matches[0], matches[found - 1]));
        return (Completion){begun.size, common, matches, found};
    }
    return none;
}
