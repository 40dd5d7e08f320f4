// feel/feel_int.h - what the two halves of the room promise each other: machine and builtins
//
// The machine (lexer, parser, types, compiler, run) knows values only by kind; what a value means
// (equality, order, calendars, texts) and what a builtin does stand in value.c, temporal.c, text.c
// and builtin*.c. A builtin is a row: name, signatures, function, documentation. Before it calls
// the function the machine has chosen a signature, coerced singleton lists, and checked kinds and
// nulls; a fault there is reported by the machine. A null that a builtin returns must carry a
// reason.
#ifndef SOFTLAW_FEEL_FEEL_INT_H
#define SOFTLAW_FEEL_FEEL_INT_H

#include "base/limits.h"
#include "feel/feel.h"

// ---- what the machine offers to builtins --------------------------------------------------------

// Where feel_room, feel_steps and the two below say no, the run is stopped: return feel_stopped(m).
// Zeroed items, or bytes of a string; NULL if a limit forbids: return feel_stopped(m) at once.
FeelValue *feel_items(FeelMachine *m, size_t count);
char *feel_bytes(FeelMachine *m, size_t size);
FeelValue feel_stopped(FeelMachine *m);
// The list made of `items`, which are not copied; so are the keys and values of a context.
FeelValue feel_list_of(FeelMachine *m, const FeelValue *items, size_t count);
FeelValue feel_context_of(FeelMachine *m, const Str *keys, const FeelValue *values, size_t count);

// Null with a reason at the place of the running instruction. `code` is a stable id; the texts of
// the message's arguments must live in the machine's arena or for ever.
FeelValue feel_fault(FeelMachine *m, const char *code, Message message);
// The same, caused by `cause` (a null, whose reason is linked if it has one).
FeelValue feel_fault_from(FeelMachine *m, FeelValue cause, const char *code, Message message);
// Codes used by more than one file.
#define FEEL_WRONG_TYPE "wrong-type"     // a value of another kind was expected
#define FEEL_WRONG_VALUE "wrong-value"   // the kind is right, the value is not allowed
#define FEEL_NULL_OPERAND "null-operand" // an operand or argument is null
#define FEEL_DIVISION_BY_ZERO "division-by-zero"
#define FEEL_OUT_OF_RANGE "out-of-range" // the result cannot be represented
#define FEEL_NO_SUCH_ENTRY "no-such-entry"
#define FEEL_LIMIT "limit"
#define FEEL_NO_CLOCK "no-clock" // the evaluation has no date of its own

// The date and time given to the machine; null if there is none.
FeelValue feel_machine_now(const FeelMachine *m);
// Call a function value (a comparator, a match). Arguments are coerced and checked as in a call.
FeelValue feel_call(FeelMachine *m, FeelValue function, const FeelValue *args, size_t count);

// ---- builtins (builtin*.c) ----------------------------------------------------------------------

enum { BUILTIN_PARAMS_MAX = 8 };

// Sets of kinds that a parameter takes.
#define KIND_BIT(kind) (1u << (kind))
#define KINDS_ANY 0xFFFFu
#define KINDS_DURATION (KIND_BIT(FEEL_DAYS_DURATION) | KIND_BIT(FEEL_YEARS_DURATION))
#define KINDS_TEMPORAL                                                                             \
    (KIND_BIT(FEEL_DATE) | KIND_BIT(FEEL_TIME) | KIND_BIT(FEEL_DATE_TIME) | KINDS_DURATION)

// A parameter takes the kinds of its set; null only if KIND_BIT(FEEL_NULL) is in it. One that takes
// lists but not the argument's kind is given a list of that one; one that does not take lists is
// given the only item of a list of one.
typedef struct BuiltinParam {
    const char *name; // as in a named call
    uint16_t kinds;
    FeelKind item;    // of lists: the kind of the items, for the type check; FEEL_NULL = any
    bool is_optional; // it and all that follow may be left out
} BuiltinParam;

typedef struct BuiltinSignature {
    BuiltinParam params[BUILTIN_PARAMS_MAX];
    uint8_t count;
    bool is_variadic; // the last parameter may be repeated: min(a, b, c)
} BuiltinSignature;

// `count` arguments in the order of the chosen signature; optional ones at the end may be missing.
typedef FeelValue BuiltinRun(FeelMachine *m, const FeelValue *args, size_t count);
// The type of the result for the types of the arguments.
typedef const FeelType *BuiltinType(Arena *a, const FeelType *const *args, size_t count);

