// app/evolve_read.c - a model of behaviour from its file: YAML in, arrays out
//
// Keys are a table: which forms of model have them, and what reads them, in the order in which one
// needs the other. A reader that fails has made a finding; what follows from it is not read.
#include "app/evolve_int.h"

#include "text/text.h"

#include <math.h>
#include <stdlib.h>

enum { MEMBERS = 1, SHARES = 2, SIDES = 4, ALL = MEMBERS | SHARES | SIDES };
enum { POINTS = 201, GROUP_MAX = 100, GROUP_POPULATION_MAX = 2000, STEPS_USUAL = 10000000 };
static const double PAYOFF_MAX = 1e9, INTENSITY_MAX = 1e6, STEPS_MAX = 1e13, TIME_MAX = 1e6;
static const double COUNT_MAX = 1e12, SHARE_ERROR = 1e-9;

typedef struct Reader {
    Arena *arena;
    Findings *findings;
    Str name;
    const YamlNode *root;
    EvolveFile *file;
    uint32_t members_max;
    bool has_failed;
} Reader;

static bool fault(Reader *r, const YamlNode *at, Message message, Message hint) {
    Place place = at ? at->place : (Place){.file = r->name, .line = 1, .column = 1};
    finding_add(r->findings, SEVERITY_ERROR, "evolve-model", place, message, hint);
    r->has_failed = true;
    return false;
}

// ---- values -------------------------------------------------------------------------------------

static Str number_text(Reader *r, double value) {
    return str_fmt(r->arena, "%.12g", value);
}

static bool read_number(Reader *r, const YamlNode *n, double low, double high, double *ret) {
    Dec d;
    bool is_number = n->kind == YAML_SCALAR && !n->is_quoted && dec_from_text(n->text, &d, NULL);
    if (is_number && dec_to_double(d) >= low && dec_to_double(d) <= high) {
        *ret = dec_to_double(d);
        return true;
    }
    return fault(r, n,
                 MSG("\"{1}\" is no number from {2} to {3}", n->source, number_text(r, low),
                     number_text(r, high)),
                 NO_MSG);
}

static bool read_count(Reader *r, const YamlNode *n, double low, double high, uint64_t *ret) {
    double value;
    if (!read_number(r, n, low, high, &value)) return false;
    if (value != floor(value))
        return fault(r, n, MSG("\"{1}\" is no whole number", n->source), NO_MSG);
    *ret = (uint64_t)value;
    return true;
}

static bool read_list(Reader *r, const YamlNode *n, size_t count, double low, double high,
                      double *ret) {
    if (n->kind != YAML_LIST || n->count != count)
        return fault(r, n, MSG("{1} numbers are needed here", str_fmt(r->arena, "%zu", count)),
                     MSG("write them in brackets: [1, 2]"));
    for (size_t i = 0; i < count; i++)
        if (!read_number(r, n->items[i], low, high, &ret[i])) return false;
    return true;
}

// A text, or {en: …, zh: …}; where one language is missing the other stands for it.
static BothText read_label(const YamlNode *n, Str id) {
    const YamlNode *en = yaml_find(n, "en"), *zh = yaml_find(n, "zh");
    if (n->kind == YAML_SCALAR && n->text.size) return (BothText){{n->text, n->text}};
    Str english = en && en->text.size ? en->text : zh && zh->text.size ? zh->text : id;
    return (BothText){{english, zh && zh->text.size ? zh->text : english}};
}

static bool read_names(Reader *r, const YamlNode *n, size_t least, size_t most, EvolveName *ret,
                       size_t *ret_count) {
    if (n->kind != YAML_MAP || n->count < least || n->count > most)
        return fault(r, n,
                     MSG("from {1} to {2} names are needed here", str_fmt(r->arena, "%zu", least),
                         str_fmt(r->arena, "%zu", most)),
                     MSG("write each as name: {en: …, zh: …}"));
    for (size_t i = 0; i < n->count; i++)
        ret[i] = (EvolveName){n->keys[i], read_label(n->items[i], n->keys[i])};
    *ret_count = n->count;
    return true;
}

static int find_name(const EvolveName *names, size_t count, Str id) {
    for (size_t i = 0; i < count; i++)
        if (str_is(names[i].id, id)) return (int)i;
    return -1;
}

