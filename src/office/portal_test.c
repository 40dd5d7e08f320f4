// office/portal_test.c - what is published, for whom it concerns: over the socket, in both
// languages
#include "office/fixture_test.h"

// An agreement of deadlines, and of names that would break pages, feeds and queries.
static const char WATER[] =
    "---\nsoftlaw: 1\nid: water\ntitle: {en: \"Water <b>agreement\", zh: 用水协议}\nlanguage: en\n"
    "kind: ecological-compensation\nparties:\n"
    "  henan: {name: Henan, label: {zh: 河南省}, role: upstream}\n"
    "  low: {name: \"Low & lands\", label: {zh: 下游市}, role: downstream}\ncurrency: CNY\n"
    "term: {from: 2025-01-01, to: 2027-12-31, period: year}\n---\n\n"
    "# Article 1. Fee\n\nThe lowlands pay Henan a conservation fee of 5 yuan.\n\n```terms\nsets:\n"
    "  plant: {label: {zh: 水厂}, members: facts}\nquantities:\n"
    "  flow: {per: [plant, year], unit: t}\npayments:\n"
    "  fee: {from: low, to: henan, amount: 5, rounding: none, due: P30D after period end, label: "
    "{zh: 保护费}}\n"
    "  metered: {per: [plant, year], between: [low, henan], amount: flow, currency: t, rounding: "
    "none}\n"
    "obligations:\n  report: {bearer: henan, counterparty: low, action: \"send <i>the report\", "
    "due: 2026-06-30}\n```\n";

static int begin_water(void **state) {
    if (begin(state)) return -1;
    World *w = *state;
    Str text = str_fmt(w->arena, "%.*s/hostile.md", STR_ARG(w->folder));
    Str facts = str_fmt(w->arena, "%.*s/water.csv", STR_ARG(w->folder));
    Sys *sys = w->options.options.sys;
    assert_true(file_write(w->arena, sys, text, str_from(WATER), NULL));
    assert_true(file_write(w->arena, sys, facts,
                           STR("quantity,plant,period,value,unit,source\nflow,A,2025,7,t,x\n"),
                           NULL));
    record(w, text, facts);
    return 0;
}

static int end_water(void **state) {
    World *w = *state;
    unlink(str_c(w->arena, str_fmt(w->arena, "%.*s/water.csv", STR_ARG(w->folder))));
    return end(state);
}

// ---- by when ------------------------------------------------------------------------------------

static void an_agreement_says_who_must_do_what_by_when(void **state) {
    World *w = *state;
    Str en = get(w, "/agreements/water?lang=en").body;
    Str zh = get(w, "/agreements/water?lang=zh").body;
    assert_true(has(en, "within 30 days after the end of each year"));
    assert_true(has(en, "pay &quot;fee&quot; to Henan"));
    assert_true(has(en, "2026-01-30") && has(en, "2028-01-30"));
    assert_true(has(zh, "每年度结束后30日内") && has(zh, "向河南省支付“保护费”"));
    // The earliest comes first.
    assert_true(str_find(en, STR("pay &quot;fee"), 0) < str_find(en, STR("by 2026-06-30"), 0));
}

// The fixture's clock stands at 2026-02-02.
static void deadlines_begin_today_and_tell_what_was_posted(void **state) {
    World *w = *state;
    Str next = get(w, "/agreements/water/calendar?lang=en").body;
    assert_true(has(next, "2026-06-30") && has(next, "2027-01-30") && !has(next, "2026-01-30"));
    Str past = get(w, "/agreements/water/calendar?lang=en&from=2026-01-01&through=2026-02-01").body;
    assert_true(has(past, "2026-01-30") && has(past, "5 CNY") && !has(past, "2026-06-30"));
    assert_int_equal(get(w, "/agreements/water/calendar?from=never").status, 400);
    assert_int_equal(get(w, "/agreements/nobody/calendar").status, 404);
    assert_int_equal(get(w, "/agreements/nobody/calendar.ics").status, 404);
}

static void calendars_are_given_for_an_agreement_and_for_a_region(void **state) {
    World *w = *state;
    static const char *const PATHS[] = {"/agreements/water/calendar.ics",
                                        "/calendar.ics?place=henan",
                                        "/calendar.ics?place=%E6%B2%B3%E5%8D%97%E7%9C%81"};
    for (size_t i = 0; i < sizeof PATHS / sizeof *PATHS; i++) {
        Reply r = get(w, PATHS[i]);
        assert_int_equal(r.status, 200);
        assert_true(has(r.head, "Content-Type: text/calendar; charset=utf-8"));
        assert_true(str_starts_with(r.body, STR("BEGIN:VCALENDAR\r\n")));
        assert_true(has(r.body, "DTSTART;VALUE=DATE:20260630\r\n"));
        assert_true(has(r.body, "/agreements/water#"));
    }
    assert_false(has(get(w, "/calendar.ics?place=beijing").body, "VEVENT"));
}

