// feel/check.c - types of operations: what fits is typed, what does not is a finding
#include "feel/syntax.h"

static Str type_text(Parser *p, const Node *n) {
    return feel_type_text(p->arena, n->pub.type);
}

static bool is_open(const Node *n) {
    return type_is_open(n->pub.type);
}

static Message list_hint(const Parser *p, const Node *left, const Node *right) {
    const Node *list = node_kind(left) == FEEL_LIST ? left : right;
    if (node_kind(list) != FEEL_LIST) return NO_MSG;
    return MSG("\"{1}\" is a list: sum(…), a filter or an index makes one value of it",
               parser_span(p, list->pub.offset, node_end(list)));
}

static Node *wrong_operands(Parser *p, Node *n, Str op) {
    const Node *left = node_child(n, 0), *right = node_child(n, 1);
    if (p->options.lenient) return n;
    return node_fault(
        p, n, "wrong-type",
        MSG("\"{1}\" does not go between {2} and {3}", op, type_text(p, left), type_text(p, right)),
        list_hint(p, left, right));
}

// ---- operators ----------------------------------------------------------------------------------

Node *check_arithmetic(Parser *p, FeelNodeKind kind, Node *left, Node *right) {
    FeelKind result = type_of_arithmetic(kind, node_kind(left), node_kind(right));
    bool fits = result != FEEL_NULL;
    Node *n = node_binary(p, kind, left, right, feel_type(fits ? result : FEEL_ANY));
    static const char *const MARKS[] = {[FEEL_NODE_ADD] = "+",
                                        [FEEL_NODE_SUBTRACT] = "-",
                                        [FEEL_NODE_MULTIPLY] = "*",
                                        [FEEL_NODE_DIVIDE] = "/",
                                        [FEEL_NODE_POWER] = "**"};
    return n && !fits ? wrong_operands(p, n, str_from(MARKS[kind])) : n;
}

static bool is_moment(FeelKind kind) {
    return kind == FEEL_DATE || kind == FEEL_DATE_TIME;
}

static bool compares(TokenKind op, const Node *left, const Node *right) {
    bool is_equality = op == TOKEN_EQUAL || op == TOKEN_NOT_EQUAL;
    FeelKind a = node_kind(left), b = node_kind(right);
    if (!is_equality &&
        ((!is_open(left) && !type_is_ordered(a)) || (!is_open(right) && !type_is_ordered(b))))
        return false;
    return is_open(left) || is_open(right) || a == b;
}

Node *check_compare(Parser *p, TokenKind op, Node *left, Node *right) {
    Node *n = node_binary(p, FEEL_NODE_COMPARE, left, right, feel_type(FEEL_BOOLEAN));
    if (!n) return NULL;
    n->op = op;
    n->pub.text = str_from(token_text(op));
    if (compares(op, left, right)) return n;
    Node *checked = wrong_operands(p, n, n->pub.text);
    checked->pub.type = feel_type(FEEL_BOOLEAN);
    return checked;
}

void check_condition(Parser *p, const Node *n) {
    if (is_open(n) || node_kind(n) == FEEL_BOOLEAN || p->options.lenient) return;
    parser_finding(p, SEVERITY_ERROR, "wrong-type", n->pub.offset, node_end(n),
                   MSG("a condition is true or false, this is {1}", type_text(p, n)), NO_MSG);
}

Node *check_logic(Parser *p, FeelNodeKind kind, Node *left, Node *right) {
    check_condition(p, left);
    check_condition(p, right);
    return node_binary(p, kind, left, right, feel_type(FEEL_BOOLEAN));
}

Node *check_negate(Parser *p, uint32_t offset, Node *operand) {
    FeelKind kind = node_kind(operand);
    bool fits = is_open(operand) || kind == FEEL_NUMBER || kind == FEEL_DAYS_DURATION ||
                kind == FEEL_YEARS_DURATION;
    Node *n = node_new(p, FEEL_NODE_NEGATE, offset, fits ? operand->pub.type : feel_type(FEEL_ANY));
    n = node_with(p, n, &operand, 1);
    if (!n || fits || p->options.lenient) return n;
    return node_fault(p, n, "wrong-type",
                      MSG("\"-\" wants a number or duration, this is {1}", type_text(p, operand)),
                      list_hint(p, operand, operand));
}

Node *check_range(Parser *p, uint32_t offset, Node *low, Node *high, unsigned shape) {
    const FeelType *end = type_join(low->pub.type, high->pub.type);
    Node *n = node_new(p, FEEL_NODE_RANGE, offset, type_range(p->arena, end));
    n->shape = shape;
    n = node_with(p, n, (Node *[]){low, high}, 2);
    bool fits = is_open(low) || is_open(high) || node_kind(low) == node_kind(high);
    if (!n || p->options.lenient) return n;
    if (fits && !type_is_open(end) && !type_is_ordered(end->kind))
        return node_fault(
            p, n, "wrong-type",
            MSG("a range cannot end at {1}, which has no order", feel_type_text(p->arena, end)),
            NO_MSG);
    return fits ? n : wrong_operands(p, n, STR(".."));
}

// Can a value of one type be equal to one of the other, or lie in it?
static bool meets(const FeelType *value, const FeelType *test) {
    if (type_is_open(value) || type_is_open(test)) return true;
    if (test->kind == value->kind) return true;
    if (test->kind == FEEL_LIST || test->kind == FEEL_RANGE)
        return meets(value, type_of_items(test));
    if (value->kind == FEEL_LIST) return meets(type_of_items(value), test);
    return is_moment(value->kind) && is_moment(test->kind);
}

