// feel/code.h - compiled code, and what runs it
//
// Register bytecode: an instruction names an operation, a register to write and two operands. The
// upper two bits of an operand say where it is read: a register of the frame, a constant of the
// code, or `outer`: a slot of the caller in main code, a captured value in a function. Functions
// reach slots and the locals of what encloses them only through what they captured when they were
// made, so that a function value may outlive the run that made it.
#ifndef SOFTLAW_FEEL_CODE_H
#define SOFTLAW_FEEL_CODE_H

#include "feel/syntax.h"

typedef enum Op {
    OP_MOVE, // dest = a
    OP_READ, // dest = a, a slot: the reason of a null there belongs to another run and is cut off
    // Arithmetic: dest = a op b. `n` is the index of b's node among the children, a's is one less.
    OP_ADD,
    OP_SUBTRACT,
    OP_MULTIPLY,
    OP_DIVIDE,
    OP_POWER,
    OP_NEGATE,
    OP_MIN, // of two numbers; others go to the builtin
    OP_MAX,
    OP_ABS,
    OP_EQUAL,
    OP_NOT_EQUAL,
    OP_LESS,
    OP_LESS_EQUAL,
    OP_GREATER,
    OP_GREATER_EQUAL,
    // Jump to `dest` unless a op b is true; in the order of the comparisons.
    OP_UNLESS_EQUAL,
    OP_UNLESS_NOT_EQUAL,
    OP_UNLESS_LESS,
    OP_UNLESS_LESS_EQUAL,
    OP_UNLESS_GREATER,
    OP_UNLESS_GREATER_EQUAL,
    OP_JUMP,     // to dest
    OP_UNLESS,   // to dest unless a is true
    OP_IF_TRUE,  // to dest if a is true
    OP_IF_FALSE, // to dest if a is false
    OP_LOOP,     // back to dest; n steps are counted
    OP_AND,      // ternary
    OP_OR,
    OP_NOT,
    OP_LIST,     // dest = an empty list that will grow
    OP_APPEND,   // to the growing list dest: a
    OP_PARTIAL,  // dest = what the growing list a holds by now
    OP_CONTEXT,  // dest = the context of n values from register a on, keys from table b
    OP_RANGE,    // dest = range from a to b, n = its shape
    OP_CLOSURE,  // dest = function of prototype b
    OP_SELF,     // dest = the running function
    OP_PATH,     // dest = a.b, b a constant string, n = where the key is likely to be
    OP_ENTRY,    // if context a has the entry b: dest = it; else skip the next instruction
    OP_INDEX,    // dest = a[b]
    OP_IN,       // dest = a in b
    OP_TEST,     // dest = does a pass the unary test of value b
    OP_INSTANCE, // dest = a instance of type b
    OP_ITERATE,  // state in dest.. = iteration over a (n: bare range a..b); if it cannot be
                 // iterated, dest is a null with its reason; else the next instruction is skipped
    OP_NEXT,     // dest = the next item of state a; when there is none jump to b
    OP_KEEP,     // filter: see compile_filter; skips the next instruction unless an index was found
    OP_CALL_BUILTIN, // dest = builtin b on n arguments from register a on
    OP_CALL,   // dest = function in register a on the n arguments behind it; b: table of names
    OP_FAULT,  // dest = the null of fault b
    OP_RETURN, // a
} Op;

#define OPERAND_CONSTANT (1u << 30)
#define OPERAND_OUTER (1u << 31)
#define OPERAND_INDEX (OPERAND_CONSTANT - 1u)
#define OPERAND_SPACES 3 // registers, constants, outer: operand >> 30
#define NO_TABLE UINT32_MAX

enum {
    FRAME_REGISTERS_MAX = 4096,
    ITERATION_REGISTERS = 3, // the state of OP_ITERATE
};

typedef struct Instruction {
    uint16_t op, n;
    uint32_t dest, a, b;
} Instruction;

struct FeelProto {
    const FeelCode *code;
    const Instruction *instructions;
    const Node *const *nodes; // where each instruction came from
    uint32_t instruction_count, register_count;
    const Str *parameter_names;
    const FeelType **parameter_types;
    uint32_t parameter_count;
    const uint32_t *captures; // operands in the enclosing frame
    uint32_t capture_count;
};

typedef struct KeyTable {
    const Str *keys;
    uint32_t count;
} KeyTable;

struct FeelCode {
    Str text;
    Place place;
    const Node *tree;
    FeelProto main;
    const FeelValue *constants;
    const FeelProto *const *protos;
    const Builtin *const *builtins;
    const KeyTable *tables;
    const FeelType *const *types;
    const Node *const *faults;
    const uint32_t *slots;
    size_t slot_count;
    const uint64_t *live;              // see row_flow_plan
    const struct Estimates *estimates; // see estimate_plan; NULL: cannot be estimated
};

