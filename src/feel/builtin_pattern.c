// feel/builtin_pattern.c - matches, replace, split: XPath patterns run by PCRE2
//
// PCRE2 allocates from the machine's arena. A search begins with a small allowance of backtracking
// and pays steps for each larger one, so that no pattern runs longer than the machine's limits.
#define PCRE2_CODE_UNIT_WIDTH 8
#include "feel/builtin.h"
#include "feel/pattern.h"

#include <pcre2.h>

enum {
    ALLOWANCE_FIRST = 512,    // calls of PCRE2's matcher in a first attempt
    ALLOWANCE_MOST = 4 << 20, // … in the last
    ALLOWANCE_GROWTH = 8,
    HEAP_KIBIBYTES = 16 << 10,
};

typedef struct Search {
    FeelMachine *machine;
    Str subject;
    pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *context;
    uint32_t groups;
    FeelValue fault;
} Search;

static void *give_memory(size_t size, void *machine) {
    return feel_room(machine, size) ? arena_get(feel_machine_arena(machine), size) : NULL;
}

static void take_memory(void *block, void *machine) {
    (void)block, (void)machine;
}

static bool fail(Search *s, const char *code, Message why) {
    s->fault = feel_fault(s->machine, code, why);
    return false;
}

static bool stop(Search *s) {
    s->fault = feel_stopped(s->machine);
    return false;
}

static bool compile(Search *s, Str pattern, PatternFlags flags) {
    int error;
    size_t offset;
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C;
    if (flags.dot_all) options |= PCRE2_DOTALL;
    if (flags.multi_line) options |= PCRE2_MULTILINE;
    if (flags.ignore_case) options |= PCRE2_CASELESS;
    pcre2_general_context *memory =
        pcre2_general_context_create(give_memory, take_memory, s->machine);
    pcre2_compile_context *compiling = memory ? pcre2_compile_context_create(memory) : NULL;
    if (!compiling) return stop(s);
    pcre2_set_newline(compiling, PCRE2_NEWLINE_LF);
    s->code =
        pcre2_compile((PCRE2_SPTR)pattern.at, pattern.size, options, &error, &offset, compiling);
    if (!s->code) return fail(s, FEEL_WRONG_VALUE, MSG("the pattern is too large"));
    s->data = pcre2_match_data_create_from_pattern(s->code, memory);
    s->context = pcre2_match_context_create(memory);
    if (!s->data || !s->context) return stop(s);
    pcre2_set_heap_limit(s->context, HEAP_KIBIBYTES);
    return true;
}

// The arguments (input, pattern, …, flags) made ready; a fault is in s->fault.
static bool search_open(Search *s, FeelMachine *m, Str input, Str pattern, const FeelValue *flags) {
    PatternFlags parsed = {0};
    Str translated = STR("");
    Message why;
    enum { BYTES_PER_BYTE = 256, ROOM = 1 << 12 }; // a translation may be so much longer
    *s = (Search){.machine = m, .subject = input.size ? input : STR("")};
    if (!feel_steps(m, (input.size + pattern.size) / 16 + 16)) return stop(s);
    if (flags && flags->kind == FEEL_STRING && !pattern_flags_parse(flags->string, &parsed))
        return fail(s, FEEL_WRONG_VALUE,
                    MSG("the flags may be s, m, i and x, not {1}", builtin_text(m, *flags)));
    if (utf8_find_fault(input) >= 0 || utf8_find_fault(pattern) >= 0)
        return fail(s, FEEL_WRONG_VALUE, MSG("the text is not valid UTF-8"));
    if (!feel_room(m, pattern.size * BYTES_PER_BYTE + ROOM)) return stop(s);
    if (!pattern_translate(feel_machine_arena(m), pattern, parsed, &translated, &s->groups, &why))
        return fail(s, FEEL_WRONG_VALUE, why);
    return compile(s, translated.size ? translated : STR("(?:)"), parsed);
}

// One attempt costs what it may use; the first is paid by its progress.
static int attempt(Search *s, size_t from, uint32_t allowance) {
    pcre2_set_match_limit(s->context, allowance);
    return pcre2_match(s->code, (PCRE2_SPTR)s->subject.at, s->subject.size, from,
                       PCRE2_NO_UTF_CHECK, s->data, s->context);
}