// Every key of the map must be one of the names, and every name must be there.
static bool check_names(Reader *r, const YamlNode *n, const EvolveName *names, size_t count) {
    if (n->kind != YAML_MAP)
        return fault(r, n,
                     MSG("a value for each of the {1} names is needed here",
                         str_fmt(r->arena, "%zu", count)),
                     MSG("write name: value, one below the other"));
    for (size_t i = 0; i < n->count; i++)
        if (find_name(names, count, n->keys[i]) < 0)
            return fault(r, n->items[i], MSG("\"{1}\" is not one of the names", n->keys[i]),
                         NO_MSG);
    for (size_t i = 0; i < count; i++)
        if (!yaml_find(n, str_c(r->arena, names[i].id)))
            return fault(r, n, MSG("\"{1}\" is missing here", names[i].id), NO_MSG);
    return true;
}

static const YamlNode *item_of(Reader *r, const YamlNode *n, Str id) {
    return yaml_find(n, str_c(r->arena, id));
}

// ---- keys ---------------------------------------------------------------------------------------

static void read_version(Reader *r, const YamlNode *n) {
    if (!str_is(n->text, STR("1")))
        fault(r, n, MSG("this version of the format is unknown"), MSG("write evolve: 1"));
}

static void read_title(Reader *r, const YamlNode *n) {
    r->file->title = read_label(n, STR(""));
}

static void read_strategies(Reader *r, const YamlNode *n) {
    EvolveFile *f = r->file;
    read_names(r, n, 2, EVOLVE_STRATEGIES_MAX, f->strategies, &f->model.game.strategy_count);
}

static void read_group(Reader *r, const YamlNode *n) {
    uint64_t size;
    if (!read_count(r, n, 2, GROUP_MAX, &size)) return;
    if (r->file->model.game.strategy_count > 2)
        fault(r, n, MSG("a game of groups takes two strategies"),
              MSG("leave \"group\" out, or leave two strategies"));
    r->file->model.game.group_size = size;
}

static void read_payoffs(Reader *r, const YamlNode *n) {
    EvolveGame *g = &r->file->model.game;
    size_t width = g->group_size ? g->group_size + 1 : g->strategy_count;
    double *payoffs = ARENA_ARRAY(r->arena, double, g->strategy_count *width);
    g->payoffs = payoffs;
    if (!check_names(r, n, r->file->strategies, g->strategy_count)) return;
    for (size_t s = 0; s < g->strategy_count; s++)
        if (!read_list(r, item_of(r, n, r->file->strategies[s].id), width, -PAYOFF_MAX, PAYOFF_MAX,
                       &payoffs[s * width]))
            return;
}

static void read_sides(Reader *r, const YamlNode *n) {
    EvolveFile *f = r->file;
    size_t two;
    if (!read_names(r, n, 2, EVOLVE_PARTIES_MAX, f->sides, &f->parties.count)) return;
    for (size_t i = 0; i < n->count; i++) {
        const YamlNode *label = yaml_find(n->items[i], "label");
        const YamlNode *strategies = yaml_find(n->items[i], "strategies");
        if (label) f->sides[i].label = read_label(label, n->keys[i]);
        if (!strategies) {
            fault(r, n->items[i], MSG("\"{1}\" is missing here", STR("strategies")),
                  MSG("write the two strategies of this population"));
            return;
        }
        if (!read_names(r, strategies, 2, 2, f->side_strategies[i], &two)) return;
    }
}

// The profile that a list of strategies names, one for each side in order.
static bool read_profile(Reader *r, const YamlNode *n, size_t *ret) {
    const EvolveFile *f = r->file;
    *ret = 0;
    if (!n || n->kind != YAML_LIST || n->count != f->parties.count)
        return fault(r, n, MSG("one strategy of each population is needed here"),
                     MSG("write play: [strategy, strategy, …] in the order of the parties"));
    for (size_t i = 0; i < n->count; i++) {
        int strategy = find_name(f->side_strategies[i], 2, n->items[i]->text);
        if (strategy < 0)
            return fault(
                r, n->items[i],
                MSG("\"{1}\" is no strategy of \"{2}\"", n->items[i]->source, f->sides[i].id),
                NO_MSG);
        if (strategy == 0) *ret |= (size_t)1 << i;
    }
    return true;
}