// Compiles the tree (compile*.c, fold.c). False and a finding if it is too large. `is_folding`: the
// tree is a constant part, which is run at once and in which no constants are looked for.
bool code_from_tree(Arena *a, Parser *p, const Node *tree, bool is_folding, FeelCode *ret);

// ---- the machine --------------------------------------------------------------------------------

enum { REASONS_MAX = 64, REGISTERS_MAX = 32 << 10 };

typedef struct Frame {
    const FeelProto *proto;
    const FeelValue *outer;
    FeelValue function; // null in main code
    FeelValue *registers;
    const Instruction *at; // the running instruction
    uint32_t dest;         // where the caller wants the value
} Frame;

struct FeelMachine {
    Arena *arena;
    FeelValue *registers;
    uint32_t register_capacity, register_count;
    Frame *frames; // frames[frame_count - 1] is running
    uint32_t frame_count;
    uint64_t steps_left;
    FeelLimits limits;
    FeelValue now; // null: not set
    bool is_stopped;
    bool owns_slots;      // the nulls in slots are of this run (feel_run_more)
    uint32_t stop_reason; // why
    FeelReason reasons[REASONS_MAX];
    size_t reason_count;           // of those kept; when full, the last is overwritten
    struct ColumnMachine *columns; // made when first needed
    struct Estimator *estimator;
};

void columns_free(struct ColumnMachine *c);
void estimator_free(struct Estimator *e);
// The constants as columns take them, or NULL where the code cannot be estimated.
const struct Estimates *estimate_plan(Arena *a, const FeelCode *code, size_t constant_count);
FeelMachine *machine_new(FeelLimits limits, uint32_t register_capacity);
// Runs a function from its first instruction on (run.c).
FeelValue machine_execute(FeelMachine *m, const FeelProto *proto, const FeelValue *outer,
                          FeelValue function, const FeelValue *args, size_t count);
// Enters a frame; NULL if a limit forbids.
Frame *machine_push(FeelMachine *m, const FeelProto *proto, const FeelValue *outer,
                    FeelValue function);
void machine_pop(FeelMachine *m);
FeelValue machine_stop(FeelMachine *m, Message message);
// The value, or the stop of a run that nests or gathers too much in it.
FeelValue machine_bound(FeelMachine *m, FeelValue v);
// A null for an operation on the null `v`, which came from the operand: its reason, or a new one.
FeelValue machine_null(FeelMachine *m, FeelValue v, uint32_t operand, size_t child);
// The null without a reason that belongs to another run.
FeelValue machine_own(const FeelMachine *m, FeelValue v, uint32_t operand);
const Node *machine_node(const FeelMachine *m); // of the running instruction

// ---- operations on any kind of value (operate.c, operate_list.c) --------------------------------

FeelValue operate_arithmetic(FeelMachine *m, Op op, FeelValue a, FeelValue b);
FeelValue operate_negate(FeelMachine *m, FeelValue a);
FeelValue operate_compare(FeelMachine *m, Op op, FeelValue a, FeelValue b);
FeelValue operate_and(FeelMachine *m, FeelValue a, FeelValue b);
FeelValue operate_or(FeelMachine *m, FeelValue a, FeelValue b);
FeelValue operate_not(FeelMachine *m, FeelValue a);
FeelValue operate_in(FeelMachine *m, FeelValue a, FeelValue b);
FeelValue operate_test(FeelMachine *m, FeelValue input, FeelValue b);
FeelValue operate_path(FeelMachine *m, FeelValue a, Str key, size_t hint);
FeelValue operate_range(FeelMachine *m, FeelValue low, FeelValue high, unsigned shape);

FeelValue list_growing(FeelMachine *m);
void list_append(FeelMachine *m, FeelValue *list, FeelValue item);
FeelValue list_partial(FeelMachine *m, FeelValue list);
FeelValue list_index(FeelMachine *m, FeelValue list, FeelValue index);

// The state of an iteration lives in three registers. False if `v` cannot be iterated: state[0] is
// then a null with its reason.
bool iterate_begin(FeelMachine *m, FeelValue *state, FeelValue v);
bool iterate_begin_bare(FeelMachine *m, FeelValue *state, FeelValue low, FeelValue high);
bool iterate_next(FeelValue *state, FeelValue *ret_item);

// ---- calls (call.c) -----------------------------------------------------------------------------

// `args` may be overwritten by coerced values.
FeelValue call_builtin(FeelMachine *m, const Builtin *b, FeelValue *args, size_t count);
// A builtin, or a function of the host.
FeelValue call_native(FeelMachine *m, const FeelFunction *f, FeelValue *args, size_t count);
// Checks and coerces the arguments of a closure in place. False: *ret is the null of the call.
bool call_prepare(FeelMachine *m, const FeelProto *proto, FeelValue *args, size_t count,
                  FeelValue *ret);
// Puts named arguments into the order of the function's parameters.
bool call_order(FeelMachine *m, const FeelFunction *f, const KeyTable *names, FeelValue *args,
                FeelValue *ret);

#endif
