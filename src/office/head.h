// office/head.h - was the header sent as it must be? what libmicrohttpd reads leniently
//
// libmicrohttpd 0.9.75 takes a lone LF or CR for the end of a line, joins folded lines, and ends a
// text at a NUL; a proxy in front may do otherwise, and then the two see different requests (RFC
// 9112, sections 2.2, 5.1, 5.2). What it hands out lies in the buffer into which it read: between
// two texts stands what parted them. Later versions are strict themselves and keep no such order,
// so only earlier ones are looked at.
#ifndef SOFTLAW_OFFICE_HEAD_H
#define SOFTLAW_OFFICE_HEAD_H

#include <microhttpd.h>
#include <stdbool.h>

// How strict it must be itself: not at all where it answers a missing host with two headers.
int head_strictness(void);
// The target of a request line, raw: a path in visible characters, with whole escapes, and the
// version behind it.
bool head_is_target(const char *target);
// Each line ended by CR LF, one blank between the words of the first, nothing but blanks around a
// value; method and path as libmicrohttpd hands them out.
bool head_is_sound(struct MHD_Connection *c, const char *method, const char *path);

#endif
