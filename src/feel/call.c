// feel/call.c - arguments: choosing a signature, coercion of lists of one, faults
#include "feel/code.h"

// ---- builtins -----------------------------------------------------------------------------------

static bool count_fits(const BuiltinSignature *s, size_t count) {
    size_t least = 0;
    while (least < s->count && !s->params[least].is_optional) least++;
    return count >= least && (count <= s->count || s->is_variadic);
}

static const BuiltinParam *param_at(const BuiltinSignature *s, size_t i) {
    return &s->params[i < s->count ? i : (size_t)s->count - 1];
}

static bool is_exact(const BuiltinParam *p, FeelValue v) {
    return (p->kinds & KIND_BIT(v.kind)) != 0;
}

// Fits after a list of one was taken for its item, or an item for a list of one.
static bool is_near(const BuiltinParam *p, FeelValue v) {
    if (is_exact(p, v)) return true;
    if (v.kind == FEEL_NULL) return false;
    if (p->kinds & KIND_BIT(FEEL_LIST)) return true;
    return v.kind == FEEL_LIST && v.list->count == 1 && is_exact(p, v.list->items[0]);
}

static int64_t misfit(const BuiltinSignature *s, const FeelValue *args, size_t count,
                      bool exactly) {
    for (size_t i = 0; i < count; i++) {
        const BuiltinParam *p = param_at(s, i);
        if (!(exactly ? is_exact(p, args[i]) : is_near(p, args[i]))) return (int64_t)i;
    }
    return -1;
}

static const BuiltinSignature *fitting(const Builtin *b, const FeelValue *args, size_t count,
                                       bool exactly) {
    for (size_t i = 0; i < b->signature_count; i++)
        if (count_fits(&b->signatures[i], count) &&
            misfit(&b->signatures[i], args, count, exactly) < 0)
            return &b->signatures[i];
    return NULL;
}

static FeelValue list_of_one(FeelMachine *m, FeelValue v) {
    FeelValue *items = feel_items(m, 1);
    if (!items) return feel_stopped(m);
    items[0] = v;
    return feel_list_of(m, items, 1);
}

static void coerce(FeelMachine *m, const BuiltinSignature *s, FeelValue *args, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const BuiltinParam *p = param_at(s, i);
        if (is_exact(p, args[i])) continue;
        args[i] = p->kinds & KIND_BIT(FEEL_LIST) ? list_of_one(m, args[i]) : args[i].list->items[0];
    }
}

static Str kinds_text(Arena *a, unsigned kinds) {
    Buf b = {.arena = a};
    for (int kind = FEEL_BOOLEAN; kind < FEEL_ANY; kind++) {
        if (!(kinds & KIND_BIT(kind))) continue;
        if (b.size) buf_add_c(&b, " / ");
        buf_add_c(&b, feel_kind_name((FeelKind)kind));
    }
    return buf_str(&b);
}

static FeelValue null_argument(FeelMachine *m, const Builtin *b, const BuiltinParam *p,
                               FeelValue v) {
    if (v.reason && v.reason <= m->reason_count) return v;
    return feel_fault(m, FEEL_NULL_OPERAND,
                      MSG("\"{1}\" of \"{2}\" is null", str_from(p->name), str_from(b->doc.name)));
}

static FeelValue wrong_arguments(FeelMachine *m, const Builtin *b, const FeelValue *args,
                                 size_t count) {
    Str name = str_from(b->doc.name);
    for (size_t i = 0; i < b->signature_count; i++) {
        const BuiltinSignature *s = &b->signatures[i];
        if (!count_fits(s, count)) continue;
        size_t at = (size_t)misfit(s, args, count, false);
        const BuiltinParam *p = param_at(s, at);
        if (args[at].kind == FEEL_NULL) return null_argument(m, b, p, args[at]);
        return feel_fault(m, FEEL_WRONG_TYPE,
                          MSG("\"{1}\" of \"{2}\" must be {3}, not {4}", str_from(p->name), name,
                              kinds_text(m->arena, p->kinds),
                              str_from(feel_kind_name((FeelKind)args[at].kind))));
    }
    return feel_fault(
        m, "wrong-arguments",
        MSG("\"{1}\" cannot take {2} arguments", name, str_fmt(m->arena, "%zu", count)));
}

static FeelValue wrong_count(FeelMachine *m, size_t wanted, size_t count) {
    return feel_fault(m, "wrong-arguments",
                      MSG("the function takes {1} arguments, not {2}",
                          str_fmt(m->arena, "%zu", wanted), str_fmt(m->arena, "%zu", count)));
}

