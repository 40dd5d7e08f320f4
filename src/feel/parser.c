// feel/parser.c - Pratt parser: the token stream, prefixes, operators by binding power
#include "feel/syntax.h"

// ---- places and findings ------------------------------------------------------------------------

Place parser_place(const Parser *p, uint32_t offset, uint32_t end) {
    return place_within(p->text, p->place, offset, end - offset);
}

Str parser_span(const Parser *p, uint32_t offset, uint32_t end) {
    return str_part(p->text, offset, end - offset);
}

void parser_finding(Parser *p, Severity severity, const char *rule, uint32_t offset, uint32_t end,
                    Message message, Message hint) {
    if (++p->finding_count > PARSER_FINDINGS_MAX) p->has_failed = true;
    if (p->finding_count > PARSER_FINDINGS_MAX) return;
    finding_add(p->findings, severity, rule, parser_place(p, offset, end), message, hint);
}

static void fail(Parser *p, const char *rule, uint32_t offset, uint32_t end, Message message,
                 Message hint) {
    if (!p->has_failed) parser_finding(p, SEVERITY_ERROR, rule, offset, end, message, hint);
    p->has_failed = true;
}

// A word behind a name that is no operator: the two were meant as one name, which is not known.
static bool is_broken_name(const Parser *p) {
    return p->token.kind == TOKEN_NAME && p->name_end > p->name_offset &&
           p->name_end == p->taken_end;
}

void parser_unexpected(Parser *p, Message wanted) {
    const Token *t = &p->token;
    if (t->kind == TOKEN_FAULT) {
        fail(p, "syntax", t->offset, t->end, t->fault, t->hint);
    } else if (is_broken_name(p)) {
        uint32_t end = (uint32_t)lexer_words_end(p->text, t->offset);
        if (end < t->end) end = t->end;
        Str name = name_normal(p->arena, parser_span(p, p->name_offset, end));
        Str nearest = feel_scope_nearest(p->names.scope, name);
        fail(p, "unknown-name", p->name_offset, end, MSG("unknown name \"{1}\"", name),
             nearest.size ? MSG("did you mean \"{1}\"?", nearest)
                          : MSG("an operator may be missing before \"{1}\"",
                                parser_span(p, t->offset, t->end)));
    } else {
        fail(p, "syntax", t->offset, t->end, wanted, NO_MSG);
    }
}

// ---- the token stream ---------------------------------------------------------------------------

void parser_move(Parser *p, size_t at) {
    p->token = lexer_next(p->arena, &p->names, p->text, at);
}

void parser_advance(Parser *p) {
    p->taken_end = p->token.end;
    if (p->token.kind == TOKEN_NAME) {
        p->name_offset = p->token.offset;
        p->name_end = p->token.end;
    }
    parser_move(p, p->token.end);
}

bool parser_take(Parser *p, TokenKind kind) {
    if (p->token.kind != kind) return false;
    parser_advance(p);
    return true;
}

bool parser_expect(Parser *p, TokenKind kind) {
    if (parser_take(p, kind)) return true;
    Str wanted = str_from(token_text(kind)), found = parser_span(p, p->token.offset, p->token.end);
    parser_unexpected(p, found.size ? MSG("expected \"{1}\", found \"{2}\"", wanted, found)
                                    : MSG("expected \"{1}\", but the text ends", wanted));
    return false;
}

static Node *expected_expression(Parser *p) {
    Str found = parser_span(p, p->token.offset, p->token.end);
    parser_unexpected(p, found.size ? MSG("expected a value, found \"{1}\"", found)
                                    : MSG("expected a value, but the text ends"));
    return NULL;
}

// ---- prefixes -----------------------------------------------------------------------------------

static Node *parse_number(Parser *p) {
    const Token t = p->token;
    if (t.is_inexact)
        parser_finding(p, SEVERITY_WARNING, "inexact-number", t.offset, t.end,
                       MSG("the number has more than 34 digits and is rounded"), NO_MSG);
    parser_advance(p);
    return node_literal(p, t.offset, feel_number(t.number));
}

static Node *parse_string(Parser *p) {
    const Token t = p->token;
    parser_advance(p);
    return node_literal(p, t.offset, feel_string(t.string));
}

static Node *parse_word_value(Parser *p) {
    const Token t = p->token;
    parser_advance(p);
    return node_literal(p, t.offset,
                        t.kind == TOKEN_NULL ? feel_null() : feel_boolean(t.kind == TOKEN_TRUE));
}

// @"2021-05-01"
static Node *parse_at(Parser *p) {
    uint32_t offset = p->token.offset;
    parser_advance(p);
    const Token t = p->token;
    if (t.kind != TOKEN_STRING) return expected_expression(p);
    parser_advance(p);
    FeelValue value = feel_temporal_literal(t.string);
    Node *n = node_literal(p, offset, value);
    if (value.kind != FEEL_NULL) return n;
    return node_fault(
        p, n, "bad-literal", MSG("\"{1}\" is not a date, time or duration", t.string),
        MSG("as @\"2021-05-01\", @\"08:30:00\", @\"2021-05-01T08:30:00\" or @\"P1D\""));
}

