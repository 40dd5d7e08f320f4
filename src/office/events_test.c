// office/events_test.c - who is told of changes, how soon, and who is cut
#include "office/events.h"

#include "base/limits.h"
#include "office/actor_test.h"
#include "store/store.h"

#include <errno.h>
#include <sys/resource.h>
#include <time.h>

enum { MANY = 1000 };

static int64_t milliseconds(void) {
    Arena *a = arena_new();
    int64_t now = sys_now(sys_from_environment(a)) / 1000;
    arena_free(a);
    return now;
}

// ---- an office with people ----------------------------------------------------------------------

static int listen_to(const World *w, const char *fields, const char *query) {
    int s = connect_to(w);
    struct timeval patience = {.tv_sec = 2};
    Str request =
        str_fmt(w->arena, "GET /api/v1/events%s HTTP/1.1\r\nHost: x\r\n%s\r\n", query, fields);
    setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    assert_int_equal(send(s, request.at, request.size, MSG_NOSIGNAL), request.size);
    return s;
}

// What comes until `part` is in it, the end, or two seconds of silence.
static Str hear(const World *w, int s, const char *part) {
    Buf b = {.arena = w->arena};
    char bytes[4096];
    for (ssize_t got; !has(buf_str(&b), part) && (got = recv(s, bytes, sizeof bytes, 0)) > 0;)
        buf_add(&b, (Str){bytes, (size_t)got});
    return buf_str(&b);
}

static OpenPeople *people_of(const World *w, App **ret_app) {
    *ret_app = app_new(w->arena, w->options.options);
    OpenPeople *people = app_people_open(*ret_app, w->db, NULL);
    assert_non_null(people);
    return people;
}

// Somebody of another organisation.
static const char *stranger(const World *w) {
    App *app;
    OpenPeople *people = people_of(w, &app);
    OrganisationView o = {STR("town"), STR("region"), STR("A town")};
    assert_true(app_organisation_add(app, people, NULL, o, NULL));
    return begin_session(w, STR("stranger"), o.id, STR("drafter"));
}

static Reply begin_draft(const World *w) {
    Str text;
    Buf b = {.arena = w->arena};
    assert_true(file_read(w->arena, STR("examples/yellow-river.md"), 1 << 20, &text, NULL));
    buf_add_byte(&b, '{');
    json_add_text(&b, "text", text);
    buf_add_byte(&b, '}');
    return post(w, "/api/v1/drafts", actor->bearer, buf_str(&b));
}

static void who_is_not_logged_in_is_told_nothing(void **state) {
    World *w = *state;
    assert_int_equal(get(w, "/api/v1/events").status, 401);
    assert_int_equal(ask(w, "GET", "/api/v1/events?after=x", actor->bearer).status, 400);
}

// Who has heard of nothing yet comes back from where he began.
static void a_stream_begins_with_its_place(void **state) {
    World *w = *state;
    assert_int_equal(begin_draft(w).status, 200);
    int own = listen_to(w, actor->cookie, "");
    Str told = hear(w, own, "id: ");
    assert_true(has(told, "retry: 3000\n\n"));
    assert_false(has(told, "id: 0\n"));
    assert_false(has(told, "event:"));
    close(own);
}

static void a_change_arrives_within_a_second_at_those_whom_it_concerns(void **state) {
    World *w = *state;
    int own = listen_to(w, actor->cookie, ""), other = listen_to(w, stranger(w), "");
    assert_true(has(hear(w, own, "retry"), "text/event-stream"));
    assert_true(has(hear(w, other, "retry"), "text/event-stream"));
    int64_t before = milliseconds();
    assert_int_equal(begin_draft(w).status, 200);
    Str told = hear(w, own, "\"kind\":\"draft\",\"thing\":\"yellow-river-2021\"}\n\n");
    assert_true(has(told, "event: change") && has(told, "yellow-river-2021"));
    assert_true(milliseconds() - before < 1000);
    assert_false(has(hear(w, other, "event:"), "yellow-river"));
    close(own);
    close(other);
}

// By another process: softlaw on the machine of the store.
static void what_another_process_writes_is_told_too(void **state) {
    World *w = *state;
    App *app;
    WhoView who = {.person = STR("chief"), .organisation = STR("henan")};
    Str text, id;
    int own = listen_to(w, actor->cookie, "");
    hear(w, own, "retry");
    assert_true(file_read(w->arena, STR("examples/yellow-river.md"), 1 << 20, &text, NULL));
    OpenPeople *people = people_of(w, &app);
    assert_true(app_draft_begin(app, people, &who, STR(""), text, &id, NULL));
    assert_true(has(hear(w, own, "yellow-river-2021"), "event: change"));
    close(own);
}

