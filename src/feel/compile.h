// feel/compile.h - from tree to bytecode: what the parts of the compiler share
#ifndef SOFTLAW_FEEL_COMPILE_H
#define SOFTLAW_FEEL_COMPILE_H

#include "feel/code.h"

// A local and where its value is: an operand of the function that binds it.
typedef struct Bound {
    uint32_t id, operand;
} Bound;

// What a function takes from the one around it.
typedef struct Capture {
    bool is_slot;
    uint32_t key;   // slot, or id of the local
    uint32_t outer; // operand in the enclosing function
} Capture;

typedef struct Body Body;
struct Body { // of a function under construction
    Body *enclosing;
    const Node *function; // NULL in main code
    struct {
        Instruction *items;
        size_t count, capacity;
    } code;
    struct {
        const Node **items;
        size_t count, capacity;
    } nodes;
    struct {
        Bound *items;
        size_t count, capacity;
    } bound;
    struct {
        Capture *items;
        size_t count, capacity;
    } captures;
    uint32_t next_register, register_count;
};

typedef struct Compiler {
    Arena *arena;
    Parser *parser; // for findings
    Body *body;
    struct {
        FeelValue *items;
        size_t count, capacity;
    } constants;
    struct {
        const FeelProto **items;
        size_t count, capacity;
    } protos;
    struct {
        const Builtin **items;
        size_t count, capacity;
    } builtins;
    struct {
        KeyTable *items;
        size_t count, capacity;
    } tables;
    struct {
        const FeelType **items;
        size_t count, capacity;
    } types;
    struct {
        const Node **items;
        size_t count, capacity;
    } faults;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } slots;
    FeelCode *code;
    FeelMachine *folder; // runs constant parts; made when first needed
    uint64_t fold_steps_left;
    bool is_folding; // constants are not looked for
    bool has_failed;
} Compiler;

// Code and registers.
size_t emit(Compiler *c, Op op, uint32_t dest, uint32_t a, uint32_t b, const Node *n);
void emit_count(Compiler *c, size_t at, size_t n); // sets `n` of the instruction
size_t emit_here(const Compiler *c);
void emit_target(Compiler *c, size_t at); // the jump at `at` goes here
uint32_t take_registers(Compiler *c, uint32_t count);
uint32_t constant(Compiler *c, FeelValue v); // its operand

// The operand that holds the node's value; code is emitted only where it must be computed.
uint32_t compile_operand(Compiler *c, const Node *n);
void compile_into(Compiler *c, const Node *n, uint32_t dest);
Op compile_compare_op(TokenKind op);
// Compiles a function whose parameters (count of them) are in its first registers.
FeelProto *compile_body(Compiler *c, const Node *body, const Node *function, const uint32_t *ids,
                        uint32_t count);
// Locals and slots.
void bind_local(Compiler *c, uint32_t id, uint32_t operand);
void unbind_locals(Compiler *c, size_t count);

// The value of a node that is the same on every run; false if it has none worth keeping (fold.c).
bool fold(Compiler *c, const Node *n, FeelValue *ret);

// Forms (compile_form.c, compile_loop.c, compile_call.c).
typedef void CompileForm(Compiler *c, const Node *n, uint32_t dest);
CompileForm compile_if, compile_logic, compile_list, compile_context, compile_range, compile_path,
    compile_in, compile_instance, compile_for, compile_quantified, compile_filter, compile_function,
    compile_call, compile_call_value;

#endif
