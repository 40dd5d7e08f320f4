// tools/check_house.c - house rules that a program can check, each fault as file:line: text
//
// Usage: check_house ROOT. Reads ROOT/tools/layers.txt and ROOT/src, prints every fault and exits
// with 1 if there is one. The rules are tables, so that a new one is a new row:
//     layers    a room includes only the rooms on its line, and of them only room/room.h; of a room
//               with a star any header that brings nothing along which the includer may not see
//     words     functions and types that belong to a few files or to none
//     SQL       only in store, verify and *_db.c
//     first     the first line of a file is "// room/file.c - purpose"
//     map       every file stands in its room's README.md
//     messages  lower case first, no full stop at the end
// Comments and the insides of strings are told apart first, so that words in prose do not count.
#include "base/file.h"
#include "base/lang.h"

#include <ctype.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

enum { FILE_BYTES = 4 << 20 };
#define TESTS "*_test.c *_test.h *_fuzz.c"

typedef struct Room {
    Str name, uses, tests_use;
    bool has_many_headers; // a star in layers.txt
} Room;

// A source file in three copies of equal length: as it is, with only its code, with only its
// strings; what is not wanted is blank, line ends stay.
typedef struct Source {
    Str path; // within src: "feel/lexer.c"
    Str room, text, code, strings;
    bool is_test;
} Source;

typedef struct House {
    Arena *arena;
    Str root;
    struct {
        Room *items;
        size_t count, capacity;
    } rooms;
    int fault_count;
} House;

static void fault(House *h, const char *file, unsigned line, Str message) {
    printf("%s:%u: %.*s\n", file, line, STR_ARG(message));
    h->fault_count++;
}

static void fault_in(House *h, const Source *s, size_t offset, Str message) {
    unsigned line = 1;
    for (size_t i = 0; i < offset && i < s->text.size; i++) line += s->text.at[i] == '\n';
    fault(h, str_c(h->arena, str_fmt(h->arena, "src/%.*s", STR_ARG(s->path))), line, message);
}

static Str must_read(House *h, const char *path) {
    Str text = {"", 0};
    Err err = {0};
    if (file_read(h->arena, str_from(path), FILE_BYTES, &text, &err)) return text;
    fault(h, path, 0, lang_err(h->arena, LANG_EN, &err));
    return STR("");
}

static bool has_word(Str list, Str word) {
    Str piece;
    while (str_next(&list, ' ', &piece))
        if (str_is(piece, word)) return true;
    return false;
}

// ---- layers.txt ---------------------------------------------------------------------------------

static const Room *find_room(const House *h, Str name) {
    for (size_t i = 0; i < h->rooms.count; i++)
        if (str_is(h->rooms.items[i].name, name)) return &h->rooms.items[i];
    return NULL;
}

static void check_above(House *h, const char *file, unsigned line, Str list) {
    Str name;
    while (str_next(&list, ' ', &name))
        if (name.size && !str_is(name, STR("|")) && !find_room(h, name))
            fault(h, file, line,
                  str_fmt(h->arena, "\"%.*s\" is not above this line", STR_ARG(name)));
}

static void read_layers(House *h) {
    const char *file =
        str_c(h->arena, str_fmt(h->arena, "%.*s/tools/layers.txt", STR_ARG(h->root)));
    Str rest = must_read(h, file), text;
    for (unsigned line = 1; str_next(&rest, '\n', &text); line++) {
        int64_t colon = str_find(text, STR(":"), 0);
        if (!text.size || text.at[0] == '#') continue;
        if (colon < 0) {
            fault(h, file, line, STR("a line is \"room: rooms | rooms of its tests\""));
            continue;
        }
        Str name = str_part(text, 0, (size_t)colon);
        Str uses = str_part(text, (size_t)colon + 1, text.size);
        int64_t bar = str_find(uses, STR("|"), 0);
        bool has_star = str_ends_with(name, STR("*"));
        check_above(h, file, line, uses);
        *VEC_ADD(h->arena, &h->rooms) =
            (Room){str_part(name, 0, name.size - has_star),
                   bar < 0 ? uses : str_part(uses, 0, (size_t)bar), uses, has_star};
    }
}