static void read_outcomes(Reader *r, const YamlNode *n) {
    EvolveParties *p = &r->file->parties;
    size_t profiles = (size_t)1 << p->count;
    double *payoffs = ARENA_ARRAY(r->arena, double, profiles * p->count);
    bool *is_seen = ARENA_ARRAY(r->arena, bool, profiles);
    p->payoffs = payoffs;
    if (n->kind != YAML_LIST || n->count != profiles) {
        fault(r, n, MSG("{1} outcomes are needed here", str_fmt(r->arena, "%zu", profiles)),
              MSG("write - {play: […], earn: […]} for every way in which the parties can play"));
        return;
    }
    for (size_t i = 0; i < n->count; i++) {
        size_t profile;
        const YamlNode *earn = yaml_find(n->items[i], "earn");
        const YamlNode *play = yaml_find(n->items[i], "play");
        if (!read_profile(r, play ? play : n->items[i], &profile)) return;
        if (is_seen[profile]) {
            fault(r, n->items[i], MSG("this outcome is given twice"), NO_MSG);
            return;
        }
        is_seen[profile] = true;
        if (!read_list(r, earn ? earn : n->items[i], p->count, -PAYOFF_MAX, PAYOFF_MAX,
                       &payoffs[profile * p->count]))
            return;
    }
}

static const struct {
    const char *name;
    EvolveProcess process;
    bool is_large; // the replicator equation
} processes[] = {{"pairwise comparison", EVOLVE_PAIRWISE, false},
                 {"birth-death", EVOLVE_BIRTH_DEATH, false},
                 {"death-birth", EVOLVE_DEATH_BIRTH, false},
                 {"replicator", EVOLVE_PAIRWISE, true}};

static void read_process(Reader *r, const YamlNode *n) {
    for (size_t i = 0; i < sizeof processes / sizeof processes[0]; i++) {
        if (!str_is(n->text, str_from(processes[i].name))) continue;
        r->file->model.process = processes[i].process;
        if (r->file->form == EVOLVE_SIDES && !processes[i].is_large)
            fault(r, n, MSG("several populations follow the replicator equation only"),
                  MSG("write process: replicator"));
        return;
    }
    fault(r, n, MSG("the process \"{1}\" is unknown", n->source),
          MSG("choose one of: {1}", STR("pairwise comparison, birth-death, death-birth, "
                                        "replicator")));
}

static void read_population(Reader *r, const YamlNode *n) {
    uint64_t size;
    if (read_count(r, n, 2, r->members_max, &size)) r->file->model.size = (uint32_t)size;
}

static void read_intensity(Reader *r, const YamlNode *n) {
    bool is_birth = r->file->model.process != EVOLVE_PAIRWISE;
    read_number(r, n, 0, is_birth ? 1 : INTENSITY_MAX, &r->file->model.intensity);
}

static void read_mutation(Reader *r, const YamlNode *n) {
    read_number(r, n, 0, 1, &r->file->model.mutation);
}

static void read_earn(Reader *r, const YamlNode *n) {
    r->file->model.is_sum = str_is(n->text, STR("sum"));
    if (!r->file->model.is_sum && !str_is(n->text, STR("mean")))
        fault(r, n, MSG("\"{1}\" is no way to earn", n->source),
              MSG("choose one of: {1}", STR("mean, sum")));
}

static void read_generations(Reader *r, const YamlNode *n) {
    read_count(r, n, 1, COUNT_MAX, &r->file->plan.generations);
}

static void read_warm_up(Reader *r, const YamlNode *n) {
    read_count(r, n, 0, COUNT_MAX, &r->file->plan.warm_up);
}

static void read_runs(Reader *r, const YamlNode *n) {
    uint64_t runs;
    if (read_count(r, n, 1, EVOLVE_RUNS_MAX, &runs)) r->file->plan.runs = runs;
}

static void read_seed(Reader *r, const YamlNode *n) {
    read_count(r, n, 0, 0x1p53, &r->file->plan.seed);
}

static void read_time(Reader *r, const YamlNode *n) {
    read_number(r, n, 1e-6, TIME_MAX, &r->file->time);
}

// ---- networks -----------------------------------------------------------------------------------

static int compare_links(const void *a, const void *b) {
    return memcmp(a, b, 2 * sizeof(uint32_t));
}

