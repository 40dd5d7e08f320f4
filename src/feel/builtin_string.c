// feel/builtin_string.c - builtins of text: parts, search, case, joining; positions are code points
#include "feel/builtin.h"

#include <unicode/ucasemap.h>

static bool is_continuation(char c) {
    return ((unsigned char)c & 0xC0) == 0x80;
}

// Byte offset after `points` more code points from `at`.
static size_t skip_points(Str s, size_t at, uint64_t points) {
    for (; points && at < s.size; points--) do
            at++;
        while (at < s.size && is_continuation(s.at[at]));
    return at;
}

static bool count_text(FeelMachine *m, Str s) {
    return feel_steps(m, s.size / 16 + 1);
}

static FeelValue run_length(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    if (!count_text(m, args[0].string)) return feel_stopped(m);
    return feel_integer((int64_t)utf8_count(args[0].string));
}

static FeelValue run_substring(FeelMachine *m, const FeelValue *args, size_t count) {
    Str s = args[0].string;
    int64_t start, length = INT64_MAX;
    FeelValue fault;
    if (!count_text(m, s)) return feel_stopped(m);
    if (!builtin_whole(m, args[1], &start, &fault)) return fault;
    if (count > 2 && !builtin_whole(m, args[2], &length, &fault)) return fault;
    int64_t size = (int64_t)utf8_count(s);
    if (start == 0 || start > size || start < -size)
        return feel_fault(m, FEEL_WRONG_VALUE,
                          MSG("there is no position {1} in a text of {2} characters; positions "
                              "count from 1",
                              builtin_integer_text(m, start), builtin_integer_text(m, size)));
    if (length < 1)
        return feel_fault(m, FEEL_WRONG_VALUE, MSG("the length of a substring must be at least 1"));
    size_t from = skip_points(s, 0, (uint64_t)(start > 0 ? start - 1 : size + start));
    return feel_string(str_part(s, from, skip_points(s, from, (uint64_t)length) - from));
}

// As str_find, but in linear time whatever the texts are.
static int64_t find(Str s, Str match) {
    if (match.size == 0) return 0;
    const char *hit = s.size ? memmem(s.at, s.size, match.at, match.size) : NULL;
    return hit ? hit - s.at : -1;
}

static FeelValue run_before(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    if (!count_text(m, args[0].string)) return feel_stopped(m);
    int64_t at = find(args[0].string, args[1].string);
    return feel_string(at < 0 ? STR("") : str_part(args[0].string, 0, (size_t)at));
}

static FeelValue run_after(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    Str s = args[0].string, match = args[1].string;
    if (!count_text(m, s)) return feel_stopped(m);
    int64_t at = find(s, match);
    return feel_string(at < 0 ? STR("") : str_part(s, (size_t)at + match.size, s.size));
}

static FeelValue run_contains(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    if (!count_text(m, args[0].string)) return feel_stopped(m);
    return feel_boolean(find(args[0].string, args[1].string) >= 0);
}

static FeelValue run_starts_with(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)m, (void)count;
    return feel_boolean(str_starts_with(args[0].string, args[1].string));
}

static FeelValue run_ends_with(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)m, (void)count;
    return feel_boolean(str_ends_with(args[0].string, args[1].string));
}

// ---- case ---------------------------------------------------------------------------------------

typedef int32_t CaseMap(const UCaseMap *map, char *to, int32_t capacity, const char *from,
                        int32_t size, UErrorCode *error);

// Full mappings of the root locale: "ß" becomes "SS" everywhere.
static FeelValue map_case(FeelMachine *m, Str s, CaseMap *convert) {
    enum { GROWTH = 3 }; // no mapping makes UTF-8 longer than this
    UErrorCode error = U_ZERO_ERROR;
    if (s.size == 0) return feel_string(s);
    if (!count_text(m, s)) return feel_stopped(m);
    char *to = s.size <= LIMIT_FEEL_STRING_BYTES ? feel_bytes(m, s.size * GROWTH) : NULL;
    if (!to) return feel_stopped(m);
    UCaseMap *map = ucasemap_open("", 0, &error);
    int32_t size = convert(map, to, (int32_t)(s.size * GROWTH), s.at, (int32_t)s.size, &error);
    ucasemap_close(map);
    if (U_FAILURE(error)) return feel_fault(m, FEEL_LIMIT, MSG("the text is too long"));
    return feel_string((Str){to, (size_t)size});
}

static FeelValue run_upper(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    return map_case(m, args[0].string, ucasemap_utf8ToUpper);
}

static FeelValue run_lower(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    return map_case(m, args[0].string, ucasemap_utf8ToLower);
}

// ---- joining ------------------------------------------------------------------------------------

