// app/evolve_read.c - a model of behaviour from its file: YAML in, arrays out
//
// Keys are a table: which forms of model have them, and what reads them, in the order in which one
// needs the other.
#include "app/evolve_read.h"

#include <math.h>

enum { MEMBERS = 1, SHARES = 2, SIDES = 4, NORM = 8 };
enum { PLAYED = MEMBERS | SHARES | SIDES, ALL = PLAYED | NORM };
enum { POINTS = 201, GROUP_MAX = 100 };
static const double PAYOFF_MAX = 1e9, INTENSITY_MAX = 1e6, TIME_MAX = 1e6;
static const double COUNT_MAX = 1e12, SHARE_ERROR = 1e-9;

// ---- keys ---------------------------------------------------------------------------------------

static void read_version(ModelReader *r, const YamlNode *n) {
    if (!str_is(n->text, STR("1")))
        model_fault(r, n, MSG("this version of the format is unknown"), MSG("write evolve: 1"));
}

static void read_title(ModelReader *r, const YamlNode *n) {
    r->file->title = model_label(n, STR(""));
}

static void read_strategies(ModelReader *r, const YamlNode *n) {
    EvolveFile *f = r->file;
    model_names(r, n, 2, EVOLVE_STRATEGIES_MAX, f->strategies, &f->model.game.strategy_count);
}

static void read_group(ModelReader *r, const YamlNode *n) {
    uint64_t size;
    if (!model_count(r, n, 2, GROUP_MAX, &size)) return;
    if (r->file->model.game.strategy_count > 2)
        model_fault(r, n, MSG("a game of groups takes two strategies"),
                    MSG("leave \"group\" out, or leave two strategies"));
    r->file->model.game.group_size = size;
}

static void read_payoffs(ModelReader *r, const YamlNode *n) {
    EvolveGame *g = &r->file->model.game;
    size_t width = g->group_size ? g->group_size + 1 : g->strategy_count;
    double *payoffs = ARENA_ARRAY(r->arena, double, g->strategy_count *width);
    g->payoffs = payoffs;
    if (!model_check_names(r, n, r->file->strategies, g->strategy_count)) return;
    for (size_t s = 0; s < g->strategy_count; s++)
        if (!model_list(r, model_item(r, n, r->file->strategies[s].id), width, -PAYOFF_MAX,
                        PAYOFF_MAX, &payoffs[s * width]))
            return;
}

static const struct {
    const char *name;
    EvolveProcess process;
    bool is_large; // the replicator equation
} processes[] = {{"pairwise comparison", EVOLVE_PAIRWISE, false},
                 {"birth-death", EVOLVE_BIRTH_DEATH, false},
                 {"death-birth", EVOLVE_DEATH_BIRTH, false},
                 {"replicator", EVOLVE_PAIRWISE, true}};

static void read_process(ModelReader *r, const YamlNode *n) {
    for (size_t i = 0; i < sizeof processes / sizeof processes[0]; i++) {
        if (!str_is(n->text, str_from(processes[i].name))) continue;
        r->file->model.process = processes[i].process;
        if (r->file->form == EVOLVE_SIDES && !processes[i].is_large)
            model_fault(r, n, MSG("several populations follow the replicator equation only"),
                        MSG("write process: replicator"));
        return;
    }
    model_fault(r, n, MSG("the process \"{1}\" is unknown", n->source),
                MSG("choose one of: {1}", STR("pairwise comparison, birth-death, death-birth, "
                                              "replicator")));
}

static void read_population(ModelReader *r, const YamlNode *n) {
    uint64_t size;
    if (model_count(r, n, 2, r->members_max, &size)) r->file->model.size = (uint32_t)size;
}

static void read_intensity(ModelReader *r, const YamlNode *n) {
    bool is_birth = r->file->model.process != EVOLVE_PAIRWISE;
    model_number(r, n, 0, is_birth ? 1 : INTENSITY_MAX, &r->file->model.intensity);
}

static void read_mutation(ModelReader *r, const YamlNode *n) {
    model_number(r, n, 0, 1, &r->file->model.mutation);
}

static void read_earn(ModelReader *r, const YamlNode *n) {
    r->file->model.is_sum = str_is(n->text, STR("sum"));
    if (!r->file->model.is_sum && !str_is(n->text, STR("mean")))
        model_fault(r, n, MSG("\"{1}\" is no way to earn", n->source),
                    MSG("choose one of: {1}", STR("mean, sum")));
}

