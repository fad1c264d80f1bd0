/// What the media worker takes away from itself before it touches a stranger's file: limits,
/// privileges, and every path but its output folders. Linux only; knows nothing of media.
#ifndef WORKER_CONFINEMENT_H
#define WORKER_CONFINEMENT_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// Limits of one worker. 0 leaves a limit as it is.
typedef struct wc_limits {
  uint64_t address_space_bytes;
  uint64_t cpu_seconds;
  uint64_t file_bytes;
  uint64_t open_files;
} wc_limits;

/// Sets the limits, forbids core dumps and new privileges, and asks the kernel to end this process
/// when its parent dies. 0, or a negative errno.
int32_t wc_limit(wc_limits limits);

/// From now on this process and its threads may open paths only below the `count` folders whose
/// descriptors are given (borrowed). Descriptors that are open already keep working.
/// 1 when the kernel enforces it (Landlock), 0 when the kernel has no Landlock, or a negative
/// errno.
int32_t wc_confine(const int32_t *folders, size_t count);

#pragma clang assume_nonnull end
#endif