static Node *parse_negate(Parser *p) {
    uint32_t offset = p->token.offset;
    parser_advance(p);
    Node *operand = parse_operand(p, POWER_POWER);
    return operand ? check_negate(p, offset, operand) : NULL;
}

typedef Node *PrefixRule(Parser *p);

static PrefixRule *const PREFIX_RULES[TOKEN_COUNT] = {
    [TOKEN_NUMBER] = parse_number,
    [TOKEN_STRING] = parse_string,
    [TOKEN_TRUE] = parse_word_value,
    [TOKEN_FALSE] = parse_word_value,
    [TOKEN_NULL] = parse_word_value,
    [TOKEN_AT] = parse_at,
    [TOKEN_MINUS] = parse_negate,
    [TOKEN_NAME] = parse_name,
    [TOKEN_LEFT_PAREN] = parse_parens,
    [TOKEN_LEFT_BRACKET] = parse_brackets,
    [TOKEN_RIGHT_BRACKET] = parse_open_range,
    [TOKEN_LEFT_BRACE] = parse_context,
    [TOKEN_EQUAL] = parse_unary_range,
    [TOKEN_NOT_EQUAL] = parse_unary_range,
    [TOKEN_LESS] = parse_unary_range,
    [TOKEN_LESS_EQUAL] = parse_unary_range,
    [TOKEN_GREATER] = parse_unary_range,
    [TOKEN_GREATER_EQUAL] = parse_unary_range,
    [TOKEN_IF] = parse_if,
    [TOKEN_FOR] = parse_for,
    [TOKEN_SOME] = parse_quantified,
    [TOKEN_EVERY] = parse_quantified,
    [TOKEN_FUNCTION] = parse_function,
};

// A level of nesting is a prefix and an operator: each may hold expressions. False after a finding.
static bool enter(Parser *p) {
    if (p->depth++ < 2 * LIMIT_FEEL_DEPTH) return true;
    fail(p, "too-deep", p->token.offset, p->token.end, MSG("the expression is nested too deeply"),
         MSG("divide it into several formulas"));
    return false;
}

static Node *parse_prefix(Parser *p) {
    PrefixRule *rule = PREFIX_RULES[p->token.kind];
    if (!rule || p->has_failed) return expected_expression(p);
    Node *n = enter(p) ? rule(p) : NULL;
    p->depth--;
    return n;
}

// ---- operators ----------------------------------------------------------------------------------

static Node *infix_arithmetic(Parser *p, Node *left, TokenKind op, int power) {
    static const FeelNodeKind KINDS[TOKEN_COUNT] = {
        [TOKEN_PLUS] = FEEL_NODE_ADD,       [TOKEN_MINUS] = FEEL_NODE_SUBTRACT,
        [TOKEN_TIMES] = FEEL_NODE_MULTIPLY, [TOKEN_DIVIDE] = FEEL_NODE_DIVIDE,
        [TOKEN_POWER] = FEEL_NODE_POWER,
    };
    parser_advance(p);
    Node *right = parse_operand(p, power);
    return right ? check_arithmetic(p, KINDS[op], left, right) : NULL;
}

static Node *infix_compare(Parser *p, Node *left, TokenKind op, int power) {
    parser_advance(p);
    Node *right = parse_operand(p, power);
    return right ? check_compare(p, op, left, right) : NULL;
}

static Node *infix_logic(Parser *p, Node *left, TokenKind op, int power) {
    parser_advance(p);
    Node *right = parse_operand(p, power);
    if (!right) return NULL;
    return check_logic(p, op == TOKEN_AND ? FEEL_NODE_AND : FEEL_NODE_OR, left, right);
}

static Node *infix_between(Parser *p, Node *left, TokenKind op, int power) {
    (void)op;
    parser_advance(p);
    Node *low = parse_operand(p, power);
    if (!low || !parser_expect(p, TOKEN_AND)) return NULL;
    Node *high = parse_operand(p, power);
    if (!high) return NULL;
    Node *above = check_compare(p, TOKEN_GREATER_EQUAL, left, low),
         *below = check_compare(p, TOKEN_LESS_EQUAL, left, high);
    Node *n = above && below ? check_logic(p, FEEL_NODE_AND, above, below) : NULL;
    if (n) n->is_between = true;
    return n;
}

static Node *infix_in(Parser *p, Node *left, TokenKind op, int power) {
    (void)op, (void)power;
    parser_advance(p);
    return parse_in(p, left);
}