// ---- comments, strings, code --------------------------------------------------------------------

typedef enum Part { CODE, LINE_COMMENT, COMMENT, STRING, CHARACTER } Part;

static Part part_after(Part now, const char *at, size_t left) {
    char next = left > 1 ? at[1] : '\0';
    if (now == CODE && *at == '/' && next == '/') return LINE_COMMENT;
    if (now == CODE && *at == '/' && next == '*') return COMMENT;
    if (now == CODE && *at == '"') return STRING;
    if (now == CODE && *at == '\'') return CHARACTER;
    if (now == LINE_COMMENT && *at == '\n') return CODE;
    if (now == COMMENT && *at == '/' && at[-1] == '*') return CODE;
    if (now == STRING && *at == '"') return CODE;
    if (now == CHARACTER && *at == '\'') return CODE;
    return now;
}

static void split_parts(Arena *a, Source *s) {
    char *code = arena_copy(a, s->text.at, s->text.size);
    char *strings = arena_copy(a, s->text.at, s->text.size);
    Part part = CODE;
    size_t began = 0;
    for (size_t i = 0; i < s->text.size; i++) {
        Part before = part;
        bool is_escape = (part == STRING || part == CHARACTER) && s->text.at[i] == '\\';
        if (!is_escape && !(part == COMMENT && i < began + 3))
            part = part_after(part, s->text.at + i, s->text.size - i);
        if (part != before) began = i;
        for (size_t n = is_escape ? 2 : 1; n > 0; n--, i++) {
            if (i >= s->text.size || s->text.at[i] == '\n') continue;
            if (before != CODE || part != CODE) code[i] = ' ';
            if (before != STRING && part != STRING) strings[i] = ' ';
        }
        i--;
    }
    s->code = (Str){code, s->text.size};
    s->strings = (Str){strings, s->text.size};
}

// ---- the rules ----------------------------------------------------------------------------------

static Str folder_of(Str path) {
    int64_t slash = str_find(path, STR("/"), 0);
    return slash < 0 ? STR("main") : str_part(path, 0, (size_t)slash);
}

// The next included file of a text; absent when there is none.
static Str next_include(Str text, Str code, size_t *offset) {
    Str mark = STR("#include \"");
    for (int64_t at; (at = str_find(text, mark, *offset)) >= 0;) {
        size_t from = (size_t)at + mark.size;
        int64_t end = str_find(text, STR("\""), from);
        *offset = (size_t)at + 1;
        if (code.at[at] == '#' && end >= 0) return str_part(text, from, (size_t)end - from);
    }
    return (Str){NULL, 0};
}

// A header that others may include shows them nothing of rooms that they may not see.
static void check_brought(House *h, const Source *s, size_t line_at, Str header) {
    Str uses = find_room(h, s->room)->uses, text, included;
    Str path = str_fmt(h->arena, "%.*s/src/%.*s", STR_ARG(h->root), STR_ARG(header));
    Err err = {0};
    if (!file_read(h->arena, path, FILE_BYTES, &text, &err)) return;
    for (size_t at = 0; (included = next_include(text, text, &at)).at;) {
        Str other = folder_of(included);
        if (!has_word(uses, other) || str_ends_with(included, STR("_int.h")))
            fault_in(h, s, line_at,
                     str_fmt(h->arena, "%.*s brings %.*s along, which %.*s may not include",
                             STR_ARG(header), STR_ARG(included), STR_ARG(s->room)));
        else if (!str_is(other, STR("base")))
            check_brought(h, s, line_at, included);
    }
}

static void check_include(House *h, const Source *s, size_t offset, Str included) {
    const Room *room = find_room(h, s->room);
    Str other = folder_of(included);
    if (!room || str_is(other, s->room) || str_is(other, STR("po"))) return;
    if (!has_word(s->is_test ? room->tests_use : room->uses, other)) {
        fault_in(h, s, offset,
                 str_fmt(h->arena, "%.*s may not include %.*s", STR_ARG(s->room), STR_ARG(other)));
        return;
    }
    Str door = str_fmt(h->arena, "%.*s/%.*s.h", STR_ARG(other), STR_ARG(other));
    const Room *shown = find_room(h, other);
    bool is_shown = shown && shown->has_many_headers && !str_ends_with(included, STR("_int.h"));
    if (!is_shown && !str_is(included, door))
        fault_in(
            h, s, offset,
            str_fmt(h->arena, "of %.*s only %.*s may be included", STR_ARG(other), STR_ARG(door)));
    else if (is_shown && !s->is_test)
        check_brought(h, s, offset, included);
}

