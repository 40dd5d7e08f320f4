// feel/builtin_context.c - builtins of contexts: entries, making, putting, merging
#include "base/map.h"
#include "feel/builtin.h"

typedef struct Entries {
    FeelMachine *machine;
    Map index; // key -> position
    Str *keys;
    FeelValue *values;
    size_t count;
} Entries;

// Room for `most` entries; false if a limit forbids.
static bool entries_open(Entries *e, FeelMachine *m, size_t most) {
    enum { BYTES_PER_ENTRY = 4 * sizeof(Str) }; // the key, and what the map keeps of it
    *e = (Entries){.machine = m, .index = {.arena = feel_machine_arena(m)}};
    if (!feel_steps(m, most) || !feel_room(m, most * BYTES_PER_ENTRY)) return false;
    e->keys = ARENA_ARRAY(feel_machine_arena(m), Str, most);
    e->values = feel_items(m, most);
    return e->values != NULL;
}

// A key that is there already keeps its place and takes the new value; false then.
static bool entries_put(Entries *e, Str key, FeelValue value) {
    uint32_t at;
    bool is_new = map_add(&e->index, key, (uint32_t)e->count);
    if (is_new) {
        e->keys[e->count] = key;
        e->values[e->count++] = value;
    } else if (map_get(&e->index, key, &at)) {
        e->values[at] = value;
    }
    return is_new;
}

static FeelValue entries_context(Entries *e) {
    return feel_context_of(e->machine, e->keys, e->values, e->count);
}

// ---- reading ------------------------------------------------------------------------------------

static FeelValue no_entry(FeelMachine *m, FeelValue key) {
    return feel_fault(m, FEEL_NO_SUCH_ENTRY,
                      MSG("the context has no entry {1}", builtin_text(m, key)));
}

static FeelValue run_get_value(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    bool found;
    if (!feel_steps(m, args[0].context->count)) return feel_stopped(m);
    FeelValue v = feel_context_get(args[0].context, args[1].string, &found);
    return found ? v : no_entry(m, args[1]);
}

static FeelValue run_get_deep(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    FeelValue v = args[0], fault;
    if (!builtin_check_items(m, *args[1].list, FEEL_STRING, &fault)) return fault;
    for (size_t i = 0; i < args[1].list->count; i++) {
        bool found = false;
        FeelValue key = args[1].list->items[i];
        if (v.kind == FEEL_CONTEXT) v = feel_context_get(v.context, key.string, &found);
        if (!found) return no_entry(m, key);
    }
    return v;
}

static FeelValue run_get(FeelMachine *m, const FeelValue *args, size_t count) {
    return args[1].kind == FEEL_LIST ? run_get_deep(m, args, count) : run_get_value(m, args, count);
}

static FeelValue run_get_entries(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    static const Str names[] = {{"key", 3}, {"value", 5}};
    const FeelContext *c = args[0].context;
    FeelValue *items = feel_items(m, c->count), *pairs = feel_items(m, 2 * c->count);
    if (!items || !pairs || !feel_steps(m, c->count)) return feel_stopped(m);
    for (size_t i = 0; i < c->count; i++) {
        pairs[2 * i] = feel_string(c->keys[i]);
        pairs[2 * i + 1] = c->values[i];
        items[i] = feel_context_of(m, names, &pairs[2 * i], 2);
    }
    return feel_list_of(m, items, c->count);
}

// ---- making -------------------------------------------------------------------------------------

// Entry {key, value} of the argument of context().
static bool put_pair(Entries *e, FeelValue pair, FeelValue *ret_fault) {
    bool has_key = false, has_value = false;
    FeelValue key = feel_null(), value = feel_null();
    if (pair.kind == FEEL_CONTEXT) {
        key = feel_context_get(pair.context, STR("key"), &has_key);
        value = feel_context_get(pair.context, STR("value"), &has_value);
    }
    if (!has_key || !has_value || key.kind != FEEL_STRING)
        *ret_fault =
            feel_fault(e->machine, FEEL_WRONG_VALUE,
                       MSG("{1} is no entry; an entry is a context with a text as key, and a value",
                           builtin_text(e->machine, pair)));
    else if (!entries_put(e, key.string, value))
        *ret_fault = feel_fault(e->machine, FEEL_WRONG_VALUE,
                                MSG("the key {1} stands twice", builtin_text(e->machine, key)));
    else
        return true;
    return false;
}

static FeelValue run_context(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    Entries e;
    FeelValue fault;
    FeelList list = *args[0].list;
    if (!entries_open(&e, m, list.count)) return feel_stopped(m);
    for (size_t i = 0; i < list.count; i++)
        if (!put_pair(&e, list.items[i], &fault)) return fault;
    return entries_context(&e);
}

