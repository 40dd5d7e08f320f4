// tools/office_demo.c - an office to look at: the real agreements of examples/, organisations,
// people
//
//     office_demo FOLDER      FOLDER/ledger.db; run in the root of the project, where examples/ is
//
// Everything goes the way that people go: drafts, invitations, remarks, proposals that a second
// person approves. Prints who may log in, with passwords made on the spot.
#include "app/desk.h"
#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct Demo {
    Arena *arena;
    App *app;
    OpenPeople *people;
} Demo;

static const struct {
    const char *id, *kind, *name;
} ORGANISATIONS[] = {
    {"henan", "region", "Henan 河南省"},
    {"shandong", "region", "Shandong 山东省"},
    {"evaluators", "evaluator", "Third-party evaluators 第三方评估机构"},
};

static const struct {
    const char *person, *name, *organisation, *roles[3];
} PEOPLE[] = {
    {"wen", "Wen 文", "henan", {"drafter"}},
    {"an", "An 安", "henan", {"signatory", "finance"}},
    {"bo", "Bo 柏", "henan", {"signatory", "finance"}},
    {"chen", "Chen 陈", "henan", {"data-provider"}},
    {"hua", "Hua 华", "henan", {"administrator"}},
    {"dai", "Dai 戴", "shandong", {"drafter", "reviewer"}},
    {"lu", "Lu 鲁", "shandong", {"signatory", "finance"}},
    {"ping", "Ping 平", "evaluators", {"evaluator"}},
    {"sheng", "Sheng 审", "office", {"auditor"}},
};

// What becomes of each: drafted, published, and settled for its facts.
static const struct {
    const char *id, *facts;
    bool is_published;
} AGREEMENTS[] = {
    {"yellow-river", "yellow-river.facts.csv", true},
    {"yellow-river-2", "yellow-river-2.facts.csv", true},
    {"jing-jin-ji-tax", "jing-jin-ji-tax.facts.csv", true},
    {"zhenjiang-flux", "zhenjiang-flux.facts.csv", true},
    {"coal-linkage", NULL, true},
    {"upper-colorado", "upper-colorado.facts.csv", true},
    {"laender-2005", "laender-2005.facts.csv", true},
    {"zhoukou-tiers", NULL, false},
    {"water-class", NULL, false},
};

static const Err *say(const char *what, const Err *err) {
    Arena *a = arena_new();
    Str why = lang_render(a, LANG_EN, err->message);
    fprintf(stderr, "office_demo: %s: %.*s\n", what, STR_ARG(why));
    arena_free(a);
    return err;
}

// ---- people -------------------------------------------------------------------------------------

static bool begin(Demo *d, Str db, Err *err) {
    Str password;
    OfficeStart start = {.db = db,
                         .organisation = STR("office"),
                         .organisation_name = STR("Coordination office 协调办公室"),
                         .person = STR("admin"),
                         .person_name = STR("Administrator 管理员")};
    if (!app_office_init(d->app, &start, &password, err)) return false;
    d->people = app_people_open(d->app, db, err);
    printf("%-12s %-20s %-12s %s\n", "account", "password", "for", "as");
    printf("%-12s %-20.*s %-12s %s\n", "admin", STR_ARG(password), "office", "administrator");
    return d->people != NULL;
}

static bool add_person(Demo *d, size_t i, Err *err) {
    Str password, person = str_from(PEOPLE[i].person);
    if (!app_person_add(d->app, d->people, NULL, person, str_from(PEOPLE[i].name), &password, err))
        return false;
    printf("%-12s %-20.*s %-12s", PEOPLE[i].person, STR_ARG(password), PEOPLE[i].organisation);
    for (const char *const *role = PEOPLE[i].roles; *role; role++) {
        RoleView r = {person, str_from(PEOPLE[i].organisation), str_from(*role), STR("")};
        if (!app_role_grant(d->app, d->people, NULL, &r, err)) return false;
        printf(" %s", *role);
    }
    printf("\n");
    return true;
}

static bool add_people(Demo *d, Err *err) {
    for (size_t i = 0; i < sizeof ORGANISATIONS / sizeof *ORGANISATIONS; i++) {
        OrganisationView o = {str_from(ORGANISATIONS[i].id), str_from(ORGANISATIONS[i].kind),
                              str_from(ORGANISATIONS[i].name)};
        if (!app_organisation_add(d->app, d->people, NULL, o, err)) return false;
    }
    for (size_t i = 0; i < sizeof PEOPLE / sizeof *PEOPLE; i++)
        if (!add_person(d, i, err)) return false;
    return true;
}

