// base/ranks.c - the copies of a program that mpirun started, by OpenMPI's library
//
// The library is opened by name and its functions are looked up, as declared by the MPI standard
// 3.1; OpenMPI's handles are addresses of objects of the library. Only what is used is looked up.
#include "base/ranks.h"

#include <dlfcn.h>
#include <stdlib.h>

enum { ANSWER_TAG = 1, THREAD_FUNNELED = 1, PIECE_BYTES = 1 << 26 };
static const char LIBRARY[] = "libmpi.so.40";

typedef struct Mpi {
    int (*init)(int *count, char ***words, int wanted, int *ret_provided);
    int (*finalize)(void);
    int (*rank)(void *group, int *ret);
    int (*size)(void *group, int *ret);
    int (*broadcast)(void *bytes, int count, void *type, int root, void *group);
    int (*send)(const void *bytes, int count, void *type, int to, int tag, void *group);
    int (*receive)(void *bytes, int count, void *type, int from, int tag, void *group,
                   void *status);
    void *world, *byte; // handles
} Mpi;

struct Ranks {
    size_t count, own;
    Mpi mpi;
};

// ---- the library --------------------------------------------------------------------------------

// An address that dlsym gives may be that of a function; ISO C has no cast for it.
static bool look_up(void *library, const char *name, void *ret, size_t size) {
    void *at = dlsym(library, name);
    if (!at) return false;
    memcpy(ret, &at, size);
    return true;
}

static bool load(Mpi *m) {
    void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_GLOBAL);
    const struct {
        const char *name;
        void *at;
    } names[] = {
        {"MPI_Init_thread", &m->init}, {"MPI_Finalize", &m->finalize},
        {"MPI_Comm_rank", &m->rank},   {"MPI_Comm_size", &m->size},
        {"MPI_Bcast", &m->broadcast},  {"MPI_Send", &m->send},
        {"MPI_Recv", &m->receive},     {"ompi_mpi_comm_world", &m->world},
        {"ompi_mpi_byte", &m->byte},
    };
    bool is_whole = library != NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && is_whole; i++)
        is_whole = look_up(library, names[i].name, names[i].at, sizeof m->world);
    return is_whole;
}

static void leave(void *object) {
    Ranks *r = object;
    r->mpi.finalize();
}

static bool enter(Arena *a, Ranks *r) {
    int provided, count, own;
    const Mpi *m = &r->mpi;
    if (m->init(NULL, NULL, THREAD_FUNNELED, &provided) || m->size(m->world, &count) ||
        m->rank(m->world, &own))
        return false;
    r->count = (size_t)count;
    r->own = (size_t)own;
    arena_defer(a, leave, r);
    return true;
}

static Ranks *one_rank(Arena *a) {
    Ranks *r = ARENA_NEW(a, Ranks);
    *r = (Ranks){.count = 1};
    return r;
}

const Ranks *ranks_alone(Arena *a) {
    return one_rank(a);
}

const Ranks *ranks_open(Arena *a, Err *err) {
    const char *count = getenv("OMPI_COMM_WORLD_SIZE");
    Ranks *r = one_rank(a);
    if (!count || strcmp(count, "1") == 0) return r;
    if (!load(&r->mpi)) {
        err_set(err, ERR_NOT_FOUND,
                MSG("could not load OpenMPI's library \"{1}\"", str_from(LIBRARY)),
                MSG("install Debian's package openmpi-bin on each machine, or run without mpirun"));
        return NULL;
    }
    if (enter(a, r)) return r;
    err_set(err, ERR_PEER, MSG("could not join the other ranks"), NO_MSG);
    return NULL;
}

size_t ranks_count(const Ranks *r) {
    return r->count;
}

size_t ranks_own(const Ranks *r) {
    return r->own;
}

// ---- talking ------------------------------------------------------------------------------------

// Faults need no answer here: OpenMPI ends all ranks.
static int piece(size_t left) {
    return left < PIECE_BYTES ? (int)left : PIECE_BYTES;
}

void ranks_tell(const Ranks *r, void *bytes, size_t size) {
    char *at = bytes;
    for (size_t done = 0; r->count > 1 && done < size; done += PIECE_BYTES)
        r->mpi.broadcast(at + done, piece(size - done), r->mpi.byte, 0, r->mpi.world);
}

static void give(const Ranks *r, Str own) {
    uint64_t size = own.size;
    r->mpi.send(&size, sizeof size, r->mpi.byte, 0, ANSWER_TAG, r->mpi.world);
    for (size_t done = 0; done < own.size; done += PIECE_BYTES)
        r->mpi.send(own.at + done, piece(own.size - done), r->mpi.byte, 0, ANSWER_TAG,
                    r->mpi.world);
}

static Str take(Arena *a, const Ranks *r, size_t from) {
    uint64_t size = 0;
    r->mpi.receive(&size, sizeof size, r->mpi.byte, (int)from, ANSWER_TAG, r->mpi.world, NULL);
    char *bytes = arena_get(a, size ? size : 1);
    for (size_t done = 0; done < size; done += PIECE_BYTES)
        r->mpi.receive(bytes + done, piece(size - done), r->mpi.byte, (int)from, ANSWER_TAG,
                       r->mpi.world, NULL);
    return (Str){bytes, size};
}

const Str *ranks_gather(Arena *a, const Ranks *r, Str own) {
    if (r->own > 0) {
        give(r, own);
        return NULL;
    }
    Str *all = ARENA_ARRAY(a, Str, r->count);
    all[0] = own;
    for (size_t i = 1; i < r->count; i++) all[i] = take(a, r, i);
    return all;
}
