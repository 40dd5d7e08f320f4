// tools/lsp_bench.c - how long an editor waits for the findings after a keystroke
//
//     lsp_bench PROGRAM FILE
//
// Starts `PROGRAM lsp`, opens the file, and types 200 characters into its words and 200 into its
// formulas, in ten places each: from the first byte of didChange written to the last byte of
// publishDiagnostics read, by the clock, and the processor time of the server. Used by
// script/bench.
#include "base/file.h"
#include "base/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { STROKES = 200, PLACES = 10, FILE_BYTES_MAX = 16 << 20 };

typedef struct Peer {
    pid_t pid;
    FILE *to, *from;
} Peer;

typedef struct Target {
    size_t line, units;
} Target;

static double now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

// Of the server, in milliseconds: its own clock.
static double cpu_ms(const Peer *p) {
    clockid_t clock;
    struct timespec t;
    if (clock_getcpuclockid(p->pid, &clock) || clock_gettime(clock, &t)) return 0;
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static bool start(Peer *p, char *program) {
    int to[2], from[2];
    if (pipe(to) || pipe(from)) return false;
    p->pid = fork();
    if (p->pid == 0) {
        dup2(to[0], STDIN_FILENO);
        dup2(from[1], STDOUT_FILENO);
        close(to[1]);
        close(from[0]);
        execl(program, program, "lsp", "--lang", "zh", (char *)NULL);
        _exit(127);
    }
    close(to[0]);
    close(from[1]);
    p->to = fdopen(to[1], "w");
    p->from = fdopen(from[0], "r");
    return p->pid > 0 && p->to && p->from;
}

static void say(Peer *p, Str body) {
    fprintf(p->to, "Content-Length: %zu\r\n\r\n", body.size);
    fwrite(body.at, 1, body.size, p->to);
    fflush(p->to);
}

// The size of the next message; 0 where there is none.
static size_t hear(Peer *p) {
    char line[256], bytes[1 << 16];
    size_t size = 0;
    while (fgets(line, sizeof line, p->from) && line[0] != '\r')
        if (!strncmp(line, "Content-Length: ", 16)) size = strtoul(line + 16, NULL, 10);
    for (size_t left = size; left;) {
        size_t got = fread(bytes, 1, left < sizeof bytes ? left : sizeof bytes, p->from);
        if (!got) return 0;
        left -= got;
    }
    return size;
}

static size_t units_of(Str line) {
    size_t units = 0;
    uint32_t c;
    for (size_t at = 0; at < line.size; units++) {
        size_t size = utf8_get(line, at, &c);
        units += size == 4;
        at += size ? size : 1;
    }
    return units;
}

// Lines that begin so, or, without a beginning, long lines of words; every n-th of them.
static size_t find_targets(Str text, const char *beginning, Target targets[PLACES]) {
    enum { WORDS_BYTES_LEAST = 160, MOST = 100000 };
    static Target all[MOST];
    size_t count = 0, line = 0;
    for (Str rest = text, l; str_next(&rest, '\n', &l) && count < MOST; line++) {
        bool is_words = l.size > WORDS_BYTES_LEAST && l.at[0] != ' ' && l.at[0] != '|';
        bool is_wanted = beginning ? str_starts_with(l, str_from(beginning)) : is_words;
        if (is_wanted) all[count++] = (Target){line, units_of(l)};
    }
    for (size_t i = 0; i < PLACES && count; i++) targets[i] = all[i * count / PLACES];
    return count;
}

static void type(Peer *p, Arena *a, Target *t, const char *text) {
    Buf b = {.arena = a};
    buf_add_c(&b, "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{"
                  "\"textDocument\":{\"uri\":\"file:///large.md\",\"version\":2},"
                  "\"contentChanges\":[{\"range\":{");
    for (int end = 0; end < 2; end++)
        buf_add_fmt(&b, "%s:{\"line\":%zu,\"character\":%zu}", end ? ",\"end\"" : "\"start\"",
                    t->line, t->units);
    buf_add_c(&b, "},\"text\":");
    json_add_string(&b, str_from(text));
    buf_add_c(&b, "}]}}");
    t->units += units_of(str_from(text));
    say(p, buf_str(&b));
}

static int by_value(const void *a, const void *b) {
    const double *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

static void measure(Peer *p, Str text, const char *name, const char *beginning,
                    const char *const strokes[4]) {
    Target targets[PLACES];
    double took[STROKES];
    Arena *a = arena_new();
    if (!find_targets(text, beginning, targets)) exit(2);
    double cpu = cpu_ms(p);
    for (size_t i = 0; i < STROKES; i++) {
        arena_reset(a);
        double start_ms = now_ms();
        type(p, a, &targets[i * PLACES / STROKES], strokes[i % 4]);
        if (!hear(p)) exit(2);
        took[i] = now_ms() - start_ms;
    }
    cpu = (cpu_ms(p) - cpu) / STROKES;
    qsort(took, STROKES, sizeof took[0], by_value);
    printf("  %-12s p50 %5.1f ms, p95 %5.1f ms, longest %5.1f ms; CPU %4.1f ms each\n", name,
           took[STROKES / 2], took[STROKES * 95 / 100], took[STROKES - 1], cpu);
    arena_free(a);
}

static void open_text(Peer *p, Arena *a, Str text) {
    Buf b = {.arena = a};
    say(p, STR("{\"id\":1,\"method\":\"initialize\",\"params\":{}}"));
    if (!hear(p)) exit(2);
    buf_add_c(&b, "{\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":"
                  "\"file:///large.md\",\"version\":1,\"text\":");
    json_add_string(&b, text);
    buf_add_c(&b, "}}}");
    double start_ms = now_ms();
    say(p, buf_str(&b));
    size_t size = hear(p);
    if (!size) exit(2);
    printf("  opened in %.0f ms, %zu bytes of findings\n", now_ms() - start_ms, size);
}

int main(int argc, char **argv) {
    static const char *const WORDS[4] = {"水", "a", "5", " "};
    static const char *const FORMULA[4] = {" ", "+ ", "1", "0"};
    Arena *a = arena_new();
    Peer p = {0};
    Str text;
    Err err = {.code = ERR_NONE};
    if (argc != 3 || !file_read_text(a, str_from(argv[2]), FILE_BYTES_MAX, &text, &err)) return 2;
    if (!start(&p, argv[1])) return 2;
    open_text(&p, a, text);
    measure(&p, text, "in words", NULL, WORDS);
    measure(&p, text, "in formulas", "    is: ", FORMULA);
    fclose(p.to);
    waitpid(p.pid, NULL, 0);
    arena_free(a);
    return 0;
}