// ---- agreements ---------------------------------------------------------------------------------

// As somebody who has logged in with a second factor.
static WhoView as(const char *person, uint32_t roles) {
    return (WhoView){.person = str_from(person),
                     .organisation = STR("henan"),
                     .role_set = roles,
                     .scope = UINT16_MAX,
                     .has_factor = true};
}
enum { DRAFTER = 1 << 0, FINANCE = 1 << 1, SIGNATORY = 1 << 3, DATA_PROVIDER = 1 << 5 };

static bool approve(Demo *d, int64_t number, Err *err) {
    const char *verdict;
    WhoView bo = as("bo", SIGNATORY | FINANCE);
    return app_proposal_approve(d->app, d->people, &bo, number, &verdict, err);
}

static bool publish(Demo *d, Str id, Err *err) {
    int64_t number;
    WhoView an = as("an", SIGNATORY | FINANCE);
    return app_propose_publish(d->app, d->people, &an, id, &number, err) && approve(d, number, err);
}

static bool bring_facts(Demo *d, Str id, const char *file, Err *err) {
    Str text;
    int64_t number;
    ProposalList waiting;
    WhoView chen = as("chen", DATA_PROVIDER);
    Str path = str_fmt(d->arena, "examples/%s", file);
    if (!file_read(d->arena, path, 8 << 20, &text, err)) return false;
    UploadFile facts = {str_from(file), text};
    if (!app_upload(d->app, d->people, &chen, id, STR("examples/README.md"), &facts, 1, &number,
                    err) ||
        !app_proposals(d->app, d->people, &chen, STR(""), NULL, &waiting, err))
        return false;
    for (size_t i = 0; number && i < waiting.count; i++)
        if (!approve(d, waiting.items[i].number, err)) return false;
    return true;
}

// All periods but the last, which waits to be looked at.
static bool settle(Demo *d, Str id, Err *err) {
    WhoView an = as("an", SIGNATORY | FINANCE);
    const Settlement *s = app_draft_settle(d->app, d->people, id, err);
    for (size_t i = 0; s && i + 1 < settlement_period_count(s); i++) {
        size_t first, count;
        int64_t number;
        settlement_period_lines(s, i, &first, &count);
        if (!count) continue;
        if (!app_propose_pay(d->app, d->people, &an, id, settlement_period(s, i), &number, err) ||
            !approve(d, number, err))
            return false;
    }
    return s != NULL;
}

static bool add_agreement(Demo *d, size_t i, Err *err) {
    Str text, id;
    int64_t number;
    WhoView wen = as("wen", DRAFTER);
    Str path = str_fmt(d->arena, "examples/%s.md", AGREEMENTS[i].id);
    if (!file_read(d->arena, path, 1 << 20, &text, err) ||
        !app_draft_begin(d->app, d->people, &wen, STR(""), text, &id, err) ||
        !app_invite(d->app, d->people, &wen, id, STR("shandong"), STR("partner"), err) ||
        !app_invite(d->app, d->people, &wen, id, STR("evaluators"), STR("observer"), err))
        return false;
    if (!AGREEMENTS[i].is_published)
        return app_remark(d->app, d->people, &wen, id, STR(""),
                          STR("Please look through this. 请审阅。"), &number, err);
    return publish(d, id, err) &&
           (!AGREEMENTS[i].facts ||
            (bring_facts(d, id, AGREEMENTS[i].facts, err) && settle(d, id, err)));
}

static bool add_agreements(Demo *d, Err *err) {
    AppOptions options = {.sys = sys_from_environment(d->arena)};
    for (size_t i = 0; i < sizeof AGREEMENTS / sizeof *AGREEMENTS; i++) {
        d->app = app_new(d->arena, options);
        if (!add_agreement(d, i, err)) return say(AGREEMENTS[i].id, err) == NULL;
    }
    return true;
}

int main(int argc, char **argv) {
    Err err = {.code = ERR_NONE};
    if (argc != 2) return 2;
    Arena *a = arena_new();
    Demo d = {.arena = a, .app = app_new(a, (AppOptions){.sys = sys_from_environment(a)})};
    Str db = str_fmt(a, "%s/ledger.db", argv[1]);
    bool is_made = begin(&d, db, &err) && add_people(&d, &err) && add_agreements(&d, &err);
    if (!is_made) say("the office", &err);
    arena_free(a);
    return is_made ? 0 : 1;
}
