// people/people_db.c - the tables of people in a store; a change as one transaction
#include "people/001_people.sql.h"
#include "people/002_passkey.sql.h"
#include "people/003_provider.sql.h"
#include "people/004_preference.sql.h"
#include "people/005_passkey_backup.sql.h"
#include "people/006_factor.sql.h"
#include "people/007_member.sql.h"
#include "people/people_int.h"

#include <assert.h>
#include <sodium.h>

static const Migration MIGRATIONS[] = {{"people/001_people", sql_001_people},
                                       {"people/002_passkey", sql_002_passkey},
                                       {"people/003_provider", sql_003_provider},
                                       {"people/004_preference", sql_004_preference},
                                       {"people/005_passkey_backup", sql_005_passkey_backup},
                                       {"people/006_factor", sql_006_factor},
                                       {"people/007_member", sql_007_member}};

enum { PASSES = 2, MEMORY = 64 << 20, IDLE = 30 * 60, LONGEST = 12 * 60 * 60 };

People *people_open(Arena *a, Store *s, PeopleOptions options, Err *err) {
    int begun = sodium_init();
    assert(begun >= 0);
    if (!options.passes) options.passes = PASSES;
    if (!options.memory) options.memory = MEMORY;
    if (!options.idle) options.idle = IDLE;
    if (!options.longest) options.longest = LONGEST;
    if (!store_migrate(s, MIGRATIONS, sizeof MIGRATIONS / sizeof MIGRATIONS[0], err)) return NULL;
    People *p = ARENA_NEW(a, People);
    *p = (People){.store = s, .options = options, .nobody = password_of_nobody(a, &options)};
    return p;
}

bool people_in_transaction(Arena *a, People *p, PeopleWork work, void *self, Err *err) {
    if (p->is_working) return work(a, p, self, err);
    p->is_working = true;
    bool done = store_begin(p->store, err) && work(a, p, self, err) && store_commit(p->store, err);
    store_rollback(p->store);
    p->is_working = false;
    return done;
}

typedef struct Beginning {
    Organisation organisation;
    Person person;
    Str password;
} Beginning;

static bool begin(Arena *a, People *p, void *self, Err *err) {
    const Beginning *w = self;
    const Doer host = {STR(""), STR("")};
    Membership m = {
        .person = w->person.id, .organisation = w->organisation.id, .role = ROLE_ADMINISTRATOR};
    return people_add_organisation(p, host, w->organisation, err) &&
           people_add_person(a, p, host, w->person, w->password, err) &&
           people_grant(a, p, host, m, err);
}

bool people_begin(Arena *a, People *p, Organisation o, Person first, Str password, Err *err) {
    Beginning w = {o, first, password};
    return people_in_transaction(a, p, begin, &w, err);
}

Str people_make_password(Arena *a, People *p) {
    static const char LETTERS[] = "abcdefghjkmnpqrstuvwxyz23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    enum { GROUPS = 4, SIZE = 4 };
    Buf b = {.arena = a};
    for (int i = 0; i < GROUPS * SIZE;) {
        unsigned char byte;
        sys_random(p->options.sys, &byte, 1);
        if (byte >= 4 * (sizeof LETTERS - 1)) continue;
        if (i && i % SIZE == 0) buf_add_byte(&b, '-');
        buf_add_byte(&b, LETTERS[byte % (sizeof LETTERS - 1)]);
        i++;
    }
    return buf_str(&b);
}
