// courier/courier_int.h - what the files of this room share
#ifndef SOFTLAW_COURIER_COURIER_INT_H
#define SOFTLAW_COURIER_COURIER_INT_H

#include "base/base64.h"
#include "courier/courier.h"

#include <curl/curl.h>
#include <sodium.h>

void curl_set_common(CURL *c, long seconds);
CourierResult curl_result(Arena *a, CURL *c, CURLcode code, bool is_mail);

#endif
