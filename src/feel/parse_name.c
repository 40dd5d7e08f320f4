// feel/parse_name.c - names, paths, invocations
#include "feel/syntax.h"

// ---- names --------------------------------------------------------------------------------------

static Node *path_node(Parser *p, uint32_t offset, Node *left, Str key, const FeelType *type) {
    Node *n = node_new(p, FEEL_NODE_PATH, offset, type);
    n->pub.text = key;
    return node_with(p, n, &left, 1);
}

static Node *local_node(Parser *p, const Token *t) {
    Local *local = t->local;
    local->uses++;
    if (local->id == p->input_local) p->input_uses++;
    if (!local->is_entry) return node_local(p, t->offset, local->id, local->name, local->type);
    Node *item = node_local(p, t->offset, local->id, STR("item"), feel_type(FEEL_ANY));
    return path_node(p, t->offset, item, local->name, local->type);
}

static Node *slot_node(Parser *p, uint32_t offset, Str text, uint32_t slot, const FeelType *type) {
    Node *n = node_new(p, FEEL_NODE_NAME, offset, type);
    n->pub.text = text;
    n->pub.slot = slot;
    return n;
}

static Node *builtin_node(Parser *p, const Token *t) {
    FeelFunction *function = ARENA_NEW(p->arena, FeelFunction);
    function->builtin = t->builtin;
    FeelValue value = {.kind = FEEL_FUNCTION, .depth = 1, .weight = 1, .function = function};
    Node *n = node_literal(p, t->offset, value);
    n->builtin = t->builtin;
    return n;
}

// The name as two declared ones with an operator between them, which is what the reader may see.
static bool is_two_names(const Parser *p, Str name, size_t *ret_operator) {
    for (size_t i = 1; i + 1 < name.size; i++) {
        if (!strchr("+-*/", name.at[i])) continue;
        size_t end;
        const ScopeName *left = scope_match(p->names.scope, str_part(name, 0, i), 0, &end);
        if (!left || end != i) continue;
        Str rest = str_part(name, i + 1, name.size);
        const ScopeName *right = scope_match(p->names.scope, rest, 0, &end);
        if (!right || end != rest.size) continue;
        *ret_operator = i;
        return true;
    }
    return false;
}

static void warn_of_name(Parser *p, const Token *t) {
    Str name = t->declared->name, written = parser_span(p, t->offset, t->end);
    size_t at;
    if (p->is_warned_of_name || !is_two_names(p, name, &at)) return;
    p->is_warned_of_name = true;
    parser_finding(p, str_is(name, written) ? SEVERITY_NOTE : SEVERITY_WARNING, "ambiguous-name",
                   t->offset, t->end, MSG("\"{1}\" was read as the name {2}", written, name),
                   MSG("for the operation write ({1}){2}({3})", str_part(name, 0, at),
                       str_part(name, at, 1), str_part(name, at + 1, name.size)));
}

// The innermost `item` of unknown type that is bound within `inside` (NULL: within nothing).
static Local *open_item(const Parser *p, const Local *inside) {
    for (size_t i = p->names.locals.count; i-- > 0;) {
        Local *local = &p->names.locals.items[i];
        if (local == inside) return NULL;
        if (local->is_open_item) return local;
    }
    return NULL;
}

static Node *unknown_node(Parser *p, uint32_t offset, Str name) {
    Node *n = node_new(p, FEEL_NODE_LITERAL, offset, feel_type(FEEL_ANY));
    return check_unknown(p, n, name, p->token.kind == TOKEN_LEFT_PAREN);
}

static Node *named_node(Parser *p, const Token *t, Str name) {
    bool is_called = p->token.kind == TOKEN_LEFT_PAREN;
    switch (t->name) {
    case NAME_LOCAL: return local_node(p, t);
    case NAME_BUILTIN: return builtin_node(p, t);
    case NAME_DECLARED:
        if (is_called && t->builtin && t->declared->type->kind < FEEL_FUNCTION)
            return builtin_node(p, t);
        warn_of_name(p, t);
        return slot_node(p, t->offset, t->declared->name, t->declared->slot, t->declared->type);
    case NAME_UNKNOWN: break;
    }
    return unknown_node(p, t->offset, name);
}

// A name within a filter over items of unknown type: the item's entry if it has one at run time,
// else what the name means outside.
static Node *entry_or(Parser *p, const Token *t, Local *item, Str name) {
    item->uses++;
    Node *of = node_local(p, t->offset, item->id, STR("item"), feel_type(FEEL_ANY));
    Node *n = path_node(p, t->offset, of, name, feel_type(FEEL_ANY));
    if (!n || t->name == NAME_UNKNOWN) return n;
    n->otherwise = named_node(p, t, name);
    return n;
}