static void who_comes_back_is_told_what_he_missed(void **state) {
    World *w = *state;
    assert_int_equal(begin_draft(w).status, 200);
    Str fields = str_fmt(w->arena, "%sLast-Event-ID: 0\r\n", actor->cookie);
    int again = listen_to(w, str_c(w->arena, fields), "");
    assert_true(has(hear(w, again, "yellow-river-2021"), "event: change"));
    close(again);
    int far = listen_to(w, actor->cookie, "?after=999999");
    assert_true(has(hear(w, far, "reset"), "event: reset"));
    close(far);
    int now = listen_to(w, actor->cookie, "");
    assert_false(has(hear(w, now, "event:"), "event:"));
    close(now);
}

// Fifty years, month by month.
static const char LONG[] =
    "---\nsoftlaw: 1\nid: long\ntitle: {en: Long, zh: 长}\nlanguage: en\nkind: "
    "ecological-compensation\nparties:\n  a: {name: A, label: {en: A, zh: 甲}, role: upstream}\n"
    "  b: {name: B, label: {en: B, zh: 乙}, role: downstream}\ncurrency: CNY\n"
    "term: {from: 2000-01-01, to: 2049-12-31, period: month}\n---\n\n# Article 1\n\n"
    "B pays A 5 yuan a month.\n\n```terms\npayments:\n"
    "  fee: {between: [b, a], amount: 5, rounding: none, label: {en: fee, zh: 费用}}\n```\n";

// As if two people had: that takes them a second factor each.
static void publish(const World *w, Str id) {
    StoreOptions options = {.sys = w->options.options.sys};
    Store *s =
        store_open(w->arena, str_fmt(w->arena, "%.*s.people", STR_ARG(w->db)), options, NULL);
    Query *q = store_query(s, "UPDATE draft SET published = 1 WHERE id = $1");
    query_bind_text(q, "$1", id);
    assert_true(store_begin(s, NULL) && query_run(q, NULL) && store_commit(s, NULL));
}

static void who_asks_for_a_long_settlement_is_told_how_far_it_is(void **state) {
    World *w = *state;
    App *app;
    WhoView who = {.person = STR("chief"), .organisation = STR("henan")};
    Str id;
    OpenPeople *people = people_of(w, &app);
    assert_true(app_draft_begin(app, people, &who, STR(""), str_from(LONG), &id, NULL));
    publish(w, id);
    const char *stranger_token = stranger(w);
    int own = listen_to(w, actor->cookie, ""), other = listen_to(w, stranger_token, "");
    hear(w, own, "retry");
    hear(w, other, "retry");
    Reply r = ask(w, "GET", "/drafts/long/settlement", actor->cookie);
    assert_int_equal(r.status, 200);
    Str told = hear(w, own, "\"done\":1,\"all\":1}");
    assert_true(has(told, "event: progress\ndata: {\"thing\":\"long\",\"done\":64,\"all\":600}"));
    assert_false(has(hear(w, other, "progress"), "progress"));
    close(own);
    close(other);
}

static void logging_out_ends_the_stream(void **state) {
    World *w = *state;
    int own = listen_to(w, actor->cookie, "");
    hear(w, own, "retry");
    int64_t before = milliseconds();
    assert_int_equal(post(w, "/api/v1/logout", actor->bearer, STR("{}")).status, 200);
    assert_true(has(hear(w, own, "\r\n0\r\n"), "0\r\n"));
    assert_true(milliseconds() - before < 1500);
    close(own);
}

static void of_one_person_the_oldest_stream_ends(void **state) {
    World *w = *state;
    int s[LIMIT_STREAMS_OF_ONE + 1];
    for (int i = 0; i <= LIMIT_STREAMS_OF_ONE; i++) {
        s[i] = listen_to(w, actor->cookie, "");
        hear(w, s[i], "retry");
    }
    char byte[64];
    ssize_t got;
    while ((got = recv(s[0], byte, sizeof byte, 0)) > 0) continue;
    assert_int_equal(got, 0);
    assert_true(recv(s[1], byte, sizeof byte, MSG_DONTWAIT) != 0);
    for (int i = 0; i <= LIMIT_STREAMS_OF_ONE; i++) close(s[i]);
}

// An office that ends waits for no stream.
static int end_quickly(void **state) {
    World *w = *state;
    int s = listen_to(w, actor->cookie, "");
    hear(w, s, "retry");
    int64_t before = milliseconds();
    int done = end(state);
    bool is_quick = milliseconds() - before < 2000;
    close(s);
    return is_quick ? done : -1;
}

