// games/membership.c - which sets of members stand: internal, external and potential stability
#include "games/games.h"

#include <assert.h>

typedef struct Judging {
    const Membership *game;
    Rat *now, *other, *together;
} Judging;

static void pay(const Judging *j, uint64_t members, size_t player, Rat *ret) {
    j->game->payoff(j->game->data, members, player, ret);
}

// Members against leaving, alone and with payments between them.
static unsigned judge_members(const Judging *j, uint64_t members) {
    unsigned found = STABLE_INTERNALLY;
    mpq_set_ui(j->together, 0, 1);
    for (size_t i = 0; i < j->game->player_count; i++) {
        if (!(members >> i & 1)) continue;
        pay(j, members, i, j->now);
        pay(j, members & ~(UINT64_C(1) << i), i, j->other);
        if (mpq_cmp(j->now, j->other) < 0) found = 0;
        mpq_add(j->together, j->together, j->now);
        mpq_sub(j->together, j->together, j->other);
    }
    return found | (mpq_sgn(j->together) >= 0 ? STABLE_POTENTIALLY : 0);
}

static unsigned judge_outsiders(const Judging *j, uint64_t members) {
    for (size_t i = 0; i < j->game->player_count; i++) {
        if (members >> i & 1) continue;
        pay(j, members, i, j->now);
        pay(j, members | UINT64_C(1) << i, i, j->other);
        if (mpq_cmp(j->now, j->other) < 0) return 0;
    }
    return STABLE_EXTERNALLY;
}

uint8_t *membership_judge(Arena *a, const Membership *m) {
    assert(m->player_count <= MEMBERSHIP_PLAYERS_MAX);
    size_t count = (size_t)1 << m->player_count;
    Rat *r = rats_new(a, 3);
    Judging j = {m, &r[0], &r[1], &r[2]};
    uint8_t *found = ARENA_ARRAY(a, uint8_t, count);
    for (uint64_t members = 0; members < count; members++)
        found[members] = (uint8_t)(judge_members(&j, members) | judge_outsiders(&j, members));
    return found;
}

unsigned membership_size_judge(const MembershipSizes *m, size_t size) {
    bool stays = size == 0 || mpq_cmp(&m->member[size], &m->outsider[size - 1]) >= 0;
    bool is_closed =
        size == m->player_count || mpq_cmp(&m->outsider[size], &m->member[size + 1]) >= 0;
    return (stays ? STABLE_INTERNALLY | STABLE_POTENTIALLY : 0) |
           (is_closed ? STABLE_EXTERNALLY : 0);
}
