#include "stop.h"

#include <errno.h>
#include <libavutil/error.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

struct fs_stop {
  atomic_int requested;
  /// Monotonic nanoseconds; 0 for none.
  _Atomic int64_t deadline;
};

static int64_t monotonic_nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int32_t fs_stop_create(fs_stop **out) {
  *out = NULL;
  fs_stop *stop = calloc(1, sizeof *stop);
  if (!stop)
    return AVERROR(ENOMEM);
  *out = stop;
  return 0;
}

void fs_stop_request(fs_stop *stop) { atomic_store(&stop->requested, 1); }

void fs_stop_set_deadline(fs_stop *stop, double seconds) {
  atomic_store(&stop->deadline,
               seconds > 0 ? monotonic_nanoseconds() + (int64_t)(seconds * 1e9) : 0);
}

int32_t fs_stop_requested(const fs_stop *stop) {
  if (atomic_load(&stop->requested))
    return 1;
  int64_t deadline = atomic_load(&stop->deadline);
  return deadline != 0 && monotonic_nanoseconds() >= deadline;
}

void fs_stop_free(fs_stop *stop) { free(stop); }

int fs_stop_interrupts(void *opaque) { return fs_stop_requested(opaque); }
