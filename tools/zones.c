// tools/zones.c - the time zones that zic made, as C tables for feel/zone.c
//
//     zones VERSION FOLDER < NAMES
//
// FOLDER holds TZif files (RFC 8536) in zic's slim form, NAMES is a line for each. Printed are all
// changes of offset, one row for each zone that differs from those before it, and the sorted names.
// The rule of the years behind the last change is the POSIX text that ends a TZif file. Links no
// library, since the library is built from what it prints.
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_BYTES = 1 << 16, ZONES_MAX = 1000, NAME_BYTES = 64, HEADER_BYTES = 44 };

typedef struct Zone {
    char name[NAME_BYTES];
    unsigned char bytes[FILE_BYTES];
    size_t size;
    int same_as; // index of the zone with the same content
    int row;
} Zone;

static Zone zones[ZONES_MAX];
static int zone_count, change_count, row_count;

static void fail(const char *name, const char *why) {
    fprintf(stderr, "zones: %s: %s\n", name, why);
    exit(1);
}

static void read_zone(const char *folder, Zone *z) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, z->name);
    FILE *f = fopen(path, "rb");
    if (!f) fail(path, "could not open");
    z->size = fread(z->bytes, 1, FILE_BYTES - 1, f);
    fclose(f);
    if (z->size < HEADER_BYTES || memcmp(z->bytes, "TZif", 4) != 0) fail(path, "no TZif file");
}

static int by_name(const void *a, const void *b) {
    return strcmp(((const Zone *)a)->name, ((const Zone *)b)->name);
}

static void read_names(const char *folder) {
    while (zone_count < ZONES_MAX && scanf("%63s", zones[zone_count].name) == 1)
        read_zone(folder, &zones[zone_count++]);
    qsort(zones, (size_t)zone_count, sizeof *zones, by_name);
    for (int i = 0; i < zone_count; i++)
        for (zones[i].same_as = 0; zones[i].same_as < i; zones[i].same_as++) {
            const Zone *other = &zones[zones[i].same_as];
            if (other->size == zones[i].size && !memcmp(other->bytes, zones[i].bytes, other->size))
                break;
        }
}

static uint32_t big32(const unsigned char *at) {
    uint32_t value;
    memcpy(&value, at, 4);
    return ntohl(value);
}

static int64_t big64(const unsigned char *at) {
    return (int64_t)((uint64_t)big32(at) << 32 | big32(at + 4));
}

// The counts of a header: isutcnt, isstdcnt, leapcnt, timecnt, typecnt, charcnt.
enum { UT, STD, LEAP, TIME, TYPE, CHARS, COUNTS };

static size_t body_bytes(const unsigned char *header, size_t time_bytes, uint32_t counts[COUNTS]) {
    for (int i = 0; i < COUNTS; i++) counts[i] = big32(header + 20 + 4 * i);
    return counts[TIME] * (time_bytes + 1) + counts[TYPE] * 6 + counts[CHARS] +
           counts[LEAP] * (time_bytes + 4) + counts[STD] + counts[UT];
}

// ---- the rule of the years to come --------------------------------------------------------------

static const char *after_abbreviation(const char *at) {
    if (*at == '<') return strchr(at, '>') + 1;
    return at + strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
}

// [+-]hh[:mm[:ss]] as seconds.
static int take_time(const char **at) {
    int sign = **at == '-' ? -1 : 1, seconds = 0;
    *at += **at == '-' || **at == '+';
    for (int unit = 3600; unit > 0; unit /= 60) {
        seconds += (int)strtol(*at, (char **)at, 10) * unit;
        if (**at != ':') break;
        ++*at;
    }
    return sign * seconds;
}

// ,Mm.w.d[/time]
static void print_day(const char *name, const char **at) {
    int month, week, weekday, read = 0, time = 2 * 3600;
    if (sscanf(*at, ",M%d.%d.%d%n", &month, &week, &weekday, &read) != 3)
        fail(name, "a rule of another form than Mm.w.d");
    *at += read;
    if (**at == '/') ++*at, time = take_time(at);
    printf(", {%d, %d, %d, %d}", month, week, weekday, time);
}

static void print_rule(const char *name, const char *at) {
    at = after_abbreviation(at);
    int standard = -take_time(&at), daylight = standard + 3600;
    if (*at == 0 || *at == '\n') {
        printf("{%d, %d, {0, 0, 0, 0}, {0, 0, 0, 0}}", standard, standard);
        return;
    }
    at = after_abbreviation(at);
    if (*at != ',') daylight = -take_time(&at);
    printf("{%d, %d", standard, daylight);
    print_day(name, &at);
    print_day(name, &at);
    printf("}");
}

// ---- tables -------------------------------------------------------------------------------------

typedef struct Body {
    const unsigned char *times, *kinds, *types;
    const char *rule;
    int count;
} Body;

static Body body_of(const Zone *z) {
    uint32_t counts[COUNTS];
    size_t skip = HEADER_BYTES + body_bytes(z->bytes, 4, counts);
    const unsigned char *header = z->bytes + skip, *times = header + HEADER_BYTES;
    size_t size = body_bytes(header, 8, counts);
    if (skip + HEADER_BYTES + size + 2 > z->size) fail(z->name, "cut short");
    if (counts[LEAP]) fail(z->name, "has leap seconds");
    const unsigned char *kinds = times + (size_t)counts[TIME] * 8;
    return (Body){times, kinds, kinds + counts[TIME], (const char *)times + size + 1,
                  (int)counts[TIME]};
}

static int offset_of(const Body *b, int kind) {
    return (int)(int32_t)big32(b->types + 6 * kind);
}

static void print_changes(void) {
    printf("static const ZoneChange zone_changes[] = {\n");
    for (int i = 0; i < zone_count; i++) {
        if (zones[i].same_as < i) continue;
        Body b = body_of(&zones[i]);
        for (int k = 0; k < b.count; k++)
            printf("{%lldLL, %d},\n", (long long)big64(b.times + 8 * k), offset_of(&b, b.kinds[k]));
    }
    printf("};\n");
}

static void print_rows(void) {
    printf("static const Zone zone_rows[] = {\n");
    for (int i = 0; i < zone_count; i++) {
        if (zones[i].same_as < i) continue;
        Body b = body_of(&zones[i]);
        zones[i].row = row_count++;
        printf("{%d, %d, %d, ", change_count, b.count, offset_of(&b, 0));
        print_rule(zones[i].name, b.rule);
        printf("},\n");
        change_count += b.count;
    }
    printf("};\n");
}

static void print_names(void) {
    printf("static const ZoneName zone_names[] = {\n");
    for (int i = 0; i < zone_count; i++)
        printf("{\"%s\", %d},\n", zones[i].name, zones[zones[i].same_as].row);
    printf("};\n");
}

int main(int argc, char **argv) {
    if (argc != 3) fail("usage", "zones VERSION FOLDER < NAMES");
    read_names(argv[2]);
    if (zone_count == 0) fail(argv[2], "no zones");
    printf("#define ZONE_VERSION \"%s\"\n", argv[1]);
    print_changes();
    print_rows();
    print_names();
    return 0;
}
