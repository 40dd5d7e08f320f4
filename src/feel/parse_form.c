// feel/parse_form.c - the forms that bind names: for, some, every, function, context; and if
#include "feel/syntax.h"

#include <assert.h>

// ---- new names ----------------------------------------------------------------------------------

static size_t digits_end(Str text, size_t at) {
    while (at < text.size && text.at[at] >= '0' && text.at[at] <= '9') at++;
    return at;
}

// Words, numbers and symbols up to a mark, a keyword `in` being one for loop variables.
static size_t new_name_end(const Parser *p, bool stops_at_in) {
    size_t end = p->token.offset;
    for (size_t at = end;; at = name_skip_blanks(p->text, end)) {
        size_t next = name_word_end(p->text, at);
        if (stops_at_in && str_is(str_part(p->text, at, next - at), STR("in"))) return end;
        if (next == at && end > p->token.offset) next = digits_end(p->text, at);
        if (next == at && at < p->text.size && end > p->token.offset &&
            name_is_symbol(p->text.at[at]))
            next = at + 1;
        if (next == at) return end;
        end = next;
    }
}

static Str read_new_name(Parser *p, bool stops_at_in) {
    uint32_t from = p->token.offset;
    size_t end = new_name_end(p, stops_at_in);
    if (end == from) return (Str){NULL, 0};
    p->taken_end = (uint32_t)end;
    parser_move(p, end);
    return name_normal(p->arena, str_part(p->text, from, end - from));
}

Str parse_new_name(Parser *p) {
    return read_new_name(p, false);
}

static Str expect_new_name(Parser *p, bool stops_at_in) {
    Str name = read_new_name(p, stops_at_in);
    if (!name.at)
        parser_unexpected(p, MSG("expected a new name, found \"{1}\"",
                                 parser_span(p, p->token.offset, p->token.end)));
    return name;
}

// ---- iteration ----------------------------------------------------------------------------------

typedef struct Iterators {
    NodeList children; // what is iterated; the body is added last
    struct {
        uint32_t *items;
        size_t count, capacity;
    } ids;
} Iterators;

// `list`, or `low..high` without brackets.
static Node *parse_domain(Parser *p) {
    Node *low = parse_expression(p);
    if (!low || !parser_take(p, TOKEN_DOTS)) return low;
    Node *high = parse_expression(p);
    Node *n = high ? check_range(p, low->pub.offset, low, high, RANGE_CLOSED) : NULL;
    if (n) n->is_bare = true;
    return n;
}

static bool parse_iterators(Parser *p, Iterators *it) {
    do {
        Str name = expect_new_name(p, true);
        if (!name.at || !parser_expect(p, TOKEN_IN)) return false;
        Node *domain = parse_domain(p);
        if (!domain) return false;
        *VEC_ADD(p->arena, &it->children) = domain;
        *VEC_ADD(p->arena, &it->ids) = local_bind(p, name, type_of_items(domain->pub.type));
    } while (parser_take(p, TOKEN_COMMA));
    return true;
}

static Node *iteration_node(Parser *p, FeelNodeKind kind, uint32_t offset, Iterators *it,
                            Node *body, const FeelType *type) {
    Node *n = node_new(p, kind, offset, type);
    *VEC_ADD(p->arena, &it->children) = body;
    n->locals = it->ids.items;
    n->local_count = (uint32_t)it->ids.count;
    return node_with(p, n, it->children.items, it->children.count);
}

Node *parse_for(Parser *p) {
    uint32_t offset = p->token.offset;
    size_t bound = p->names.locals.count;
    Iterators it = {0};
    parser_advance(p);
    if (!parse_iterators(p, &it)) return NULL;
    size_t partial = p->names.locals.count;
    *VEC_ADD(p->arena, &it.ids) = local_bind(p, STR("partial"), feel_type(FEEL_LIST));
    if (!parser_expect(p, TOKEN_RETURN)) return NULL;
    Node *body = parse_expression(p);
    bool reads_partial = local_unbind(p, partial);
    local_unbind(p, bound);
    if (!body) return NULL;
    const FeelType *type = feel_type_list(p->arena, body->pub.type);
    Node *n = iteration_node(p, FEEL_NODE_FOR, offset, &it, body, type);
    if (n) n->reads_bound = reads_partial;
    return n;
}

Node *parse_quantified(Parser *p) {
    uint32_t offset = p->token.offset;
    FeelNodeKind kind = p->token.kind == TOKEN_SOME ? FEEL_NODE_SOME : FEEL_NODE_EVERY;
    size_t bound = p->names.locals.count;
    Iterators it = {0};
    parser_advance(p);
    if (!parse_iterators(p, &it) || !parser_expect(p, TOKEN_SATISFIES)) return NULL;
    Node *body = parse_expression(p);
    local_unbind(p, bound);
    if (!body) return NULL;
    check_condition(p, body);
    return iteration_node(p, kind, offset, &it, body, feel_type(FEEL_BOOLEAN));
}

// ---- if -----------------------------------------------------------------------------------------

Node *parse_if(Parser *p) {
    uint32_t offset = p->token.offset;
    parser_advance(p);
    Node *condition = parse_expression(p);
    if (!condition || !parser_expect(p, TOKEN_THEN)) return NULL;
    Node *then = parse_expression(p);
    if (!then || !parser_expect(p, TOKEN_ELSE)) return NULL;
    Node *otherwise = parse_expression(p);
    if (!otherwise) return NULL;
    check_condition(p, condition);
    const FeelType *type = type_join(then->pub.type, otherwise->pub.type);
    Node *n = node_new(p, FEEL_NODE_IF, offset, type);
    return node_with(p, n, (Node *[]){condition, then, otherwise}, 3);
}

