// fuzz SEEDS FAULTS COUNT RANDOM [INDEX]
//
// Runs COUNT mutants of the files in the folder SEEDS through the shim, in child processes, and
// prints how far they came, format by format. A mutant that crashes, leaks, or takes longer than
// the deadline is saved in the folder FAULTS. INDEX runs that one mutant alone, in this process.
//
// Every mutant depends on RANDOM and its own index only.

#include "exercise.h"
#include "seeds.h"

#include <sanitizer/lsan_interface.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/// Mutants a child runs before it is checked for leaks.
#define BATCH 2000
/// Exit status of a child that leaked.
#define LEAKED 77
/// Every this many mutants one is also encoded and written.
#define WRITE_EVERY 8
/// Seconds after which a child that ignores the deadline is killed.
#define KILL_SECONDS 10

/// What happened to the mutants of one format.
typedef struct tally {
  long inputs, opened, decoded, encoded, slow, crashed, leaked;
  double slowest_seconds;
} tally;

/// Shared with the children.
typedef struct progress {
  /// The mutant being run.
  long current;
  tally tallies[MAX_FORMATS];
} progress;

typedef struct run {
  seed_set seeds;
  bytes mutant;
  int input, sink;
  uint64_t random;
  const char *faults;
  progress *progress;
} run;

static double now_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/// Makes mutant `index`; returns its format.
static int make_mutant(run *run, long index) {
  uint64_t state = run->random ^ (uint64_t)index << 20;
  const seed_set *set = &run->seeds;
  // Formats in turn, whatever the number of their seeds.
  int format = (int)(index % set->format_count);
  const seed *from;
  do
    from = &set->seeds[random_next(&state) % (uint64_t)set->count];
  while (from->format != format);
  const seed *other = &set->seeds[random_next(&state) % (uint64_t)set->count];
  mutate(&run->mutant, &from->file, &other->file, random_next(&state));
  return format;
}

static void save(run *run, long index, const char *what) {
  int format = make_mutant(run, index);
  char path[4096];
  snprintf(path, sizeof path, "%s/%s-%s-%ld", run->faults, what, run->seeds.format_names[format],
           index);
  FILE *file = fopen(path, "wb");
  if (!file || fwrite(run->mutant.data, 1, run->mutant.count, file) != run->mutant.count)
    fprintf(stderr, "cannot write %s\n", path);
  if (file)
    fclose(file);
  fprintf(stderr, "%s: mutant %ld, saved as %s\n", what, index, path);
}

static int is_written(long index, int format_count) {
  return index / format_count % WRITE_EVERY == 0;
}

static outcome run_mutant(run *run, long index) {
  if (ftruncate(run->input, 0) < 0 || ftruncate(run->sink, 0) < 0 ||
      pwrite(run->input, run->mutant.data, run->mutant.count, 0) != (ssize_t)run->mutant.count)
    abort();
  long turn = index / run->seeds.format_count;
  int writer =
      is_written(index, run->seeds.format_count) ? (int)(turn / WRITE_EVERY % WRITER_COUNT) : -1;
  return exercise(run->input, writer, run->sink);
}

static void count(run *run, int format, outcome result, double seconds) {
  tally *tally = &run->progress->tallies[format];
  tally->inputs++;
  tally->opened += result.opened;
  tally->decoded += result.frames > 0;
  tally->encoded += result.encoded_packets > 0;
  if (seconds > tally->slowest_seconds)
    tally->slowest_seconds = seconds;
}

/// A child's whole life.
static void run_batch(run *run, long first, long last, int counts) {
  for (long index = first; index < last; index++) {
    run->progress->current = index;
    int format = make_mutant(run, index);
    alarm(KILL_SECONDS);
    double start = now_seconds();
    outcome result = run_mutant(run, index);
    double seconds = now_seconds() - start;
    alarm(0);
    if (!counts)
      continue;
    count(run, format, result, seconds);
    if (result.stopped || seconds >= DEADLINE_SECONDS) {
      run->progress->tallies[format].slow++;
      save(run, index, "slow");
    }
  }
  _exit(__lsan_do_recoverable_leak_check() ? LEAKED : 0);
}

