// feel/type_of.c - the types of values and operations
#include "feel/type.h"

#include "feel/feel_int.h"

const FeelType *type_join(const FeelType *a, const FeelType *b) {
    if (a == b || b->kind == FEEL_NULL) return a;
    if (a->kind == FEEL_NULL) return b;
    if (a->kind == FEEL_ANY || b->kind == FEEL_ANY) return feel_type(FEEL_ANY);
    if (feel_type_conforms(a, b)) return b;
    if (feel_type_conforms(b, a)) return a;
    return feel_type(a->kind == b->kind ? a->kind : FEEL_ANY);
}

const FeelType *type_of_items(const FeelType *t) {
    if ((t->kind == FEEL_LIST || t->kind == FEEL_RANGE) && t->item) return t->item;
    if (t->kind == FEEL_LIST || t->kind == FEEL_RANGE || t->kind == FEEL_NULL)
        return feel_type(FEEL_ANY);
    return t;
}

static const FeelType *type_of_list(Arena *a, const FeelList *list) {
    const FeelType *item = feel_type(FEEL_NULL);
    for (size_t i = 0; i < list->count; i++) {
        item = type_join(item, feel_type((FeelKind)list->items[i].kind));
        if (item->kind == FEEL_ANY) break;
    }
    return item->kind == FEEL_NULL ? feel_type(FEEL_LIST) : feel_type_list(a, item);
}

const FeelType *type_of_value(Arena *a, FeelValue v) {
    if (v.kind == FEEL_LIST) return type_of_list(a, v.list);
    if (v.kind == FEEL_RANGE) {
        const FeelValue *end = v.range->low.kind ? &v.range->low : &v.range->high;
        return type_range(a, feel_type((FeelKind)end->kind));
    }
    return feel_type((FeelKind)v.kind);
}

static bool list_holds(const FeelType *t, const FeelList *list) {
    for (size_t i = 0; i < list->count && t->item; i++)
        if (list->items[i].kind != FEEL_NULL && !type_holds(t->item, list->items[i])) return false;
    return true;
}

static bool context_holds(const FeelType *t, const FeelContext *context) {
    for (size_t i = 0; i < t->count; i++) {
        bool found;
        FeelValue v = feel_context_get(context, t->keys[i], &found);
        if (!found || (v.kind != FEEL_NULL && !type_holds(t->types[i], v))) return false;
    }
    return true;
}

static bool range_holds(const FeelType *t, const FeelRange *range) {
    if (!t->item) return true;
    return (range->low.kind == FEEL_NULL || type_holds(t->item, range->low)) &&
           (range->high.kind == FEEL_NULL || type_holds(t->item, range->high));
}

bool type_holds(const FeelType *t, FeelValue v) {
    if (v.kind == FEEL_NULL) return t->kind == FEEL_NULL;
    if (t->kind == FEEL_ANY) return true;
    if (v.kind != t->kind) return false;
    if (t->kind == FEEL_LIST) return list_holds(t, v.list);
    if (t->kind == FEEL_CONTEXT) return context_holds(t, v.context);
    return t->kind != FEEL_RANGE || range_holds(t, v.range);
}

bool feel_type_holds(const FeelType *t, FeelValue v) {
    return type_holds(t, v);
}

bool type_is_ordered(FeelKind kind) {
    return kind >= FEEL_NUMBER && kind <= FEEL_YEARS_DURATION;
}

// DMN 1.5, tables 55 to 57. Rows with a duration or number on the other side are written once and
// tried both ways where the operation commutes.
typedef struct ArithmeticRow {
    FeelNodeKind op;
    FeelKind left, right, result;
} ArithmeticRow;

