// people/provider_test.c - logging in at a provider: begun once, in one browser, by who is linked
#include "people/fixture_test.h"

#include "base/limits.h"

#define ISSUER STR("https://login.example")
#define AWAY STR("10.0.0.9")

static ProviderTry begin_login(Fixture *f) {
    int64_t wait;
    ProviderTry t = {.provider = STR("henan"), .next = STR("/desk"), .address = HOME};
    assert_true(people_try_begin(f->arena, f->people, &t, &wait, NULL));
    assert_int_equal(wait, 0);
    return t;
}

static LoginOutcome take(Fixture *f, ProviderTry back, ProviderTry *ret) {
    LoginResult r;
    back.nonce = back.verifier = back.next = STR("");
    *ret = back;
    assert_true(people_try_take(f->arena, f->people, ret, &r, NULL));
    return r.outcome;
}

static ProviderProof proof(void) {
    return (ProviderProof){
        .issuer = ISSUER, .subject = STR("7"), .organisation = STR("henan"), .address = HOME};
}

static LoginResult enter(Fixture *f, ProviderProof p) {
    LoginResult r;
    assert_true(people_login_provider(f->arena, f->people, &p, &r, NULL));
    return r;
}

static bool link_li(Fixture *f) {
    Link l = {.person = STR("li"), .issuer = ISSUER, .subject = STR("7")};
    return people_link(f->arena, f->people, HOST, l, NULL);
}

static Str set_factor(Fixture *f) {
    Str secret, uri, codes[RECOVERY_CODES], token = login(f, GOOD).token;
    assert_true(people_factor_begin(f->arena, f->people, token, &uri, NULL));
    Str rest = str_part(uri, (size_t)str_find(uri, STR("secret="), 0) + 7, uri.size), text;
    str_next(&rest, '&', &text);
    assert_true(base32_parse(f->arena, text, &secret));
    Str code = str_fmt(f->arena, "%06u", hotp(secret, (uint64_t)(f->clock.seconds / 30), 6));
    assert_true(people_factor_confirm(f->arena, f->people, token, code, codes, NULL));
    f->clock.seconds += 60;
    return secret;
}

// ---- what a login through a provider may not ----------------------------------------------------

// Whoever runs the provider of one organisation gets no key to another's through an account.
static void a_session_through_a_provider_makes_no_other_way_in(void **state) {
    Fixture *f = *state;
    Str uri, codes[RECOVERY_CODES];
    size_t count;
    int64_t number;
    Organisation shandong = {STR("shandong"), STR("region"), STR("Shandong")};
    Membership m = {STR("li"), STR("shandong"), ROLE_SIGNATORY, 0, STR("")};
    PeoplePasskey k = {.name = STR("phone"), .id = STR("K"), .key = STR("AA"), .algorithm = -7};
    assert_true(people_add_organisation(f->people, HOST, shandong, NULL));
    assert_true(grant_role(f, "li", ROLE_FINANCE, 0));
    assert_true(people_grant(f->arena, f->people, HOST, m, NULL));
    assert_true(link_li(f));
    Str token = enter(f, proof()).token;
    ProviderProof other = {.issuer = STR("https://other.example"),
                           .subject = STR("9"),
                           .organisation = STR("shandong"),
                           .address = HOME};
    assert_false(people_link_own(f->arena, f->people, token, &other, NULL));
    assert_false(people_factor_begin(f->arena, f->people, token, &uri, NULL));
    assert_false(people_passkey_may_add(f->arena, f->people, token, NULL));
    assert_false(people_passkey_add(f->arena, f->people, token, k, &number, codes, &count, NULL));
}

// A session from before the second factor does not give itself one at a provider.
static void who_has_a_second_factor_proves_it_to_link(void **state) {
    Fixture *f = *state;
    assert_true(grant_role(f, "li", ROLE_FINANCE, 0));
    Str secret = set_factor(f);
    ProviderProof p = proof();
    LoginTry t = {.person = STR("li"), .password = GOOD, .address = HOME};
    LoginResult r;
    assert_true(people_login(f->arena, f->people, &t, &r, NULL));
    assert_false(people_link_own(f->arena, f->people, r.token, &p, NULL));
    t.code = str_fmt(f->arena, "%06u", hotp(secret, (uint64_t)(f->clock.seconds / 30), 6));
    assert_true(people_login(f->arena, f->people, &t, &r, NULL));
    assert_true(people_link_own(f->arena, f->people, r.token, &p, NULL));
}

