// rules/unit.c - units as exact factors times powers of base units
#include "rules/unit_int.h"

#include <assert.h>

Unit unit_any(void) {
    return (Unit){.kind = UNIT_ANY};
}

Unit unit_flexible(void) {
    return (Unit){.kind = UNIT_FLEXIBLE};
}

Unit unit_plain(void) {
    return (Unit){.kind = UNIT_PLAIN};
}

Unit unit_one(void) {
    return (Unit){.kind = UNIT_KNOWN, .up = dec_from_int(1), .down = dec_from_int(1)};
}

Unit unit_base(Str name) {
    Unit u = unit_one();
    u.bases[0] = name;
    u.powers[0] = 1;
    u.count = 1;
    return u;
}

static void remove_base(Unit *u, size_t at) {
    u->count--;
    for (size_t i = at; i < u->count; i++) {
        u->bases[i] = u->bases[i + 1];
        u->powers[i] = u->powers[i + 1];
    }
}

static bool insert_base(Unit *u, size_t at, Str name, int power) {
    if (u->count == UNIT_BASES_MAX) return false;
    for (size_t i = u->count; i > at; i--) {
        u->bases[i] = u->bases[i - 1];
        u->powers[i] = u->powers[i - 1];
    }
    u->bases[at] = name;
    u->powers[at] = (int8_t)power;
    u->count++;
    return true;
}

static bool add_power(Unit *u, Str name, int power) {
    size_t at = 0;
    while (at < u->count && str_compare(u->bases[at], name) < 0) at++;
    bool is_there = at < u->count && str_is(u->bases[at], name);
    int sum = power + (is_there ? u->powers[at] : 0);
    if (sum > UNIT_POWER_MAX || sum < -UNIT_POWER_MAX) return false;
    if (!is_there) return sum == 0 || insert_base(u, at, name, sum);
    u->powers[at] = (int8_t)sum;
    if (sum == 0) remove_base(u, at);
    return true;
}

// Keep one of the two at one where the quotient is exact.
static void cancel(Dec *up, Dec *down) {
    Dec quotient, back;
    if (dec_div(*up, *down, &quotient) && dec_mul(quotient, *down, &back) &&
        dec_compare(back, *up) == 0) {
        *up = dec_reduce(quotient);
        *down = dec_from_int(1);
    } else if (dec_div(*down, *up, &quotient) && dec_mul(quotient, *up, &back) &&
               dec_compare(back, *down) == 0) {
        *down = dec_reduce(quotient);
        *up = dec_from_int(1);
    }
}

// So far from the ends of what a number holds that any two units can be compared and converted.
static bool is_in_range(Dec factor) {
    static const char *const ends[] = {"1E-1000", "1E1000"};
    Dec least, most;
    bool is_read = dec_from_text(str_from(ends[0]), &least, NULL) &&
                   dec_from_text(str_from(ends[1]), &most, NULL);
    assert(is_read);
    return dec_compare(least, factor) <= 0 && dec_compare(factor, most) <= 0;
}

bool unit_scale(Unit *u, Dec up, Dec down) {
    if (!dec_mul(u->up, up, &u->up) || !dec_mul(u->down, down, &u->down)) return false;
    if (dec_is_zero(u->up) || dec_is_zero(u->down)) return false;
    cancel(&u->up, &u->down);
    if (!is_in_range(u->up) || !is_in_range(u->down)) return false;
    u->text = (Str){NULL, 0};
    return true;
}

static bool multiply_by_power(const Unit *a, const Unit *b, int sign, Unit *ret) {
    assert(a->kind == UNIT_KNOWN && b->kind == UNIT_KNOWN);
    Unit product = *a;
    for (size_t i = 0; i < b->count; i++)
        if (!add_power(&product, b->bases[i], sign * b->powers[i])) return false;
    if (!unit_scale(&product, sign > 0 ? b->up : b->down, sign > 0 ? b->down : b->up)) return false;
    *ret = product;
    return true;
}

bool unit_multiply(const Unit *a, const Unit *b, Unit *ret) {
    return multiply_by_power(a, b, 1, ret);
}

bool unit_divide(const Unit *a, const Unit *b, Unit *ret) {
    return multiply_by_power(a, b, -1, ret);
}

