#include "stop.h"

#include <errno.h>
#include <libavutil/error.h>
#include <libavutil/mem.h>
#include <libavutil/sha.h>
#include <unistd.h>

#define CHUNK_BYTES (64 << 10)

static int32_t hash(int descriptor, fs_stop *stop, struct AVSHA *state, uint8_t *chunk,
                    uint8_t digest[32]) {
  av_sha_init(state, 256);
  for (off_t offset = 0;;) {
    if (fs_stop_requested(stop))
      return FS_STOPPED;
    ssize_t got = pread(descriptor, chunk, CHUNK_BYTES, offset);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return AVERROR(errno);
    if (got == 0)
      break;
    av_sha_update(state, chunk, (size_t)got);
    offset += got;
  }
  av_sha_final(state, digest);
  return 0;
}

int32_t fs_sha256(int32_t descriptor, fs_stop *stop, uint8_t digest[32]) {
  struct AVSHA *state = av_sha_alloc();
  uint8_t *chunk = av_malloc(CHUNK_BYTES);
  int32_t code = state && chunk ? hash(descriptor, stop, state, chunk, digest) : AVERROR(ENOMEM);
  av_free(chunk);
  av_free(state);
  return code;
}
