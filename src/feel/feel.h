// feel/feel.h - FEEL, the expression language of DMN 1.5 (clause 10.3): compile once, run often
//
// Text is compiled against a FeelScope, which declares the names that may be used and their types
// (never their values), to immutable FeelCode: register bytecode with typed operations. A
// FeelMachine runs code on an array of slots, the values of the declared names. There is no clock,
// no I/O and no locale inside; steps, memory and depth are limited. A fault at run time is the
// value null, whose `reason` indexes the machine's list of reasons (code, source span, cause).
//
//     FeelScope *scope = feel_scope_new(a);
//     feel_scope_add(scope, STR("water class"), feel_type(FEEL_NUMBER), 0);
//     const FeelCode *code = feel_compile(a, STR("60000000 * (3 - water class)"), (Place){0},
//     scope,
//                                         (FeelOptions){0}, &findings);
//     FeelMachine *m = feel_machine_new((FeelLimits){0});
//     FeelValue slots[] = {feel_number(dec_from_int(2))};
//     FeelValue v = feel_run(m, code, slots);
//     puts(str_c(a, feel_to_json(a, v)));            // 60000000
//     feel_machine_free(m);
//
// Ownership: code, scope and types live in the arena given. A value made by feel_run lives in the
// machine until the next feel_run or feel_machine_reset; feel_value_copy keeps it longer.
#ifndef SOFTLAW_FEEL_FEEL_H
#define SOFTLAW_FEEL_FEEL_H

#include "base/civil.h"
#include "base/dec.h"
#include "base/message.h"

// ---- values -------------------------------------------------------------------------------------

typedef enum FeelKind {
    FEEL_NULL,
    FEEL_BOOLEAN,
    FEEL_NUMBER,
    FEEL_STRING,
    FEEL_DATE,
    FEEL_TIME,
    FEEL_DATE_TIME,
    FEEL_DAYS_DURATION,  // days and time duration
    FEEL_YEARS_DURATION, // years and months duration
    FEEL_LIST,
    FEEL_CONTEXT,
    FEEL_RANGE,
    FEEL_FUNCTION,
    FEEL_ANY, // of types only, never of a value
} FeelKind;

typedef struct FeelList FeelList;
typedef struct FeelContext FeelContext;
typedef struct FeelRange FeelRange;
typedef struct FeelFunction FeelFunction;
typedef struct FeelZone FeelZone; // an IANA zone by name

// No zone, a fixed offset from UTC, or a named zone.
typedef enum FeelZoneKind { FEEL_ZONE_NONE, FEEL_ZONE_OFFSET, FEEL_ZONE_NAMED } FeelZoneKind;

// Date, time and date-time: days since 1970-01-01 (0 for a time), nanoseconds since local midnight.
typedef struct FeelMoment {
    int64_t days;
    int64_t nanoseconds;
} FeelMoment;

// A tagged value of 24 bytes. Read a member only after looking at `kind`.
typedef struct FeelValue {
    uint8_t kind;      // FeelKind
    uint8_t zone_kind; // FeelZoneKind, of time and date-time
    uint16_t depth;    // of list, context, range, function: 1 + the deepest of what it holds
    union {
        uint32_t reason;        // of null: 1 + index into the machine's reasons, 0 = plain null
        int32_t offset_seconds; // of FEEL_ZONE_OFFSET
        uint32_t zone;          // of FEEL_ZONE_NAMED: index of the zone, see feel_zone_name
        uint32_t weight;        // of list, context, range, function: values within, all told
    };
    union {
        bool boolean;
        Dec number;
        Str string;
        FeelMoment moment; // date, time, date-time
        int64_t months;    // years and months duration
        struct {           // days and time duration: days * 86400 s + nanoseconds, same sign
            int64_t seconds;
            int32_t nanoseconds;
        } span;
        const FeelList *list;
        const FeelContext *context;
        const FeelRange *range;
        const FeelFunction *function;
    };
} FeelValue;