typedef struct Builtin {
    FeelBuiltinDoc doc; // doc.name is the name, blanks single
    BuiltinRun *run;
    // Tried in order; the first whose count and kinds fit is taken.
    const BuiltinSignature *signatures;
    size_t signature_count;
    FeelKind result;          // used where `result_type` is NULL
    BuiltinType *result_type; // such as builtin_type_of_item
} Builtin;

// The row of a name (blanks single), or NULL. Rows are in fixed order, feel_builtin_count() of
// them.
const Builtin *feel_builtin_find(Str name);
const Builtin *feel_builtin_at(size_t index);

// Values share their parts, so a few lines of FEEL could make a tree deeper than the stack or
// larger than all memory. Each value that holds others therefore knows its `depth` (1 + the deepest
// it holds) and `weight` (values within, each as often as it is reached; long texts count more),
// set by feel_measure wherever one is made: feel_list, feel_context, feel_range, feel_list_of,
// feel_context_of. The last two stop the run beyond these bounds, so that those who walk values may
// recurse and will end.
enum { FEEL_VALUE_DEPTH_MAX = 200, FEEL_VALUE_WEIGHT_MAX = 64 << 20 };

static inline uint32_t feel_weight(FeelValue v) {
    if (v.kind >= FEEL_LIST) return v.weight;
    return v.kind == FEEL_STRING ? 1 + (uint32_t)(v.string.size / 32) : 1;
}
static inline void feel_measure(FeelValue *holder, const FeelValue *items, size_t count) {
    uint64_t weight = 1;
    uint16_t depth = 0;
    for (size_t i = 0; i < count; i++) {
        weight += feel_weight(items[i]);
        if (items[i].kind >= FEEL_LIST && items[i].depth > depth) depth = items[i].depth;
    }
    holder->weight = weight < UINT32_MAX ? (uint32_t)weight : UINT32_MAX;
    holder->depth = depth < UINT16_MAX ? depth + 1 : depth;
}

// ---- values (value.c) ---------------------------------------------------------------------------

// feel_equal, and how many values were looked at: lists and contexts may be large, so that a
// machine counts them as steps.
FeelValue feel_equal_visits(FeelValue a, FeelValue b, size_t *ret_visits);
// Does `point` lie in the range? False if the ends do not compare with it.
bool feel_range_contains(const FeelRange *r, FeelValue point, bool *ret);
FeelValue feel_range(FeelRange r, Arena *a); // an open end is not included
// feel_value_copy clears the `reason` of every null it copies: reasons belong to one run.

// ---- dates, times, durations (temporal.c) -------------------------------------------------------

// Arithmetic of which at least one operand is temporal. False if the kinds do not go together (the
// machine then reports the wrong types); true with a value, or with a null that has its reason.
bool feel_temporal_add(FeelMachine *m, FeelValue a, FeelValue b, FeelValue *ret);
bool feel_temporal_subtract(FeelMachine *m, FeelValue a, FeelValue b, FeelValue *ret);
bool feel_temporal_multiply(FeelMachine *m, FeelValue a, FeelValue b, FeelValue *ret);
bool feel_temporal_divide(FeelMachine *m, FeelValue a, FeelValue b, FeelValue *ret);
bool feel_temporal_negate(FeelMachine *m, FeelValue a, FeelValue *ret);
// v.year, .month, .day, .weekday, .hour, .minute, .second, .time offset, .timezone, .value,
// .years, .months, .days, .hours, .minutes, .seconds. False if kind `v` has no such property.
bool feel_temporal_path(FeelMachine *m, FeelValue v, Str key, FeelValue *ret);
// The type of that property, NULL if there is none.
const FeelType *feel_temporal_path_type(FeelKind kind, Str key);
// The value of @"text": date, time, date and time or duration; null if it is none of them.
FeelValue feel_temporal_literal(Str text);
Str feel_zone_name(uint32_t zone);

// ---- functions (machine) ------------------------------------------------------------------------

typedef struct FeelProto FeelProto; // a compiled function literal

// A function value: a closure, a builtin, or a host's function.
struct FeelFunction {
    const FeelProto *proto;    // closure, or NULL
    const FeelValue *captured; // what the closure took from where it was made
    const Builtin *builtin;    // or NULL
    const FeelHost *host;      // or NULL
};

#endif