// Find the next match at or after `from`. False: a fault. *ret_found says whether there is one.
static bool search_next(Search *s, size_t from, bool *ret_found) {
    uint32_t allowance = ALLOWANCE_FIRST;
    int result = attempt(s, from, allowance);
    while (result == PCRE2_ERROR_MATCHLIMIT && allowance < ALLOWANCE_MOST) {
        allowance *= ALLOWANCE_GROWTH;
        if (!feel_steps(s->machine, allowance / 16 * (1 + s->subject.size / 64))) return stop(s);
        result = attempt(s, from, allowance);
    }
    if (result == PCRE2_ERROR_NOMEMORY) return stop(s);
    if (result == PCRE2_ERROR_MATCHLIMIT || result == PCRE2_ERROR_HEAPLIMIT)
        return fail(s, FEEL_LIMIT, MSG("the pattern takes too long to match this text"));
    if (result < 0 && result != PCRE2_ERROR_NOMATCH)
        return fail(s, FEEL_WRONG_VALUE, MSG("the pattern cannot be matched"));
    *ret_found = result != PCRE2_ERROR_NOMATCH;
    const size_t *ends = pcre2_get_ovector_pointer(s->data);
    size_t seen = (*ret_found ? ends[1] : s->subject.size) - from;
    return feel_steps(s->machine, seen / 16 + 4) || stop(s);
}

static bool matches_empty(Search *s) {
    return fail(s, FEEL_WRONG_VALUE, MSG("the pattern matches the empty text"));
}

// As search_next; every match must get further than `from`.
static bool search_further(Search *s, size_t from, bool *ret_found, size_t *ret_end) {
    if (!search_next(s, from, ret_found)) return false;
    *ret_end = pcre2_get_ovector_pointer(s->data)[1];
    return !*ret_found || *ret_end > from || matches_empty(s);
}

// A pattern that matches nothing at all would match everywhere.
static bool refuse_empty_match(Search *s) {
    Str subject = s->subject;
    bool found;
    s->subject = STR("");
    if (!search_next(s, 0, &found)) return false;
    s->subject = subject;
    return !found || matches_empty(s);
}

// The text of a group of the last match; empty if it took no part.
static Str group(const Search *s, uint32_t number) {
    const size_t *ends = pcre2_get_ovector_pointer(s->data);
    if (number > s->groups || ends[2 * number] == PCRE2_UNSET) return STR("");
    return str_part(s->subject, ends[2 * number], ends[2 * number + 1] - ends[2 * number]);
}

static FeelValue run_matches(FeelMachine *m, const FeelValue *args, size_t count) {
    Search s;
    bool found;
    if (!search_open(&s, m, args[0].string, args[1].string, count > 2 ? &args[2] : NULL) ||
        !search_next(&s, 0, &found))
        return s.fault;
    return feel_boolean(found);
}

// ---- replace ------------------------------------------------------------------------------------

static bool add_text(Search *s, Buf *out, Str text) {
    if (out->size + text.size > LIMIT_FEEL_STRING_BYTES)
        return fail(s, FEEL_LIMIT, MSG("the text would be longer than 1 MiB"));
    if (!feel_room(s->machine, 2 * (out->size + text.size) + 64)) return stop(s);
    buf_add(out, text);
    return true;
}

// After the $: the longest number of a group that there is.
static bool add_group(Search *s, Buf *out, Str replacement, size_t *at) {
    uint32_t number = (uint32_t)(replacement.at[(*at)++] - '0');
    while (*at < replacement.size && replacement.at[*at] >= '0' && replacement.at[*at] <= '9') {
        uint32_t longer = number * 10 + (uint32_t)(replacement.at[*at] - '0');
        if (longer > s->groups) break;
        number = longer;
        ++*at;
    }
    return add_text(s, out, group(s, number));
}

static bool add_replacement(Search *s, Buf *out, Str replacement) {
    for (size_t at = 0; at < replacement.size;) {
        char c = replacement.at[at++];
        bool ok = c == '$' ? add_group(s, out, replacement, &at)
                           : add_text(s, out, str_part(replacement, c == '\\' ? at++ : at - 1, 1));
        if (!ok) return false;
    }
    return true;
}

// $ stands before a digit, \ before $ or itself.
static bool check_replacement(Search *s, Str replacement) {
    for (size_t i = 0; i < replacement.size; i++) {
        char c = replacement.at[i], next = i + 1 < replacement.size ? replacement.at[i + 1] : 0;
        if (c == '$' && !(next >= '0' && next <= '9'))
            return fail(s, FEEL_WRONG_VALUE,
                        MSG("$ in a replacement needs the number of a group; write \\$ for $"));
        if (c == '\\' && next != '\\' && next != '$')
            return fail(s, FEEL_WRONG_VALUE, MSG("\\ in a replacement stands before $ or \\ only"));
        if (c == '\\') i++;
    }
    return true;
}

