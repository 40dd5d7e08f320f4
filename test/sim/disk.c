// sim/disk.c - a disk in memory that fails when told to
#include "sim/disk.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

enum { FILES = 8, NAME_BYTES = 64, SECTOR = 512, SHM_REGIONS = 8 };

typedef struct Bytes {
    unsigned char *at;
    size_t size, room;
} Bytes;

typedef struct Write {
    size_t offset;
    Bytes bytes;
    bool is_truncation; // to `offset`
} Write;

typedef struct File {
    char name[NAME_BYTES];   // "" = free
    bool exists, will_exist; // for the program; after a power cut, once the folder was synced
    bool needs_folder_sync;
    Bytes now, durable;
    Write *writes; // since the last sync
    size_t write_count, write_room;
    void *shm[SHM_REGIONS];
} File;

static struct {
    File files[FILES];
    DiskFault fault;
    uint64_t at, operations;
    int error;
    bool has_struck, is_dead, lies;
    uint64_t random;
} disk;

// ---- bytes
// ----------------------------------------------------------------------------------------

static void bytes_resize(Bytes *b, size_t size) {
    if (size > b->room) {
        b->room = size * 2;
        b->at = realloc(b->at, b->room);
        assert(b->at);
    }
    if (size > b->size) memset(b->at + b->size, 0, size - b->size);
    b->size = size;
}

static void bytes_put(Bytes *b, size_t offset, const void *from, size_t size) {
    if (offset + size > b->size) bytes_resize(b, offset + size);
    memcpy(b->at + offset, from, size);
}

static void bytes_copy(Bytes *to, const Bytes *from) {
    bytes_resize(to, 0);
    if (from->size) bytes_put(to, 0, from->at, from->size);
}

static void bytes_free(Bytes *b) {
    free(b->at);
    *b = (Bytes){0};
}