// What an administrator has linked lets in, and signs nothing: he may have linked himself.
static void a_link_by_another_brings_no_second_factor(void **state) {
    Fixture *f = *state;
    Link l = {.person = STR("li"), .issuer = ISSUER, .subject = STR("7")};
    ProviderProof p = proof();
    Session s;
    p.has_factor = true;
    assert_true(grant_role(f, "li", ROLE_FINANCE, 0));
    assert_true(people_link(f->arena, f->people, (Doer){STR("admin"), HOME}, l, NULL));
    assert_true(people_session(f->arena, f->people, enter(f, p).token, &s, NULL));
    assert_false(s.actor.has_factor);
}

// ---- begun and taken up -------------------------------------------------------------------------

static void what_was_begun_is_taken_up_once(void **state) {
    Fixture *f = *state;
    ProviderTry t = begin_login(f), back;
    assert_int_equal(take(f, t, &back), LOGIN_DONE);
    assert_true(str_is(back.nonce, t.nonce) && str_is(back.verifier, t.verifier));
    assert_true(str_is(back.next, STR("/desk")) && !back.session.size);
    assert_int_equal(take(f, t, &back), LOGIN_REFUSED);
    assert_int_equal(audited(f, "login-failed"), 1);
}

static void another_browser_or_provider_does_not_take_it_up(void **state) {
    Fixture *f = *state;
    ProviderTry back, one = begin_login(f), two = begin_login(f);
    one.browser = two.browser;
    assert_int_equal(take(f, one, &back), LOGIN_REFUSED);
    one = begin_login(f);
    one.browser = STR("");
    assert_int_equal(take(f, one, &back), LOGIN_REFUSED);
    one = begin_login(f);
    one.provider = STR("shandong");
    assert_int_equal(take(f, one, &back), LOGIN_REFUSED);
    one = begin_login(f);
    one.state = STR("");
    assert_int_equal(take(f, one, &back), LOGIN_REFUSED);
}

static void what_is_wrongly_taken_up_is_gone(void **state) {
    Fixture *f = *state;
    ProviderTry back, t = begin_login(f), stolen = t;
    stolen.browser = STR("another");
    assert_int_equal(take(f, stolen, &back), LOGIN_REFUSED);
    assert_int_equal(take(f, t, &back), LOGIN_REFUSED);
}

static void it_is_over_after_ten_minutes(void **state) {
    Fixture *f = *state;
    ProviderTry back, t = begin_login(f);
    f->clock.seconds += 599;
    assert_int_equal(take(f, t, &back), LOGIN_DONE);
    t = begin_login(f);
    f->clock.seconds += 600;
    assert_int_equal(take(f, t, &back), LOGIN_REFUSED);
}

static void an_address_begins_only_so_many(void **state) {
    Fixture *f = *state;
    int64_t wait;
    for (int i = 0; i < LIMIT_OIDC_TRIES; i++) begin_login(f);
    ProviderTry more = {.provider = STR("henan"), .address = HOME};
    assert_true(people_try_begin(f->arena, f->people, &more, &wait, NULL));
    assert_int_equal(wait, 600);
    more.address = AWAY;
    assert_true(people_try_begin(f->arena, f->people, &more, &wait, NULL));
    assert_int_equal(wait, 0);
    f->clock.seconds += 600;
    begin_login(f);
}

static void failures_are_charged_to_the_address_like_passwords(void **state) {
    Fixture *f = *state;
    ProviderTry back, none = {.provider = STR("henan"), .address = HOME, .state = STR("x")};
    for (int i = 0; i < 30; i++) assert_int_equal(take(f, none, &back), LOGIN_REFUSED);
    assert_int_equal(take(f, none, &back), LOGIN_WAIT);
    assert_int_equal(login(f, GOOD).outcome, LOGIN_WAIT);
    assert_int_equal(login_from(f, GOOD, STR(""), AWAY).outcome, LOGIN_DONE);
}

// Whoever is let in costs his address nothing, also where a second factor is asked for yet.
static void what_succeeds_is_taken_back_from_the_address(void **state) {
    Fixture *f = *state;
    ProviderTry back;
    ProviderProof p = proof();
    p.organisation = STR("henan");
    assert_true(link_li(f) && grant_role(f, "li", ROLE_DRAFTER, 0));
    for (int i = 0; i < 40; i++) {
        if (i == 20) set_factor(f);
        assert_int_equal(take(f, begin_login(f), &back), LOGIN_DONE);
        assert_int_equal(enter(f, p).outcome, i < 20 ? LOGIN_DONE : LOGIN_NEEDS_FACTOR);
    }
}

// ---- logging in ---------------------------------------------------------------------------------