static const ArithmeticRow ROWS[] = {
    {FEEL_NODE_ADD, FEEL_NUMBER, FEEL_NUMBER, FEEL_NUMBER},
    {FEEL_NODE_ADD, FEEL_STRING, FEEL_STRING, FEEL_STRING},
    {FEEL_NODE_ADD, FEEL_DATE, FEEL_DAYS_DURATION, FEEL_DATE},
    {FEEL_NODE_ADD, FEEL_DATE, FEEL_YEARS_DURATION, FEEL_DATE},
    {FEEL_NODE_ADD, FEEL_DATE_TIME, FEEL_DAYS_DURATION, FEEL_DATE_TIME},
    {FEEL_NODE_ADD, FEEL_DATE_TIME, FEEL_YEARS_DURATION, FEEL_DATE_TIME},
    {FEEL_NODE_ADD, FEEL_TIME, FEEL_DAYS_DURATION, FEEL_TIME},
    {FEEL_NODE_ADD, FEEL_DAYS_DURATION, FEEL_DAYS_DURATION, FEEL_DAYS_DURATION},
    {FEEL_NODE_ADD, FEEL_YEARS_DURATION, FEEL_YEARS_DURATION, FEEL_YEARS_DURATION},
    {FEEL_NODE_SUBTRACT, FEEL_NUMBER, FEEL_NUMBER, FEEL_NUMBER},
    {FEEL_NODE_SUBTRACT, FEEL_DATE, FEEL_DATE, FEEL_DAYS_DURATION},
    {FEEL_NODE_SUBTRACT, FEEL_DATE, FEEL_DATE_TIME, FEEL_DAYS_DURATION},
    {FEEL_NODE_SUBTRACT, FEEL_DATE_TIME, FEEL_DATE, FEEL_DAYS_DURATION},
    {FEEL_NODE_SUBTRACT, FEEL_DATE_TIME, FEEL_DATE_TIME, FEEL_DAYS_DURATION},
    {FEEL_NODE_SUBTRACT, FEEL_TIME, FEEL_TIME, FEEL_DAYS_DURATION},
    {FEEL_NODE_SUBTRACT, FEEL_DATE, FEEL_DAYS_DURATION, FEEL_DATE},
    {FEEL_NODE_SUBTRACT, FEEL_DATE, FEEL_YEARS_DURATION, FEEL_DATE},
    {FEEL_NODE_SUBTRACT, FEEL_DATE_TIME, FEEL_DAYS_DURATION, FEEL_DATE_TIME},
    {FEEL_NODE_SUBTRACT, FEEL_DATE_TIME, FEEL_YEARS_DURATION, FEEL_DATE_TIME},
    {FEEL_NODE_SUBTRACT, FEEL_TIME, FEEL_DAYS_DURATION, FEEL_TIME},
    {FEEL_NODE_SUBTRACT, FEEL_DAYS_DURATION, FEEL_DAYS_DURATION, FEEL_DAYS_DURATION},
    {FEEL_NODE_SUBTRACT, FEEL_YEARS_DURATION, FEEL_YEARS_DURATION, FEEL_YEARS_DURATION},
    {FEEL_NODE_MULTIPLY, FEEL_NUMBER, FEEL_NUMBER, FEEL_NUMBER},
    {FEEL_NODE_MULTIPLY, FEEL_DAYS_DURATION, FEEL_NUMBER, FEEL_DAYS_DURATION},
    {FEEL_NODE_MULTIPLY, FEEL_YEARS_DURATION, FEEL_NUMBER, FEEL_YEARS_DURATION},
    {FEEL_NODE_DIVIDE, FEEL_NUMBER, FEEL_NUMBER, FEEL_NUMBER},
    {FEEL_NODE_DIVIDE, FEEL_DAYS_DURATION, FEEL_NUMBER, FEEL_DAYS_DURATION},
    {FEEL_NODE_DIVIDE, FEEL_YEARS_DURATION, FEEL_NUMBER, FEEL_YEARS_DURATION},
    {FEEL_NODE_DIVIDE, FEEL_DAYS_DURATION, FEEL_DAYS_DURATION, FEEL_NUMBER},
    {FEEL_NODE_DIVIDE, FEEL_YEARS_DURATION, FEEL_YEARS_DURATION, FEEL_NUMBER},
    {FEEL_NODE_POWER, FEEL_NUMBER, FEEL_NUMBER, FEEL_NUMBER},
};

static bool fits(FeelKind wanted, FeelKind given) {
    return given == FEEL_ANY || given == FEEL_NULL || given == wanted;
}

static bool row_fits(const ArithmeticRow *row, FeelNodeKind op, FeelKind a, FeelKind b) {
    if (row->op != op) return false;
    bool commutes = op == FEEL_NODE_ADD || op == FEEL_NODE_MULTIPLY;
    return (fits(row->left, a) && fits(row->right, b)) ||
           (commutes && fits(row->left, b) && fits(row->right, a));
}

FeelKind type_of_arithmetic(FeelNodeKind op, FeelKind a, FeelKind b) {
    FeelKind result = FEEL_NULL;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        if (!row_fits(&ROWS[i], op, a, b)) continue;
        if (result != FEEL_NULL && result != ROWS[i].result) return FEEL_ANY;
        result = ROWS[i].result;
    }
    return result;
}