FeelValue call_builtin(FeelMachine *m, const Builtin *b, FeelValue *args, size_t count) {
    const BuiltinSignature *s = fitting(b, args, count, true);
    if (!s) {
        s = fitting(b, args, count, false);
        if (!s) return wrong_arguments(m, b, args, count);
        coerce(m, s, args, count);
        if (m->is_stopped) return feel_stopped(m);
    }
    return b->run(m, args, count);
}

FeelValue call_native(FeelMachine *m, const FeelFunction *f, FeelValue *args, size_t count) {
    if (f->builtin) return call_builtin(m, f->builtin, args, count);
    if (count == f->host->count) return f->host->run(f->host->self, m, args);
    return wrong_count(m, f->host->count, count);
}

// ---- closures -----------------------------------------------------------------------------------

// The value as the type wants it; false if it cannot be had.
static bool conform(FeelMachine *m, const FeelType *t, FeelValue *v) {
    if (t->kind == FEEL_ANY || v->kind == FEEL_NULL || type_holds(t, *v)) return true;
    if (v->kind == FEEL_LIST && v->list->count == 1 && type_holds(t, v->list->items[0])) {
        *v = v->list->items[0];
        return true;
    }
    if (t->kind != FEEL_LIST || v->kind == FEEL_LIST) return false;
    if (t->item && !type_holds(t->item, *v)) return false;
    *v = list_of_one(m, *v);
    return true;
}

bool call_prepare(FeelMachine *m, const FeelProto *proto, FeelValue *args, size_t count,
                  FeelValue *ret) {
    if (count != proto->parameter_count) {
        *ret = wrong_count(m, proto->parameter_count, count);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const FeelType *t = proto->parameter_types[i];
        if (conform(m, t, &args[i])) continue;
        *ret = feel_fault(m, FEEL_WRONG_TYPE,
                          MSG("\"{1}\" must be {2}, not {3}", proto->parameter_names[i],
                              feel_type_text(m->arena, t),
                              str_from(feel_kind_name((FeelKind)args[i].kind))));
        return false;
    }
    return true;
}

// ---- named arguments ----------------------------------------------------------------------------

static int64_t key_index(const KeyTable *names, Str name) {
    for (uint32_t i = 0; i < names->count; i++)
        if (str_is(names->keys[i], name)) return i;
    return -1;
}

static bool order_for_names(const Str *parameters, size_t count, const KeyTable *names,
                            const FeelValue *args, FeelValue *ordered) {
    if (count != names->count) return false;
    for (uint32_t i = 0; i < names->count; i++) {
        int64_t at = key_index(names, parameters[i]);
        if (at < 0) return false;
        ordered[i] = args[at];
    }
    return true;
}

static bool order_for_signature(const BuiltinSignature *s, const KeyTable *names,
                                const FeelValue *args, FeelValue *ordered) {
    if (names->count > s->count) return false;
    for (uint32_t i = 0; i < names->count; i++) {
        int64_t at = key_index(names, str_from(s->params[i].name));
        if (at < 0) return false;
        ordered[i] = args[at];
    }
    return true;
}

static bool order_for_builtin(const Builtin *b, const KeyTable *names, const FeelValue *args,
                              FeelValue *ordered) {
    for (size_t i = 0; i < b->signature_count; i++)
        if (order_for_signature(&b->signatures[i], names, args, ordered)) return true;
    return false;
}

bool call_order(FeelMachine *m, const FeelFunction *f, const KeyTable *names, FeelValue *args,
                FeelValue *ret) {
    size_t size = sizeof(FeelValue) * names->count;
    if (!feel_room(m, size)) return false;
    FeelValue *ordered = arena_get(m->arena, size);
    bool fits = f->builtin ? order_for_builtin(f->builtin, names, args, ordered)
                : f->host  ? order_for_names(f->host->names, f->host->count, names, args, ordered)
                           : order_for_names(f->proto->parameter_names, f->proto->parameter_count,
                                             names, args, ordered);
    if (fits) memcpy(args, ordered, size);
    if (!fits) *ret = feel_fault(m, "wrong-arguments", MSG("the function has other parameters"));
    return fits;
}

// ---- functions of the host ----------------------------------------------------------------------

FeelValue feel_host_function(Arena *a, const FeelHost *host) {
    FeelFunction *f = ARENA_NEW(a, FeelFunction);
    f->host = host;
    return (FeelValue){.kind = FEEL_FUNCTION, .depth = 1, .weight = 1, .function = f};
}
