// feel/parse_unary.c - lists, ranges, parentheses, tests and filters
#include "feel/syntax.h"

// ---- ranges and lists ---------------------------------------------------------------------------

// Behind the two dots: the high end and the mark that closes the range.
static Node *parse_range_rest(Parser *p, uint32_t offset, Node *low, unsigned included) {
    parser_advance(p);
    Node *high = parse_expression(p);
    if (!high) return NULL;
    if (p->token.kind == TOKEN_RIGHT_BRACKET)
        included |= RANGE_HIGH;
    else if (p->token.kind != TOKEN_RIGHT_PAREN && p->token.kind != TOKEN_LEFT_BRACKET) {
        parser_expect(p, TOKEN_RIGHT_BRACKET);
        return NULL;
    }
    parser_advance(p);
    return check_range(p, offset, low, high, included);
}

static Node *parse_list_rest(Parser *p, uint32_t offset, Node *first) {
    NodeList items = {0};
    const FeelType *item = feel_type(FEEL_NULL);
    for (Node *n = first; n; n = parse_expression(p)) {
        *VEC_ADD(p->arena, &items) = n;
        item = type_join(item, n->pub.type);
        if (parser_take(p, TOKEN_COMMA)) continue;
        if (!parser_expect(p, TOKEN_RIGHT_BRACKET)) return NULL;
        const FeelType *type =
            item->kind == FEEL_NULL ? feel_type(FEEL_LIST) : feel_type_list(p->arena, item);
        return node_with(p, node_new(p, FEEL_NODE_LIST, offset, type), items.items, items.count);
    }
    return NULL;
}

Node *parse_brackets(Parser *p) {
    uint32_t offset = p->token.offset;
    parser_advance(p);
    if (parser_take(p, TOKEN_RIGHT_BRACKET))
        return node_with(p, node_new(p, FEEL_NODE_LIST, offset, feel_type(FEEL_LIST)), NULL, 0);
    Node *first = parse_expression(p);
    if (!first) return NULL;
    if (p->token.kind == TOKEN_DOTS) return parse_range_rest(p, offset, first, RANGE_LOW);
    return parse_list_rest(p, offset, first);
}

Node *parse_open_range(Parser *p) {
    uint32_t offset = p->token.offset;
    parser_advance(p);
    Node *low = parse_expression(p);
    if (!low) return NULL;
    if (p->token.kind == TOKEN_DOTS) return parse_range_rest(p, offset, low, RANGE_OPEN);
    parser_expect(p, TOKEN_DOTS);
    return NULL;
}

Node *parse_parens(Parser *p) {
    uint32_t offset = p->token.offset;
    parser_advance(p);
    Node *n = parse_expression(p);
    if (!n) return NULL;
    if (p->token.kind == TOKEN_DOTS) return parse_range_rest(p, offset, n, RANGE_OPEN);
    if (!parser_expect(p, TOKEN_RIGHT_PAREN)) return NULL;
    p->name_end = 0;
    n->pub.offset = offset;
    n->pub.size = p->taken_end - offset;
    return n;
}

// `< 5`, `>= x`, `= 3`: a range with one end, or one of a single value.
Node *parse_unary_range(Parser *p) {
    const Token op = p->token;
    parser_advance(p);
    Node *end = parse_operand(p, POWER_COMPARE);
    if (!end) return NULL;
    Node *none = node_literal(p, op.offset, feel_null());
    switch ((int)op.kind) {
    case TOKEN_LESS: return check_range(p, op.offset, none, end, RANGE_NO_LOW);
    case TOKEN_LESS_EQUAL: return check_range(p, op.offset, none, end, RANGE_NO_LOW | RANGE_HIGH);
    case TOKEN_GREATER: return check_range(p, op.offset, end, none, RANGE_NO_HIGH);
    case TOKEN_GREATER_EQUAL:
        return check_range(p, op.offset, end, none, RANGE_NO_HIGH | RANGE_LOW);
    case TOKEN_EQUAL: return check_range(p, op.offset, end, end, RANGE_CLOSED);
    default: break;
    }
    Node *n = node_new(p, FEEL_NODE_LITERAL, op.offset, feel_type(FEEL_ANY));
    return node_fault(p, n, "syntax", MSG("\"{1}\" wants a value before it", STR("!=")), NO_MSG);
}