void check_test(Parser *p, const Node *value, const Node *test) {
    bool is_condition = test->uses_input || node_kind(test) == FEEL_BOOLEAN;
    if (p->options.lenient || is_condition || meets(value->pub.type, test->pub.type)) return;
    parser_finding(p, SEVERITY_ERROR, "wrong-type", test->pub.offset, node_end(test),
                   MSG("{1} is never found among {2}", type_text(p, value), type_text(p, test)),
                   NO_MSG);
}

// ---- invocations of builtins --------------------------------------------------------------------

static bool count_fits(const BuiltinSignature *s, size_t count) {
    size_t least = 0;
    while (least < s->count && !s->params[least].is_optional) least++;
    return count >= least && (count <= s->count || s->is_variadic);
}

static const BuiltinParam *param_at(const BuiltinSignature *s, size_t i) {
    return &s->params[i < s->count ? i : (size_t)s->count - 1];
}

// May the argument be what the parameter takes? A single value may stand for a list of one.
static bool argument_fits(const BuiltinParam *param, const FeelType *t) {
    if (type_is_open(t) || param->kinds & KIND_BIT(t->kind)) {
        bool has_item = t->kind == FEEL_LIST && t->item && param->item != FEEL_NULL;
        return !has_item || type_is_open(t->item) || t->item->kind == param->item;
    }
    bool takes_list = (param->kinds & KIND_BIT(FEEL_LIST)) != 0;
    return takes_list && (param->item == FEEL_NULL || param->item == t->kind);
}

static int64_t misfit(const BuiltinSignature *s, const Node *call) {
    for (size_t i = 0; i < call->pub.child_count; i++)
        if (!argument_fits(param_at(s, i), call->pub.children[i]->type)) return (int64_t)i;
    return -1;
}

static Str kinds_text(Arena *a, const BuiltinParam *param) {
    Buf b = {.arena = a};
    for (int kind = FEEL_BOOLEAN; kind < FEEL_ANY; kind++) {
        if (!(param->kinds & KIND_BIT(kind))) continue;
        if (b.size) buf_add_c(&b, " / ");
        buf_add_c(&b, feel_kind_name((FeelKind)kind));
        if (kind == FEEL_LIST && param->item != FEEL_NULL)
            buf_add_fmt(&b, "<%s>", feel_kind_name(param->item));
    }
    return buf_str(&b);
}

static const FeelType *call_type(Parser *p, const Node *call) {
    const Builtin *b = call->builtin;
    if (!b->result_type) return feel_type(b->result);
    const FeelType **types = ARENA_ARRAY(p->arena, const FeelType *, call->pub.child_count);
    for (size_t i = 0; i < call->pub.child_count; i++) types[i] = call->pub.children[i]->type;
    return b->result_type(p->arena, types, call->pub.child_count);
}

static Node *wrong_count(Parser *p, Node *call) {
    if (p->options.lenient) return call;
    return node_fault(p, call, "wrong-arguments",
                      MSG("\"{1}\" cannot take {2} arguments", call->pub.text,
                          str_fmt(p->arena, "%zu", call->pub.child_count)),
                      MSG("{1}", str_from(call->builtin->doc.signature)));
}

static Node *wrong_argument(Parser *p, Node *call, const BuiltinSignature *s, size_t index) {
    const Node *argument = node_child(call, index);
    const BuiltinParam *param = param_at(s, index);
    node_fault(p, node_child(call, index), "wrong-type",
               MSG("\"{1}\" of \"{2}\" must be {3}, this is {4}", str_from(param->name),
                   call->pub.text, kinds_text(p->arena, param), type_text(p, argument)),
               list_hint(p, argument, argument));
    return call;
}

Node *check_call(Parser *p, Node *call) {
    const Builtin *b = call->builtin;
    const BuiltinSignature *of_count = NULL;
    call->pub.type = call_type(p, call);
    for (size_t i = 0; i < b->signature_count; i++) {
        const BuiltinSignature *s = &b->signatures[i];
        if (!count_fits(s, call->pub.child_count)) continue;
        if (misfit(s, call) < 0) return call;
        if (!of_count) of_count = s;
    }
    if (!of_count) return wrong_count(p, call);
    if (p->options.lenient) return call;
    return wrong_argument(p, call, of_count, (size_t)misfit(of_count, call));
}

// ---- unknown names ------------------------------------------------------------------------------

static void keep_nearer(Str name, Str candidate, Str *best, size_t *limit) {
    size_t distance = *limit ? name_distance(name, candidate, *limit) : 1;
    if (distance > *limit) return;
    *best = candidate;
    *limit = distance ? distance - 1 : 0;
}

static Str nearest_name(const Parser *p, Str name) {
    size_t limit = name_distance_limit(name);
    Str best = p->names.scope ? feel_scope_nearest(p->names.scope, name) : (Str){NULL, 0};
    if (best.at) {
        size_t distance = name_distance(name, best, limit);
        limit = distance ? distance - 1 : 0;
    }
    for (size_t i = 0; i < p->names.locals.count; i++)
        keep_nearer(name, p->names.locals.items[i].name, &best, &limit);
    for (size_t i = 0; i < feel_builtin_count(); i++)
        keep_nearer(name, str_from(feel_builtin_at(i)->doc.name), &best, &limit);
    return best;
}

Node *check_unknown(Parser *p, Node *at, Str name, bool is_function) {
    Str nearest = p->options.lenient ? (Str){NULL, 0} : nearest_name(p, name);
    Message hint = nearest.at ? MSG("did you mean \"{1}\"?", nearest) : NO_MSG;
    return is_function
               ? node_fault(p, at, "unknown-function", MSG("unknown function \"{1}\"", name), hint)
               : node_fault(p, at, "unknown-name", MSG("unknown name \"{1}\"", name), hint);
}
