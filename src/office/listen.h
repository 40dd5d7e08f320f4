// office/listen.h - the socket on which the office listens
#ifndef SOFTLAW_OFFICE_LISTEN_H
#define SOFTLAW_OFFICE_LISTEN_H

#include "office/office.h"

// False with err where the address is none or the port is taken. *ret_socket is the caller's.
bool listen_on(const OfficeOptions *o, int *ret_socket, int *ret_port, Err *err);
// The port of a socket that listens; 0 where it does not.
int listen_port(int socket);
// "could not serve on …", with what the system says; returns false.
bool listen_failed(const OfficeOptions *o, int error, Err *err);

// How many connections there can be at once, up to so many; raises the limit of open files to that.
size_t listen_room(size_t wanted);

#endif
