// people/password.c - passwords: which are good enough, and how they are kept
//
// Length is what counts (OWASP ASVS 5, 6.2): no rule of composition, no change by the calendar. A
// list of common passwords holds few of twelve characters and more; those that there are, are a
// word that everybody takes, with digits and signs around it, or a run over the keyboard. So what
// remains without digits, signs and repetition is looked up instead of the whole.
#include "base/base64.h"
#include "people/people_int.h"

#include <sodium.h>

static const char *const common_words[] = {
    "abcdef",
    "abcdefgh",
    "abcdefghijkl",
    "admin",
    "administrator",
    "asdf",
    "asdfgh",
    "asdfghjkl",
    "asdfghjklzxcvbnm",
    "baseball",
    "changeme",
    "charlie",
    "computer",
    "default",
    "dragon",
    "football",
    "freedom",
    "guest",
    "hello",
    "helloworld",
    "iloveyou",
    "internet",
    "letmein",
    "letmeinnow",
    "login",
    "master",
    "michael",
    "monkey",
    "mypassword",
    "mima",
    "nihao",
    "office",
    "pass",
    "passwd",
    "password",
    "passwordpassword",
    "princess",
    "qazwsx",
    "qazwsxedc",
    "qwer",
    "qwert",
    "qwerty",
    "qwertyuiop",
    "qwertyuiopasdfgh",
    "qwertyuiopasdfghjkl",
    "root",
    "secret",
    "shadow",
    "softlaw",
    "starwars",
    "sunshine",
    "superman",
    "system",
    "test",
    "testtest",
    "trustno",
    "user",
    "welcome",
    "welcometo",
    "whatever",
    "woaini",
    "zaqwsx",
    "zaqxsw",
    "zxcvbn",
    "zxcvbnm",
    "zhongguo",
};

enum { CORE_MAX = 32, KINDS_MIN = 5, HASH_BYTES = 32 };

static char plain(char c) {
    static const char FROM[] = "@4831!05$7", TO[] = "aabeiiosst";
    const char *at = c ? strchr(FROM, c) : NULL;
    return at ? TO[at - FROM] : c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Without the digits and signs around it.
static Str bare(Str s) {
    while (s.size && !is_letter(s.at[0])) s = str_part(s, 1, s.size);
    while (s.size && !is_letter(s.at[s.size - 1])) s.size--;
    return s;
}

// The letters, once with signs read as the letters they are taken for ("p@ssw0rd") and once
// without.
static Str core_of(Str password, bool reads_signs, char ret[CORE_MAX]) {
    Str rest = bare(password);
    size_t size = 0;
    for (size_t i = 0; i < rest.size && size < CORE_MAX; i++) {
        char c = plain(rest.at[i]);
        if (is_letter(c) && (reads_signs || is_letter(rest.at[i]))) ret[size++] = c;
    }
    return (Str){ret, size};
}

// "qwertyqwerty" is "qwerty".
static Str once(Str s) {
    for (size_t n = 1; n <= s.size / 2; n++)
        if (s.size % n == 0 && memcmp(s.at, s.at + n, s.size - n) == 0) return str_part(s, 0, n);
    return s;
}

static bool is_common(Str password) {
    char letters[CORE_MAX];
    for (int reads_signs = 0; reads_signs < 2; reads_signs++) {
        Str core = once(core_of(password, reads_signs, letters));
        for (size_t i = 0; i < sizeof common_words / sizeof common_words[0]; i++)
            if (str_is(core, str_from(common_words[i]))) return true;
    }
    return false;
}

// Few different signs, or a run: each sign the last one and one more, or one less.
static bool is_monotonous(Str password) {
    bool is_there[256] = {false};
    size_t kinds = 0, steps = 0;
    for (size_t i = 0; i < password.size; i++) {
        unsigned char c = (unsigned char)password.at[i];
        kinds += !is_there[c];
        is_there[c] = true;
        int step = i ? c - (unsigned char)password.at[i - 1] : 0;
        steps += step == 1 || step == -1 || step == -9 || step == 9;
    }
    return kinds < KINDS_MIN || steps * 4 > password.size * 3;
}

static bool contains_name(Str password, Str person) {
    bool found = false;
    for (size_t i = 0; !found && person.size >= 4 && i + person.size <= password.size; i++) {
        size_t n = 0;
        while (n < person.size &&
               ((unsigned char)password.at[i + n] | 32) == ((unsigned char)person.at[n] | 32))
            n++;
        found = n == person.size && person.size * 2 > password.size;
    }
    return found;
}

bool password_check(Str password, Str person, Message *ret_why) {
    if (utf8_find_fault(password) >= 0) {
        *ret_why = MSG("the password is not UTF-8 text");
    } else if (utf8_count(password) < PASSWORD_MIN) {
        *ret_why = MSG("the password is shorter than 12 characters");
    } else if (utf8_count(password) > PASSWORD_MAX) {
        *ret_why = MSG("the password is longer than 128 characters");
    } else if (is_monotonous(password) || is_common(password)) {
        *ret_why = MSG("the password is one of those that are tried first");
    } else if (contains_name(password, person)) {
        *ret_why = MSG("the password is little more than the name of its owner");
    } else {
        return true;
    }
    return false;
}

// ---- keeping ------------------------------------------------------------------------------------

static Str phc(Arena *a, const PeopleOptions *o, const unsigned char *salt,
               const unsigned char *hash) {
    Str s = base64_text(a, BASE64_BARE, salt, crypto_pwhash_SALTBYTES);
    Str h = base64_text(a, BASE64_BARE, hash, HASH_BYTES);
    return str_fmt(a, "$argon2id$v=19$m=%zu,t=%llu,p=1$%.*s$%.*s", o->memory >> 10,
                   (unsigned long long)o->passes, STR_ARG(s), STR_ARG(h));
}

bool password_hash(Arena *a, const PeopleOptions *o, Str password, Str *ret, Err *err) {
    unsigned char salt[crypto_pwhash_SALTBYTES], hash[HASH_BYTES];
    sys_random(o->sys, salt, sizeof salt);
    if (crypto_pwhash(hash, sizeof hash, password.at, password.size, salt, o->passes, o->memory,
                      crypto_pwhash_ALG_ARGON2ID13) != 0)
        return err_set(err, ERR_LIMIT, MSG("there is not enough memory to keep a password"),
                       NO_MSG);
    *ret = phc(a, o, salt, hash);
    sodium_memzero(hash, sizeof hash);
    return true;
}

// Reads like any other, so that it takes as long; its 256 bits are all zero.
Str password_of_nobody(Arena *a, const PeopleOptions *o) {
    const unsigned char salt[crypto_pwhash_SALTBYTES] = {0}, hash[HASH_BYTES] = {0};
    return phc(a, o, salt, hash);
}

bool password_is(Str hash, Str password) {
    char kept[crypto_pwhash_STRBYTES] = "";
    if (hash.size >= sizeof kept) return false;
    memcpy(kept, hash.at, hash.size);
    return crypto_pwhash_str_verify(kept, password.size ? password.at : "", password.size) == 0;
}
