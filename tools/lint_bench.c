// tools/lint_bench.c - how fast the lint is, and whether its time grows with the text alone
//
//     lint_bench FILE…
//
// The words of the files, repeated to 1 and to 10 million bytes, are read by the word rules alone
// and judged as a whole agreement: MB/s of each, CPU time, the best of five. Used by script/bench.
#include "base/file.h"
#include "lint/lint.h"

#include <stdio.h>
#include <time.h>

enum { MB = 1000000, TIMES = 5 };

static double cpu_seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static Str repeated(Arena *a, Str words, size_t size) {
    Buf b = {.arena = a};
    buf_add_c(&b, "# Article 1\n\n");
    while (b.size < size) {
        buf_add(&b, words);
        buf_add_c(&b, "\n\n");
    }
    return buf_str(&b);
}

static double word_seconds(Str text, size_t *ret_count) {
    Arena *a = arena_new();
    const LintWords *w = lint_words_new(a);
    double best = 1e9;
    for (int i = 0; i < TIMES; i++) {
        double start = cpu_seconds();
        *ret_count = lint_words_count(w, text);
        double took = cpu_seconds() - start;
        if (took < best) best = took;
    }
    arena_free(a);
    return best;
}

static double judge_seconds(Str text, size_t *ret_count) {
    double best = 1e9;
    for (int i = 0; i < TIMES; i++) {
        Arena *a = arena_new();
        Findings form = {.arena = a}, found = {.arena = a};
        const Document *d = text_parse(a, STR("text"), text, &form);
        const Terms *t = terms_from_text(a, d, &form);
        double start = cpu_seconds();
        *ret_count = lint_judge(a, lint_words_new(a), t, SEVERITY_NOTE, &found)->all.warnings;
        double took = cpu_seconds() - start;
        if (took < best) best = took;
        arena_free(a);
    }
    return best;
}

static void measure(Str words, size_t size) {
    Arena *a = arena_new();
    size_t hits, warnings;
    Str text = repeated(a, words, size);
    double scanned = word_seconds(text, &hits), judged = judge_seconds(text, &warnings);
    double mb = (double)text.size / MB;
    printf("%5.1f MB: word rules %6.1f MB/s, %zu hits; whole lint %5.1f MB/s, %zu warnings\n", mb,
           mb / scanned, hits, mb / judged, warnings);
    arena_free(a);
}

int main(int argc, char **argv) {
    Arena *a = arena_new();
    Buf words = {.arena = a};
    for (int i = 1; i < argc; i++) {
        Str text;
        Err err = {0};
        if (!file_read(a, str_from(argv[i]), 64 << 20, &text, &err)) return 2;
        buf_add(&words, text);
        buf_add_c(&words, "\n\n");
    }
    if (!words.size) return 2;
    measure(buf_str(&words), 1 * MB);
    measure(buf_str(&words), 10 * MB);
    arena_free(a);
    return 0;
}
