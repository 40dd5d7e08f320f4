// feel/syntax.h - from text to typed tree: tokens, local names, nodes, the parser's parts
//
// The parser asks for one token at a time, after it has declared what the token may name: whether
// `a-b` is one name or a difference depends on the scope at that very place.
#ifndef SOFTLAW_FEEL_SYNTAX_H
#define SOFTLAW_FEEL_SYNTAX_H

#include "feel/feel_int.h"
#include "feel/name.h"
#include "feel/scope.h"
#include "feel/type.h"

// ---- tokens (lexer.c) ---------------------------------------------------------------------------

typedef enum TokenKind {
    TOKEN_END,
    TOKEN_FAULT, // `fault` says what is wrong
    TOKEN_NUMBER,
    TOKEN_STRING,
    TOKEN_NAME,
    TOKEN_LEFT_PAREN,
    TOKEN_RIGHT_PAREN,
    TOKEN_LEFT_BRACKET,
    TOKEN_RIGHT_BRACKET,
    TOKEN_LEFT_BRACE,
    TOKEN_RIGHT_BRACE,
    TOKEN_COMMA,
    TOKEN_COLON,
    TOKEN_AT,
    TOKEN_DOT,
    TOKEN_DOTS,
    TOKEN_PLUS,
    TOKEN_MINUS,
    TOKEN_TIMES,
    TOKEN_DIVIDE,
    TOKEN_POWER,
    TOKEN_EQUAL,
    TOKEN_NOT_EQUAL,
    TOKEN_LESS,
    TOKEN_LESS_EQUAL,
    TOKEN_GREATER,
    TOKEN_GREATER_EQUAL,
    TOKEN_AND,
    TOKEN_OR,
    TOKEN_BETWEEN,
    TOKEN_IN,
    TOKEN_INSTANCE_OF,
    TOKEN_IF,
    TOKEN_THEN,
    TOKEN_ELSE,
    TOKEN_FOR,
    TOKEN_RETURN,
    TOKEN_SOME,
    TOKEN_EVERY,
    TOKEN_SATISFIES,
    TOKEN_FUNCTION,
    TOKEN_TRUE,
    TOKEN_FALSE,
    TOKEN_NULL,
    TOKEN_COUNT,
} TokenKind;

// What a name stands for where it is written.
typedef enum NameKind {
    NAME_UNKNOWN,
    NAME_DECLARED, // slot or special of the scope
    NAME_LOCAL,
    NAME_BUILTIN,
} NameKind;

// A name bound inside the expression. An entry of the items of a filtered list (`amount` in
// `[amount > 5]`) is bound to `item` with `is_entry`.
typedef struct Local {
    Str name; // normal form
    const FeelType *type;
    uint32_t id; // of the value it is read from
    bool is_entry;
    bool is_open_item; // `item` of unknown type: any unknown name may be its entry
    uint32_t uses;
} Local;

typedef struct Token {
    TokenKind kind;
    uint32_t offset, end;
    Dec number;
    bool is_inexact; // number: more than 34 digits
    Str string;      // value of a string
    NameKind name;
    const ScopeName *declared;
    Local *local;
    const Builtin *builtin;
    Message fault, hint;
} Token;

typedef struct Names {
    const FeelScope *scope;
    struct {
        Local *items;
        size_t count, capacity;
    } locals;
} Names;

// The token at or behind `at`; strings are unescaped into `a`.
Token lexer_next(Arena *a, const Names *names, Str text, size_t at);
const char *token_text(TokenKind kind); // as a reader would write it
// Is this word one that no name may be, such as `then`?
bool lexer_is_keyword(Str word);
// End of the words that begin at `at`, up to a keyword, symbol or end: an unknown name.
size_t lexer_words_end(Str text, size_t at);

// ---- nodes --------------------------------------------------------------------------------------

// A node may be the child of two (`x` in `x between a and b`), so a tree is larger for who walks it
// than the text is: `weight` counts the nodes as they are met.
enum {
    NODE_DEPTH_MAX = 1024,
    NODE_WEIGHT_MAX = 1 << 20,
    LOCALS_MAX = 1024,
    PARSER_FINDINGS_MAX = 100
};

// A FeelNode with what only the compiler needs.
typedef struct Node Node;
struct Node {
    FeelNode pub; // first, so that children can be cast
    uint32_t depth, weight;
    TokenKind op;     // of COMPARE
    unsigned shape;   // of RANGE: RANGE_LOW …
    bool has_self;    // FUNCTION that may call itself, by the name with id `local`
    bool is_between;  // AND whose comparisons share their left side
    bool is_constant; // the same whenever and wherever it is run
    bool reads_bound; // FILTER: reads `item`; FOR: reads `partial`
    bool is_bare;     // RANGE written low..high in an iteration, which may descend
    bool uses_input;  // of a test: it reads `?`, so it is a condition
    bool is_unary;    // IN made from unary tests
    bool is_negated;  // from not(…)
    // PATH into an item of unknown type: what the name means if the item has no such entry.
    const Node *otherwise;
    uint32_t local;   // LOCAL: the id it reads
    uint32_t *locals; // ids of what it binds: iterators and `partial`, entries, parameters, `?`
    uint32_t local_count;
    const Str *names;       // CONTEXT keys, FUNCTION parameters, named arguments of CALL_VALUE
    const FeelType **types; // FUNCTION parameters
    const FeelType *tested; // INSTANCE_OF
    const Builtin *builtin; // CALL; also a builtin as a value
    Message fault;          // LITERAL null that stands for a fault found when compiling leniently
    const char *fault_code;
};

// ---- parser -------------------------------------------------------------------------------------