// ---- tests --------------------------------------------------------------------------------------

// One test of `in` or of unary tests; its `?` is the innermost one.
static Node *parse_test(Parser *p, const FeelType *input, int power) {
    TokenKind op = p->token.kind;
    uint32_t uses = p->input_uses, offset = p->token.offset;
    if (op != TOKEN_EQUAL && op != TOKEN_NOT_EQUAL) {
        Node *n = parse_operand(p, power);
        if (n) n->uses_input = p->input_uses != uses;
        return n;
    }
    parser_advance(p);
    Node *right = parse_operand(p, POWER_COMPARE);
    if (!right) return NULL;
    Node *left = node_local(p, offset, p->input_local, STR("?"), input);
    left->pub.size = 0;
    Node *n = check_compare(p, op, left, right);
    if (n) n->uses_input = true;
    return n;
}

static bool parse_test_list(Parser *p, const FeelType *input, NodeList *tests) {
    do {
        Node *n = parse_test(p, input, POWER_NONE);
        if (!n) return false;
        *VEC_ADD(p->arena, tests) = n;
    } while (parser_take(p, TOKEN_COMMA));
    return true;
}

// Is the only test a plain value, so that `(…)` was no list of tests but the start of a value?
static bool is_plain(const NodeList *tests) {
    return tests->count == 1 && !tests->items[0]->uses_input;
}

// `(…)` behind `in`: a list of tests, a range, or an operand that begins with a parenthesis.
static bool parse_parenthesised(Parser *p, const FeelType *input, NodeList *tests) {
    uint32_t offset = p->token.offset;
    parser_advance(p);
    if (!parse_test_list(p, input, tests)) return false;
    if (p->token.kind == TOKEN_DOTS && is_plain(tests)) {
        Node *range = parse_range_rest(p, offset, tests->items[0], RANGE_OPEN);
        tests->items[0] = range;
        return range != NULL;
    }
    if (!parser_expect(p, TOKEN_RIGHT_PAREN)) return false;
    p->name_end = 0;
    if (!is_plain(tests)) return true;
    tests->items[0] = parse_infix(p, tests->items[0], POWER_COMPARE);
    return tests->items[0] != NULL;
}

static Node *in_node(Parser *p, uint32_t offset, Node *value, NodeList *tests, uint32_t input) {
    NodeList children = {0};
    *VEC_ADD(p->arena, &children) = value;
    for (size_t i = 0; i < tests->count; i++) {
        check_test(p, value, tests->items[i]);
        *VEC_ADD(p->arena, &children) = tests->items[i];
    }
    Node *n = node_new(p, FEEL_NODE_IN, offset, feel_type(FEEL_BOOLEAN));
    n->locals = ARENA_NEW(p->arena, uint32_t);
    n->locals[0] = input;
    n->local_count = 1;
    return node_with(p, n, children.items, children.count);
}

Node *parse_in(Parser *p, Node *left) {
    NodeList tests = {0};
    const FeelType *type = left->pub.type;
    size_t bound = p->names.locals.count;
    uint32_t outer = p->input_local, outer_uses = p->input_uses;
    uint32_t input = p->input_local = local_bind(p, STR("?"), type);
    parser_move(p, p->token.offset); // the token may be the new `?`
    bool is_read;
    if (p->token.kind == TOKEN_LEFT_PAREN) {
        is_read = parse_parenthesised(p, type, &tests);
    } else {
        Node *n = parse_test(p, type, POWER_COMPARE);
        if (n) *VEC_ADD(p->arena, &tests) = n;
        is_read = n != NULL;
    }
    local_unbind(p, bound);
    p->input_local = outer;
    p->input_uses = outer_uses;
    return is_read ? in_node(p, left->pub.offset, left, &tests, input) : NULL;
}