static Node *parse_special(Parser *p, const ScopeName *special, uint32_t offset);

Node *parse_name(Parser *p) {
    Token t = p->token;
    if (t.name == NAME_UNKNOWN) t.end = (uint32_t)lexer_words_end(p->text, t.offset);
    Str name = name_normal(p->arena, parser_span(p, t.offset, t.end));
    p->taken_end = p->name_end = t.end;
    p->name_offset = t.offset;
    parser_move(p, t.end);
    if (t.name == NAME_DECLARED && t.declared->resolve)
        return parse_special(p, t.declared, t.offset);
    Local *item = open_item(p, t.name == NAME_LOCAL ? t.local : NULL);
    bool is_called = p->token.kind == TOKEN_LEFT_PAREN;
    if (item && !(t.name == NAME_LOCAL && t.local == item) && !is_called)
        return entry_or(p, &t, item, name);
    return named_node(p, &t, name);
}

// ---- specials -----------------------------------------------------------------------------------

enum { SPECIAL_LITERALS_MAX = 8 };

// The value of a literal argument: a literal, or a negated number.
static bool literal_value(const Node *n, FeelValue *ret) {
    if (n->pub.kind == FEEL_NODE_LITERAL && !n->fault_code) {
        *ret = n->pub.value;
        return true;
    }
    if (n->pub.kind != FEEL_NODE_NEGATE || !literal_value(node_child(n, 0), ret)) return false;
    if (ret->kind == FEEL_NUMBER) ret->number = dec_negate(ret->number);
    return ret->kind == FEEL_NUMBER;
}

static bool read_literals(Parser *p, FeelValue *literals, size_t *count) {
    while (parser_take(p, TOKEN_COMMA)) {
        Node *n = parse_expression(p);
        if (!n) return false;
        if (*count == SPECIAL_LITERALS_MAX || !literal_value(n, &literals[*count])) {
            node_fault(p, n, "wrong-arguments", MSG("a number or text is wanted here"),
                       MSG("a formula cannot be used: the argument is read before it runs"));
            continue;
        }
        ++*count;
    }
    return true;
}

static Node *parse_special(Parser *p, const ScopeName *special, uint32_t offset) {
    if (!parser_expect(p, TOKEN_LEFT_PAREN)) return NULL;
    const Token t = p->token;
    if (t.kind != TOKEN_NAME || t.name != NAME_DECLARED || t.declared->resolve) {
        parser_unexpected(p, MSG("\"{1}\" takes a declared name", special->name));
        return NULL;
    }
    parser_advance(p);
    FeelValue literals[SPECIAL_LITERALS_MAX];
    size_t count = 0;
    if (!read_literals(p, literals, &count) || !parser_expect(p, TOKEN_RIGHT_PAREN)) return NULL;
    uint32_t slot = 0;
    const FeelType *type = feel_type(FEEL_ANY);
    Message why = NO_MSG;
    bool is_resolved = special->resolve(special->host, special->name, t.declared->slot, literals,
                                        count, &slot, &type, &why);
    Node *n = slot_node(p, offset, parser_span(p, offset, p->taken_end), slot, type);
    return is_resolved ? n : node_fault(p, n, "wrong-arguments", why, NO_MSG);
}

// ---- paths --------------------------------------------------------------------------------------

static const char *const RANGE_KEYS[] = {"start included", "end included", "start", "end"};
static const char *const MOMENT_KEYS[] = {"time offset"};

// The longest of the given keys that begins at the token.
static size_t match_keys(const Parser *p, const char *const *keys, size_t count, Str *ret_key) {
    size_t best = 0;
    for (size_t i = 0; i < count; i++) {
        size_t end = name_match(str_from(keys[i]), p->text, p->token.offset);
        if (end <= best) continue;
        best = end;
        *ret_key = str_from(keys[i]);
    }
    return best;
}

static size_t match_entries(const Parser *p, const FeelType *t, Str *ret_key) {
    size_t best = 0;
    for (size_t i = 0; t->kind == FEEL_CONTEXT && i < t->count; i++) {
        size_t end = name_match(name_normal(p->arena, t->keys[i]), p->text, p->token.offset);
        if (end <= best) continue;
        best = end;
        *ret_key = t->keys[i];
    }
    return best;
}

// Reads the key behind a dot: an entry of the type, a property, or else words.
static Str read_key(Parser *p, const FeelType *of) {
    Str key = {NULL, 0};
    size_t end = match_entries(p, of, &key);
    if (!end) end = match_keys(p, RANGE_KEYS, sizeof RANGE_KEYS / sizeof *RANGE_KEYS, &key);
    if (!end) end = match_keys(p, MOMENT_KEYS, 1, &key);
    if (!end) {
        size_t from = p->token.offset;
        end = lexer_words_end(p->text, from);
        if (end == from) return (Str){NULL, 0};
        key = name_normal(p->arena, str_part(p->text, from, end - from));
    }
    p->taken_end = p->name_end = (uint32_t)end;
    p->name_offset = p->token.offset;
    parser_move(p, end);
    return key;
}