static bool read_link(Reader *r, const YamlNode *n, uint32_t ret[2]) {
    double ends[2];
    if (!read_list(r, n, 2, 1, r->members_max, ends)) return false;
    if (ends[0] == ends[1] || ends[0] != floor(ends[0]) || ends[1] != floor(ends[1]))
        return fault(r, n, MSG("a link joins two different members by their numbers"), NO_MSG);
    ret[0] = (uint32_t)fmin(ends[0], ends[1]) - 1;
    ret[1] = (uint32_t)fmax(ends[0], ends[1]) - 1;
    return true;
}

static bool check_linked(Reader *r, const YamlNode *n, const EvolveNetwork *net) {
    for (uint32_t i = 0; i < net->size; i++)
        if (net->starts[i] == net->starts[i + 1])
            return fault(r, n, MSG("member {1} has no neighbour", str_fmt(r->arena, "%u", i + 1)),
                         NO_MSG);
    return true;
}

static void read_links(Reader *r, const YamlNode *n) {
    size_t count = n->kind == YAML_LIST ? n->count : 0;
    uint32_t(*links)[2] = arena_get(r->arena, sizeof *links * (count + 1)), size = 0;
    if (!count) {
        fault(r, n, MSG("a list of links is needed here"), MSG("write [[1, 2], [2, 3]]"));
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (!read_link(r, n->items[i], links[i])) return;
        if (links[i][1] >= size) size = links[i][1] + 1;
    }
    qsort(links, count, sizeof *links, compare_links);
    for (size_t i = 1; i < count; i++)
        if (!compare_links(links[i - 1], links[i])) {
            fault(r, n,
                  MSG("the link from {1} to {2} is given twice",
                      str_fmt(r->arena, "%u", links[i][0] + 1),
                      str_fmt(r->arena, "%u", links[i][1] + 1)),
                  NO_MSG);
            return;
        }
    const EvolveNetwork *net = evolve_links(r->arena, size, (const uint32_t(*)[2])links, count);
    if (check_linked(r, n, net)) r->file->model.network = net;
}

static void read_torus(Reader *r, const YamlNode *n) {
    double sides[2];
    if (!read_list(r, n, 2, 3, floor(sqrt(r->members_max)), sides)) return;
    if (sides[0] != floor(sides[0]) || sides[1] != floor(sides[1]))
        fault(r, n, MSG("\"{1}\" is no whole number", n->source), NO_MSG);
    else
        r->file->model.network = evolve_torus(r->arena, (uint32_t)sides[0], (uint32_t)sides[1]);
}

// Cycle and star take their size from the population; torus and links have one of their own.
static void read_network(Reader *r, const YamlNode *n) {
    EvolveModel *m = &r->file->model;
    const YamlNode *torus = yaml_find(n, "torus"), *links = yaml_find(n, "links");
    uint32_t size = m->size;
    if (torus && n->count == 1)
        read_torus(r, torus);
    else if (links && n->count == 1)
        read_links(r, links);
    else if (str_is(n->text, STR("cycle")) && size >= 3)
        m->network = evolve_cycle(r->arena, size);
    else if (str_is(n->text, STR("star")) && size >= 3)
        m->network = evolve_star(r->arena, size - 1);
    else if (!str_is(n->text, STR("well mixed")))
        fault(r, n,
              MSG("this is no network for a population of {1}", str_fmt(r->arena, "%u", size)),
              MSG("write well mixed, cycle, star, {torus: [5, 6]} or {links: [[1, 2], [2, 3]]}; "
                  "cycle and star take at least 3 members"));
    if (m->network && size && m->network->size != size)
        fault(r, n,
              MSG("the network has {1} members, the population {2}",
                  str_fmt(r->arena, "%u", m->network->size), str_fmt(r->arena, "%u", size)),
              MSG("leave \"population\" out"));
    if (m->network) m->size = m->network->size;
}

// ---- the start ----------------------------------------------------------------------------------

static void start_members(Reader *r, const YamlNode *n) {
    EvolveFile *f = r->file;
    uint64_t sum = 0;
    for (size_t s = 0; s < f->model.game.strategy_count; s++) {
        uint64_t count;
        const YamlNode *item = item_of(r, n, f->strategies[s].id);
        if (!read_count(r, item, 0, r->members_max, &count)) return;
        f->plan.start[s] = (uint32_t)count;
        sum += count;
    }
    if (sum != f->model.size)
        fault(r, n,
              MSG("the start has {1} members, the population {2}",
                  str_fmt(r->arena, "%llu", (unsigned long long)sum),
                  str_fmt(r->arena, "%u", f->model.size)),
              NO_MSG);
}