// ---- unary tests --------------------------------------------------------------------------------

static bool is_any_mark(const Parser *p) {
    Str text = str_trim(p->text);
    return text.size == 0 || str_is(text, STR("-"));
}

// Is the parenthesis that opens at `at` closed by the last mark of the text?
static bool spans_rest(Str text, size_t at) {
    int depth = 0;
    bool is_quoted = false;
    for (; at < text.size; at++) {
        char c = text.at[at];
        if (c == '"') is_quoted = !is_quoted;
        if (c == '\\' && is_quoted) at++;
        if (is_quoted) continue;
        depth += (c == '(') - (c == ')');
        if (depth == 0) break;
    }
    return depth == 0 && name_skip_blanks(text, at + 1) >= text.size;
}

// `not(…)` around all unary tests negates them; elsewhere it is the builtin.
static bool take_not(Parser *p) {
    const Token t = p->token;
    if (t.kind != TOKEN_NAME || t.name != NAME_BUILTIN ||
        !str_is(parser_span(p, t.offset, t.end), STR("not")))
        return false;
    size_t next = name_skip_blanks(p->text, t.end);
    if (next >= p->text.size || p->text.at[next] != '(' || !spans_rest(p->text, next)) return false;
    parser_advance(p);
    parser_advance(p);
    return true;
}

static Node *unary_node(Parser *p, NodeList *tests, bool is_negated) {
    const FeelType *type = p->options.input ? p->options.input : feel_type(FEEL_ANY);
    Node *value = node_local(p, 0, p->input_local, STR("?"), type);
    value->pub.size = 0;
    Node *n = in_node(p, 0, value, tests, p->input_local);
    if (!n) return NULL;
    n->is_unary = true;
    n->is_negated = is_negated;
    return n;
}

Node *parse_unary_tests(Parser *p) {
    const FeelType *type = p->options.input ? p->options.input : feel_type(FEEL_ANY);
    NodeList tests = {0};
    if (is_any_mark(p)) {
        parser_move(p, p->text.size);
        return unary_node(p, &tests, false);
    }
    bool is_negated = take_not(p);
    if (!parse_test_list(p, type, &tests)) return NULL;
    if (is_negated && !parser_expect(p, TOKEN_RIGHT_PAREN)) return NULL;
    return unary_node(p, &tests, is_negated);
}

// ---- filters ------------------------------------------------------------------------------------

static const FeelType *filter_type(Parser *p, const FeelType *of, const Node *condition) {
    FeelKind kind = node_kind(condition);
    const FeelType *item = type_of_items(of);
    if (kind == FEEL_NUMBER) return item;
    if (kind != FEEL_BOOLEAN) return feel_type(FEEL_ANY);
    return of->kind == FEEL_LIST ? of : feel_type_list(p->arena, item);
}

Node *parse_filter(Parser *p, Node *left) {
    size_t bound = p->names.locals.count;
    const FeelType *of = left->pub.type;
    uint32_t *item = ARENA_NEW(p->arena, uint32_t);
    *item = local_bind_item(p, of->kind == FEEL_RANGE ? feel_type(FEEL_ANY) : type_of_items(of));
    parser_advance(p);
    Node *condition = parse_expression(p);
    bool reads_item = local_unbind(p, bound);
    if (!condition || !parser_expect(p, TOKEN_RIGHT_BRACKET)) return NULL;
    if (node_kind(condition) != FEEL_NUMBER) check_condition(p, condition);
    Node *n = node_new(p, FEEL_NODE_FILTER, left->pub.offset, filter_type(p, of, condition));
    n->locals = item;
    n->local_count = 1;
    n->reads_bound = reads_item;
    return node_with(p, n, (Node *[]){left, condition}, 2);
}