// ---- what applies to me -------------------------------------------------------------------------

static void what_applies_is_told_by_place_and_kind(void **state) {
    static const struct {
        const char *query, *must, *gets, *about;
    } ROWS[] = {
        {"place=henan", "report", "fee", NULL},
        {"place=Henan&kind=upstream", "report", "fee", NULL},
        {"place=low", "fee", "report", NULL},
        {"kind=downstream", "fee", "report", NULL},
        {"kind=plant", NULL, NULL, "metered"},
        {"place=henan&kind=%E6%B0%B4%E5%8E%82", NULL, NULL, "metered"},
        {"kind=ecological-compensation&place=low", "fee", "report", NULL},
    };
    World *w = *state;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Str path = str_fmt(w->arena, "/api/v1/for-me?lang=en&%s", ROWS[i].query);
        const JsonNode *all =
            json_parse(w->arena, STR("for"), get(w, str_c(w->arena, path)).body, NULL);
        const JsonNode *one = json_find(all, STR("agreements"))->first;
        while (one && !str_is(json_find(one, STR("id"))->text, STR("water"))) one = one->next;
        assert_non_null(one);
        const char *const lists[] = {"must", "gets", "about"};
        const char *const wants[] = {ROWS[i].must, ROWS[i].gets, ROWS[i].about};
        for (size_t k = 0; k < 3; k++) {
            bool is_there = false;
            const JsonNode *list = json_find(one, str_from(lists[k]));
            for (const JsonNode *d = list->first; d; d = d->next)
                is_there |= wants[k] && str_is(json_find(d, STR("id"))->text, str_from(wants[k]));
            assert_int_equal(is_there, wants[k] != NULL);
        }
    }
    assert_true(has(get(w, "/for-me?place=atlantis&lang=en").body, "No published agreement"));
    assert_true(has(get(w, "/for-me?lang=zh").body, "<option value=\"河南省\""));
}

// ---- search -------------------------------------------------------------------------------------

static void words_are_found_with_their_article(void **state) {
    World *w = *state;
    Str hit = get(w, "/search?q=conserv&lang=en").body;
    assert_true(has(hit, "<mark>conserv</mark>ation fee") &&
                has(hit, "/agreements/water?lang=en#"));
    assert_true(has(get(w, "/search?q=%E8%A1%A5%E5%81%BF&lang=zh").body, "<mark>补偿</mark>"));
    assert_true(has(get(w, "/search?q=zzzz&lang=en").body, "Nothing was found"));
    assert_int_equal(get(w, "/search?q=x&skip=-1").status, 400);
    assert_int_equal(get(w, "/search?q=x&skip=99999").status, 400);
    // A new agreement is found without a new start.
    assert_false(has(get(w, "/api/v1/search?q=coal").body, "coal-linkage"));
    record(w, STR("examples/coal-linkage.md"), STR("examples/coal-linkage.2018.facts.csv"));
    assert_true(has(get(w, "/api/v1/search?q=coal").body, "coal-linkage"));
}

// What is found is derived: where it does not fit the ledger, it is made anew.
static void what_is_found_follows_another_ledger(void **state) {
    World *w = *state;
    static const char *const ENDS[] = {"", "-wal", "-shm", ".find", ".find-wal", ".find-shm"};
    Str first = w->db, facts = str_fmt(w->arena, "%.*s/water.csv", STR_ARG(w->folder));
    Portal p = {.db = str_fmt(w->arena, "%.*s/second", STR_ARG(w->folder))};
    w->db = p.db;
    for (int round = 0; round < 2; round++) {
        bool is_water = round == 0;
        record(w,
               is_water ? str_fmt(w->arena, "%.*s/hostile.md", STR_ARG(w->folder))
                        : STR("examples/coal-linkage.md"),
               is_water ? facts : STR("examples/coal-linkage.2018.facts.csv"));
        App *app = app_new(w->arena, w->options.options);
        const SearchResult *water = app_portal_search(app, &p, STR("conservation"), 0, NULL);
        const SearchResult *coal = app_portal_search(app, &p, STR("热值"), 0, NULL);
        assert_int_equal(water->count > 0, is_water);
        assert_int_equal(coal->count > 0, !is_water);
        for (size_t i = 0; i < (is_water ? 3 : 6); i++)
            unlink(str_c(w->arena, str_fmt(w->arena, "%.*s%s", STR_ARG(p.db), ENDS[i])));
    }
    w->db = first;
}