static void an_office_that_ends_ends_its_streams(void **state) {
    (void)state; // end_quickly
}

// ---- streams alone ------------------------------------------------------------------------------

static Events *hub;
static struct MHD_Daemon *daemon_of_streams;

static enum MHD_Result on_request(void *self, struct MHD_Connection *c, const char *path,
                                  const char *method, const char *version, const char *bytes,
                                  size_t *size, void **state) {
    static char body[] = "x";
    struct MHD_Response *r;
    (void)self, (void)method, (void)version, (void)bytes, (void)size;
    if (!*state) {
        *state = body;
        return MHD_YES;
    }
    OfficeStream o = {.is_open = true, .token = str_from(path), .who = {.person = str_from(path)}};
    if (!strcmp(path, "/x"))
        r = MHD_create_response_from_buffer(1, body, MHD_RESPMEM_PERSISTENT);
    else if (events_open(hub, c, &o, STR(":\n\n"), &r) != OFFICE_OK)
        return MHD_NO;
    enum MHD_Result done = MHD_queue_response(c, 200, r);
    MHD_destroy_response(r);
    return done;
}

static int begin_streams(void **state) {
    struct rlimit files;
    if (begin(state)) return -1;
    World *w = *state;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    hub = events_start(w->arena, &w->options, NULL);
    daemon_of_streams = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, on_request, NULL,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)(2 * MANY), MHD_OPTION_END);
    assert_non_null(daemon_of_streams);
    w->port = MHD_get_daemon_info(daemon_of_streams, MHD_DAEMON_INFO_BIND_PORT)->port;
    return 0;
}

static int end_streams(void **state) {
    events_end(hub);
    MHD_stop_daemon(daemon_of_streams);
    return end(state);
}

static int open_stream(const World *w, int number) {
    int s = connect_to(w);
    Str request = str_fmt(w->arena, "GET /%d HTTP/1.1\r\nHost: x\r\n\r\n", number);
    assert_int_equal(send(s, request.at, request.size, MSG_NOSIGNAL), request.size);
    return s;
}

static void wait_for_count(size_t wanted) {
    struct timespec moment = {.tv_nsec = 10000000};
    for (int i = 0; i < 1000 && events_count(hub) != wanted; i++) nanosleep(&moment, NULL);
    assert_int_equal(events_count(hub), wanted);
}

static void a_thousand_streams_hold_up_nobody(void **state) {
    World *w = *state;
    int *s = ARENA_ARRAY(w->arena, int, MANY);
    for (int i = 0; i < MANY; i++) s[i] = open_stream(w, i);
    wait_for_count(MANY);
    int64_t before = milliseconds();
    for (int i = 0; i < 100; i++) assert_int_equal(get(w, "/x").status, 200);
    assert_true(milliseconds() - before < 2000);
    EventsWork work = {.events = hub, .token = STR("/999"), .thing = STR("t")};
    events_progress(&work, 1, 2);
    assert_true(has(hear(w, s[999], "done"), "\"done\":1,\"all\":2"));
    for (int i = 0; i < MANY; i++) close(s[i]);
}

static void who_takes_nothing_is_cut(void **state) {
    World *w = *state;
    int s = open_stream(w, 1), other = open_stream(w, 2);
    EventsWork work = {.events = hub, .token = STR("/1"), .thing = STR("t")};
    wait_for_count(2);
    for (int i = 0; i < 1000000 && events_count(hub) == 2; i++) {
        work.told = 0;
        events_progress(&work, 1, 2);
    }
    wait_for_count(1);
    close(s);
    close(other);
}

#define SERVED(name) cmocka_unit_test_setup_teardown(name, begin_open, end)
#define ALONE(name) cmocka_unit_test_setup_teardown(name, begin_streams, end_streams)

int main(void) {
    const struct CMUnitTest tests[] = {
        SERVED(who_is_not_logged_in_is_told_nothing),
        SERVED(a_stream_begins_with_its_place),
        SERVED(a_change_arrives_within_a_second_at_those_whom_it_concerns),
        SERVED(what_another_process_writes_is_told_too),
        SERVED(who_comes_back_is_told_what_he_missed),
        SERVED(who_asks_for_a_long_settlement_is_told_how_far_it_is),
        SERVED(logging_out_ends_the_stream),
        SERVED(of_one_person_the_oldest_stream_ends),
        cmocka_unit_test_setup_teardown(an_office_that_ends_ends_its_streams, begin_open,
                                        end_quickly),
        ALONE(a_thousand_streams_hold_up_nobody),
        ALONE(who_takes_nothing_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