static void read_generations(ModelReader *r, const YamlNode *n) {
    model_count(r, n, 1, COUNT_MAX, &r->file->plan.generations);
}

static void read_warm_up(ModelReader *r, const YamlNode *n) {
    model_count(r, n, 0, COUNT_MAX, &r->file->plan.warm_up);
}

static void read_runs(ModelReader *r, const YamlNode *n) {
    uint64_t runs;
    if (model_count(r, n, 1, EVOLVE_RUNS_MAX, &runs)) r->file->plan.runs = runs;
}

static void read_seed(ModelReader *r, const YamlNode *n) {
    model_count(r, n, 0, 0x1p53, &r->file->plan.seed);
}

static void read_time(ModelReader *r, const YamlNode *n) {
    model_number(r, n, 1e-6, TIME_MAX, &r->file->time);
}

// ---- the start ----------------------------------------------------------------------------------

static void start_members(ModelReader *r, const YamlNode *n) {
    EvolveFile *f = r->file;
    uint64_t sum = 0;
    for (size_t s = 0; s < f->model.game.strategy_count; s++) {
        uint64_t count;
        const YamlNode *item = model_item(r, n, f->strategies[s].id);
        if (!model_count(r, item, 0, r->members_max, &count)) return;
        f->plan.start[s] = (uint32_t)count;
        sum += count;
    }
    if (sum != f->model.size)
        model_fault(r, n,
                    MSG("the start has {1} members, the population {2}",
                        str_fmt(r->arena, "%llu", (unsigned long long)sum),
                        str_fmt(r->arena, "%u", f->model.size)),
                    NO_MSG);
}

static void start_shares(ModelReader *r, const YamlNode *n, const EvolveName *names, size_t count) {
    double sum = 0;
    for (size_t s = 0; s < count; s++) {
        if (!model_number(r, model_item(r, n, names[s].id), 0, 1, &r->file->shares[s])) return;
        sum += r->file->shares[s];
    }
    if (r->file->form == EVOLVE_SHARES && fabs(sum - 1) > SHARE_ERROR)
        model_fault(
            r, n, MSG("the shares of the start add up to {1}, not to 1", model_number_text(r, sum)),
            NO_MSG);
}

static void read_start(ModelReader *r, const YamlNode *n) {
    EvolveFile *f = r->file;
    bool is_sides = f->form == EVOLVE_SIDES;
    const EvolveName *names = is_sides ? f->sides : f->strategies;
    size_t count = is_sides ? f->parties.count : f->model.game.strategy_count;
    if (!model_check_names(r, n, names, count)) return;
    if (f->form == EVOLVE_MEMBERS)
        start_members(r, n);
    else
        start_shares(r, n, names, count);
}

// As many with each strategy, and who is left over with the first ones.
static void start_evenly(EvolveFile *f) {
    size_t count = f->model.game.strategy_count;
    for (size_t s = 0; s < count; s++) {
        f->plan.start[s] = (uint32_t)(f->model.size / count + (s < f->model.size % count));
        f->shares[s] = 1 / (double)count;
    }
    for (size_t i = 0; i < f->parties.count; i++) f->shares[i] = 0.5;
}

// ---- the table ----------------------------------------------------------------------------------

static const struct KeyRow {
    const char *key;
    int forms, required; // forms that may have it, that must
    void (*read)(ModelReader *r, const YamlNode *n);
} key_rows[] = {
    {"evolve", ALL, ALL, read_version},
    {"title", ALL, 0, read_title},
    {"strategies", MEMBERS | SHARES, MEMBERS | SHARES, read_strategies},
    {"parties", SIDES, SIDES, model_sides},
    {"group", MEMBERS | SHARES, 0, read_group},
    {"payoffs", MEMBERS | SHARES, 0, read_payoffs},
    {"repeated", MEMBERS | SHARES, 0, model_repeated},
    {"outcomes", SIDES, SIDES, model_outcomes},
    {"reputation", NORM, NORM, model_reputation},
    {"process", PLAYED, PLAYED, read_process},
    {"population", MEMBERS, 0, read_population},
    {"network", MEMBERS, 0, model_network},
    {"earn", MEMBERS, 0, read_earn},
    {"intensity", MEMBERS, 0, read_intensity},
    {"mutation", MEMBERS, 0, read_mutation},
    {"start", PLAYED, 0, read_start},
    {"generations", MEMBERS, 0, read_generations},
    {"warm-up", MEMBERS, 0, read_warm_up},
    {"runs", MEMBERS, 0, read_runs},
    {"seed", MEMBERS, 0, read_seed},
    {"time", SHARES | SIDES, 0, read_time},
};
enum { KEY_COUNT = sizeof key_rows / sizeof key_rows[0] };