static void what_is_typed_is_text(void **state) {
    static const char *const TYPED[] = {"%22%20OR%20%22",
                                        "%27%3BDROP%20TABLE%20found%3B--",
                                        "NEAR(a%20b)",
                                        "gram%3Ax",
                                        "*",
                                        "%5E",
                                        "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                                        "a%22b",
                                        "%28"};
    World *w = *state;
    for (size_t i = 0; i < sizeof TYPED / sizeof *TYPED; i++) {
        static const char *const PATHS[] = {"/search?q=%s", "/api/v1/search?q=%s",
                                            "/for-me?place=%s&kind=%s", "/calendar?place=%s"};
        for (size_t k = 0; k < sizeof PATHS / sizeof *PATHS; k++) {
            Str path = str_from(PATHS[k]), piece;
            Buf b = {.arena = w->arena};
            while (str_next(&path, '%', &piece)) {
                buf_add(&b, str_starts_with(piece, STR("s")) && b.size
                                ? str_part(piece, 1, piece.size)
                                : piece);
                if (path.at) buf_add_c(&b, TYPED[i]);
            }
            Reply r = get(w, str_c(w->arena, buf_str(&b)));
            assert_int_equal(r.status, 200);
            assert_false(has(r.body, "<script>"));
        }
    }
    assert_true(has(get(w, "/search?q=conservation").body, "<mark>"));
}

static void what_parties_write_is_escaped(void **state) {
    static const char *const PATHS[] = {"/agreements/water",
                                        "/agreements/water/calendar",
                                        "/for-me?place=henan",
                                        "/calendar?place=henan",
                                        "/search?q=water",
                                        "/agreements/water/ledger",
                                        "/agreements/water/explanation"};
    World *w = *state;
    for (size_t i = 0; i < sizeof PATHS / sizeof *PATHS; i++) {
        Str body = get(w, PATHS[i]).body;
        assert_false(has(body, "<b>") || has(body, "<i>") || has(body, "Low & lands"));
    }
}

// ---- what is owed, and why ----------------------------------------------------------------------

static void each_amount_leads_to_its_explanation(void **state) {
    World *w = *state;
    Str ledger = get(w, "/agreements/yellow-river-2021/ledger?lang=en").body;
    const char link[] = "/agreements/yellow-river-2021/explanation?lang=en&amp;item="
                        "%E6%B0%B4%E8%B4%A8%E5%8F%98%E5%8C%96%E8%A1%A5%E5%81%BF&amp;period=2021";
    assert_true(has(ledger, "+126,000,000") && has(ledger, "<svg"));
    assert_true(has(ledger, link));
    Str why = get(w, "/agreements/yellow-river-2021/explanation?lang=en&item="
                     "%E6%B0%B4%E8%B4%A8%E5%8F%98%E5%8C%96%E8%A1%A5%E5%81%BF&period=2021")
                  .body;
    assert_true(has(why, "3,000,000 CNY") && has(why, "clamp(1000000 * (100 - 97)"));
    // The index stands within what reads it, the facts within the index.
    int64_t outer = str_find(why, STR("change compensation 2021"), 0);
    int64_t inner = str_find(why, STR("key pollutant index 2021"), 0);
    int64_t fact = str_find(why, STR("pollutant index (previous year = 100) [COD] 2021"), 0);
    assert_true(outer > 0 && outer < inner && inner < fact);
    size_t depth = 0;
    for (int64_t at = outer; at < fact; at++) {
        Str rest = str_part(why, (size_t)at, 16);
        depth += str_starts_with(rest, STR("<ul class=\"why\"")) ? 1 : 0;
        depth -= str_starts_with(rest, STR("</ul>")) ? 1 : 0;
    }
    assert_int_equal(depth, 2);
    assert_int_equal(get(w, "/agreements/yellow-river-2021/explanation?item=nothing").status, 404);
    assert_int_equal(get(w, "/agreements/nobody/ledger").status, 404);
}

