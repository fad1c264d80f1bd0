#include "WorkerConfinement.h"

#include <errno.h>
#include <linux/landlock.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

// Later versions of Landlock than Debian 12's header knows; values and layout from the kernel's
// UAPI (Documentation/userspace-api/landlock.rst).
#define ACCESS_REFER (1ULL << 13)
#define ACCESS_TRUNCATE (1ULL << 14)
#define ACCESS_IOCTL_DEV (1ULL << 15)
#define ACCESS_NET_BIND_AND_CONNECT_TCP 3ULL
#define SCOPE_ABSTRACT_UNIX_SOCKET_AND_SIGNAL 3ULL

/// struct landlock_ruleset_attr as of version 6. An older kernel takes it when the fields that it
/// does not know are zero.
struct ruleset {
  uint64_t handled_access_fs;
  uint64_t handled_access_net;
  uint64_t scoped;
};

static int32_t set_limit(int resource, uint64_t value) {
  if (value == 0) {
    return 0;
  }
  struct rlimit limit;
  if (getrlimit(resource, &limit) != 0) {
    return -errno;
  }
  if (limit.rlim_max != RLIM_INFINITY && limit.rlim_max < value) {
    return 0; // The parent was stricter.
  }
  limit.rlim_cur = value;
  limit.rlim_max = value;
  return setrlimit(resource, &limit) == 0 ? 0 : -errno;
}

// AddressSanitizer keeps its notes in terabytes of address space that hold no memory: a build with
// it, which is never shipped, cannot run under a limit on addresses.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ADDRESSES_ARE_FREE 1
#endif
#endif

void wc_raise_open_files(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
  }
}

int32_t wc_limit(wc_limits limits) {
  int32_t failed = 0;
  struct rlimit none = {0, 0};
  if (setrlimit(RLIMIT_CORE, &none) != 0) {
    failed = -errno;
  }
  const struct {
    int resource;
    uint64_t value;
  } wanted[] = {
#ifndef ADDRESSES_ARE_FREE
      {RLIMIT_AS, limits.address_space_bytes},
#endif
      {RLIMIT_CPU, limits.cpu_seconds},
      {RLIMIT_FSIZE, limits.file_bytes},
      {RLIMIT_NOFILE, limits.open_files},
  };
  for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
    int32_t code = set_limit(wanted[i].resource, wanted[i].value);
    if (code != 0) {
      failed = code;
    }
  }
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
    failed = -errno;
  }
  if (prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0) != 0) {
    failed = -errno;
  }
  // A write beyond RLIMIT_FSIZE is then an error (EFBIG) with a sentence instead of a death.
  signal(SIGXFSZ, SIG_IGN);
  return failed;
}

/// Everything that the kernel's Landlock of this version can take away.
static struct ruleset everything(int32_t version) {
  struct ruleset all = {.handled_access_fs =
                            ((LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1) | ACCESS_REFER};
  if (version >= 3) {
    all.handled_access_fs |= ACCESS_TRUNCATE;
  }
  if (version >= 4) {
    all.handled_access_net = ACCESS_NET_BIND_AND_CONNECT_TCP;
  }
  if (version >= 5) {
    all.handled_access_fs |= ACCESS_IOCTL_DEV;
  }
  if (version >= 6) {
    all.scoped = SCOPE_ABSTRACT_UNIX_SOCKET_AND_SIGNAL;
  }
  return all;
}

/// What writing deliverables needs below an output folder: files, folders of work, renames.
/// No execution, no links, no devices, no sockets.
static const uint64_t writing = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE |
                                LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                                LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR |
                                LANDLOCK_ACCESS_FS_REMOVE_DIR | ACCESS_REFER | ACCESS_TRUNCATE;

int32_t wc_landlock_version(void) {
  long version =
      syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_CREATE_RULESET_VERSION);
  // ENOSYS: not in this kernel; EOPNOTSUPP: switched off at boot. Anything else is as good as off.
  return version < 1 ? 0 : (int32_t)version;
}

int32_t wc_confine(const int32_t *folders, size_t count) {
  int32_t version = wc_landlock_version();
  // The first version forbids every rename into another folder, and so the last step of a render.
  if (version < 2) {
    return 0;
  }
  struct ruleset ruleset = everything(version);
  int rules = (int)syscall(SYS_landlock_create_ruleset, &ruleset, sizeof(ruleset), 0);
  if (rules < 0) {
    return -errno;
  }
  int32_t result = 1;
  for (size_t i = 0; i < count && result > 0; i++) {
    struct landlock_path_beneath_attr beneath = {
        .allowed_access = writing & ruleset.handled_access_fs,
        .parent_fd = folders[i],
    };
    if (syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) != 0) {
      result = -errno;
    }
  }
  // Without new privileges is what Landlock asks of a process before it may confine itself.
  if (result > 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
    result = -errno;
  }
  if (result > 0 && syscall(SYS_landlock_restrict_self, rules, 0) != 0) {
    result = -errno;
  }
  close(rules);
  return result;
}