static const FeelType *range_path_type(const FeelType *range, Str key) {
    if (str_ends_with(key, STR("included"))) return feel_type(FEEL_BOOLEAN);
    if (!str_is(key, STR("start")) && !str_is(key, STR("end"))) return NULL;
    return range->item ? range->item : feel_type(FEEL_ANY);
}

// NULL if a value of the type has no such entry.
static const FeelType *path_type(Parser *p, const FeelType *of, Str key) {
    bool is_known_context = of->kind == FEEL_CONTEXT && of->count > 0;
    int64_t at = is_known_context ? type_key_index(of, key) : -1;
    if (at >= 0) return of->types[at];
    if (is_known_context) return NULL;
    if (type_is_open(of) || of->kind == FEEL_CONTEXT) return feel_type(FEEL_ANY);
    if (of->kind == FEEL_RANGE) return range_path_type(of, key);
    if (of->kind != FEEL_LIST) return feel_temporal_path_type(of->kind, key);
    const FeelType *item = type_of_items(of);
    const FeelType *found = item->kind == FEEL_LIST ? NULL : path_type(p, item, key);
    return found ? feel_type_list(p->arena, found) : NULL;
}

static Message nearest_key_hint(const FeelType *of, Str key) {
    const FeelType *t = of->kind == FEEL_LIST ? type_of_items(of) : of;
    Str nearest = {NULL, 0};
    size_t limit = name_distance_limit(key);
    for (size_t i = 0; t->kind == FEEL_CONTEXT && i < t->count && limit; i++)
        if (name_distance(key, t->keys[i], limit) <= limit) nearest = t->keys[i];
    return nearest.size ? MSG("did you mean \"{1}\"?", nearest) : NO_MSG;
}

Node *parse_path(Parser *p, Node *left) {
    p->taken_end = p->token.end;
    parser_move(p, p->token.end);
    const FeelType *of = left->pub.type;
    Str key = read_key(p, of->kind == FEEL_LIST ? type_of_items(of) : of);
    if (!key.at) {
        parser_unexpected(p, MSG("expected the name of an entry, found \"{1}\"",
                                 parser_span(p, p->token.offset, p->token.end)));
        return NULL;
    }
    const FeelType *type = path_type(p, of, key);
    Node *n = path_node(p, left->pub.offset, left, key, type ? type : feel_type(FEEL_ANY));
    if (!n || type || p->options.lenient) return n;
    return node_fault(p, n, "no-such-entry",
                      MSG("{1} has no entry \"{2}\"", feel_type_text(p->arena, of), key),
                      nearest_key_hint(of, key));
}

// ---- invocations --------------------------------------------------------------------------------

typedef struct Arguments {
    NodeList nodes;
    struct {
        Str *items;
        size_t count, capacity;
    } names; // all or none are named
} Arguments;

// `name :` at the token; it is then taken.
static bool take_argument_name(Parser *p, Str *ret_name) {
    Token before = p->token;
    uint32_t taken_end = p->taken_end;
    *ret_name = parse_new_name(p);
    if (ret_name->at && parser_take(p, TOKEN_COLON)) return true;
    p->token = before;
    p->taken_end = taken_end;
    return false;
}

static bool read_arguments(Parser *p, Arguments *args) {
    if (parser_take(p, TOKEN_RIGHT_PAREN)) return true;
    do {
        Str name;
        bool is_named = take_argument_name(p, &name);
        if (is_named) *VEC_ADD(p->arena, &args->names) = name;
        if (args->nodes.count > 0 && is_named != (args->names.count > args->nodes.count)) {
            parser_unexpected(p, MSG("either all arguments have names or none"));
            return false;
        }
        Node *n = parse_expression(p);
        if (!n) return false;
        *VEC_ADD(p->arena, &args->nodes) = n;
    } while (parser_take(p, TOKEN_COMMA));
    return parser_expect(p, TOKEN_RIGHT_PAREN);
}

static int64_t name_index(const Str *names, size_t count, Str name) {
    for (size_t i = 0; i < count; i++)
        if (str_is(names[i], name)) return (int64_t)i;
    return -1;
}

