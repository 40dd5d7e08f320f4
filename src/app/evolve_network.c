// app/evolve_network.c - the network of a model of behaviour
#include "app/evolve_read.h"

#include <math.h>
#include <stdlib.h>

static int compare_links(const void *a, const void *b) {
    return memcmp(a, b, 2 * sizeof(uint32_t));
}

static bool read_link(ModelReader *r, const YamlNode *n, uint32_t ret[2]) {
    double ends[2];
    if (!model_list(r, n, 2, 1, r->members_max, ends)) return false;
    if (ends[0] == ends[1] || ends[0] != floor(ends[0]) || ends[1] != floor(ends[1]))
        return model_fault(r, n, MSG("a link joins two different members by their numbers"),
                           NO_MSG);
    ret[0] = (uint32_t)fmin(ends[0], ends[1]) - 1;
    ret[1] = (uint32_t)fmax(ends[0], ends[1]) - 1;
    return true;
}

static bool check_linked(ModelReader *r, const YamlNode *n, const EvolveNetwork *net) {
    for (uint32_t i = 0; i < net->size; i++)
        if (net->starts[i] == net->starts[i + 1])
            return model_fault(
                r, n, MSG("member {1} has no neighbour", str_fmt(r->arena, "%u", i + 1)), NO_MSG);
    return true;
}

static void read_links(ModelReader *r, const YamlNode *n) {
    size_t count = n->kind == YAML_LIST ? n->count : 0;
    uint32_t(*links)[2] = arena_get(r->arena, sizeof *links * (count + 1)), size = 0;
    if (!count) {
        model_fault(r, n, MSG("a list of links is needed here"), MSG("write [[1, 2], [2, 3]]"));
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (!read_link(r, n->items[i], links[i])) return;
        if (links[i][1] >= size) size = links[i][1] + 1;
    }
    qsort(links, count, sizeof *links, compare_links);
    for (size_t i = 1; i < count; i++)
        if (!compare_links(links[i - 1], links[i])) {
            model_fault(r, n,
                        MSG("the link from {1} to {2} is given twice",
                            str_fmt(r->arena, "%u", links[i][0] + 1),
                            str_fmt(r->arena, "%u", links[i][1] + 1)),
                        NO_MSG);
            return;
        }
    const EvolveNetwork *net = evolve_links(r->arena, size, (const uint32_t(*)[2])links, count);
    if (check_linked(r, n, net)) r->file->model.network = net;
}

static void read_torus(ModelReader *r, const YamlNode *n) {
    double sides[2];
    if (!model_list(r, n, 2, 3, floor(sqrt(r->members_max)), sides)) return;
    if (sides[0] != floor(sides[0]) || sides[1] != floor(sides[1]))
        model_fault(r, n, MSG("\"{1}\" is no whole number", n->source), NO_MSG);
    else
        r->file->model.network = evolve_torus(r->arena, (uint32_t)sides[0], (uint32_t)sides[1]);
}

// Cycle and star take their size from the population; torus and links have one of their own.
void model_network(ModelReader *r, const YamlNode *n) {
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
        model_fault(
            r, n, MSG("this is no network for a population of {1}", str_fmt(r->arena, "%u", size)),
            MSG("write well mixed, cycle, star, {torus: [5, 6]} or {links: [[1, 2], [2, 3]]}; "
                "cycle and star take at least 3 members"));
    if (m->network && size && m->network->size != size)
        model_fault(r, n,
                    MSG("the network has {1} members, the population {2}",
                        str_fmt(r->arena, "%u", m->network->size), str_fmt(r->arena, "%u", size)),
                    MSG("leave \"population\" out"));
    if (m->network) m->size = m->network->size;
}