struct FeelList {
    const FeelValue *items;
    size_t count;
};

// Entries in order of insertion; keys are unique.
struct FeelContext {
    const Str *keys;
    const FeelValue *values;
    size_t count;
};

// A unary `< 5` is a range with only one end. An open end has `low` or `high` null.
struct FeelRange {
    FeelValue low, high;
    bool low_included, high_included;
};

FeelValue feel_null(void);
FeelValue feel_boolean(bool b);
FeelValue feel_number(Dec d);
FeelValue feel_integer(int64_t i);
FeelValue feel_string(Str s); // a view
FeelValue feel_date(CivilDate d);
FeelValue feel_list(const FeelValue *items, size_t count, Arena *a); // the array is not copied
FeelValue feel_context(const Str *keys, const FeelValue *values, size_t count, Arena *a);
// Deep copy into the arena (functions keep pointing to their code).
FeelValue feel_value_copy(Arena *a, FeelValue v);

// FEEL equality: true, false, or null (kinds that do not compare).
FeelValue feel_equal(FeelValue a, FeelValue b);
// Same kind, same value, zones included; what tests and `rebuild` compare.
bool feel_is_identical(FeelValue a, FeelValue b);
// Entry of a context by key; null value if absent (*ret_found says so, may be NULL).
FeelValue feel_context_get(const FeelContext *c, Str key, bool *ret_found);
// Order of two values of kinds that have one: numbers, strings, dates, times, date-times, durations
// of the same kind. False if they cannot be compared. *ret is negative, 0 or positive.
bool feel_compare(FeelValue a, FeelValue b, int *ret);
const char *feel_kind_name(FeelKind kind); // "number", "days and time duration" …
// Zone names of the IANA database. False if there is no such zone.
bool zone_find(Str name, uint32_t *ret_zone);
// Seconds east of UTC at a moment, in seconds since 1970.
int32_t zone_offset_at(uint32_t zone, int64_t seconds);
const char *feel_zone_version(void); // of the IANA time zones built in: "2025b"

// ---- types --------------------------------------------------------------------------------------

typedef struct FeelType FeelType;
struct FeelType {
    FeelKind kind;
    const FeelType *item;   // of list and range: what they hold (NULL = any); of function: result
    const Str *keys;        // of context: its entries (count 0 = any context)
    const FeelType **types; // of context entries, of function parameters
    size_t count;
};

// The plain type of a kind; static, lives for ever.
const FeelType *feel_type(FeelKind kind);
const FeelType *feel_type_list(Arena *a, const FeelType *item);
const FeelType *feel_type_context(Arena *a, const Str *keys, const FeelType **types, size_t count);
// "number", "list<number>", "context<a: number>" …; NULL if unknown.
const FeelType *feel_type_parse(Arena *a, Str text);
Str feel_type_text(Arena *a, const FeelType *t);
// May a value of `from` stand where `to` is wanted (clause 10.3.2.9.1)?
bool feel_type_conforms(const FeelType *from, const FeelType *to);
// Is the value of this type (`instance of`)? Null is of no type but Null.
bool feel_type_holds(const FeelType *t, FeelValue v);

// ---- names --------------------------------------------------------------------------------------

typedef struct FeelScope FeelScope;

FeelScope *feel_scope_new(Arena *a);
// Declare a name (blanks inside are collapsed; any characters FEEL allows, and those of Chinese and
// other scripts). `slot` is its place in the array given to feel_run. False if already declared.
bool feel_scope_add(FeelScope *s, Str name, const FeelType *type, uint32_t slot);
// A host function that takes a declared name, not a value, and is resolved when compiling, as
// `previous(tax)`: `resolve` returns true with the slot and type to read in its place.
// `count` further arguments must be literals (`previous(tax, 2)`) and are handed over.
typedef bool FeelResolve(void *host, Str function, uint32_t slot, const FeelValue *literals,
                         size_t count, uint32_t *ret_slot, const FeelType **ret_type,
                         Message *ret_why);