static bool replace_all(Search *s, Buf *out, Str replacement) {
    size_t from = 0, end;
    bool found;
    for (;;) {
        if (!search_further(s, from, &found, &end)) return false;
        if (!found) return add_text(s, out, str_part(s->subject, from, s->subject.size));
        size_t before = end - group(s, 0).size - from;
        if (!add_text(s, out, str_part(s->subject, from, before)) ||
            !add_replacement(s, out, replacement))
            return false;
        from = end;
    }
}

static FeelValue run_replace(FeelMachine *m, const FeelValue *args, size_t count) {
    Search s;
    Buf out = {.arena = feel_machine_arena(m)};
    if (!search_open(&s, m, args[0].string, args[1].string, count > 3 ? &args[3] : NULL) ||
        !refuse_empty_match(&s) || !check_replacement(&s, args[2].string) ||
        !replace_all(&s, &out, args[2].string))
        return s.fault;
    return feel_string(buf_str(&out));
}

// ---- split --------------------------------------------------------------------------------------

typedef struct Pieces {
    FeelValue *items;
    size_t count, capacity;
} Pieces;

static bool add_piece(Search *s, Pieces *p, Str text) {
    if (p->count == p->capacity) {
        size_t capacity = p->capacity ? p->capacity * 2 : 8;
        FeelValue *items = feel_items(s->machine, capacity);
        if (!items) return stop(s);
        if (p->count) memcpy(items, p->items, p->count * sizeof *items);
        p->items = items;
        p->capacity = capacity;
    }
    p->items[p->count++] = feel_string(text);
    return true;
}

static bool split_all(Search *s, Pieces *p) {
    size_t from = 0, end;
    bool found;
    for (;;) {
        if (!search_further(s, from, &found, &end)) return false;
        if (!found) return add_piece(s, p, str_part(s->subject, from, s->subject.size));
        size_t before = end - group(s, 0).size - from;
        if (!add_piece(s, p, str_part(s->subject, from, before))) return false;
        from = end;
    }
}

static FeelValue run_split(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    Search s;
    Pieces pieces = {0};
    if (!search_open(&s, m, args[0].string, args[1].string, NULL) || !refuse_empty_match(&s) ||
        !split_all(&s, &pieces))
        return s.fault;
    return feel_list_of(m, pieces.items, pieces.count);
}

static const Builtin rows[] = {
    {DOC("matches", "matches(input, pattern, flags?)",
         "Does the pattern (a regular expression of XPath) match a part of the text? Flags: s, m, "
         "i, x.",
         "文本中是否有部分与正则表达式（XPath 语法）匹配。标志：s、m、i、x。",
         "matches(\"foobar\", \"^fo*b\")", "true"),
     SIGNATURES(SIGNATURE(PARAM("input", K_STRING), PARAM("pattern", K_STRING),
                          OPTIONAL("flags", K_STRING | K_NULL))),
     .run = run_matches, .result = FEEL_BOOLEAN},
    {DOC("replace", "replace(input, pattern, replacement, flags?)",
         "The text with each match replaced; $1 is the first group of the match, $0 all of it.",
         "替换每处匹配；$1 为第一个分组，$0 为整个匹配。",
         "replace(\"abcd\", \"(ab)|(a)\", \"[1=$1][2=$2]\")", "\"[1=ab][2=]cd\""),
     SIGNATURES(SIGNATURE(PARAM("input", K_STRING), PARAM("pattern", K_STRING),
                          PARAM("replacement", K_STRING), OPTIONAL("flags", K_STRING | K_NULL))),
     .run = run_replace, .result = FEEL_STRING},
    {DOC("split", "split(string, delimiter)",
         "The pieces of the text between the matches of a pattern.",
         "按正则表达式的匹配处拆分文本。", "split(\"a;b;c;;\", \";\")",
         "[\"a\", \"b\", \"c\", \"\", \"\"]"),
     SIGNATURES(SIGNATURE(PARAM("string", K_STRING), PARAM("delimiter", K_STRING))),
     .run = run_split, .result_type = builtin_type_strings},
};

const BuiltinFamily builtin_patterns = FAMILY(rows);
