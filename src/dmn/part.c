// dmn/part.c - one text of a model: compiled, or kept with the reason why it could not be
#include "dmn/dmn_int.h"

bool cell_is_any(Str cell) {
    Str trimmed = str_trim(cell);
    return trimmed.size == 0 || str_is(trimmed, STR("-"));
}

typedef const FeelCode *Compile(Arena *a, Str text, Place place, const FeelScope *scope,
                                FeelOptions options, Findings *f);

static const Finding *first_error(Arena *a, const Findings *f) {
    for (size_t i = 0; i < f->count; i++)
        if (f->items[i].severity == SEVERITY_ERROR)
            return arena_copy(a, &f->items[i], sizeof(Finding));
    return NULL;
}

static Part compile(Compile *how, Arena *a, DmnCell cell, const FeelScope *scope,
                    FeelOptions options, Findings *f) {
    if (!options.lenient) return (Part){how(a, cell.text, cell.place, scope, options, f), NULL};
    Findings own = {.arena = a};
    const FeelCode *code = how(a, cell.text, cell.place, scope, options, &own);
    return (Part){code, code ? NULL : first_error(a, &own)};
}

Part part_compile(Arena *a, DmnCell cell, const FeelScope *scope, FeelOptions options,
                  Findings *f) {
    return compile(feel_compile, a, cell, scope, options, f);
}

Part part_compile_tests(Arena *a, DmnCell cell, const FeelScope *scope, FeelOptions options,
                        Findings *f) {
    return compile(feel_compile_tests, a, cell, scope, options, f);
}

FeelValue part_run(FeelMachine *m, Part p, const FeelValue *slots) {
    if (p.code) return feel_run_more(m, p.code, slots);
    if (!p.fault) return feel_null();
    FeelReason reason = {
        .code = p.fault->rule, .message = p.fault->message, .place = p.fault->place};
    return feel_machine_null(m, reason, feel_boolean(false));
}
