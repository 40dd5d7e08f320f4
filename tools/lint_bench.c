// tools/lint_bench.c - how fast the lint is, and whether its time grows with the text alone
//
//     lint_bench FILE…
//
// Each file is read by the word rules alone and judged as a whole agreement: MB/s of each, CPU
// time, the best of five; having the words, once for any number of texts, stands apart. Used by
// script/bench-lint.
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

static double word_seconds(const LintWords *w, Str text, size_t *ret_count) {
    double best = 1e9;
    for (int i = 0; i < TIMES; i++) {
        double start = cpu_seconds();
        *ret_count = lint_words_count(w, text);
        double took = cpu_seconds() - start;
        if (took < best) best = took;
    }
    return best;
}

static double judge_seconds(const LintWords *w, Str text, size_t *ret_count) {
    double best = 1e9;
    for (int i = 0; i < TIMES; i++) {
        Arena *a = arena_new();
        Findings form = {.arena = a}, found = {.arena = a};
        const Document *d = text_parse(a, STR("text"), text, &form);
        const Terms *t = terms_from_text(a, d, &form);
        double start = cpu_seconds();
        *ret_count = lint_judge(a, w, t, SEVERITY_NOTE, &found)->all.warnings;
        double took = cpu_seconds() - start;
        if (took < best) best = took;
        arena_free(a);
    }
    return best;
}

static void measure(const LintWords *w, const char *path, Str text) {
    size_t hits, warnings;
    double scanned = word_seconds(w, text, &hits), judged = judge_seconds(w, text, &warnings);
    double mb = (double)text.size / MB;
    printf("%-28s %5.1f MB: word rules %6.1f MB/s, %zu hits; whole lint %5.1f MB/s, %zu warnings\n",
           path, mb, mb / scanned, hits, mb / judged, warnings);
}

int main(int argc, char **argv) {
    Arena *a = arena_new();
    double start = cpu_seconds();
    const LintWords *w = lint_words_new(a);
    printf("the words are there in %.3f ms\n", (cpu_seconds() - start) * 1000);
    for (int i = 1; i < argc; i++) {
        Str text;
        Err err = {0};
        if (!file_read(a, str_from(argv[i]), 64 << 20, &text, &err)) return 2;
        measure(w, argv[i], text);
    }
    arena_free(a);
    return argc > 1 ? 0 : 2;
}