// Puts named arguments into the order of the signature; false if they do not fit it.
static bool order_by_signature(Parser *p, const BuiltinSignature *s, const Arguments *args,
                               NodeList *ret) {
    Node *ordered[BUILTIN_PARAMS_MAX] = {NULL};
    size_t used = 0, count = 0;
    for (size_t i = 0; i < s->count; i++) {
        int64_t at = name_index(args->names.items, args->names.count, str_from(s->params[i].name));
        if (at < 0) continue;
        ordered[i] = args->nodes.items[at];
        used++;
        count = i + 1;
    }
    if (used != args->nodes.count) return false;
    for (size_t i = 0; i < s->count; i++)
        if (!ordered[i] && !s->params[i].is_optional) return false;
    for (size_t i = 0; i < count; i++)
        *VEC_ADD(p->arena, ret) =
            ordered[i] ? ordered[i] : node_literal(p, p->taken_end, feel_null());
    return true;
}

// The builtin with those of its signatures that have the names; NULL if none has.
static const Builtin *order_arguments(Parser *p, const Builtin *b, const Arguments *args,
                                      NodeList *ret) {
    *ret = args->nodes;
    if (args->names.count == 0) return b;
    BuiltinSignature *kept = ARENA_ARRAY(p->arena, BuiltinSignature, b->signature_count);
    size_t count = 0;
    for (size_t i = 0; i < b->signature_count; i++) {
        NodeList ordered = {0};
        if (!order_by_signature(p, &b->signatures[i], args, &ordered)) continue;
        if (count == 0) *ret = ordered;
        kept[count++] = b->signatures[i];
    }
    Builtin *named = arena_copy(p->arena, b, sizeof *b);
    named->signatures = kept;
    named->signature_count = count;
    return count ? named : NULL;
}

static Node *builtin_call(Parser *p, Node *callee, const Arguments *args) {
    const Builtin *b = callee->builtin;
    Node *n = node_new(p, FEEL_NODE_CALL, callee->pub.offset, feel_type(b->result));
    n->pub.text = str_from(b->doc.name);
    NodeList ordered;
    n->builtin = order_arguments(p, b, args, &ordered);
    if (!n->builtin)
        return node_fault(p, n, "wrong-arguments",
                          MSG("\"{1}\" has no arguments of these names", n->pub.text),
                          MSG("{1}", str_from(b->doc.signature)));
    return node_with(p, n, ordered.items, ordered.count) ? check_call(p, n) : NULL;
}

// Named arguments of a function whose parameters are known, put in their order.
static bool order_by_type(Parser *p, const FeelType *t, Arguments *args) {
    if (args->names.count == 0) return true;
    if (!t->keys || t->count != args->nodes.count) return false;
    Node **ordered = ARENA_ARRAY(p->arena, Node *, t->count);
    for (size_t i = 0; i < t->count; i++) {
        int64_t at = name_index(args->names.items, args->names.count, t->keys[i]);
        if (at < 0) return false;
        ordered[i] = args->nodes.items[at];
    }
    args->nodes.items = ordered;
    args->names.count = 0;
    return true;
}

static Node *value_call(Parser *p, Node *callee, Arguments *args) {
    const FeelType *t = callee->pub.type;
    bool is_known = t->kind == FEEL_FUNCTION && t->item;
    if (is_known) order_by_type(p, t, args);
    Node *n = node_new(p, FEEL_NODE_CALL_VALUE, callee->pub.offset,
                       is_known ? t->item : feel_type(FEEL_ANY));
    n->names = args->names.count ? args->names.items : NULL;
    NodeList children = {0};
    *VEC_ADD(p->arena, &children) = callee;
    for (size_t i = 0; i < args->nodes.count; i++)
        *VEC_ADD(p->arena, &children) = args->nodes.items[i];
    if (!node_with(p, n, children.items, children.count)) return NULL;
    if (p->options.lenient) return n;
    if (t->kind != FEEL_FUNCTION && t->kind != FEEL_ANY)
        return node_fault(p, n, "wrong-type",
                          MSG("{1} is not a function", feel_type_text(p->arena, t)), NO_MSG);
    if (is_known && (t->count != args->nodes.count || args->names.count))
        return node_fault(p, n, "wrong-arguments", MSG("the function takes other arguments"),
                          MSG("{1}", feel_type_text(p->arena, t)));
    return n;
}

Node *parse_call(Parser *p, Node *callee) {
    Arguments args = {0};
    p->taken_end = p->token.end;
    parser_move(p, p->token.end);
    if (!read_arguments(p, &args)) return NULL;
    p->name_end = 0;
    if (callee->builtin) return builtin_call(p, callee, &args);
    bool is_reported = callee->pub.kind == FEEL_NODE_LITERAL &&
                       callee->pub.type->kind == FEEL_ANY && callee->pub.value.kind == FEEL_NULL;
    return is_reported ? callee : value_call(p, callee, &args);
}
