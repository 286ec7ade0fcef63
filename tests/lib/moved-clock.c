/* Loaded before a program (LD_PRELOAD), it moves the program's clocks: what the computer's clock
 * shows, and what the computer counted since it was started. By how much stands in the file that
 * DEN_MOVED_CLOCK names: two 64-bit numbers of microseconds, in this order, in the machine's byte
 * order; whoever writes there moves the clocks of the running program. Without the file nothing is
 * moved. The monotonic clock, by which timers run, is left alone.
 *
 * The kernel is asked directly: what is loaded beside this (a sanitizer) may ask for the time
 * before it is ready itself. */
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define US_PER_SECOND INT64_C (1000000)

typedef struct
{
  int64_t wall_us;
  int64_t boot_us;
} Offsets;

static const volatile Offsets *
get_offsets (void)
{
  static const Offsets none;
  static const volatile Offsets *offsets;
  const char *path;
  void *mapped = MAP_FAILED;
  int fd;

  if (offsets != NULL)
    return offsets;
  path = getenv ("DEN_MOVED_CLOCK");
  fd = path != NULL ? open (path, O_RDONLY | O_CLOEXEC) : -1;
  if (fd >= 0)
    {
      mapped = mmap (NULL, sizeof (Offsets), PROT_READ, MAP_SHARED, fd, 0);
      close (fd);
    }
  offsets = mapped != MAP_FAILED ? mapped : &none;
  return offsets;
}

static void
move (struct timespec *now, int64_t us)
{
  int64_t nsec = now->tv_nsec + us % US_PER_SECOND * 1000;

  now->tv_sec += (time_t) (us / US_PER_SECOND);
  if (nsec < 0)
    {
      nsec += 1000 * US_PER_SECOND;
      now->tv_sec--;
    }
  else if (nsec >= 1000 * US_PER_SECOND)
    {
      nsec -= 1000 * US_PER_SECOND;
      now->tv_sec++;
    }
  now->tv_nsec = (long) nsec;
}

__attribute__ ((visibility ("default"))) int
clock_gettime (clockid_t id, struct timespec *now)
{
  int status = (int) syscall (SYS_clock_gettime, id, now);

  if (status != 0)
    return status;
  if (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)
    move (now, get_offsets ()->wall_us);
  else if (id == CLOCK_BOOTTIME)
    move (now, get_offsets ()->boot_us);
  return 0;
}

__attribute__ ((visibility ("default"))) int
gettimeofday (struct timeval *restrict now, void *restrict zone)
{
  struct timespec moved;

  if (clock_gettime (CLOCK_REALTIME, &moved) != 0)
    return -1;
  now->tv_sec = moved.tv_sec;
  now->tv_usec = moved.tv_nsec / 1000;
  return 0;
}

__attribute__ ((visibility ("default"))) time_t
time (time_t *now)
{
  struct timespec moved;

  if (clock_gettime (CLOCK_REALTIME, &moved) != 0)
    return -1;
  if (now != NULL)
    *now = moved.tv_sec;
  return moved.tv_sec;
}
