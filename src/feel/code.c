// feel/code.c - compiling a text: parse, check the result, make code
#include "feel/code.h"

static Parser parser_for(Arena *a, Str text, Place place, const FeelScope *scope,
                         FeelOptions options, Findings *f) {
    return (Parser){.arena = a,
                    .text = str_copy(a, text),
                    .place = place,
                    .options = options,
                    .findings = f,
                    .names = {.scope = scope},
                    .input_local = UINT32_MAX};
}

static bool is_readable(Parser *p) {
    if (p->text.size > LIMIT_FEEL_TEXT_BYTES) {
        parser_finding(p, SEVERITY_ERROR, "too-large", 0, 0,
                       MSG("the expression is longer than {1} bytes",
                           str_fmt(p->arena, "%d", LIMIT_FEEL_TEXT_BYTES)),
                       NO_MSG);
        return false;
    }
    int64_t fault = utf8_find_fault(p->text);
    if (fault < 0) return true;
    p->text.size = (size_t)fault;
    parser_finding(p, SEVERITY_ERROR, "bad-text", (uint32_t)fault, (uint32_t)fault,
                   MSG("the text is not UTF-8"), NO_MSG);
    return false;
}

static void check_result(Parser *p, const Node *tree) {
    const FeelType *wanted = p->options.result;
    if (!wanted || p->options.lenient || feel_type_conforms(tree->pub.type, wanted)) return;
    parser_finding(p, SEVERITY_ERROR, "wrong-type", tree->pub.offset, node_end(tree),
                   MSG("the value must be {1}, this is {2}", feel_type_text(p->arena, wanted),
                       feel_type_text(p->arena, tree->pub.type)),
                   NO_MSG);
}

typedef Node *ParseWhole(Parser *p);

static const FeelCode *compile(Parser *p, ParseWhole *parse) {
    Findings unwanted = {.arena = p->arena};
    if (!p->findings) p->findings = &unwanted;
    size_t errors = p->findings->error_count;
    if (!is_readable(p)) return NULL;
    Node *tree = parse(p);
    if (!tree || p->has_failed) return NULL;
    check_result(p, tree);
    FeelCode *code = ARENA_NEW(p->arena, FeelCode);
    if (p->findings->error_count > errors || !code_from_tree(p->arena, p, tree, false, code))
        return NULL;
    return code;
}

const FeelCode *feel_compile(Arena *a, Str text, Place place, const FeelScope *scope,
                             FeelOptions options, Findings *f) {
    Parser p = parser_for(a, text, place, scope, options, f);
    return compile(&p, parse_text);
}

const FeelCode *feel_compile_tests(Arena *a, Str text, Place place, const FeelScope *scope,
                                   FeelOptions options, Findings *f) {
    Parser p = parser_for(a, text, place, scope, options, f);
    return compile(&p, parse_tests_text);
}

const FeelType *feel_code_type(const FeelCode *code) {
    return code->tree->pub.type;
}

Str feel_code_text(const FeelCode *code) {
    return code->text;
}

Place feel_code_place(const FeelCode *code) {
    return code->place;
}

const uint32_t *feel_code_slots(const FeelCode *code, size_t *ret_count) {
    *ret_count = code->slot_count;
    return code->slots;
}

const FeelNode *feel_code_tree(const FeelCode *code) {
    return &code->tree->pub;
}