static FeelValue put(FeelMachine *m, FeelValue context, Str key, FeelValue value) {
    Entries e;
    const FeelContext *c = context.context;
    if (!entries_open(&e, m, c->count + 1)) return feel_stopped(m);
    for (size_t i = 0; i < c->count; i++) entries_put(&e, c->keys[i], c->values[i]);
    entries_put(&e, key, value);
    return entries_context(&e);
}

// The contexts on the way are made anew from the innermost outward.
static FeelValue put_deep(FeelMachine *m, FeelValue context, FeelList keys, FeelValue value) {
    FeelValue way[FEEL_VALUE_DEPTH_MAX], fault;
    if (!builtin_check_items(m, keys, FEEL_STRING, &fault)) return fault;
    if (keys.count == 0 || keys.count > FEEL_VALUE_DEPTH_MAX)
        return feel_fault(m, FEEL_WRONG_VALUE, MSG("there must be 1 to 200 keys"));
    for (size_t i = 0; i < keys.count; i++) {
        if (context.kind != FEEL_CONTEXT) return no_entry(m, keys.items[i - 1]);
        way[i] = context;
        context = feel_context_get(context.context, keys.items[i].string, NULL);
    }
    for (size_t i = keys.count; i-- > 0;) {
        value = put(m, way[i], keys.items[i].string, value);
        if (value.kind == FEEL_NULL) break;
    }
    return value;
}

static FeelValue run_context_put(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    return args[1].kind == FEEL_LIST ? put_deep(m, args[0], *args[1].list, args[2])
                                     : put(m, args[0], args[1].string, args[2]);
}

static FeelValue run_context_merge(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    Entries e;
    FeelValue fault;
    FeelList list = *args[0].list;
    size_t most = 0;
    if (!builtin_check_items(m, list, FEEL_CONTEXT, &fault)) return fault;
    for (size_t i = 0; i < list.count; i++) most += list.items[i].context->count;
    if (!entries_open(&e, m, most)) return feel_stopped(m);
    for (size_t i = 0; i < list.count; i++) {
        const FeelContext *c = list.items[i].context;
        for (size_t j = 0; j < c->count; j++) entries_put(&e, c->keys[j], c->values[j]);
    }
    return entries_context(&e);
}

static const Builtin rows[] = {
    {DOC("get value", "get value(m, key or keys)",
         "The value under the key, or under a list of keys from the outermost inward.",
         "取键对应的值；键列表表示由外到内的路径。", "get value({a: {b: 1}}, [\"a\", \"b\"])", "1"),
     SIGNATURES(SIGNATURE(PARAM("m", K_CONTEXT), PARAM("key", K_STRING)),
                SIGNATURE(PARAM("m", K_CONTEXT), LIST_PARAM("keys", FEEL_STRING))),
     .run = run_get, .result = FEEL_ANY},
    {DOC("get entries", "get entries(m)", "The entries of the context as a list of {key, value}.",
         "将上下文转为 {key, value} 列表。", "get entries({a: 1})", "[{key: \"a\", value: 1}]"),
     SIGNATURES(SIGNATURE(PARAM("m", K_CONTEXT))), .run = run_get_entries, .result = FEEL_LIST},
    {DOC("context", "context(entries)", "The context made of a list of {key, value}.",
         "由 {key, value} 列表生成上下文。", "context([{key: \"a\", value: 1}])", "{a: 1}"),
     SIGNATURES(SIGNATURE(LIST_PARAM("entries", FEEL_CONTEXT))), .run = run_context,
     .result = FEEL_CONTEXT},
    {DOC("context put", "context put(context, key or keys, value)",
         "The context with a value under the key, or under a list of keys from the outermost "
         "inward.",
         "在键（或由外到内的键路径）处写入值后的上下文。",
         "context put({x: 1, y: {a: 0}}, [\"y\", \"a\"], 2)", "{x: 1, y: {a: 2}}"),
     SIGNATURES(
         SIGNATURE(PARAM("context", K_CONTEXT), PARAM("key", K_STRING), PARAM("value", KINDS_ANY)),
         SIGNATURE(PARAM("context", K_CONTEXT), LIST_PARAM("keys", FEEL_STRING),
                   PARAM("value", KINDS_ANY))),
     .run = run_context_put, .result = FEEL_CONTEXT},
    {DOC("context merge", "context merge(contexts)",
         "All entries of the contexts; of those with one key the last.",
         "合并多个上下文；同名键取最后者。", "context merge([{a: 1, b: 2}, {a: 3}])",
         "{a: 3, b: 2}"),
     SIGNATURES(SIGNATURE(LIST_PARAM("contexts", FEEL_CONTEXT))), .run = run_context_merge,
     .result = FEEL_CONTEXT},
};

const BuiltinFamily builtin_contexts = FAMILY(rows);
