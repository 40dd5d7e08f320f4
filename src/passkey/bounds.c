// passkey/bounds.c - is a count within CBOR as large as what there is? (RFC 8949, section 3)
//
// Libraries make room for as many items as a head promises before they look for them. What promises
// more than there are bytes is refused before.
#include "passkey/passkey_int.h"

enum { MAJOR_BYTES = 2, MAJOR_TEXT = 3, MAJOR_LIST = 4, MAJOR_MAP = 5 };

typedef struct Head {
    unsigned major;
    uint64_t value; // its argument
    size_t size;    // in bytes
} Head;

// False where the bytes end within the head.
static bool read_head(const unsigned char *at, size_t left, Head *ret) {
    unsigned low = at[0] & 31;
    size_t more = low < 24 || low > 27 ? 0 : (size_t)1 << (low - 24);
    if (left < 1 + more) return false;
    *ret = (Head){at[0] >> 5, low, 1 + more};
    if (more) ret->value = 0;
    for (size_t i = 1; i <= more; i++) ret->value = ret->value << 8 | at[i];
    if (low > 27) ret->value = 0; // without an end in sight, or reserved
    return true;
}

bool cbor_promises_hold(Str bytes) {
    const unsigned char *at = (const unsigned char *)bytes.at;
    for (size_t left = bytes.size; left;) {
        Head h;
        if (!read_head(at, left, &h)) return false;
        size_t size = h.size;
        bool is_text = h.major == MAJOR_BYTES || h.major == MAJOR_TEXT;
        bool counts = is_text || h.major == MAJOR_LIST || h.major == MAJOR_MAP;
        if (counts && h.value > left - size) return false;
        if (is_text) size += (size_t)h.value;
        at += size;
        left -= size;
    }
    return true;
}