// ---- functions ----------------------------------------------------------------------------------

typedef struct Parameters {
    struct {
        Str *items;
        size_t count, capacity;
    } names;
    struct {
        const FeelType **items;
        size_t count, capacity;
    } types;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } ids;
} Parameters;

static const FeelType *parse_parameter_type(Parser *p) {
    if (p->token.kind != TOKEN_COLON) return feel_type(FEEL_ANY);
    size_t at = p->token.end;
    const FeelType *type = type_parse_at(p->arena, p->names.scope, p->text, &at);
    parser_move(p, at);
    if (!type)
        parser_unexpected(p, MSG("expected a type, found \"{1}\"",
                                 parser_span(p, p->token.offset, p->token.end)));
    return type;
}

static bool parse_parameters(Parser *p, Parameters *params) {
    if (!parser_expect(p, TOKEN_LEFT_PAREN)) return false;
    if (p->token.kind == TOKEN_RIGHT_PAREN) return true;
    do {
        Str name = expect_new_name(p, false);
        const FeelType *type = name.at ? parse_parameter_type(p) : NULL;
        if (!type) return false;
        *VEC_ADD(p->arena, &params->names) = name;
        *VEC_ADD(p->arena, &params->types) = type;
        *VEC_ADD(p->arena, &params->ids) = local_bind(p, name, type);
    } while (parser_take(p, TOKEN_COMMA));
    return true;
}

// The body of an external function is a context; such functions are never called.
static Node *parse_external(Parser *p, uint32_t offset) {
    parser_move(p, p->token.end);
    if (!parse_expression(p)) return NULL;
    return node_fault(p, node_new(p, FEEL_NODE_LITERAL, offset, feel_type(FEEL_ANY)),
                      "external-function", MSG("external functions are never run"), NO_MSG);
}

Node *parse_function(Parser *p) {
    uint32_t offset = p->token.offset;
    size_t bound = p->names.locals.count;
    Parameters params = {0};
    parser_advance(p);
    if (!parse_parameters(p, &params) || !parser_expect(p, TOKEN_RIGHT_PAREN)) return NULL;
    uint32_t word = p->token.offset;
    bool is_external =
        str_is(parser_span(p, word, (uint32_t)name_word_end(p->text, word)), STR("external"));
    Node *body = is_external ? parse_external(p, offset) : parse_expression(p);
    local_unbind(p, bound);
    if (!body) return NULL;
    Node *n = node_new(p, FEEL_NODE_FUNCTION, offset,
                       type_function(p->arena, params.names.items, params.types.items,
                                     params.types.count, body->pub.type));
    n->names = params.names.items;
    n->types = params.types.items;
    n->locals = params.ids.items;
    n->local_count = (uint32_t)params.ids.count;
    return node_with(p, n, &body, 1);
}

// ---- contexts -----------------------------------------------------------------------------------

typedef struct Entries {
    Parameters keys; // with the types of the values
    NodeList values;
} Entries;

static bool read_key(Parser *p, Str *ret_key, uint32_t *ret_offset) {
    *ret_offset = p->token.offset;
    if (p->token.kind == TOKEN_STRING) {
        *ret_key = p->token.string;
        parser_advance(p);
    } else {
        *ret_key = expect_new_name(p, false);
    }
    return ret_key->at && parser_expect(p, TOKEN_COLON);
}

static void check_key(Parser *p, const Entries *e, Str key, uint32_t offset) {
    for (size_t i = 0; i < e->keys.names.count; i++)
        if (str_is(e->keys.names.items[i], key))
            parser_finding(p, SEVERITY_ERROR, "twice-defined", offset, p->taken_end,
                           MSG("the entry \"{1}\" stands twice", key), NO_MSG);
}

// A function literal may call itself by the name of its entry, which is therefore bound before it.
static bool parse_entry(Parser *p, Entries *e) {
    Str key;
    uint32_t offset;
    if (!read_key(p, &key, &offset)) return false;
    check_key(p, e, key, offset);
    bool is_function = p->token.kind == TOKEN_FUNCTION;
    size_t bound = p->names.locals.count;
    Str name = name_normal(p->arena, key);
    uint32_t id = is_function ? local_bind(p, name, feel_type(FEEL_FUNCTION)) : 0;
    Node *value = parse_expression(p);
    if (!value) return false;
    if (is_function) {
        p->names.locals.items[bound].type = value->pub.type;
        value->has_self = value->pub.kind == FEEL_NODE_FUNCTION;
        value->local = id;
    } else {
        id = local_bind(p, name, value->pub.type);
    }
    *VEC_ADD(p->arena, &e->keys.names) = key;
    *VEC_ADD(p->arena, &e->keys.types) = value->pub.type;
    *VEC_ADD(p->arena, &e->keys.ids) = id;
    *VEC_ADD(p->arena, &e->values) = value;
    return true;
}

Node *parse_context(Parser *p) {
    uint32_t offset = p->token.offset;
    size_t bound = p->names.locals.count;
    Entries e = {0};
    parser_advance(p);
    if (p->token.kind != TOKEN_RIGHT_BRACE) {
        do
            if (!parse_entry(p, &e)) return NULL;
        while (parser_take(p, TOKEN_COMMA));
    }
    local_unbind(p, bound);
    if (!parser_expect(p, TOKEN_RIGHT_BRACE)) return NULL;
    Node *n = node_new(
        p, FEEL_NODE_CONTEXT, offset,
        feel_type_context(p->arena, e.keys.names.items, e.keys.types.items, e.keys.names.count));
    n->names = e.keys.names.items;
    n->locals = e.keys.ids.items;
    n->local_count = (uint32_t)e.keys.ids.count;
    return node_with(p, n, e.values.items, e.values.count);
}
