// base/notify.c - one datagram to the manager of services
#include "base/notify.h"

#include <stddef.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

bool notify_manager(Str state) {
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    Str path = str_from(getenv("NOTIFY_SOCKET"));
    bool is_path = path.size > 1 && (path.at[0] == '/' || path.at[0] == '@');
    if (!is_path || path.size >= sizeof to.sun_path) return false;
    memcpy(to.sun_path, path.at, path.size);
    if (path.at[0] == '@') to.sun_path[0] = 0; // a name that is in no folder
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + path.size);
    int s = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (s < 0) return false;
    ssize_t sent =
        sendto(s, state.at, state.size, MSG_NOSIGNAL, (const struct sockaddr *)&to, size);
    close(s);
    return sent == (ssize_t)state.size;
}
