// courier/address.c - which addresses belong to the public Internet
#include "courier/courier.h"

// https://www.iana.org/assignments/iana-ipv4-special-registry, and multicast (RFC 5771).
static const struct {
    unsigned char start[4];
    int bits;
} SPECIAL_4[] = {
    {{0, 0, 0, 0}, 8},      {{10, 0, 0, 0}, 8},     {{100, 64, 0, 0}, 10}, {{127, 0, 0, 0}, 8},
    {{169, 254, 0, 0}, 16}, {{172, 16, 0, 0}, 12},  {{192, 0, 0, 0}, 24},  {{192, 0, 2, 0}, 24},
    {{192, 88, 99, 0}, 24}, {{192, 168, 0, 0}, 16}, {{198, 18, 0, 0}, 15}, {{198, 51, 100, 0}, 24},
    {{203, 0, 113, 0}, 24}, {{224, 0, 0, 0}, 4},    {{240, 0, 0, 0}, 4},
};

// Within 2000::/3, which is all that is given out: …/iana-ipv6-special-registry.
static const struct {
    unsigned char start[4];
    int bits;
} SPECIAL_6[] = {
    {{0x20, 0x01, 0x00, 0x00}, 23}, // protocols, Teredo
    {{0x20, 0x01, 0x0d, 0xb8}, 32}, // documentation
    {{0x20, 0x02, 0x00, 0x00}, 16}, // 6to4: an IPv4 address within
    {{0x3f, 0xff, 0x00, 0x00}, 20}, // documentation
};

static bool is_within(const unsigned char *bytes, const unsigned char *start, int bits) {
    for (int i = 0; i < bits; i++) {
        int mask = 0x80 >> i % 8;
        if ((bytes[i / 8] & mask) != (start[i / 8] & mask)) return false;
    }
    return true;
}

bool address_is_public(const unsigned char *bytes, size_t size) {
    static const unsigned char GLOBAL_6[] = {0x20};
    bool is_4 = size == 4;
    if (!is_4 && (size != 16 || !is_within(bytes, GLOBAL_6, 3))) return false;
    for (size_t i = 0; is_4 && i < sizeof SPECIAL_4 / sizeof *SPECIAL_4; i++)
        if (is_within(bytes, SPECIAL_4[i].start, SPECIAL_4[i].bits)) return false;
    for (size_t i = 0; !is_4 && i < sizeof SPECIAL_6 / sizeof *SPECIAL_6; i++)
        if (is_within(bytes, SPECIAL_6[i].start, SPECIAL_6[i].bits)) return false;
    return true;
}
