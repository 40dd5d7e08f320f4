// tools/agree_bench.c - how fast words and terms are compared, and whether the time grows with the
// text alone
//
//     agree_bench FILE…
//
// The files, repeated to 1 and to 10 million bytes as articles with a small terms block, are read
// for their figures alone and compared as a whole agreement: MB/s of each, CPU time, the best of
// five. Used by script/bench.
#include "agree/agree.h"
#include "agree/figure.h"
#include "base/file.h"

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
    while (b.size < size) {
        buf_add_c(&b, "# Article\n\n");
        buf_add(&b, words);
        buf_add_c(&b, "\n\n```terms\nexit: {notice: P3M}\n```\n\n");
    }
    return buf_str(&b);
}

static double read_seconds(Str text, size_t *ret_count) {
    double best = 1e9;
    for (int i = 0; i < TIMES; i++) {
        Arena *a = arena_new();
        FigureList list = {.arena = a};
        double start = cpu_seconds();
        figures_in_words(text, lint_mask(a, text), &list);
        double took = cpu_seconds() - start;
        if (took < best) best = took;
        *ret_count = list.count;
        arena_free(a);
    }
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
        agree_judge(a, t, &found);
        double took = cpu_seconds() - start;
        *ret_count = found.count + found.dropped_count;
        if (took < best) best = took;
        arena_free(a);
    }
    return best;
}

static void measure(Str words, size_t size) {
    Arena *a = arena_new();
    size_t figures, findings;
    Str text = repeated(a, words, size);
    double read = read_seconds(text, &figures), judged = judge_seconds(text, &findings);
    double mb = (double)text.size / MB;
    printf("%5.1f MB: figures %6.1f MB/s, %zu of them; words and terms %5.1f MB/s, %zu findings\n",
           mb, mb / read, figures, mb / judged, findings);
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