static uint64_t next_random(uint64_t *seed) {
    uint64_t z = *seed += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

// ---- files
// ----------------------------------------------------------------------------------------

static File *find_file(const char *name) {
    for (int i = 0; i < FILES; i++)
        if (strcmp(disk.files[i].name, name) == 0) return &disk.files[i];
    return NULL;
}

static File *make_file(const char *name) {
    File *f = find_file(name);
    if (f) return f;
    f = find_file("");
    assert(f && strlen(name) < NAME_BYTES);
    memcpy(f->name, name, strlen(name) + 1);
    return f;
}

static void forget_writes(File *f) {
    for (size_t i = 0; i < f->write_count; i++) bytes_free(&f->writes[i].bytes);
    f->write_count = 0;
}

static Write *add_write(File *f) {
    if (f->write_count == f->write_room) {
        f->write_room = f->write_room ? f->write_room * 2 : 16;
        f->writes = realloc(f->writes, f->write_room * sizeof *f->writes);
        assert(f->writes);
    }
    f->writes[f->write_count] = (Write){0};
    return &f->writes[f->write_count++];
}

static void free_shm(File *f) {
    for (int i = 0; i < SHM_REGIONS; i++) {
        free(f->shm[i]);
        f->shm[i] = NULL;
    }
}

static void free_file(File *f) {
    forget_writes(f);
    free(f->writes);
    bytes_free(&f->now);
    bytes_free(&f->durable);
    free_shm(f);
    *f = (File){0};
}

void disk_reset(void) {
    for (int i = 0; i < FILES; i++) free_file(&disk.files[i]);
    disk_plan(DISK_SOUND, 0, 0);
    disk.lies = false;
}

// ---- the plan
// -------------------------------------------------------------------------------------

void disk_plan(DiskFault fault, uint64_t at, int error) {
    disk.fault = fault;
    disk.at = at;
    disk.error = error;
    disk.operations = 0;
    disk.has_struck = disk.is_dead = false;
    disk.random = 42;
}

uint64_t disk_operations(void) {
    return disk.operations;
}

bool disk_has_struck(void) {
    return disk.has_struck;
}

void disk_lie(bool lies) {
    disk.lies = lies;
}

// SQLITE_OK, or what the operation must return instead of being done.
static int operation(bool is_change) {
    if (disk.is_dead) return SQLITE_IOERR;
    if (disk.fault == DISK_POWER_CUT && !is_change) return SQLITE_OK;
    disk.operations++;
    bool strikes =
        disk.fault == DISK_FAILS_FROM ? disk.operations >= disk.at : disk.operations == disk.at;
    if (disk.fault == DISK_SOUND || !strikes) return SQLITE_OK;
    disk.has_struck = true;
    if (disk.fault != DISK_POWER_CUT) return disk.error;
    disk.is_dead = true;
    return SQLITE_IOERR;
}

// ---- the power cut
// --------------------------------------------------------------------------------

static void apply_torn(Bytes *b, const Write *w, uint64_t *seed) {
    for (size_t at = 0; at < w->bytes.size; at += SECTOR) {
        size_t size = w->bytes.size - at < SECTOR ? w->bytes.size - at : SECTOR;
        uint64_t fate = next_random(seed) % 3;
        if (fate == 0) continue;
        bytes_put(b, w->offset + at, w->bytes.at + at, size);
        if (fate == 1) continue;
        for (size_t i = 0; i < size; i++)
            b->at[w->offset + at + i] = (unsigned char)next_random(seed);
    }
}

static void apply_write(Bytes *b, const Write *w) {
    if (w->is_truncation)
        bytes_resize(b, w->offset);
    else
        bytes_put(b, w->offset, w->bytes.at, w->bytes.size);
}

// 0 drops all, 1 applies all, 2 and 3 decide write by write.
static void survive(File *f, uint64_t *seed) {
    uint64_t fate = next_random(seed) % 4;
    for (size_t i = 0; i < f->write_count; i++) {
        uint64_t own = fate < 2 ? fate : next_random(seed) % 3;
        if (own == 1) apply_write(&f->durable, &f->writes[i]);
        if (own == 2 && !f->writes[i].is_truncation) apply_torn(&f->durable, &f->writes[i], seed);
    }
    if (f->exists != f->will_exist && next_random(seed) % 2) f->will_exist = f->exists;
}

void disk_power_on(uint64_t seed) {
    for (int i = 0; i < FILES; i++) {
        File *f = &disk.files[i];
        if (!f->name[0]) continue;
        survive(f, &seed);
        forget_writes(f);
        free_shm(f);
        f->exists = f->will_exist;
        if (!f->exists) bytes_resize(&f->durable, 0);
        bytes_copy(&f->now, &f->durable);
    }
    disk_plan(DISK_SOUND, 0, 0);
}

// ---- images
// ---------------------------------------------------------------------------------------

struct DiskImage {
    struct {
        char name[NAME_BYTES];
        Bytes bytes;
    } files[FILES];
};

DiskImage *disk_copy(void) {
    DiskImage *image = calloc(1, sizeof *image);
    assert(image);
    for (int i = 0; i < FILES; i++) {
        if (!disk.files[i].exists) continue;
        memcpy(image->files[i].name, disk.files[i].name, NAME_BYTES);
        bytes_copy(&image->files[i].bytes, &disk.files[i].now);
    }
    return image;
}

void disk_restore(const DiskImage *image) {
    bool lies = disk.lies;
    disk_reset();
    disk.lies = lies;
    for (int i = 0; i < FILES; i++) {
        if (!image->files[i].name[0]) continue;
        File *f = make_file(image->files[i].name);
        f->exists = f->will_exist = true;
        bytes_copy(&f->now, &image->files[i].bytes);
        bytes_copy(&f->durable, &image->files[i].bytes);
    }
}

void disk_image_free(DiskImage *image) {
    for (int i = 0; i < FILES; i++) bytes_free(&image->files[i].bytes);
    free(image);
}

unsigned char *disk_file(const char *name, size_t *ret_size) {
    File *f = find_file(name);
    if (!f || !f->exists) return NULL;
    *ret_size = f->now.size;
    return f->now.at;
}

// ---- SQLite's file methods
// ------------------------------------------------------------------------

typedef struct Handle {
    sqlite3_file base;
    File *file;
} Handle;

static File *file_of(sqlite3_file *handle) {
    return ((Handle *)handle)->file;
}

static int sim_close(sqlite3_file *handle) {
    (void)handle;
    return SQLITE_OK;
}

static int sim_read(sqlite3_file *handle, void *to, int size, sqlite3_int64 offset) {
    File *f = file_of(handle);
    int rc = operation(false);
    if (rc != SQLITE_OK) return rc == SQLITE_IOERR ? SQLITE_IOERR_READ : SQLITE_IOERR;
    size_t from = (size_t)offset, want = (size_t)size;
    size_t there = from >= f->now.size ? 0 : f->now.size - from;
    size_t got = there < want ? there : want;
    if (got) memcpy(to, f->now.at + from, got);
    memset((char *)to + got, 0, want - got);
    return got == want ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int sim_write(sqlite3_file *handle, const void *from, int size, sqlite3_int64 offset) {
    File *f = file_of(handle);
    int rc = operation(true);
    if (rc == SQLITE_FULL) bytes_put(&f->now, (size_t)offset, from, (size_t)size / 2);
    if (rc != SQLITE_OK) return rc;
    bytes_put(&f->now, (size_t)offset, from, (size_t)size);
    Write *w = add_write(f);
    w->offset = (size_t)offset;
    bytes_put(&w->bytes, 0, from, (size_t)size);
    return SQLITE_OK;
}

static int sim_truncate(sqlite3_file *handle, sqlite3_int64 size) {
    File *f = file_of(handle);
    int rc = operation(true);
    if (rc != SQLITE_OK) return rc;
    bytes_resize(&f->now, (size_t)size);
    Write *w = add_write(f);
    w->offset = (size_t)size;
    w->is_truncation = true;
    return SQLITE_OK;
}

static void sync_folder(void) {
    for (int i = 0; i < FILES; i++) disk.files[i].will_exist = disk.files[i].exists;
}

static int sim_sync(sqlite3_file *handle, int flags) {
    File *f = file_of(handle);
    (void)flags;
    int rc = operation(true);
    if (rc != SQLITE_OK) return rc == SQLITE_IOERR ? SQLITE_IOERR_FSYNC : rc;
    if (disk.lies) return SQLITE_OK;
    forget_writes(f);
    bytes_copy(&f->durable, &f->now);
    if (f->needs_folder_sync) sync_folder();
    f->needs_folder_sync = false;
    return SQLITE_OK;
}

static int sim_size(sqlite3_file *handle, sqlite3_int64 *ret) {
    *ret = (sqlite3_int64)file_of(handle)->now.size;
    return SQLITE_OK;
}

static int sim_lock(sqlite3_file *handle, int level) {
    (void)handle, (void)level;
    return SQLITE_OK;
}

static int sim_check_lock(sqlite3_file *handle, int *ret) {
    (void)handle;
    *ret = 0;
    return SQLITE_OK;
}

static int sim_control(sqlite3_file *handle, int operation_code, void *argument) {
    (void)handle, (void)operation_code, (void)argument;
    return SQLITE_NOTFOUND;
}

static int sim_sector(sqlite3_file *handle) {
    (void)handle;
    return SECTOR;
}

static int sim_device(sqlite3_file *handle) {
    (void)handle;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int sim_shm_map(sqlite3_file *handle, int region, int size, int may_extend,
                       void volatile **ret) {
    File *f = file_of(handle);
    assert(region < SHM_REGIONS);
    if (!f->shm[region] && may_extend) f->shm[region] = calloc(1, (size_t)size);
    *ret = f->shm[region];
    return SQLITE_OK;
}

static int sim_shm_lock(sqlite3_file *handle, int offset, int count, int flags) {
    (void)handle, (void)offset, (void)count, (void)flags;
    return SQLITE_OK;
}

static void sim_shm_barrier(sqlite3_file *handle) {
    (void)handle;
}

static int sim_shm_unmap(sqlite3_file *handle, int deletes) {
    if (deletes) free_shm(file_of(handle));
    return SQLITE_OK;
}

static const sqlite3_io_methods METHODS = {
    .iVersion = 2,
    .xClose = sim_close,
    .xRead = sim_read,
    .xWrite = sim_write,
    .xTruncate = sim_truncate,
    .xSync = sim_sync,
    .xFileSize = sim_size,
    .xLock = sim_lock,
    .xUnlock = sim_lock,
    .xCheckReservedLock = sim_check_lock,
    .xFileControl = sim_control,
    .xSectorSize = sim_sector,
    .xDeviceCharacteristics = sim_device,
    .xShmMap = sim_shm_map,
    .xShmLock = sim_shm_lock,
    .xShmBarrier = sim_shm_barrier,
    .xShmUnmap = sim_shm_unmap,
};

// ---- SQLite's file system methods
// -----------------------------------------------------------------

static int sim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *handle, int flags,
                    int *ret_flags) {
    (void)vfs;
    handle->pMethods = NULL;
    File *f = name ? find_file(name) : NULL;
    if (!name || ((!f || !f->exists) && !(flags & SQLITE_OPEN_CREATE))) return SQLITE_CANTOPEN;
    if (!f || !f->exists) {
        int rc = operation(true);
        if (rc != SQLITE_OK) return SQLITE_CANTOPEN;
        f = make_file(name);
        f->exists = true;
        f->needs_folder_sync = (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
    }
    ((Handle *)handle)->file = f;
    handle->pMethods = &METHODS;
    if (ret_flags) *ret_flags = flags;
    return SQLITE_OK;
}

static int sim_delete(sqlite3_vfs *vfs, const char *name, int syncs_folder) {
    (void)vfs;
    File *f = find_file(name);
    if (!f || !f->exists) return SQLITE_IOERR_DELETE_NOENT;
    int rc = operation(true);
    if (rc != SQLITE_OK) return SQLITE_IOERR_DELETE;
    f->exists = false;
    bytes_resize(&f->now, 0);
    Write *w = add_write(f);
    w->is_truncation = true;
    if (syncs_folder && !disk.lies) sync_folder();
    return SQLITE_OK;
}

static int sim_access(sqlite3_vfs *vfs, const char *name, int flags, int *ret) {
    (void)vfs, (void)flags;
    File *f = find_file(name);
    *ret = f && f->exists;
    return SQLITE_OK;
}

static int sim_full_name(sqlite3_vfs *vfs, const char *name, int size, char *out) {
    (void)vfs;
    sqlite3_snprintf(size, out, "%s", name);
    return SQLITE_OK;
}

static int sim_random(sqlite3_vfs *vfs, int size, char *out) {
    (void)vfs;
    for (int i = 0; i < size; i++) out[i] = (char)next_random(&disk.random);
    return size;
}

static int sim_sleep(sqlite3_vfs *vfs, int microseconds) {
    (void)vfs;
    return microseconds;
}

static int sim_time(sqlite3_vfs *vfs, sqlite3_int64 *ret) {
    (void)vfs;
    *ret = 212845104000000;
    return SQLITE_OK;
}

static int sim_last_error(sqlite3_vfs *vfs, int size, char *out) {
    (void)vfs, (void)size, (void)out;
    return 0;
}

void disk_start(void) {
    static sqlite3_vfs vfs = {
        .iVersion = 2,
        .szOsFile = sizeof(Handle),
        .mxPathname = NAME_BYTES - 8,
        .zName = "sim",
        .xOpen = sim_open,
        .xDelete = sim_delete,
        .xAccess = sim_access,
        .xFullPathname = sim_full_name,
        .xRandomness = sim_random,
        .xSleep = sim_sleep,
        .xCurrentTimeInt64 = sim_time,
        .xGetLastError = sim_last_error,
    };
    int rc = sqlite3_vfs_register(&vfs, 0);
    assert(rc == SQLITE_OK);
    disk_reset();
}