/// Runs mutants `first` to `last` − 1 in a child; returns how it ended.
static int in_child(run *run, long first, long last, int counts) {
  pid_t child = fork();
  if (child == 0)
    run_batch(run, first, last, counts);
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) < 0) {
    perror("fuzz");
    exit(1);
  }
  return status;
}

static int did_leak(int status) { return WIFEXITED(status) && WEXITSTATUS(status) == LEAKED; }

/// Which mutants of a batch that leaked did it: each again in a child of its own.
static void name_leaks(run *run, long first, long last) {
  for (long index = first; index < last; index++)
    if (did_leak(in_child(run, index, index + 1, 0))) {
      run->progress->tallies[index % run->seeds.format_count].leaked++;
      save(run, index, "leak");
    }
}

static void run_all(run *run, long total) {
  for (long next = 0; next < total;) {
    long last = next + BATCH < total ? next + BATCH : total;
    int status = in_child(run, next, last, 1);
    long reached = status == 0 || did_leak(status) ? last : run->progress->current + 1;
    if (did_leak(status))
      name_leaks(run, next, last);
    if (reached < last || (status != 0 && !did_leak(status))) {
      tally *tally = &run->progress->tallies[run->progress->current % run->seeds.format_count];
      tally->inputs++;
      int killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM;
      if (killed)
        tally->slow++;
      else
        tally->crashed++;
      save(run, run->progress->current, killed ? "hang" : "crash");
    }
    next = reached;
  }
}

static void print_row(const char *name, const tally *t) {
  printf("%-10s %8ld %8ld %8ld %6.1f %% %8ld %7ld %7ld %5ld %10.2f\n", name, t->inputs, t->opened,
         t->decoded, t->inputs > 0 ? 100.0 * (double)t->decoded / (double)t->inputs : 0.0,
         t->encoded, t->crashed, t->leaked, t->slow, t->slowest_seconds);
}

/// Prints the table; returns the number of faults.
static long report(const run *run) {
  printf("%-10s %8s %8s %8s %8s %8s %7s %7s %5s %10s\n", "format", "inputs", "opened", "decoded",
         "", "written", "crashed", "leaked", "slow", "slowest s");
  tally sum = {0};
  for (int i = 0; i < run->seeds.format_count; i++) {
    const tally *t = &run->progress->tallies[i];
    print_row(run->seeds.format_names[i], t);
    sum.inputs += t->inputs, sum.opened += t->opened, sum.decoded += t->decoded;
    sum.encoded += t->encoded, sum.crashed += t->crashed, sum.leaked += t->leaked;
    sum.slow += t->slow;
    if (t->slowest_seconds > sum.slowest_seconds)
      sum.slowest_seconds = t->slowest_seconds;
  }
  print_row("all", &sum);
  return sum.crashed + sum.leaked + sum.slow;
}

static int prepare(run *run, char **arguments) {
  run->faults = arguments[2];
  run->random = strtoull(arguments[4], NULL, 10);
  run->mutant = (bytes){malloc(MAX_MUTANT_BYTES), 0, MAX_MUTANT_BYTES};
  run->input = memfd_create("input", 0);
  run->sink = memfd_create("sink", 0);
  run->progress =
      mmap(NULL, sizeof *run->progress, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (!run->mutant.data || run->input < 0 || run->sink < 0 || run->progress == MAP_FAILED) {
    perror("fuzz");
    return -1;
  }
  return seeds_read(&run->seeds, arguments[1]);
}

int main(int argument_count, char **arguments) {
  static run run;
  if (argument_count < 5 || argument_count > 6) {
    fprintf(stderr, "usage: fuzz SEEDS FAULTS COUNT RANDOM [INDEX]\n");
    return 64;
  }
  if (prepare(&run, arguments) < 0)
    return 1;
  if (argument_count == 6) {
    long index = strtol(arguments[5], NULL, 10);
    run_batch(&run, index, index + 1, 0);
  }
  run_all(&run, strtol(arguments[3], NULL, 10));
  return report(&run) == 0 ? 0 : 1;
}
