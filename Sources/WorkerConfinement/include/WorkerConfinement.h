/// What the media worker takes away from itself before it touches a stranger's file: limits,
/// privileges, every path but its output folders, and TCP. Linux only; knows nothing of media.
#ifndef WORKER_CONFINEMENT_H
#define WORKER_CONFINEMENT_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// Limits of one worker. 0 leaves a limit as it is.
///
/// There is none on processes: RLIMIT_NPROC counts all processes and threads of the user, not
/// those of the worker, and would fail on a busy machine. No program can be executed once confined.
typedef struct wc_limits {
  uint64_t address_space_bytes;
  uint64_t cpu_seconds;
  uint64_t file_bytes;
  uint64_t open_files;
} wc_limits;

/// Sets the limits, forbids core dumps and new privileges, and asks the kernel for SIGTERM when
/// the thread that started this process dies. 0, or a negative errno.
int32_t wc_limit(wc_limits limits);

/// Raises the number of files this process may open to the most it may set itself; stays as it is
/// where the system refuses.
void wc_raise_open_files(void);

/// The version of Landlock that the running kernel offers, 0 for none.
int32_t wc_landlock_version(void);

/// From now on the calling thread and those it starts may open paths only below the `count`
/// folders whose descriptors are given (borrowed), execute nothing, and where the kernel's
/// Landlock is recent enough neither use TCP nor signal other processes. Descriptors that are open
/// already keep working.
/// 1 when the kernel enforces it, 0 when the kernel has no Landlock or only its first
/// version, or a negative errno.
int32_t wc_confine(const int32_t *folders, size_t count);

#pragma clang assume_nonnull end
#endif
