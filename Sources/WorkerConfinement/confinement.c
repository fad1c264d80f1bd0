#include "WorkerConfinement.h"

#include <errno.h>
#include <linux/landlock.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

// Rights of later Landlock versions than Debian 12's header; values from the kernel's UAPI
// (Documentation/userspace-api/landlock.rst).
#ifndef LANDLOCK_ACCESS_FS_REFER
#define LANDLOCK_ACCESS_FS_REFER (1ULL << 13)
#endif
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif

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
      {RLIMIT_AS, limits.address_space_bytes},
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
  if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) {
    failed = -errno;
  }
  // A write beyond RLIMIT_FSIZE is then an error (EFBIG) with a sentence instead of a death.
  signal(SIGXFSZ, SIG_IGN);
  return failed;
}

/// Every right of the Landlock version that the kernel has.
static uint64_t known_rights(long version) {
  uint64_t rights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
  if (version >= 2) {
    rights |= LANDLOCK_ACCESS_FS_REFER;
  }
  if (version >= 3) {
    rights |= LANDLOCK_ACCESS_FS_TRUNCATE;
  }
  return rights;
}

int32_t wc_confine(const int32_t *folders, size_t count) {
  long version =
      syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) {
    return errno == ENOSYS || errno == EOPNOTSUPP ? 0 : -errno;
  }
  uint64_t rights = known_rights(version);
  struct landlock_ruleset_attr ruleset = {.handled_access_fs = rights};
  int rules = (int)syscall(SYS_landlock_create_ruleset, &ruleset, sizeof(ruleset), 0);
  if (rules < 0) {
    return -errno;
  }
  int32_t result = 1;
  for (size_t i = 0; i < count && result > 0; i++) {
    struct landlock_path_beneath_attr beneath = {
        .allowed_access = rights & ~(uint64_t)LANDLOCK_ACCESS_FS_EXECUTE,
        .parent_fd = folders[i],
    };
    if (syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) != 0) {
      result = -errno;
    }
  }
  if (result > 0 && syscall(SYS_landlock_restrict_self, rules, 0) != 0) {
    result = -errno;
  }
  close(rules);
  return result;
}