// How tightly operators bind.
enum {
    POWER_NONE,
    POWER_OR,
    POWER_AND,
    POWER_COMPARE,
    POWER_ADD,
    POWER_MULTIPLY,
    POWER_POWER,
    POWER_NEGATE,
    POWER_INSTANCE,
    POWER_POSTFIX,
};

typedef struct Parser {
    Arena *arena;
    Str text;
    Place place; // of the first byte
    FeelOptions options;
    Findings *findings;
    Names names;
    Token token;          // the next one, not yet taken
    uint32_t taken_end;   // end of the last one taken
    uint32_t name_offset; // of the last name taken, for hints
    uint32_t name_end;
    uint32_t local_count; // ids given out
    uint32_t input_local; // id of the innermost `?`
    uint32_t input_uses;  // how often a `?` was read
    int depth;
    uint32_t finding_count;
    bool has_failed; // a fault of syntax was reported: what follows is not
    bool is_warned_of_name;
} Parser;

// The whole text as one expression, or as unary tests: an IN whose value is `?`, and which passes
// everything if it has no tests. NULL if it could not be understood; faults of names and types are
// findings, but do not make it NULL.
Node *parse_text(Parser *p);
Node *parse_tests_text(Parser *p);

// The token stream and findings (parser.c).
void parser_advance(Parser *p);
void parser_move(Parser *p, size_t at); // read on from `at`
bool parser_take(Parser *p, TokenKind kind);
bool parser_expect(Parser *p, TokenKind kind);
void parser_finding(Parser *p, Severity severity, const char *rule, uint32_t offset, uint32_t end,
                    Message message, Message hint);
void parser_unexpected(Parser *p, Message wanted); // a fault of syntax at the token
Str parser_span(const Parser *p, uint32_t offset, uint32_t end);
Place parser_place(const Parser *p, uint32_t offset, uint32_t end);

// The place of bytes of `text`, whose first stands at `from`.
Place place_within(Str text, Place from, uint32_t offset, uint32_t size);

// Nodes (node.c). What is made ends where the last token taken ended.
Node *node_new(Parser *p, FeelNodeKind kind, uint32_t offset, const FeelType *type);
// Sets the children, copied; NULL and a finding if the tree grows too deep.
Node *node_with(Parser *p, Node *n, Node *const *children, size_t count);
Node *node_binary(Parser *p, FeelNodeKind kind, Node *left, Node *right, const FeelType *type);
Node *node_literal(Parser *p, uint32_t offset, FeelValue value);
Node *node_local(Parser *p, uint32_t offset, uint32_t id, Str name, const FeelType *type);
// What stands for a fault of names or types at the node's span: a finding and a node of unknown
// type; when lenient no finding, but a null that tells the fault when run.
Node *node_fault(Parser *p, Node *at, const char *rule, Message message, Message hint);
static inline Node *node_child(const Node *n, size_t i) {
    return (Node *)(void *)n->pub.children[i];
}
static inline FeelKind node_kind(const Node *n) {
    return n->pub.type->kind;
}
static inline uint32_t node_end(const Node *n) {
    return n->pub.offset + n->pub.size;
}

// Nodes gathered before their number is known.
typedef struct NodeList {
    Node **items;
    size_t count, capacity;
} NodeList;

// Local names (local.c).
uint32_t local_bind(Parser *p, Str name, const FeelType *type);
uint32_t local_bind_item(Parser *p, const FeelType *type); // `item` and the entries of its type
// Down to `count` locals. Was any of those forgotten read?
bool local_unbind(Parser *p, size_t count);

// Rules of the grammar. NULL after a fault of syntax.
Node *parse_expression(Parser *p);
Node *parse_operand(Parser *p, int power); // binds tighter than `power`
Node *parse_infix(Parser *p, Node *left, int power);
// parse_form.c: for, some, every, if, function, context
Node *parse_for(Parser *p);
Node *parse_quantified(Parser *p);
Node *parse_if(Parser *p);
Node *parse_function(Parser *p);
Node *parse_context(Parser *p);
Str parse_new_name(Parser *p); // absent if there is none
// parse_test.c: lists, ranges, tests, filters
Node *parse_brackets(Parser *p);
Node *parse_parens(Parser *p);
Node *parse_open_range(Parser *p);
Node *parse_unary_range(Parser *p);
Node *parse_in(Parser *p, Node *left);
Node *parse_unary_tests(Parser *p);
Node *parse_filter(Parser *p, Node *left);
// parse_name.c: names, paths, calls
Node *parse_name(Parser *p);
Node *parse_call(Parser *p, Node *callee);
Node *parse_path(Parser *p, Node *left);

// Types of operations (check.c): the nodes, with findings where types do not fit.
Node *check_arithmetic(Parser *p, FeelNodeKind kind, Node *left, Node *right);
Node *check_compare(Parser *p, TokenKind op, Node *left, Node *right);
Node *check_logic(Parser *p, FeelNodeKind kind, Node *left, Node *right);
Node *check_negate(Parser *p, uint32_t offset, Node *operand);
// The shape of a range: which ends are included, and which are missing, as in `< 5`.
enum {
    RANGE_OPEN = 0,
    RANGE_LOW = 1,
    RANGE_HIGH = 2,
    RANGE_CLOSED = 3,
    RANGE_NO_LOW = 4,
    RANGE_NO_HIGH = 8
};
Node *check_range(Parser *p, uint32_t offset, Node *low, Node *high, unsigned shape);
// A finding if `n` cannot be true or false.
void check_condition(Parser *p, const Node *n);
// Could the value pass or fail this test? A finding if their types do not meet.
void check_test(Parser *p, const Node *value, const Node *test);
Node *check_call(Parser *p, Node *call); // a CALL with its arguments in order
// An unknown name at the span, with the nearest known one as a hint.
Node *check_unknown(Parser *p, Node *at, Str name, bool is_function);

#endif
