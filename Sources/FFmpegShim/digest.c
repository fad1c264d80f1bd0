#include "stop.h"

#include <errno.h>
#include <libavutil/bswap.h>
#include <libavutil/crc.h>
#include <libavutil/error.h>
#include <libavutil/md5.h>
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

uint8_t fs_crc8(const uint8_t *bytes, size_t count) {
  return (uint8_t)av_crc(av_crc_get_table(AV_CRC_8_ATM), 0, bytes, count);
}

uint16_t fs_crc16(const uint8_t *bytes, size_t count) {
  // Polynomials that are not written lowest bit first come out with their bytes turned round.
  return av_bswap16((uint16_t)av_crc(av_crc_get_table(AV_CRC_16_ANSI), 0, bytes, count));
}

// libavutil's state under a name of ours.
fs_md5 *fs_md5_create(void) {
  struct AVMD5 *state = av_md5_alloc();
  if (state)
    av_md5_init(state);
  return (fs_md5 *)state;
}

void fs_md5_add(fs_md5 *md5, const uint8_t *bytes, size_t count) {
  av_md5_update((struct AVMD5 *)md5, bytes, count);
}

void fs_md5_finish(fs_md5 *md5, uint8_t digest[16]) { av_md5_final((struct AVMD5 *)md5, digest); }

void fs_md5_free(fs_md5 *md5) { av_free(md5); }
