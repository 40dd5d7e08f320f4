// feel/builtin_conversion.c - builtins from one kind to another: number, string; not, is
#include "feel/builtin.h"

static FeelValue bad_separator(FeelMachine *m, FeelValue separator) {
    return feel_fault(m, FEEL_WRONG_VALUE,
                      MSG("the separator {1} is not allowed; a grouping separator is a blank, a "
                          "comma or a point, a decimal separator a comma or a point, and they "
                          "differ",
                          builtin_text(m, separator)));
}

// The separator's byte in *ret, 0 if none is given. False if it is not one of `allowed`.
static bool separator_of(const FeelValue *args, size_t count, size_t index, const char *allowed,
                         char *ret) {
    *ret = 0;
    if (!builtin_is_given(args, count, index)) return true;
    Str s = args[index].string;
    if (s.size != 1 || !strchr(allowed, s.at[0])) return false;
    *ret = s.at[0];
    return true;
}

// The text without grouping, and with a point where the decimal separator stands. False if a point
// stands in it that is neither.
static bool plain_number(Str text, char grouping, char point, Buf *out) {
    for (size_t i = 0; i < text.size; i++) {
        char c = text.at[i];
        if (grouping && c == grouping) continue;
        if (point && c == '.' && point != '.') return false;
        buf_add_byte(out, point && c == point ? '.' : c);
    }
    return true;
}

static FeelValue run_number(FeelMachine *m, const FeelValue *args, size_t count) {
    char grouping, point;
    Dec d;
    Buf plain = {.arena = feel_machine_arena(m)};
    if (!separator_of(args, count, 1, " ,.", &grouping)) return bad_separator(m, args[1]);
    if (!separator_of(args, count, 2, ".,", &point) || (point && point == grouping))
        return bad_separator(m, args[2]);
    if (!feel_steps(m, args[0].string.size / 16) || !feel_room(m, args[0].string.size + 16))
        return feel_stopped(m);
    if (plain_number(args[0].string, grouping, point, &plain) &&
        dec_from_text(buf_str(&plain), &d, NULL))
        return feel_number(d);
    return feel_fault(m, FEEL_WRONG_VALUE, MSG("{1} is not a number", builtin_text(m, args[0])));
}

static FeelValue run_string(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    if (args[0].kind == FEEL_STRING) return args[0];
    // A value of weight w takes at most so many bytes and steps to write.
    enum { BYTES_PER_WEIGHT = 128 };
    uint64_t weight = feel_weight(args[0]);
    if (!feel_steps(m, weight) || !feel_room(m, weight * BYTES_PER_WEIGHT)) return feel_stopped(m);
    Str text = feel_to_string(feel_machine_arena(m), args[0]);
    if (text.size <= LIMIT_FEEL_STRING_BYTES) return feel_string(text);
    return feel_fault(m, FEEL_LIMIT, MSG("the text would be longer than 1 MiB"));
}

static FeelValue run_not(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)m, (void)count;
    return args[0].kind == FEEL_NULL ? args[0] : feel_boolean(!args[0].boolean);
}

static FeelValue run_is(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    if (!feel_steps(m, feel_weight(args[0]))) return feel_stopped(m);
    return feel_boolean(feel_is_identical(args[0], args[1]));
}

static const Builtin rows[] = {
    {DOC("number", "number(from, grouping separator?, decimal separator?)",
         "The number that the text writes. Grouping separators are left out of account.",
         "将文本转换为数；分组分隔符会被忽略。", "number(\"1 000,5\", \" \", \",\")", "1000.5"),
     SIGNATURES(SIGNATURE(PARAM("from", K_STRING),
                          OPTIONAL("grouping separator", K_STRING | K_NULL),
                          OPTIONAL("decimal separator", K_STRING | K_NULL))),
     .run = run_number, .result = FEEL_NUMBER},
    {DOC("string", "string(from)", "The value as text.", "将值转换为文本。", "string(1.10)",
         "\"1.1\""),
     SIGNATURES(SIGNATURE(PARAM("from", KINDS_ANY & ~(unsigned)K_NULL))), .run = run_string,
     .result = FEEL_STRING},
    {DOC("not", "not(negand)", "True if false, false if true.", "逻辑非：真变假，假变真。",
         "not(true)", "false"),
     SIGNATURES(SIGNATURE(PARAM("negand", K_BOOLEAN | K_NULL))), .run = run_not,
     .result = FEEL_BOOLEAN},
    {DOC("is", "is(value1, value2)",
         "Are both the same value of the same kind? Times must also have the same zone.",
         "两值的类型和内容是否完全相同；时间还须时区写法相同。",
         "is(@\"10:00:00Z\", @\"11:00:00+01:00\")", "false"),
     SIGNATURES(SIGNATURE(PARAM("value1", KINDS_ANY), PARAM("value2", KINDS_ANY))), .run = run_is,
     .result = FEEL_BOOLEAN},
};

const BuiltinFamily builtin_conversions = FAMILY(rows);