bool unit_power(const Unit *u, int power, Unit *ret) {
    if (power > UNIT_POWER_MAX || power < -UNIT_POWER_MAX) return false;
    Unit product = unit_one();
    for (int i = 0; i < (power < 0 ? -power : power); i++)
        if (!multiply_by_power(&product, u, power < 0 ? -1 : 1, &product)) return false;
    *ret = product;
    return true;
}

bool unit_root(const Unit *u, Unit *ret) {
    Unit root = *u;
    Dec back;
    for (size_t i = 0; i < u->count; i++) {
        if (u->powers[i] % 2) return false;
        root.powers[i] = (int8_t)(u->powers[i] / 2);
    }
    if (!dec_sqrt(u->up, &root.up) || !dec_sqrt(u->down, &root.down)) return false;
    if (!dec_mul(root.up, root.up, &back) || dec_compare(back, u->up) != 0) return false;
    if (!dec_mul(root.down, root.down, &back) || dec_compare(back, u->down) != 0) return false;
    root.text = (Str){NULL, 0};
    *ret = root;
    return true;
}

bool unit_is_commensurable(const Unit *a, const Unit *b) {
    if (a->kind != UNIT_KNOWN || b->kind != UNIT_KNOWN || a->count != b->count) return false;
    for (size_t i = 0; i < a->count; i++)
        if (!str_is(a->bases[i], b->bases[i]) || a->powers[i] != b->powers[i]) return false;
    return true;
}

bool unit_is_equal(const Unit *a, const Unit *b) {
    UnitFactor f;
    return unit_factor(a, b, &f) && f.is_one;
}

bool unit_factor(const Unit *from, const Unit *to, UnitFactor *ret) {
    UnitFactor f;
    if (!unit_is_commensurable(from, to)) return false;
    if (!dec_mul(from->up, to->down, &f.up) || !dec_mul(from->down, to->up, &f.down)) return false;
    cancel(&f.up, &f.down);
    f.is_one = dec_compare(f.up, f.down) == 0;
    *ret = f;
    return true;
}

bool unit_convert(UnitFactor f, Dec value, Dec *ret) {
    if (f.is_one) {
        *ret = value;
        return true;
    }
    Dec product;
    return dec_mul(value, f.up, &product) && dec_div(product, f.down, ret);
}

static void add_bases(Buf *b, const Unit *u, int sign) {
    for (size_t i = 0; i < u->count; i++) {
        int power = sign * u->powers[i];
        if (power <= 0) continue;
        if (b->size > 0 && b->at[b->size - 1] != '/') buf_add_c(b, "·");
        buf_add(b, u->bases[i]);
        if (power > 1) buf_add_fmt(b, "%d", power);
    }
}

static size_t count_powers(const Unit *u, int sign) {
    size_t count = 0;
    for (size_t i = 0; i < u->count; i++)
        if (sign * u->powers[i] > 0) count++;
    return count;
}

// "g/m3", "CNY/(t·km)", "1000 g", "1/s".
Str unit_text(Arena *a, const Unit *u) {
    if (u->kind != UNIT_KNOWN) return u->kind == UNIT_ANY ? STR("?") : STR("1");
    if (u->text.at) return u->text;
    Buf b = {.arena = a}, whole = {.arena = a};
    size_t below = count_powers(u, -1);
    if (count_powers(u, 1) == 0) buf_add_c(&b, "1");
    add_bases(&b, u, 1);
    if (below > 0) buf_add_c(&b, below > 1 ? "/(" : "/");
    Buf denominator = {.arena = a};
    add_bases(&denominator, u, -1);
    buf_add(&b, buf_str(&denominator));
    if (below > 1) buf_add_c(&b, ")");
    if (dec_compare(u->up, u->down) == 0) return buf_str(&b);
    buf_add(&whole, dec_text(a, u->up));
    if (dec_compare(u->down, dec_from_int(1)) != 0) {
        buf_add_c(&whole, "/");
        buf_add(&whole, dec_text(a, u->down));
    }
    if (u->count > 0) {
        buf_add_c(&whole, " ");
        buf_add(&whole, buf_str(&b));
    }
    return buf_str(&whole);
}
