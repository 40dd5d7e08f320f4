// base/notify_test.c - what the manager of services hears
#include "base/notify.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

static void the_socket_hears_what_is_told(void **state) {
    char folder[] = "/tmp/softlaw-XXXXXX", said[16] = {0};
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(at.sun_path, sizeof at.sun_path, "%s/n", folder);
    int s = socket(AF_UNIX, SOCK_DGRAM, 0);
    assert_int_equal(bind(s, (struct sockaddr *)&at, sizeof at), 0);
    setenv("NOTIFY_SOCKET", at.sun_path, 1);
    assert_true(notify_manager(STR("READY=1")));
    assert_int_equal(recv(s, said, sizeof said - 1, 0), 7);
    assert_string_equal(said, "READY=1");
    close(s);
    unlink(at.sun_path);
    assert_false(notify_manager(STR("READY=1")));
    rmdir(folder);
}

static void where_nobody_listens_nothing_happens(void **state) {
    (void)state;
    unsetenv("NOTIFY_SOCKET");
    assert_false(notify_manager(STR("READY=1")));
    setenv("NOTIFY_SOCKET", "relative", 1);
    assert_false(notify_manager(STR("READY=1")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_socket_hears_what_is_told),
        cmocka_unit_test(where_nobody_listens_nothing_happens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