static Node *infix_instance(Parser *p, Node *left, TokenKind op, int power) {
    (void)op, (void)power;
    size_t at = p->token.end;
    const FeelType *tested = type_parse_at(p->arena, p->names.scope, p->text, &at);
    parser_move(p, at);
    if (!tested) {
        parser_unexpected(p, MSG("expected a type, found \"{1}\"",
                                 parser_span(p, p->token.offset, p->token.end)));
        return NULL;
    }
    p->taken_end = (uint32_t)at;
    Node *n = node_new(p, FEEL_NODE_INSTANCE_OF, left->pub.offset, feel_type(FEEL_BOOLEAN));
    n->tested = tested;
    return node_with(p, n, &left, 1);
}

static Node *infix_call(Parser *p, Node *left, TokenKind op, int power) {
    (void)op, (void)power;
    return parse_call(p, left);
}

static Node *infix_path(Parser *p, Node *left, TokenKind op, int power) {
    (void)op, (void)power;
    return parse_path(p, left);
}

static Node *infix_filter(Parser *p, Node *left, TokenKind op, int power) {
    (void)op, (void)power;
    return parse_filter(p, left);
}

typedef struct InfixRule {
    int power;
    Node *(*parse)(Parser *p, Node *left, TokenKind op, int power);
} InfixRule;

static const InfixRule INFIX_RULES[TOKEN_COUNT] = {
    [TOKEN_OR] = {POWER_OR, infix_logic},
    [TOKEN_AND] = {POWER_AND, infix_logic},
    [TOKEN_EQUAL] = {POWER_COMPARE, infix_compare},
    [TOKEN_NOT_EQUAL] = {POWER_COMPARE, infix_compare},
    [TOKEN_LESS] = {POWER_COMPARE, infix_compare},
    [TOKEN_LESS_EQUAL] = {POWER_COMPARE, infix_compare},
    [TOKEN_GREATER] = {POWER_COMPARE, infix_compare},
    [TOKEN_GREATER_EQUAL] = {POWER_COMPARE, infix_compare},
    [TOKEN_BETWEEN] = {POWER_COMPARE, infix_between},
    [TOKEN_IN] = {POWER_COMPARE, infix_in},
    [TOKEN_PLUS] = {POWER_ADD, infix_arithmetic},
    [TOKEN_MINUS] = {POWER_ADD, infix_arithmetic},
    [TOKEN_TIMES] = {POWER_MULTIPLY, infix_arithmetic},
    [TOKEN_DIVIDE] = {POWER_MULTIPLY, infix_arithmetic},
    [TOKEN_POWER] = {POWER_POWER, infix_arithmetic},
    [TOKEN_INSTANCE_OF] = {POWER_INSTANCE, infix_instance},
    [TOKEN_LEFT_PAREN] = {POWER_POSTFIX, infix_call},
    [TOKEN_DOT] = {POWER_POSTFIX, infix_path},
    [TOKEN_LEFT_BRACKET] = {POWER_POSTFIX, infix_filter},
};

// `[1..5[` ends a range: a bracket behind which no value begins does not open a filter.
static bool closes_range(const Parser *p) {
    if (p->token.kind != TOKEN_LEFT_BRACKET) return false;
    Token next = lexer_next(p->arena, &p->names, p->text, p->token.end);
    return next.kind != TOKEN_FAULT && (!PREFIX_RULES[next.kind] || INFIX_RULES[next.kind].power) &&
           next.kind != TOKEN_LEFT_PAREN && next.kind != TOKEN_LEFT_BRACKET &&
           next.kind != TOKEN_MINUS;
}

Node *parse_infix(Parser *p, Node *left, int power) {
    while (left) {
        const InfixRule *rule = &INFIX_RULES[p->token.kind];
        if (rule->power <= power || closes_range(p)) return left;
        left = enter(p) ? rule->parse(p, left, p->token.kind, rule->power) : NULL;
        p->depth--;
    }
    return NULL;
}

Node *parse_operand(Parser *p, int power) {
    return parse_infix(p, parse_prefix(p), power);
}

Node *parse_expression(Parser *p) {
    return parse_operand(p, POWER_NONE);
}

// ---- whole texts --------------------------------------------------------------------------------

static Node *at_end(Parser *p, Node *n) {
    if (!n || p->token.kind == TOKEN_END) return n;
    parser_unexpected(p, MSG("expected an operator or the end, found \"{1}\"",
                             parser_span(p, p->token.offset, p->token.end)));
    return NULL;
}

Node *parse_text(Parser *p) {
    parser_move(p, 0);
    return at_end(p, parse_expression(p));
}

Node *parse_tests_text(Parser *p) {
    const FeelType *input = p->options.input ? p->options.input : feel_type(FEEL_ANY);
    p->input_local = local_bind(p, STR("?"), input);
    parser_move(p, 0);
    return at_end(p, parse_unary_tests(p));
}
