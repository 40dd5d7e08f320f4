// worlds/policy.c - who breaks: what is earned now, and what an action costs or brings later
#include "base/wide.h"
#include "worlds/play_int.h"

#include <math.h>

WIDE static void raise_alike(const double *now, const double *calm, double later, size_t count,
                             double *ret) {
    for (size_t w = 0; w < count; w++) {
        double gain = now[w] - calm[w] + later;
        ret[w] = gain > ret[w] ? gain : ret[w];
    }
}

WIDE static void raise_by_cell(const double *now, const double *calm, const Hand *h,
                               const double *later, double *ret) {
    for (size_t w = 0; w < h->count; w++) {
        double gain = now[w] - calm[w] + later[h->cell[w]];
        ret[w] = gain > ret[w] ? gain : ret[w];
    }
}

static const double *earned_by(const Policy *p, const Hand *h, size_t profile, size_t party) {
    return &h->earned[(profile * p->play->parties + party) * h->count];
}

void policy_gains(const Policy *p, const Hand *h, double *ret) {
    const Play *play = p->play;
    for (size_t i = 0; i < play->parties; i++)
        for (size_t w = 0; w < h->count; w++) ret[i * WORLDS_BLOCK + w] = -INFINITY;
    for (size_t a = 0; a < play->actions; a++) {
        size_t party = play->action_party[a];
        const double *now = earned_by(p, h, 1 + a, party), *calm = earned_by(p, h, 0, party);
        const double *later = &h->later[a * p->cells];
        double *gains = &ret[party * WORLDS_BLOCK];
        if (h->cell)
            raise_by_cell(now, calm, h, later, gains);
        else
            raise_alike(now, calm, *later, h->count, gains);
    }
}

size_t policy_action(const Policy *p, const Hand *h, size_t party, size_t w) {
    const Play *play = p->play;
    size_t best = 0, cell = h->cell ? h->cell[w] : 0;
    double most = -INFINITY;
    for (size_t a = 0; a < play->actions; a++) {
        if (play->action_party[a] != party) continue;
        double gain = earned_by(p, h, 1 + a, party)[w] + h->later[a * p->cells + cell];
        if (most == -INFINITY || gain > most) {
            most = gain;
            best = a;
        }
    }
    return best;
}

uint32_t policy_tempted(const Policy *p, const double *gains, size_t w) {
    uint32_t among = 0;
    for (size_t i = 0; i < p->play->parties; i++)
        if (gains[i * WORLDS_BLOCK + w] > p->play->tolerance) among |= (uint32_t)1 << i;
    return among;
}

uint32_t policy_breaker(const Policy *p, const double *gains, uint32_t among, size_t w) {
    uint32_t best = NOBODY;
    for (uint32_t i = 0; i < p->play->parties; i++) {
        if (!(among >> i & 1)) continue;
        if (best == NOBODY || gains[i * WORLDS_BLOCK + w] > gains[best * WORLDS_BLOCK + w])
            best = i;
    }
    return best;
}
