/* A wall clock that several processes share and a test moves, and, for the process
 * that asks for it, chance that can be repeated.
 *
 *   cc -O2 -shared -fPIC -o shared_clock.so shared_clock.c -ldl
 *   LAB_CLOCK=FILE LD_PRELOAD=./shared_clock.so program ...
 *
 * FILE holds the time: eight bytes, nanoseconds since the epoch, in the machine's
 * own byte order. Whoever writes it moves the clock of all programs at once.
 * Monotonic clocks and sleeping are left alone, so that timeouts keep working
 * while the wall clock stands.
 *
 * After lab_seed(n) every thread draws its own sequence from n instead of the
 * kernel's chance, so that threads do not disturb each other's: hash tables of a
 * new thread then iterate in the same order again.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile const int64_t *shared;
static int (*real)(clockid_t, struct timespec *);

__attribute__((constructor)) static void join_clock(void)
{
    const char *path = getenv("LAB_CLOCK");
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    if (fd < 0)
        return;
    void *page = mmap(NULL, sizeof(int64_t), PROT_READ, MAP_SHARED, fd, 0);
    close(fd);
    if (page != MAP_FAILED)
        shared = page;
}

int clock_gettime(clockid_t id, struct timespec *out)
{
    if (!shared || (id != CLOCK_REALTIME && id != CLOCK_REALTIME_COARSE))
        return real(id, out);
    int64_t ns = *shared;
    out->tv_sec = ns / 1000000000;
    out->tv_nsec = ns % 1000000000;
    return 0;
}

int gettimeofday(struct timeval *restrict out, void *restrict zone)
{
    struct timespec now;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &now);
    out->tv_sec = now.tv_sec;
    out->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *out)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (out)
        *out = now.tv_sec;
    return now.tv_sec;
}

static volatile uint64_t seed, epoch;
static __thread uint64_t state, joined;

void lab_seed(uint64_t value)
{
    seed = value;
    epoch++;
}

static uint64_t splitmix64(void)
{
    uint64_t z = (state += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

ssize_t getrandom(void *out, size_t length, unsigned int flags)
{
    if (!epoch)
        return syscall(SYS_getrandom, out, length, flags);
    if (joined != epoch) {
        joined = epoch;
        state = seed;
    }
    for (size_t done = 0; done < length; done += 8) {
        uint64_t word = splitmix64();
        size_t part = length - done < 8 ? length - done : 8;
        memcpy((char *)out + done, &word, part);
    }
    return (ssize_t)length;
}