static void who_is_linked_and_has_a_role_comes_in(void **state) {
    Fixture *f = *state;
    Session s;
    assert_int_equal(enter(f, proof()).outcome, LOGIN_REFUSED);
    assert_true(link_li(f));
    assert_int_equal(enter(f, proof()).outcome, LOGIN_REFUSED);
    assert_true(grant_role(f, "li", ROLE_DRAFTER, 0));
    LoginResult r = enter(f, proof());
    assert_int_equal(r.outcome, LOGIN_DONE);
    assert_true(people_session(f->arena, f->people, r.token, &s, NULL));
    assert_true(str_is(s.actor.person, STR("li")) && str_is(s.via, ISSUER));
    assert_false(s.actor.has_factor);
    ProviderProof other = proof();
    other.issuer = STR("https://evil.example");
    assert_int_equal(enter(f, other).outcome, LOGIN_REFUSED);
    other = proof();
    other.organisation = STR("shandong");
    assert_int_equal(enter(f, other).outcome, LOGIN_REFUSED);
    assert_true(people_disable(f->arena, f->people, HOST, STR("li"), true, NULL));
    assert_int_equal(enter(f, proof()).outcome, LOGIN_REFUSED);
}

static void a_second_factor_is_still_asked_for_unless_the_providers_counts(void **state) {
    Fixture *f = *state;
    Session s;
    LoginResult r;
    assert_true(link_li(f) && grant_role(f, "li", ROLE_DRAFTER, 0));
    Str secret = set_factor(f);
    LoginResult half = enter(f, proof());
    assert_int_equal(half.outcome, LOGIN_NEEDS_FACTOR);
    assert_false(is_in(f, half.token));
    Str code = str_fmt(f->arena, "%06u", hotp(secret, (uint64_t)(f->clock.seconds / 30), 6));
    assert_true(people_login_factor(f->arena, f->people, half.token, code, HOME, &r, NULL));
    assert_true(people_session(f->arena, f->people, r.token, &s, NULL));
    assert_true(s.actor.has_factor && str_is(s.via, ISSUER));
    ProviderProof strong = proof();
    strong.has_factor = true;
    r = enter(f, strong);
    assert_int_equal(r.outcome, LOGIN_DONE);
    assert_true(people_session(f->arena, f->people, r.token, &s, NULL));
    assert_true(s.actor.has_factor);
}

static void a_passkey_is_asked_for_as_a_code_is(void **state) {
    Fixture *f = *state;
    Session s;
    LoginResult r;
    int64_t number;
    size_t count;
    Str codes[RECOVERY_CODES], token = login(f, GOOD).token;
    PeoplePasskey key = {.name = STR("phone"), .id = STR("id"), .key = STR("AA"), .algorithm = -7};
    PasskeyLogin shown = {.id = STR("id"), .person = STR("li"), .address = HOME, .is_good = true};
    assert_true(link_li(f) && grant_role(f, "li", ROLE_DRAFTER, 0));
    assert_true(people_passkey_add(f->arena, f->people, token, key, &number, codes, &count, NULL));
    LoginResult half = enter(f, proof());
    assert_int_equal(half.outcome, LOGIN_NEEDS_FACTOR);
    assert_true(people_login_passkey(f->arena, f->people, half.token, &shown, &r, NULL));
    assert_true(people_session(f->arena, f->people, r.token, &s, NULL));
    assert_true(s.actor.has_factor && str_is(s.via, ISSUER));
}

// An organisation's provider says nothing about work for another.
static void such_a_session_is_for_the_providers_organisation_only(void **state) {
    Fixture *f = *state;
    Str token;
    Organisation shandong = {STR("shandong"), STR("region"), STR("Shandong")};
    assert_true(people_add_organisation(f->people, HOST, shandong, NULL));
    Membership m = {STR("li"), STR("shandong"), ROLE_FINANCE, 0, STR("")};
    assert_true(people_grant(f->arena, f->people, HOST, m, NULL));
    assert_true(link_li(f) && grant_role(f, "li", ROLE_DRAFTER, 0));
    LoginResult r = enter(f, proof());
    assert_false(people_choose(f->arena, f->people, r.token, STR("shandong"), &token, NULL));
    assert_true(people_choose(f->arena, f->people, r.token, STR("henan"), &token, NULL));
    Str by_password = login(f, GOOD).token;
    assert_true(people_choose(f->arena, f->people, by_password, STR("shandong"), &token, NULL));
}

static void a_password_that_was_never_chosen_does_not_matter(void **state) {
    Fixture *f = *state;
    Session s;
    Person wang = {.id = STR("wang"), .name = STR("Wang"), .must_change = true};
    assert_true(people_add_person(f->arena, f->people, HOST, wang, GOOD, NULL));
    assert_true(grant_role(f, "wang", ROLE_DRAFTER, 0));
    Link l = {.person = STR("wang"), .issuer = ISSUER, .subject = STR("7")};
    assert_true(people_link(f->arena, f->people, HOST, l, NULL));
    LoginResult r = enter(f, proof());
    assert_true(people_session(f->arena, f->people, r.token, &s, NULL));
    assert_false(s.must_change || r.must_change);
}

// ---- links --------------------------------------------------------------------------------------