static bool joined_size(FeelMachine *m, FeelList list, Str delimiter, size_t *ret,
                        FeelValue *ret_fault) {
    size_t size = 0;
    for (size_t i = 0; i < list.count; i++) {
        FeelValue item = list.items[i];
        if (item.kind == FEEL_NULL) continue;
        if (item.kind != FEEL_STRING) return builtin_check_items(m, list, FEEL_STRING, ret_fault);
        size += item.string.size + delimiter.size;
    }
    *ret = size;
    return true;
}

static FeelValue run_join(FeelMachine *m, const FeelValue *args, size_t count) {
    FeelList list = *args[0].list;
    Str delimiter = builtin_is_given(args, count, 1) ? args[1].string : STR("");
    size_t capacity = 0, size = 0;
    FeelValue fault;
    if (!feel_steps(m, list.count)) return feel_stopped(m);
    if (!joined_size(m, list, delimiter, &capacity, &fault)) return fault;
    char *to = feel_bytes(m, capacity);
    if (!to || !feel_steps(m, capacity / 16)) return feel_stopped(m);
    bool is_first = true;
    for (size_t i = 0; i < list.count; i++) {
        if (list.items[i].kind == FEEL_NULL) continue;
        Str parts[2] = {is_first ? STR("") : delimiter, list.items[i].string};
        is_first = false;
        for (size_t p = 0; p < 2; p++) {
            if (parts[p].size) memcpy(to + size, parts[p].at, parts[p].size);
            size += parts[p].size;
        }
    }
    return feel_string((Str){to, size});
}

#define OF_STRING SIGNATURES(SIGNATURE(PARAM("string", K_STRING)))
#define OF_MATCH SIGNATURES(SIGNATURE(PARAM("string", K_STRING), PARAM("match", K_STRING)))

static const Builtin rows[] = {
    {DOC("substring", "substring(string, start position, length?)",
         "The part of the text from a position, counted from 1, or from the end by -1.",
         "从某位置起的子串；位置从 1 起，-1 表示末位。", "substring(\"foobar\", 3, 3)", "\"oba\""),
     SIGNATURES(SIGNATURE(PARAM("string", K_STRING), PARAM("start position", K_NUMBER),
                          OPTIONAL("length", K_NUMBER))),
     .run = run_substring, .result = FEEL_STRING},
    {DOC("string length", "string length(string)", "How many characters the text has.",
         "文本的字符数。", "string length(\"水质类别\")", "4"),
     OF_STRING, .run = run_length, .result = FEEL_NUMBER},
    {DOC("upper case", "upper case(string)", "The text in capitals.", "转换为大写。",
         "upper case(\"aBc4\")", "\"ABC4\""),
     OF_STRING, .run = run_upper, .result = FEEL_STRING},
    {DOC("lower case", "lower case(string)", "The text in small letters.", "转换为小写。",
         "lower case(\"aBc4\")", "\"abc4\""),
     OF_STRING, .run = run_lower, .result = FEEL_STRING},
    {DOC("substring before", "substring before(string, match)",
         "What stands before the first match, or nothing if there is none.",
         "首个匹配之前的部分；无匹配则为空。", "substring before(\"foobar\", \"bar\")", "\"foo\""),
     OF_MATCH, .run = run_before, .result = FEEL_STRING},
    {DOC("substring after", "substring after(string, match)",
         "What stands after the first match, or nothing if there is none.",
         "首个匹配之后的部分；无匹配则为空。", "substring after(\"foobar\", \"ob\")", "\"ar\""),
     OF_MATCH, .run = run_after, .result = FEEL_STRING},
    {DOC("contains", "contains(string, match)", "Does the text contain the other?",
         "文本是否包含另一文本。", "contains(\"foobar\", \"of\")", "false"),
     OF_MATCH, .run = run_contains, .result = FEEL_BOOLEAN},
    {DOC("starts with", "starts with(string, match)", "Does the text begin with the other?",
         "文本是否以另一文本开头。", "starts with(\"foobar\", \"fo\")", "true"),
     OF_MATCH, .run = run_starts_with, .result = FEEL_BOOLEAN},
    {DOC("ends with", "ends with(string, match)", "Does the text end with the other?",
         "文本是否以另一文本结尾。", "ends with(\"foobar\", \"r\")", "true"),
     OF_MATCH, .run = run_ends_with, .result = FEEL_BOOLEAN},
    {DOC("string join", "string join(list, delimiter?)",
         "The texts of the list in one, with the delimiter between them; nulls are left out.",
         "将列表中的文本连接起来，之间加分隔符；忽略空值。",
         "string join([\"a\", null, \"c\"], \"、\")", "\"a、c\""),
     SIGNATURES(
         SIGNATURE(LIST_PARAM("list", FEEL_STRING), OPTIONAL("delimiter", K_STRING | K_NULL))),
     .run = run_join, .result = FEEL_STRING},
};

const BuiltinFamily builtin_strings = FAMILY(rows);
