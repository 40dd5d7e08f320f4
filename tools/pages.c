// tools/pages.c - page templates become C functions: escaped by default, typed by the compiler
//
//     pages src/office/list.html >build/debug-gcc/office/list.html.h
//
// A template is HTML with tags in it:
//     {{page NAME TYPE v}}           first: makes `static void page_NAME(Buf *b, const Page *p,
//                                    const TYPE *v)`
//     {{EXPRESSION}}                 a Str, escaped
//     {{url EXPRESSION}}             a Str, as part of an address
//     {{raw EXPRESSION}}             a Str that is HTML already
//     {{say "TEXT"}}                 the text in the reader's language, escaped
//     {{if EXPRESSION}} {{else}} {{end}}
//     {{each TYPE name FROM COUNT}} {{end}}   `name` points to one after the other
//     {{call NAME EXPRESSION}}       page_NAME with that view
// Line numbers of the template are kept, so that the compiler's complaints lead there.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Template {
    const char *path, *at;
    char *text;
    int line, depth;
} Template;

static void fail(const Template *t, const char *what) {
    fprintf(stderr, "%s:%d: %s\n", t->path, t->line, what);
    exit(1);
}

static char *read_all(const char *path) {
    FILE *f = fopen(path, "rb");
    long size = 0;
    if (!f || fseek(f, 0, SEEK_END) || (size = ftell(f)) < 0) {
        perror(path);
        exit(1);
    }
    char *text = malloc((size_t)size + 1);
    rewind(f);
    if (!text || fread(text, 1, (size_t)size, f) != (size_t)size) exit(1);
    text[size] = 0;
    fclose(f);
    return text;
}

// ---- HTML between tags --------------------------------------------------------------------------

static void print_literal(Template *t, const char *end) {
    if (t->at == end) return;
    printf("    buf_add(b, STR(\"");
    for (; t->at < end; t->at++) {
        unsigned char c = (unsigned char)*t->at;
        if (c == '\n') t->line++;
        if (c == '\n')
            printf("\\n\"\n           \"");
        else if (c == '"' || c == '\\')
            printf("\\%c", c);
        else
            putchar(c);
    }
    printf("\"));\n");
}

// ---- tags ---------------------------------------------------------------------------------------

// The first `count` words of `text`, the last with all that follows.
static void split(const Template *t, char *text, int count, char *words[]) {
    for (int i = 0; i < count; i++) {
        while (isspace((unsigned char)*text)) text++;
        if (!*text) fail(t, "this tag wants more words");
        words[i] = text;
        if (i == count - 1) return;
        while (*text && !isspace((unsigned char)*text)) text++;
        if (*text) *text++ = 0;
    }
}

static void tag_page(Template *t, char *rest) {
    char *w[3];
    split(t, rest, 3, w);
    printf("static void page_%s(Buf *b, const Page *p, const %s *%s) {\n    (void)p, (void)%s;\n",
           w[0], w[1], w[2], w[2]);
    t->depth++;
}

static void tag_url(Template *t, char *rest) {
    (void)t;
    printf("    html_add_url(b, %s);\n", rest);
}

static void tag_raw(Template *t, char *rest) {
    (void)t;
    printf("    buf_add(b, %s);\n", rest);
}

static void tag_say(Template *t, char *rest) {
    (void)t;
    printf("    html_add(b, str_from(lang_text(p->lang, N_(%s))));\n", rest);
}

static void tag_if(Template *t, char *rest) {
    printf("    if (%s) {\n", rest);
    t->depth++;
}

static void tag_else(Template *t, char *rest) {
    (void)t, (void)rest;
    printf("    } else {\n");
}

static void tag_each(Template *t, char *rest) {
    char *w[4];
    split(t, rest, 4, w);
    printf("    for (const %s *%s = (%s), *%s_end = %s ? %s + (%s) : %s; %s != %s_end; %s++) {\n",
           w[0], w[1], w[2], w[1], w[1], w[1], w[3], w[1], w[1], w[1], w[1]);
    t->depth++;
}

static void tag_end(Template *t, char *rest) {
    (void)rest;
    printf("    }\n");
    if (--t->depth < 1) fail(t, "nothing is open that could end here");
}

static void tag_call(Template *t, char *rest) {
    char *w[2];
    split(t, rest, 2, w);
    printf("    page_%s(b, p, %s);\n", w[0], w[1]);
}

static const struct {
    const char *word;
    void (*print)(Template *t, char *rest);
} TAGS[] = {
    {"page", tag_page}, {"url", tag_url},   {"raw", tag_raw}, {"say", tag_say},   {"if", tag_if},
    {"else", tag_else}, {"each", tag_each}, {"end", tag_end}, {"call", tag_call},
};

static void print_tag(Template *t, char *tag) {
    while (isspace((unsigned char)*tag)) tag++;
    for (size_t i = 0; i < sizeof TAGS / sizeof *TAGS; i++) {
        size_t size = strlen(TAGS[i].word);
        if (strncmp(tag, TAGS[i].word, size) || (tag[size] && !isspace((unsigned char)tag[size])))
            continue;
        TAGS[i].print(t, tag + size);
        return;
    }
    printf("    html_add(b, %s);\n", tag);
}

static void print_template(Template *t) {
    for (const char *open; (open = strstr(t->at, "{{"));) {
        const char *close = strstr(open, "}}");
        if (!close) fail(t, "this tag has no end");
        print_literal(t, open);
        char *tag = strndup(open + 2, (size_t)(close - open - 2));
        printf("#line %d \"%s\"\n", t->line, t->path);
        print_tag(t, tag);
        free(tag);
        t->at = close + 2;
        if (t->depth == 1 && *t->at == '\n') t->at++, t->line++;
    }
    print_literal(t, t->at + strlen(t->at));
    if (t->depth != 1) fail(t, "an if or each is not ended, or {{page …}} is missing");
    printf("}\n");
}

int main(int argc, char **argv) {
    if (argc != 2) return 2;
    Template t = {.path = argv[1], .line = 1, .text = read_all(argv[1])};
    t.at = t.text;
    print_template(&t);
    free(t.text);
    return 0;
}
