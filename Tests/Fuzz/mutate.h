#ifndef FUZZ_MUTATE_H
#define FUZZ_MUTATE_H

#include <stddef.h>
#include <stdint.h>

/// A file in memory.
typedef struct bytes {
  uint8_t *data;
  size_t count;
  size_t capacity;
} bytes;

/// Bytes a mutant may have at most.
#define MAX_MUTANT_BYTES (256u << 10)

/// SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014):
/// the next 64 random bits of `state`.
uint64_t random_next(uint64_t *state);

/// Makes `mutant`, whose data must have room for MAX_MUTANT_BYTES, from `seed` by one to eight
/// edits, few being likelier than many, so that most mutants still decode. `other` lends bytes to
/// splices. The same arguments give the same bytes.
void mutate(bytes *mutant, const bytes *seed, const bytes *other, uint64_t random_state);

#endif