void feel_scope_add_special(FeelScope *s, Str function, FeelResolve *resolve, void *host);
// A named type, for `instance of` and the parameters of function literals.
void feel_scope_add_type(FeelScope *s, Str name, const FeelType *type);
// The declared name nearest to `name`, for hints; absent Str if none is near.
Str feel_scope_nearest(const FeelScope *s, Str name);

// ---- compiling ----------------------------------------------------------------------------------

typedef struct FeelOptions {
    bool lenient;           // unknown names become null at run time instead of findings
    const FeelType *result; // the value must conform (NULL = any); else a finding
    const FeelType *input;  // of unary tests: the type of `?`
} FeelOptions;

typedef struct FeelCode FeelCode;

// Compile one expression; `place` is where its first byte stands, so that findings point into the
// file. NULL if an error was added to `f`.
const FeelCode *feel_compile(Arena *a, Str text, Place place, const FeelScope *scope,
                             FeelOptions options, Findings *f);
// Compile unary tests ("< 5", "[1..3], 7", "-"); run with feel_run_test.
const FeelCode *feel_compile_tests(Arena *a, Str text, Place place, const FeelScope *scope,
                                   FeelOptions options, Findings *f);

const FeelType *feel_code_type(const FeelCode *code);
Str feel_code_text(const FeelCode *code);
Place feel_code_place(const FeelCode *code);
// What unary tests compare with, for those who index or analyse tables: the number of tests, is it
// not(…), and the constant of one of them (a value, or a range). False where a test is none.
size_t feel_tests_count(const FeelCode *tests);
bool feel_tests_are_negated(const FeelCode *tests);
bool feel_tests_constant(Arena *a, const FeelCode *tests, size_t index, FeelValue *ret);
// The value of an expression that is one constant, such as -150.
bool feel_code_constant(Arena *a, const FeelCode *code, FeelValue *ret);
// The slots that the code reads, each once, ascending.
const uint32_t *feel_code_slots(const FeelCode *code, size_t *ret_count);

// The expression's tree, for those who read formulas (units, words, explanation).
typedef enum FeelNodeKind {
    FEEL_NODE_LITERAL, // value
    FEEL_NODE_NAME,    // slot; also a resolved special, whose children are empty
    FEEL_NODE_LOCAL,   // a loop variable, parameter, `item`, `?`
    FEEL_NODE_ADD,
    FEEL_NODE_SUBTRACT,
    FEEL_NODE_MULTIPLY,
    FEEL_NODE_DIVIDE,
    FEEL_NODE_POWER,
    FEEL_NODE_NEGATE,
    FEEL_NODE_COMPARE, // = != < <= > >=; between is an AND of two
    FEEL_NODE_AND,
    FEEL_NODE_OR,
    FEEL_NODE_IN, // value, tests…
    FEEL_NODE_IF, // condition, then, else
    FEEL_NODE_FOR,
    FEEL_NODE_SOME,
    FEEL_NODE_EVERY,
    FEEL_NODE_FILTER,     // list, condition or index
    FEEL_NODE_PATH,       // context; text = key
    FEEL_NODE_CALL,       // text = builtin's name; children = arguments in the builtin's order
    FEEL_NODE_CALL_VALUE, // function value, arguments…
    FEEL_NODE_LIST,
    FEEL_NODE_CONTEXT,
    FEEL_NODE_RANGE,
    FEEL_NODE_FUNCTION,
    FEEL_NODE_INSTANCE_OF,
} FeelNodeKind;

typedef struct FeelNode FeelNode;
struct FeelNode {
    FeelNodeKind kind;
    uint32_t offset, size; // bytes within feel_code_text
    uint32_t slot;         // of NAME
    Str text;        // of NAME, LOCAL: as written; PATH: key; CALL: builtin; COMPARE: operator
    FeelValue value; // of LITERAL
    const FeelType *type;
    const FeelNode **children;
    size_t child_count;
};

