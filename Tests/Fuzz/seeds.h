#ifndef FUZZ_SEEDS_H
#define FUZZ_SEEDS_H

#include "mutate.h"

#define MAX_SEEDS 64
#define MAX_FORMATS 16

/// A well-formed file that mutants are made from.
typedef struct seed {
  bytes file;
  /// Index into `format_names`.
  int format;
} seed;

/// All seeds, sorted by file name, so that the same folder gives the same run.
typedef struct seed_set {
  seed seeds[MAX_SEEDS];
  int count;
  /// What stands before the dash of the seeds' file names.
  char format_names[MAX_FORMATS][16];
  int format_count;
} seed_set;

/// Reads every FORMAT-NAME.EXT of `folder`; 0, or −1 with a sentence on standard error.
int seeds_read(seed_set *set, const char *folder);

#endif