// Added up by hand from the payments of examples/jing-jin-ji-tax.
static void balances_over_time_add_up_what_was_paid(void **state) {
    static const char *const ROWS[] = {"<td>Hebei</td><td class=\"n\">-30,000,000</td>",
                                       "<td>Beijing</td><td class=\"n\">75,000,000</td>",
                                       "<td>Tianjin</td><td class=\"n\">23,000,000</td>",
                                       "<td>Hebei</td><td class=\"n\">-194,000,000</td>"};
    World *w = *state;
    record(w, STR("examples/jing-jin-ji-tax.md"), STR("examples/jing-jin-ji-tax.facts.csv"));
    Str all = get(w, "/agreements/jing-jin-ji-tax/ledger?lang=en").body;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) assert_true(has(all, ROWS[i]));
    Str one = get(w, "/agreements/jing-jin-ji-tax/ledger?lang=en&period=2016").body;
    assert_false(has(one, "Balances over time"));
}

// What is drawn is marked in the page, and its scripts may run there.
static void tables_that_become_charts_say_what_their_columns_are(void **state) {
    static const char *const PAGES[][2] = {
        {"/agreements/yellow-river-2021/ledger", "data-chart=\"bar\" data-columns=\"by x y unit\""},
        {"/agreements/yellow-river-2021/explanation", "data-chart=\"line\""},
        {"/map", "data-chart=\"graph\""},
        {"/calendar?from=2020-01-01&through=2030-01-01", "data-chart=\"months\""}};
    World *w = *state;
    for (size_t i = 0; i < sizeof PAGES / sizeof *PAGES; i++) {
        Reply r = get(w, PAGES[i][0]);
        assert_true(has(r.body, PAGES[i][1]) && has(r.body, "src=\"/scripts/charts.js\""));
        assert_true(has(r.head, "script-src 'self'") && !has(r.head, "unsafe-inline"));
    }
}

// The statement of 2020 and 2021: what one side owes is due to the other.
static void balances_come_to_zero(void **state) {
    World *w = *state;
    Str body = get(w, "/api/v1/agreements/yellow-river-2021/balances").body;
    assert_true(has(body, "\"amount\":\"126000000\"") && has(body, "\"amount\":\"-126000000\""));
}

// ---- versions -----------------------------------------------------------------------------------

static void former_versions_are_compared_in_words_and_payments(void **state) {
    World *w = *state;
    Sys *sys = w->options.options.sys;
    Str text = str_fmt(w->arena, "%.*s/hostile.md", STR_ARG(w->folder));
    Str facts = str_fmt(w->arena, "%.*s/water.csv", STR_ARG(w->folder));
    Str only = get(w, "/agreements/water/versions?lang=en").body;
    assert_true(has(only, "no other version"));
    assert_false(has(get(w, "/agreements/water").body, "/agreements/water/versions"));
    Buf b = {.arena = w->arena};
    Str rest = str_from(WATER), piece;
    for (int64_t at; (at = str_find(rest, STR("amount: 5"), 0)) >= 0;) {
        buf_add(&b, str_part(rest, 0, (size_t)at));
        buf_add_c(&b, "amount: 8");
        rest = str_part(rest, (size_t)at + strlen("amount: 5"), rest.size);
    }
    buf_add(&b, rest);
    int64_t five = str_find(buf_str(&b), STR("fee of 5 yuan"), 0);
    piece = str_fmt(w->arena, "%.*sfee of 8 <i>yuan%.*s", (int)five, b.at,
                    (int)(b.size - (size_t)five - strlen("fee of 5 yuan")),
                    b.at + five + strlen("fee of 5 yuan"));
    assert_true(file_write(w->arena, sys, text, piece, NULL));
    PostRequest r = {.inputs = {.agreement = text, .facts = &facts, .fact_count = 1},
                     .is_correction = true};
    assert_non_null(app_post(app_new(w->arena, (AppOptions){.sys = sys}), w->db, &r, NULL));
    assert_true(has(get(w, "/agreements/water").body, "/agreements/water/versions"));
    Str both = get(w, "/agreements/water/versions?lang=en").body;
    assert_true(has(both, "<del>5") && has(both, "<ins>8") && !has(both, "<i>"));
    assert_true(has(both, "What it does to payments") &&
                has(both, "Low &amp; lands → Henan: 3 CNY"));
    const JsonNode *n = json_parse(w->arena, STR("versions"),
                                   get(w, "/api/v1/agreements/water/versions").body, NULL);
    Str first = json_find(json_find(n, STR("versions"))->first, STR("sha256"))->text;
    Str same = str_fmt(w->arena, "/agreements/water/versions?lang=en&before=%.*s",
                       STR_ARG(str_part(first, 0, 8)));
    assert_true(has(get(w, str_c(w->arena, same)).body, "no other version"));
    assert_int_equal(get(w, "/agreements/water/versions?before=0123").status, 404);
    assert_int_equal(get(w, "/agreements/water/versions?after=%27%20OR%201=1").status, 404);
}