const FeelNode *feel_code_tree(const FeelCode *code);

// ---- running ------------------------------------------------------------------------------------

typedef struct FeelLimits {
    uint64_t steps_max, memory_bytes_max; // 0 = the defaults of base/limits.h
    uint32_t depth_max;
} FeelLimits;

// Why a value is null. `cause` is 1 + index of the reason that led to it, 0 = none.
typedef struct FeelReason {
    const char *code; // stable id: "division-by-zero", "no-such-entry", "wrong-type", "limit" …
    Message message;
    Place place;
    uint32_t cause;
} FeelReason;

typedef struct FeelMachine FeelMachine;

FeelMachine *feel_machine_new(FeelLimits limits);
void feel_machine_free(FeelMachine *m);
// What now() and today() tell: a date and time. Until it is set they are null with a reason, as
// they are in agreements: what is owed does not depend on the day it is computed.
void feel_machine_set_now(FeelMachine *m, FeelValue date_time);
// Forget values and reasons.
void feel_machine_reset(FeelMachine *m);
// Evaluate. The value, and those it refers to, live until the next feel_run or reset. Reasons of
// earlier runs are forgotten too.
FeelValue feel_run(FeelMachine *m, const FeelCode *code, const FeelValue *slots);
// Evaluate unary tests on `input`: true, false or null.
FeelValue feel_run_test(FeelMachine *m, const FeelCode *tests, FeelValue input,
                        const FeelValue *slots);

// Many rows at once: the same code on columns of values, exactly as row by row, several times
// faster for formulas of numbers, conditions and dates.
enum { FEEL_COLUMN_ROWS = 256 }; // at most
typedef enum FeelForm {
    FEEL_FORM_SAME,   // `same` in every row
    FEEL_FORM_SMALL,  // numbers * 10^exponent, each of them below 2^62; booleans 0 and 1; dates as
                      // days
    FEEL_FORM_WIDE,   // decs
    FEEL_FORM_VALUES, // values of any kind but null
    FEEL_FORM_CHOSEN, // values[numbers[row]]
    FEEL_FORM_LISTS,  // lists of `item_count` each; a column for each position
} FeelForm;
typedef struct FeelColumn FeelColumn;
struct FeelColumn {
    FeelForm form;
    FeelKind kind; // of SMALL and WIDE
    int exponent;  // of SMALL numbers
    const int64_t *numbers;
    const Dec *decs;
    const FeelValue *values;
    const FeelColumn *items;
    size_t item_count;
    FeelValue same;
};
// The value in a row; of a list only the items that are numbers.
FeelValue feel_column_get(const FeelColumn *c, size_t row, Arena *a);
// The same column in the form SMALL, made in `numbers`; false if its values are not for it.
bool feel_column_small(const FeelColumn *c, const uint8_t *on, size_t count, int64_t *numbers,
                       FeelColumn *ret);
// `columns` has one for each slot that the code reads; `on` tells the rows that are wanted (NULL =
// all), the others stay undefined. False where rows must be run one by one: some value is null,
// the code loops, or a value of another kind comes out. What is returned lives until the next run.
bool feel_run_columns(FeelMachine *m, const FeelCode *code, const FeelColumn *columns,
                      const uint8_t *on, size_t count, FeelColumn *ret);

// Estimates for simulation: the same code on columns of doubles. No value of FEEL is made of them,
// so that nothing can be settled with an estimate.
typedef struct FeelDoubles {
    const double *values; // one for each row; NULL: `same` in all
    double same;          // booleans are 1 and 0, null is NaN
} FeelDoubles;
// `slots` has one for each slot that the code reads. False where the code does more than numbers,
// booleans and conditions.
bool feel_estimate(FeelMachine *m, const FeelCode *code, const FeelDoubles *slots, size_t count,
                   double *ret);