static void check_includes(House *h, const Source *s) {
    Str included;
    for (size_t at = 0; (included = next_include(s->text, s->code, &at)).at;)
        check_include(h, s, at - 1, included);
}

static const struct {
    const char *words;   // identifiers
    bool is_call;        // counts only where it is called
    const char *allowed; // beginnings of paths; "*_test.c" is an end
    const char *advice;
} WORDS[] = {
    {"strcpy strcat strncpy strncat sprintf vsprintf gets", true, "", "write with Buf or str_fmt"},
    {"atoi atol atoll strtok", true, "", "read numbers and pieces with a check"},
    {"time rand srand random clock_gettime gettimeofday getrandom getentropy", true, "base/sys.c",
     "time and randomness come from base/sys.h"},
    {"localtime gmtime mktime strftime", true, "", "the calendar is base/civil.h"},
    {"setlocale", true, "", "the language belongs to a request (base/lang.h)"},
    {"malloc calloc realloc free strdup", false, "base/arena.c feel/machine.c " TESTS,
     "memory comes from an Arena"},
    {"double float", false,
     "base/dec base/philox app/chart app/evolve app/incentive evolve/ games/ feel/estimate "
     "feel/feel.h incentive/ trend/ hub/ worlds/",
     "binary floating point is for estimates, games, evolve, worlds, incentive, trend, hub and "
     "charts"},
    {"feel_estimate feel_estimate_deviation", true, "feel/estimate feel/feel.h incentive/ trend/",
     "nothing is settled with an estimate"},
    {"goto", false, "", "an arena frees the memory: return early"},
};

static bool is_allowed(const Source *s, const char *allowed) {
    Str list = str_from(allowed), one;
    while (str_next(&list, ' ', &one)) {
        if (one.size > 1 && one.at[0] == '*' && str_ends_with(s->path, str_part(one, 1, one.size)))
            return true;
        if (one.size && str_starts_with(s->path, one)) return true;
    }
    return false;
}

static void check_word(House *h, const Source *s, size_t offset, Str word, bool is_call) {
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++)
        if (has_word(str_from(WORDS[i].words), word) && (is_call || !WORDS[i].is_call) &&
            !is_allowed(s, WORDS[i].allowed))
            fault_in(h, s, offset,
                     str_fmt(h->arena, "\"%.*s\": %s", STR_ARG(word), WORDS[i].advice));
}

static bool is_word_byte(char c) {
    return isalnum((unsigned char)c) || c == '_';
}

// A member of that name (x->free, x.time) is not the function.
static void check_words(House *h, const Source *s) {
    for (size_t i = 0; i < s->code.size; i++) {
        if (!is_word_byte(s->code.at[i])) continue;
        size_t start = i;
        while (i < s->code.size && is_word_byte(s->code.at[i])) i++;
        char before = start ? s->code.at[start - 1] : ' ';
        bool is_member = before == '.' || (before == '>' && s->code.at[start - 2] == '-');
        bool is_call = i < s->code.size && s->code.at[i] == '(';
        if (!is_member) check_word(h, s, start, str_part(s->code, start, i - start), is_call);
    }
}

static void check_sql(House *h, const Source *s) {
    static const char *const verbs[] = {"\"SELECT ", "\"INSERT ", "\"UPDATE ",
                                        "\"DELETE ", "\"CREATE ", "\"PRAGMA "};
    if (s->is_test || is_allowed(s, "store/ verify/ *_db.c")) return;
    for (size_t v = 0; v < sizeof verbs / sizeof verbs[0]; v++)
        for (int64_t at = str_find(s->strings, str_from(verbs[v]), 0); at >= 0;
             at = str_find(s->strings, str_from(verbs[v]), (size_t)at + 1))
            fault_in(h, s, (size_t)at, STR("SQL belongs to store, verify and *_db.c"));
}