// ---- open data ----------------------------------------------------------------------------------

static const JsonNode *member(const JsonNode *n, const char *name) {
    n = json_find(n, str_from(name));
    assert_non_null(n);
    return n;
}

// DCAT 3, sections 6.3 (catalog), 6.6 (dataset), 6.8 (distribution): what is told can be had.
static void the_catalogue_leads_to_every_form_of_every_agreement(void **state) {
    World *w = *state;
    size_t datasets = 0, distributions = 0;
    Reply r = get(w, "/data");
    const JsonNode *all = json_parse(w->arena, STR("data"), r.body, NULL);
    assert_true(has(r.head, "Content-Type: application/ld+json"));
    assert_true(str_is(member(all, "@type")->text, STR("dcat:Catalog")));
    for (const JsonNode *d = member(all, "dcat:dataset")->first; d; d = d->next, datasets++) {
        assert_true(str_is(member(d, "@type")->text, STR("dcat:Dataset")));
        assert_int_equal(member(d, "dct:title")->count, 2);
        for (const JsonNode *f = member(d, "dcat:distribution")->first; f; f = f->next) {
            Str url = member(member(f, "dcat:downloadURL"), "@id")->text;
            Str type = member(member(f, "dcat:mediaType"), "@id")->text;
            int64_t path = str_find(url, STR("/"), strlen("http://"));
            int64_t media = str_find(type, STR("media-types/"), 0);
            Reply one = get(w, str_c(w->arena, str_part(url, (size_t)path, url.size)));
            assert_int_equal(one.status, 200);
            assert_true(has(one.head, str_c(w->arena, str_part(type, (size_t)media + 12, 99))));
            distributions++;
        }
    }
    assert_int_equal(datasets, 2);
    assert_int_equal(distributions, 8);
    assert_true(has(get(w, "/?lang=en").body, "href=\"/data\""));
}

// ---- the map ------------------------------------------------------------------------------------

static void regions_stand_on_the_map_or_beside_it(void **state) {
    World *w = *state;
    Str en = get(w, "/map?lang=en").body, zh = get(w, "/map?lang=zh").body;
    assert_true(has(en, ">HA</text>") && has(zh, ">河南</text>"));
    assert_true(has(en, "<title>Henan: 2</title>") && has(en, "not on the map"));
    assert_true(has(en, "Low &amp; lands") && !has(en, "Low & lands"));
    assert_true(has(en, "class=\"graph\""));
    Str json = get(w, "/api/v1/map?lang=en").body;
    assert_true(has(json, "{\"one\":\"Henan\",\"other\":\"Shandong\",\"agreements\":1}"));
    // Each number of the picture stands in a table beside it.
    assert_true(has(en, ">Henan</a></td><td><a href=\"/for-me?place=Shandong&amp;lang=en\">"
                        "Shandong</a></td><td class=\"n\">1</td>"));
}

// Whoever runs the office has a map of his own.
static void another_map_takes_the_place_of_the_built_in(void **state) {
    World *w = *state;
    App *app = app_new(w->arena, w->options.options);
    Portal p = {.db = w->db, .tiles = STR("names,column,row\nLL|Low & lands|低地,0,0\n")};
    const PortalMap *m = app_portal_map(app, &p, NULL);
    assert_true(has(m->map, ">LL</text>") && !has(m->map, ">HA</text>"));
    p.tiles = STR("names,column,row\nA,x,0\n");
    assert_null(app_portal_map(app, &p, NULL));
}

#define SERVED(name) cmocka_unit_test_setup_teardown(name, begin_water, end_water)

int main(void) {
    const struct CMUnitTest tests[] = {
        SERVED(an_agreement_says_who_must_do_what_by_when),
        SERVED(deadlines_begin_today_and_tell_what_was_posted),
        SERVED(calendars_are_given_for_an_agreement_and_for_a_region),
        SERVED(what_applies_is_told_by_place_and_kind),
        SERVED(words_are_found_with_their_article),
        SERVED(what_is_found_follows_another_ledger),
        SERVED(what_is_typed_is_text),
        SERVED(what_parties_write_is_escaped),
        SERVED(each_amount_leads_to_its_explanation),
        SERVED(balances_over_time_add_up_what_was_paid),
        SERVED(tables_that_become_charts_say_what_their_columns_are),
        SERVED(balances_come_to_zero),
        SERVED(regions_stand_on_the_map_or_beside_it),
        SERVED(another_map_takes_the_place_of_the_built_in),
        SERVED(the_catalogue_leads_to_every_form_of_every_agreement),
        SERVED(former_versions_are_compared_in_words_and_payments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