// How far `estimates` are from the exact values, in `sample` rows spread evenly: the largest
// relative deviation (absolute below 1), infinite where one is null and the other not.
double feel_estimate_deviation(FeelMachine *m, const FeelCode *code, const FeelDoubles *slots,
                               size_t count, const double *estimates, size_t sample);

// Set null reasons of the last run: index from 0. The first 64 are kept.
size_t feel_machine_reason_count(const FeelMachine *m);
const FeelReason *feel_machine_reason(const FeelMachine *m, size_t index);
// What is computed of many codes, as a decision model is: begins with feel_machine_reset; values
// and reasons of all its codes then live until the next reset, count against the same limits, and
// the nulls in slots are known to be of this run, so that a reason is linked to its cause in
// another code.
FeelValue feel_run_more(FeelMachine *m, const FeelCode *code, const FeelValue *slots);
FeelValue feel_run_test_more(FeelMachine *m, const FeelCode *tests, FeelValue input,
                             const FeelValue *slots);
// A null of such a run, with its reason; `cause` is a null that led to it, or any other value.
FeelValue feel_machine_null(FeelMachine *m, FeelReason reason, FeelValue cause);
// Memory of the running evaluation; ask feel_room first: false if `bytes` more are not allowed, and
// the run is then stopped.
Arena *feel_machine_arena(FeelMachine *m);
bool feel_room(FeelMachine *m, size_t bytes);
// Count work that grows with the data (one step per item or per 16 bytes of text). False: stopped.
bool feel_steps(FeelMachine *m, uint64_t more);
// True if the last run was stopped by a limit; its value is then null.
bool feel_machine_is_stopped(const FeelMachine *m);

// ---- functions ----------------------------------------------------------------------------------

// A function of the host, which expressions call as any other. It is given as many values as it has
// names, in that order, and looks at their types itself.
typedef FeelValue FeelHostRun(void *self, FeelMachine *m, const FeelValue *args);
typedef struct FeelHost {
    const Str *names; // of the parameters
    size_t count;
    FeelHostRun *run;
    void *self;
} FeelHost;
FeelValue feel_host_function(Arena *a, const FeelHost *host);
// Its type, by parameters and result.
const FeelType *feel_type_function(Arena *a, const Str *names, const FeelType **types, size_t count,
                                   const FeelType *result);
// Call a function value in a run begun with feel_machine_reset. `names` (may be NULL) are those of
// the arguments; faults are placed where `at` stands.
FeelValue feel_call_more(FeelMachine *m, const FeelCode *at, FeelValue function, const Str *names,
                         const FeelValue *args, size_t count);

// ---- text ---------------------------------------------------------------------------------------

// As JSON: numbers exact, dates and durations as ISO 8601 strings, ranges and functions as strings.
Str feel_to_json(Arena *a, FeelValue v);
// As a FEEL literal: strings quoted, date("…"), duration("…").
Str feel_to_text(Arena *a, FeelValue v);
// As the `string()` builtin gives it.
Str feel_to_string(Arena *a, FeelValue v);
// From JSON text: numbers exact; an object {"@type"…} is not special. False and err on a fault.
bool feel_from_json(Arena *a, Str json, Str file, FeelValue *ret, Err *err);
// A literal of the given kind from plain text, as facts bring it ("2021-05-01", "12.5", "true");
// null if it is not one.
FeelValue feel_from_text(Arena *a, Str text, FeelKind kind);

// ---- documentation ------------------------------------------------------------------------------

// One row per builtin; the reference page and its tests are printed and run from it.
typedef struct FeelBuiltinDoc {
    const char *name, *signature, *text_en, *text_zh;
    const char *example, *result; // `example` evaluates to `result` (FEEL text)
    bool is_domain;               // softlaw's own: allocate, largest remainder, grade …
} FeelBuiltinDoc;
size_t feel_builtin_count(void);
const FeelBuiltinDoc *feel_builtin_doc(size_t index);

#endif