static void check_first_line(House *h, const Source *s) {
    Str wanted = str_fmt(h->arena, "// %.*s - ", STR_ARG(s->path));
    if (!str_starts_with(s->text, wanted))
        fault_in(h, s, 0, str_fmt(h->arena, "the first line is \"%.*spurpose\"", STR_ARG(wanted)));
}

static void check_map(House *h, const Source *s) {
    if (s->is_test || str_is(s->room, STR("main"))) return;
    const char *readme = str_c(
        h->arena, str_fmt(h->arena, "%.*s/src/%.*s/README.md", STR_ARG(h->root), STR_ARG(s->room)));
    Str name = str_part(s->path, s->room.size + 1, s->path.size), map;
    Err err = {0};
    Str quoted = str_fmt(h->arena, "`%.*s`", STR_ARG(name));
    if (!file_read(h->arena, str_from(readme), FILE_BYTES, &map, &err) ||
        str_find(map, quoted, 0) < 0)
        fault_in(h, s, 0,
                 str_fmt(h->arena, "not on the map (src/%.*s/README.md)", STR_ARG(s->room)));
}

static void check_messages(House *h, const Source *s) {
    Str mark = STR("MSG(");
    if (s->is_test) return;
    for (int64_t at = str_find(s->code, mark, 0); at >= 0;
         at = str_find(s->code, mark, (size_t)at + 1)) {
        size_t from = (size_t)at + mark.size;
        while (from < s->text.size && isspace((unsigned char)s->text.at[from])) from++;
        if (from + 2 >= s->text.size || s->text.at[from] != '"') continue;
        int64_t end = str_find(s->text, STR("\""), from + 1);
        Str template = end < 0 ? STR("") : str_part(s->text, from + 1, (size_t)end - from - 1);
        if (template.size > 1 && isupper((unsigned char)template.at[0]) &&
            islower((unsigned char)template.at[1]))
            fault_in(h, s, (size_t)at, STR("a message begins in lower case"));
        if (str_ends_with(template, STR(".")) && !str_ends_with(template, STR("..")))
            fault_in(h, s, (size_t)at, STR("a message has no full stop at its end"));
    }
}

static void check_unfinished(House *h, const Source *s) {
    static const char *const marks[] = {"TODO", "FIXME"};
    for (size_t m = 0; m < sizeof marks / sizeof marks[0]; m++)
        for (int64_t at = str_find(s->text, str_from(marks[m]), 0); at >= 0;
             at = str_find(s->text, str_from(marks[m]), (size_t)at + 1))
            fault_in(h, s, (size_t)at, STR("unfinished work is not committed"));
}

static void check_file(House *h, const char *path) {
    Source s = {.path = str_part(str_from(path), h->root.size + strlen("/src/"), SIZE_MAX)};
    s.room = folder_of(s.path);
    s.text = must_read(h, path);
    s.is_test = is_allowed(&s, TESTS);
    split_parts(h->arena, &s);
    if (!find_room(h, s.room)) fault_in(h, &s, 0, STR("a room without a line in tools/layers.txt"));
    check_first_line(h, &s);
    check_map(h, &s);
    check_includes(h, &s);
    check_words(h, &s);
    check_sql(h, &s);
    check_messages(h, &s);
    check_unfinished(h, &s);
}

static void check_files(House *h, const char *pattern) {
    glob_t found;
    const char *full = str_c(h->arena, str_fmt(h->arena, "%.*s/%s", STR_ARG(h->root), pattern));
    if (glob(full, 0, NULL, &found) != 0) return;
    for (size_t i = 0; i < found.gl_pathc; i++) check_file(h, found.gl_pathv[i]);
    globfree(&found);
}

int main(int argc, char **argv) {
    static const char *const patterns[] = {"src/*.c", "src/*/*.h", "src/*/*.c"};
    if (argc != 2) {
        fputs("usage: check_house ROOT\n", stderr);
        return 2;
    }
    House h = {.arena = arena_new(), .root = str_from(argv[1])};
    read_layers(&h);
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) check_files(&h, patterns[i]);
    arena_free(h.arena);
    return h.fault_count ? 1 : 0;
}
