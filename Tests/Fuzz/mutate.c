#include "mutate.h"

#include <string.h>

/// Bytes at either end of a file where the containers keep their headers and indexes.
#define HEADER_BYTES 768
/// Bytes that one edit moves, repeats, removes or overwrites at most.
#define MAX_SPAN_BYTES 256
#define MAX_EDITS 8

uint64_t random_next(uint64_t *state) {
  uint64_t z = (*state += 0x9E3779B97F4A7C15u);
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return z ^ z >> 31;
}

static size_t below(uint64_t *random, size_t limit) {
  return limit == 0 ? 0 : (size_t)(random_next(random) % limit);
}

/// A place to edit: half of them anywhere, a quarter each near the start and near the end.
static size_t place(uint64_t *random, size_t count) {
  size_t header = count < HEADER_BYTES ? count : HEADER_BYTES;
  switch (below(random, 4)) {
  case 0:
    return below(random, header);
  case 1:
    return count - header + below(random, header);
  default:
    return below(random, count);
  }
}

static size_t span(uint64_t *random, size_t available) {
  size_t limit = available < MAX_SPAN_BYTES ? available : MAX_SPAN_BYTES;
  return 1 + below(random, limit < 16 || below(random, 2) ? (limit < 16 ? limit : 16) : limit);
}

static void insert(bytes *file, size_t at, const uint8_t *from, size_t count) {
  if (count == 0 || file->count + count > file->capacity)
    return;
  memmove(file->data + at + count, file->data + at, file->count - at);
  memcpy(file->data + at, from, count);
  file->count += count;
}

/// Writes a number at the edge of some range, in 8 to 64 bits and either byte order.
static void write_edge(bytes *file, size_t at, uint64_t *random) {
  static const uint64_t edges[] = {
      0,          1,          2,          0x7F,       0x80,
      0xFF,       0x7FFF,     0x8000,     0xFFFF,     0x10000,
      0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF, 0x7FFFFFFFFFFFFFFF,
      UINT64_MAX,
  };
  uint64_t value = edges[below(random, sizeof edges / sizeof *edges)];
  size_t width = (size_t)1 << below(random, 4);
  int big_endian = (int)below(random, 2);
  for (size_t i = 0; i < width && at + i < file->count; i++)
    file->data[at + i] = (uint8_t)(value >> 8 * (big_endian ? width - 1 - i : i));
}

static void overwrite(bytes *file, size_t at, const bytes *from, uint64_t *random) {
  size_t source = below(random, from->count);
  size_t count = span(random, from->count - source);
  if (count > file->count - at)
    count = file->count - at;
  memmove(file->data + at, from->data + source, count);
}

static void repeat(bytes *file, size_t at, uint64_t *random) {
  uint8_t copy[MAX_SPAN_BYTES];
  size_t count = span(random, file->count - at);
  memcpy(copy, file->data + at, count);
  insert(file, at, copy, count);
}

static void remove_span(bytes *file, size_t at, uint64_t *random) {
  size_t count = span(random, file->count - at);
  memmove(file->data + at, file->data + at + count, file->count - at - count);
  file->count -= count;
}

static void fill(bytes *file, size_t at, uint64_t *random) {
  size_t count = span(random, file->count - at);
  memset(file->data + at, below(random, 2) ? 0xFF : 0, count);
}

static void edit(bytes *file, const bytes *other, uint64_t *random) {
  if (file->count == 0)
    return;
  size_t at = place(random, file->count);
  switch (below(random, 12)) {
  case 0:
  case 1:
  case 2:
    file->data[at] ^= (uint8_t)(1u << below(random, 8));
    break;
  case 3:
    file->data[at] = (uint8_t)random_next(random);
    break;
  case 4:
    file->data[at] = (uint8_t)(file->data[at] + (below(random, 2) ? 1 : 255));
    break;
  case 5:
  case 6:
    write_edge(file, at, random);
    break;
  case 7:
    overwrite(file, at, file, random);
    break;
  case 8:
    overwrite(file, at, other, random);
    break;
  case 9:
    repeat(file, at, random);
    break;
  case 10:
    remove_span(file, at, random);
    break;
  default:
    // A cut is the commonest damage of all, but it leaves nothing to edit: keep most files whole.
    if (below(random, 4) == 0)
      file->count = at;
    else
      fill(file, at, random);
  }
}

/// The CRC of an Ogg page whose checksum field is zero: polynomial 0x04C11DB7, no reflection,
/// initial value and final exclusive or 0. Source: RFC 3533 §6, field 7.
static uint32_t page_checksum(const uint8_t *page, size_t count) {
  uint32_t checksum = 0;
  for (size_t i = 0; i < count; i++) {
    checksum ^= (uint32_t)page[i] << 24;
    for (int bit = 0; bit < 8; bit++)
      checksum = checksum << 1 ^ (checksum >> 31 ? 0x04C11DB7u : 0);
  }
  return checksum;
}

/// Makes the checksums of Ogg pages right again, without which no damaged page reaches a decoder.
static void repair_pages(bytes *file) {
  for (size_t at = 0; at + 27 <= file->count; at++) {
    uint8_t *page = file->data + at;
    size_t segments = page[26];
    if (memcmp(page, "OggS", 4) != 0 || at + 27 + segments > file->count)
      continue;
    size_t count = 27 + segments;
    for (size_t i = 0; i < segments; i++)
      count += page[27 + i];
    if (at + count > file->count)
      continue;
    memset(page + 22, 0, 4);
    uint32_t checksum = page_checksum(page, count);
    for (int i = 0; i < 4; i++)
      page[22 + i] = (uint8_t)(checksum >> 8 * i);
  }
}

void mutate(bytes *mutant, const bytes *seed, const bytes *other, uint64_t random_state) {
  uint64_t random = random_state;
  memcpy(mutant->data, seed->data, seed->count);
  mutant->count = seed->count;
  int edits = 1;
  while (edits < MAX_EDITS && below(&random, 2))
    edits++;
  for (int i = 0; i < edits; i++)
    edit(mutant, other, &random);
  if (below(&random, 8))
    repair_pages(mutant);
}