static void start_shares(Reader *r, const YamlNode *n, const EvolveName *names, size_t count) {
    double sum = 0;
    for (size_t s = 0; s < count; s++) {
        if (!read_number(r, item_of(r, n, names[s].id), 0, 1, &r->file->shares[s])) return;
        sum += r->file->shares[s];
    }
    if (r->file->form == EVOLVE_SHARES && fabs(sum - 1) > SHARE_ERROR)
        fault(r, n, MSG("the shares of the start add up to {1}, not to 1", number_text(r, sum)),
              NO_MSG);
}

static void read_start(Reader *r, const YamlNode *n) {
    EvolveFile *f = r->file;
    bool is_sides = f->form == EVOLVE_SIDES;
    const EvolveName *names = is_sides ? f->sides : f->strategies;
    size_t count = is_sides ? f->parties.count : f->model.game.strategy_count;
    if (!check_names(r, n, names, count)) return;
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
    void (*read)(Reader *r, const YamlNode *n);
} key_rows[] = {
    {"evolve", ALL, ALL, read_version},
    {"title", ALL, 0, read_title},
    {"strategies", MEMBERS | SHARES, MEMBERS | SHARES, read_strategies},
    {"parties", SIDES, SIDES, read_sides},
    {"group", MEMBERS | SHARES, 0, read_group},
    {"payoffs", MEMBERS | SHARES, MEMBERS | SHARES, read_payoffs},
    {"outcomes", SIDES, SIDES, read_outcomes},
    {"process", ALL, ALL, read_process},
    {"population", MEMBERS, 0, read_population},
    {"network", MEMBERS, 0, read_network},
    {"earn", MEMBERS, 0, read_earn},
    {"intensity", MEMBERS, 0, read_intensity},
    {"mutation", MEMBERS, 0, read_mutation},
    {"start", ALL, 0, read_start},
    {"generations", MEMBERS, 0, read_generations},
    {"warm-up", MEMBERS, 0, read_warm_up},
    {"runs", MEMBERS, 0, read_runs},
    {"seed", MEMBERS, 0, read_seed},
    {"time", SHARES | SIDES, 0, read_time},
};
enum { KEY_COUNT = sizeof key_rows / sizeof key_rows[0] };

static int form_bit(const Reader *r) {
    return 1 << r->file->form;
}

static Str keys_text(Reader *r) {
    Buf b = {.arena = r->arena};
    for (size_t i = 0; i < KEY_COUNT; i++) {
        if (!(key_rows[i].forms & form_bit(r))) continue;
        buf_add_c(&b, b.size ? ", " : "");
        buf_add_c(&b, key_rows[i].key);
    }
    return buf_str(&b);
}

static bool is_key(Reader *r, Str key) {
    for (size_t i = 0; i < KEY_COUNT; i++)
        if (key_rows[i].forms & form_bit(r) && str_is(str_from(key_rows[i].key), key)) return true;
    return false;
}

static void check_keys(Reader *r) {
    for (size_t i = 0; i < r->root->count; i++)
        if (!is_key(r, r->root->keys[i])) {
            finding_add(r->findings, SEVERITY_ERROR, "evolve-model", r->root->key_places[i],
                        MSG("a model of this kind has no \"{1}\"", r->root->keys[i]),
                        MSG("its keys are: {1}", keys_text(r)));
            r->has_failed = true;
        }
    for (size_t i = 0; i < KEY_COUNT; i++)
        if (key_rows[i].required & form_bit(r) && !yaml_find(r->root, key_rows[i].key))
            fault(r, r->root, MSG("\"{1}\" is missing here", str_from(key_rows[i].key)),
                  MSG("softlaw help evolve shows a model"));
}

static EvolveForm form_of(const YamlNode *root) {
    const YamlNode *process = yaml_find(root, "process");
    if (yaml_find(root, "parties")) return EVOLVE_SIDES;
    return process && str_is(process->text, STR("replicator")) ? EVOLVE_SHARES : EVOLVE_MEMBERS;
}

// ---- what must fit together ---------------------------------------------------------------------

static const YamlNode *node_of(const Reader *r, const char *key) {
    const YamlNode *n = yaml_find(r->root, key);
    return n ? n : r->root;
}

