// feel/node.c - making the nodes of the tree
#include "feel/syntax.h"

Place place_within(Str text, Place from, uint32_t offset, uint32_t size) {
    Place place = from;
    if (place.line == 0) place.line = place.column = 1;
    size_t line_from = 0;
    for (size_t i = 0; i < offset && i < text.size; i++) {
        if (text.at[i] != '\n') continue;
        line_from = i + 1;
        place.line++;
        place.column = 1;
    }
    place.column += (uint32_t)utf8_count(str_part(text, line_from, offset - line_from));
    place.offset += offset;
    place.size = size;
    return place;
}

Node *node_new(Parser *p, FeelNodeKind kind, uint32_t offset, const FeelType *type) {
    Node *n = ARENA_NEW(p->arena, Node);
    n->pub.kind = kind;
    n->pub.offset = offset;
    n->pub.size = p->taken_end - offset;
    n->pub.type = type;
    n->depth = n->weight = 1;
    return n;
}

// Kinds whose value is settled by their children alone. A call without arguments may ask the host.
static bool is_settled_by_children(const Node *n, size_t count) {
    switch (n->pub.kind) {
    case FEEL_NODE_ADD:
    case FEEL_NODE_SUBTRACT:
    case FEEL_NODE_MULTIPLY:
    case FEEL_NODE_DIVIDE:
    case FEEL_NODE_POWER:
    case FEEL_NODE_NEGATE:
    case FEEL_NODE_COMPARE:
    case FEEL_NODE_AND:
    case FEEL_NODE_OR:
    case FEEL_NODE_IN:
    case FEEL_NODE_IF:
    case FEEL_NODE_PATH:
    case FEEL_NODE_LIST:
    case FEEL_NODE_CONTEXT:
    case FEEL_NODE_RANGE:
    case FEEL_NODE_INSTANCE_OF: return true;
    case FEEL_NODE_CALL: return count > 0;
    case FEEL_NODE_LITERAL:
    case FEEL_NODE_NAME:
    case FEEL_NODE_LOCAL:
    case FEEL_NODE_FOR:
    case FEEL_NODE_SOME:
    case FEEL_NODE_EVERY:
    case FEEL_NODE_FILTER:
    case FEEL_NODE_CALL_VALUE:
    case FEEL_NODE_FUNCTION: break;
    }
    return false;
}

Node *node_with(Parser *p, Node *n, Node *const *children, size_t count) {
    const FeelNode **kept = ARENA_ARRAY(p->arena, const FeelNode *, count);
    n->is_constant = is_settled_by_children(n, count);
    for (size_t i = 0; i < count; i++) {
        kept[i] = &children[i]->pub;
        n->is_constant &= children[i]->is_constant;
        n->weight += children[i]->weight;
        if (children[i]->depth >= n->depth) n->depth = children[i]->depth + 1;
        if (n->weight > NODE_WEIGHT_MAX) n->depth = NODE_DEPTH_MAX + 1;
    }
    n->pub.children = kept;
    n->pub.child_count = count;
    if (n->depth <= NODE_DEPTH_MAX) return n;
    if (!p->has_failed)
        parser_finding(p, SEVERITY_ERROR, "too-deep", n->pub.offset, node_end(n),
                       MSG("the expression has too many operators in a row"),
                       MSG("divide it into several formulas"));
    p->has_failed = true;
    return NULL;
}

Node *node_binary(Parser *p, FeelNodeKind kind, Node *left, Node *right, const FeelType *type) {
    return node_with(p, node_new(p, kind, left->pub.offset, type), (Node *[]){left, right}, 2);
}

Node *node_literal(Parser *p, uint32_t offset, FeelValue value) {
    Node *n = node_new(p, FEEL_NODE_LITERAL, offset, type_of_value(p->arena, value));
    n->pub.value = value;
    n->is_constant = value.kind != FEEL_FUNCTION;
    return n;
}

Node *node_local(Parser *p, uint32_t offset, uint32_t id, Str name, const FeelType *type) {
    Node *n = node_new(p, FEEL_NODE_LOCAL, offset, type);
    n->pub.text = name;
    n->local = id;
    return n;
}

// The arguments of a message that outlives the parser.
static Message message_kept(Arena *a, Message m) {
    for (size_t i = 0; i < sizeof m.args / sizeof *m.args; i++)
        if (m.args[i].at) m.args[i] = str_copy(a, m.args[i]);
    return m;
}

Node *node_fault(Parser *p, Node *at, const char *rule, Message message, Message hint) {
    uint32_t offset = at->pub.offset, end = node_end(at);
    Node *n = node_new(p, FEEL_NODE_LITERAL, offset, feel_type(FEEL_ANY));
    n->pub.size = end - offset;
    if (!p->options.lenient) {
        parser_finding(p, SEVERITY_ERROR, rule, offset, end, message, hint);
        return n;
    }
    n->fault_code = rule;
    n->fault = message_kept(p->arena, message);
    return n;
}