static void a_name_at_a_provider_is_one_persons(void **state) {
    Fixture *f = *state;
    Link *list;
    size_t count;
    Person wang = {.id = STR("wang"), .name = STR("Wang")};
    assert_true(people_add_person(f->arena, f->people, HOST, wang, GOOD, NULL));
    assert_true(link_li(f));
    const Link ROWS[] = {
        {.person = STR("wang"), .issuer = ISSUER, .subject = STR("7")},
        {.person = STR("li"), .issuer = ISSUER, .subject = STR("8")},
        {.person = STR("nobody"), .issuer = ISSUER, .subject = STR("8")},
        {.person = STR("wang"), .issuer = ISSUER, .subject = STR("")},
        {.person = STR("wang"), .issuer = STR(""), .subject = STR("8")},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        assert_false(people_link(f->arena, f->people, HOST, ROWS[i], NULL));
    assert_true(people_links(f->arena, f->people, STR(""), &list, &count, NULL));
    assert_int_equal(count, 1);
    assert_true(str_is(list[0].person, STR("li")) && str_is(list[0].subject, STR("7")));
}

static void where_a_link_ends_its_sessions_end(void **state) {
    Fixture *f = *state;
    assert_true(link_li(f) && grant_role(f, "li", ROLE_DRAFTER, 0));
    Str through = enter(f, proof()).token, by_password = login(f, GOOD).token;
    assert_true(people_unlink(f->arena, f->people, HOST, STR("li"), ISSUER, NULL));
    assert_false(is_in(f, through));
    assert_true(is_in(f, by_password));
    assert_int_equal(enter(f, proof()).outcome, LOGIN_REFUSED);
    assert_false(people_unlink(f->arena, f->people, HOST, STR("li"), ISSUER, NULL));
    assert_int_equal(audited(f, "linked"), 1);
    assert_int_equal(audited(f, "unlinked"), 1);
}

static void a_new_password_ends_links_that_another_may_have_made(void **state) {
    Fixture *f = *state;
    assert_true(link_li(f) && grant_role(f, "li", ROLE_DRAFTER, 0));
    assert_true(people_reset(f->arena, f->people, HOST, STR("li"), GOOD, false, NULL));
    assert_int_equal(enter(f, proof()).outcome, LOGIN_REFUSED);
}

static void ones_own_account_is_linked_in_the_session_that_began_it(void **state) {
    Fixture *f = *state;
    int64_t wait;
    ProviderProof p = proof();
    assert_true(grant_role(f, "li", ROLE_DRAFTER, 0));
    Str token = login(f, GOOD).token, other = login(f, GOOD).token;
    ProviderTry back, t = {.provider = STR("henan"), .address = HOME, .session = token};
    assert_true(people_try_begin(f->arena, f->people, &t, &wait, NULL));
    t.session = other;
    assert_int_equal(take(f, t, &back), LOGIN_REFUSED);
    t = (ProviderTry){.provider = STR("henan"), .address = HOME, .session = token};
    assert_true(people_try_begin(f->arena, f->people, &t, &wait, NULL));
    assert_int_equal(take(f, t, &back), LOGIN_DONE);
    assert_true(str_is(back.session, token));
    assert_true(people_link_own(f->arena, f->people, token, &p, NULL));
    p.organisation = STR("shandong");
    assert_false(people_link_own(f->arena, f->people, token, &p, NULL));
    assert_false(people_link_own(f->arena, f->people, STR(""), &p, NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        OFFICE(a_session_through_a_provider_makes_no_other_way_in),
        OFFICE(who_has_a_second_factor_proves_it_to_link),
        OFFICE(a_link_by_another_brings_no_second_factor),
        OFFICE(what_was_begun_is_taken_up_once),
        OFFICE(another_browser_or_provider_does_not_take_it_up),
        OFFICE(what_is_wrongly_taken_up_is_gone),
        OFFICE(it_is_over_after_ten_minutes),
        OFFICE(an_address_begins_only_so_many),
        OFFICE(failures_are_charged_to_the_address_like_passwords),
        OFFICE(what_succeeds_is_taken_back_from_the_address),
        OFFICE(who_is_linked_and_has_a_role_comes_in),
        OFFICE(a_second_factor_is_still_asked_for_unless_the_providers_counts),
        OFFICE(a_passkey_is_asked_for_as_a_code_is),
        OFFICE(such_a_session_is_for_the_providers_organisation_only),
        OFFICE(a_password_that_was_never_chosen_does_not_matter),
        OFFICE(a_name_at_a_provider_is_one_persons),
        OFFICE(where_a_link_ends_its_sessions_end),
        OFFICE(a_new_password_ends_links_that_another_may_have_made),
        OFFICE(ones_own_account_is_linked_in_the_session_that_began_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