// Fitness is what the others are weighed by: not below zero, and on a network not by much unequal.
static void check_fitness(Reader *r) {
    const EvolveModel *m = &r->file->model;
    EvolveRange payoff = evolve_payoff_range(m);
    double low = 1 - m->intensity + m->intensity * payoff.low;
    double high = 1 - m->intensity + m->intensity * payoff.high;
    if (m->process == EVOLVE_PAIRWISE) return;
    if (low < 0 || (m->network && low <= 0))
        fault(r, node_of(r, "payoffs"),
              MSG("the lowest fitness, 1 - intensity + intensity x payoff, would be {1}",
                  number_text(r, low)),
              MSG("fitness must not be below 0, and on a network be above it: lower the intensity "
                  "or add the same to all payoffs"));
    else if (m->network && high > low * EVOLVE_FITNESS_RATIO_MAX)
        fault(r, node_of(r, "payoffs"),
              MSG("on a network the highest fitness may be {1} times the lowest",
                  number_text(r, EVOLVE_FITNESS_RATIO_MAX)),
              MSG("lower the intensity"));
}

static void check_groups(Reader *r) {
    const EvolveModel *m = &r->file->model;
    if (!m->game.group_size) return;
    const EvolveNetwork *net = m->network;
    if (net && (!evolve_is_regular(net) || net->starts[1] + 1 != m->game.group_size))
        fault(r, node_of(r, "group"),
              MSG("on this network a group is a member and its neighbours, who must be {1}",
                  str_fmt(r->arena, "%zu", m->game.group_size - 1)),
              MSG("on a torus write group: 5, on a cycle group: 3"));
    if (!net && (m->size < m->game.group_size || m->size > GROUP_POPULATION_MAX))
        fault(r, node_of(r, "population"),
              MSG("a well-mixed population that plays in groups has from {1} to {2} members",
                  str_fmt(r->arena, "%zu", m->game.group_size),
                  str_fmt(r->arena, "%d", GROUP_POPULATION_MAX)),
              NO_MSG);
}

// Fewer where a generation is long.
static uint64_t usual_generations(uint32_t size) {
    uint64_t afford = STEPS_USUAL / size;
    return afford > 10000 ? 10000 : afford < 100 ? 100 : afford;
}

static void check_length(Reader *r) {
    EvolvePlan *p = &r->file->plan;
    if (!p->generations) p->generations = usual_generations(r->file->model.size);
    if (!yaml_find(r->root, "warm-up")) p->warm_up = p->generations / 5;
    if (p->warm_up >= p->generations)
        fault(r, node_of(r, "warm-up"), MSG("the warm-up is not shorter than the generations"),
              NO_MSG);
    if ((double)p->generations * r->file->model.size > STEPS_MAX)
        fault(r, node_of(r, "generations"),
              MSG("a run may have {1} steps, which are generations x members",
                  number_text(r, STEPS_MAX)),
              NO_MSG);
    if (!p->runs) p->runs = r->file->model.mutation > 0 ? 20 : 1000;
}

static void check_members(Reader *r) {
    if (!r->file->model.size) {
        fault(r, r->root, MSG("\"{1}\" is missing here", STR("population")), NO_MSG);
        return;
    }
    check_fitness(r);
    check_groups(r);
    check_length(r);
}

static void read_keys(Reader *r) {
    for (size_t i = 0; i < KEY_COUNT && !r->has_failed; i++) {
        const YamlNode *n = yaml_find(r->root, key_rows[i].key);
        if (key_rows[i].read == read_start) start_evenly(r->file);
        if (n) key_rows[i].read(r, n);
    }
    if (!r->has_failed && r->file->form == EVOLVE_MEMBERS) check_members(r);
}

const EvolveFile *evolve_read(Arena *a, Str name, Str text, uint32_t members_max, Findings *f) {
    EvolveFile *file = ARENA_NEW(a, EvolveFile);
    Reader r = {.arena = a, .findings = f, .name = name, .file = file, .members_max = members_max};
    r.root = yaml_parse(a, name, text, 0, text.size, f);
    if (!r.root) return NULL;
    file->model.intensity = 1;
    file->plan = (EvolvePlan){.points = POINTS};
    file->time = 100;
    if (r.root->kind != YAML_MAP) {
        fault(&r, r.root, MSG("this is no model of behaviour"),
              MSG("softlaw help evolve shows a model"));
        return NULL;
    }
    file->form = form_of(r.root);
    check_keys(&r);
    read_keys(&r);
    return r.has_failed ? NULL : file;
}
