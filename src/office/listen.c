// office/listen.c - the socket on which the office listens
#include "office/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

bool listen_failed(const OfficeOptions *o, int error, Err *err) {
    Str port = str_fmt(o->arena, "%d", o->port);
    if (error == EADDRINUSE)
        return err_set(err, ERR_CONFLICT, MSG("port {1} is taken by another program", port),
                       MSG("choose another with --port, or leave it out to get a free one"));
    err_set(err, ERR_PEER, MSG("could not serve on {1} port {2}", o->address, port), NO_MSG);
    err->detail = MSG("{1}", str_copy(o->arena, str_from(strerror(error))));
    return false;
}

bool listen_on(const OfficeOptions *o, int *ret_socket, int *ret_port, Err *err) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)o->port)};
    int yes = 1;
    if (inet_pton(AF_INET, str_c(o->arena, o->address), &address.sin_addr) != 1)
        return err_set(err, ERR_INPUT, MSG("\"{1}\" is no address to serve on", o->address),
                       MSG("127.0.0.1 is this machine alone, 0.0.0.0 every network it is in"));
    int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (s < 0) return listen_failed(o, errno, err);
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(s, (struct sockaddr *)&address, sizeof address) || listen(s, SOMAXCONN)) {
        int error = errno;
        close(s);
        return listen_failed(o, error, err);
    }
    *ret_socket = s;
    *ret_port = listen_port(s);
    return true;
}

int listen_port(int socket) {
    struct sockaddr_in address;
    socklen_t size = sizeof address;
    return getsockname(socket, (struct sockaddr *)&address, &size) ? 0 : ntohs(address.sin_port);
}

size_t listen_room(size_t wanted) {
    enum { OWN_FILES = 128 }; // stores, threads, the log
    struct rlimit files;
    rlim_t all = wanted + OWN_FILES;
    if (getrlimit(RLIMIT_NOFILE, &files)) return OWN_FILES;
    if (files.rlim_cur < all) {
        files.rlim_cur = all < files.rlim_max ? all : files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
    if (files.rlim_cur >= all) return wanted;
    return files.rlim_cur > 2 * OWN_FILES ? (size_t)files.rlim_cur - OWN_FILES : OWN_FILES;
}