static int form_bit(const ModelReader *r) {
    return 1 << r->file->form;
}

static Str keys_text(ModelReader *r) {
    Buf b = {.arena = r->arena};
    for (size_t i = 0; i < KEY_COUNT; i++) {
        if (!(key_rows[i].forms & form_bit(r))) continue;
        buf_add_c(&b, b.size ? ", " : "");
        buf_add_c(&b, key_rows[i].key);
    }
    return buf_str(&b);
}

static bool is_key(ModelReader *r, Str key) {
    for (size_t i = 0; i < KEY_COUNT; i++)
        if (key_rows[i].forms & form_bit(r) && str_is(str_from(key_rows[i].key), key)) return true;
    return false;
}

static void check_keys(ModelReader *r) {
    for (size_t i = 0; i < r->root->count; i++)
        if (!is_key(r, r->root->keys[i])) {
            finding_add(r->findings, SEVERITY_ERROR, "evolve-model", r->root->key_places[i],
                        MSG("a model of this kind has no \"{1}\"", r->root->keys[i]),
                        MSG("its keys are: {1}", keys_text(r)));
            r->has_failed = true;
        }
    for (size_t i = 0; i < KEY_COUNT; i++)
        if (key_rows[i].required & form_bit(r) && !yaml_find(r->root, key_rows[i].key))
            model_fault(r, r->root, MSG("\"{1}\" is missing here", str_from(key_rows[i].key)),
                        MSG("softlaw help evolve shows a model"));
}

// Payoffs stand there, or follow from a repeated game.
static void check_payoffs(ModelReader *r) {
    bool is_given = yaml_find(r->root, "payoffs") || yaml_find(r->root, "repeated");
    bool is_needed = r->file->form == EVOLVE_MEMBERS || r->file->form == EVOLVE_SHARES;
    if (is_needed && !is_given && !r->has_failed)
        model_fault(r, r->root, MSG("\"{1}\" is missing here", STR("payoffs")),
                    MSG("softlaw help evolve shows a model"));
}

static EvolveForm form_of(const YamlNode *root) {
    const YamlNode *process = yaml_find(root, "process");
    if (yaml_find(root, "parties")) return EVOLVE_SIDES;
    if (yaml_find(root, "reputation")) return EVOLVE_NORM;
    return process && str_is(process->text, STR("replicator")) ? EVOLVE_SHARES : EVOLVE_MEMBERS;
}

static void read_keys(ModelReader *r) {
    for (size_t i = 0; i < KEY_COUNT && !r->has_failed; i++) {
        const YamlNode *n = yaml_find(r->root, key_rows[i].key);
        if (key_rows[i].read == read_start) start_evenly(r->file);
        if (n) key_rows[i].read(r, n);
    }
    if (!r->has_failed && r->file->form == EVOLVE_MEMBERS) model_check_members(r);
}

const EvolveFile *evolve_read(Arena *a, Str name, Str text, uint32_t members_max, Findings *f) {
    EvolveFile *file = ARENA_NEW(a, EvolveFile);
    ModelReader r = {
        .arena = a, .findings = f, .name = name, .file = file, .members_max = members_max};
    r.root = yaml_parse(a, name, text, 0, text.size, f);
    if (!r.root) return NULL;
    file->model.intensity = 1;
    file->plan = (EvolvePlan){.points = POINTS};
    file->time = 100;
    if (r.root->kind != YAML_MAP) {
        model_fault(&r, r.root, MSG("this is no model of behaviour"),
                    MSG("softlaw help evolve shows a model"));
        return NULL;
    }
    file->form = form_of(r.root);
    check_keys(&r);
    check_payoffs(&r);
    read_keys(&r);
    return r.has_failed ? NULL : file;
}
