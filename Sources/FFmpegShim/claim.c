#include "claim.h"

#include <libavutil/avstring.h>
#include <string.h>
#include <unistd.h>

/// Chunks looked at before giving up; broadcast files carry a dozen.
#define MAX_CHUNKS 64

static uint32_t little32(const uint8_t *bytes) {
  return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
         (uint32_t)bytes[3] << 24;
}

static int64_t little64(const uint8_t *bytes) {
  return (int64_t)((uint64_t)little32(bytes) | (uint64_t)little32(bytes + 4) << 32);
}

/// The `data` chunk of a RIFF or RF64 file.
typedef struct data_chunk {
  /// Where its samples begin.
  int64_t start;
  /// Bytes it claims to hold; -1 when it does not know.
  int64_t bytes;
  /// Whether the claim is one of 64 bits.
  int is_long;
} data_chunk;

/// Finds the `data` chunk; returns 0 when there is none. libavformat corrects the claim by the size
/// of the file, so that a file cut short looks whole. Sources: RIFF/WAVE 1991; EBU Tech 3306 (ds64:
/// RIFF size, data size).
static int find_data(int descriptor, data_chunk *out) {
  uint8_t head[28];
  int64_t long_size = -1;
  int64_t offset = 12;
  for (int i = 0; i < MAX_CHUNKS; i++) {
    if (pread(descriptor, head, 8, offset) != 8)
      return 0;
    int64_t size = little32(head + 4);
    if (memcmp(head, "ds64", 4) == 0) {
      if (pread(descriptor, head, 16, offset + 8) != 16)
        return 0;
      long_size = little64(head + 8);
    }
    if (memcmp(head, "data", 4) == 0) {
      // 0 and 0xFFFFFFFF are what a recorder writes before it knows.
      int is_long = size == UINT32_MAX && long_size >= 0;
      int64_t bytes = is_long ? long_size : size == 0 || size == UINT32_MAX ? -1 : size;
      *out = (data_chunk){.start = offset + 8, .bytes = bytes, .is_long = is_long};
      return 1;
    }
    offset += 8 + size + (size & 1);
  }
  return 0;
}

int64_t fs_wrapped_data_end(int descriptor, int64_t file_size) {
  data_chunk data;
  if (!find_data(descriptor, &data) || data.is_long || data.bytes < 0)
    return -1;
  // No chunk behind the samples is as long as that: the field has lost whole turns of 4 GiB.
  int64_t turns = (file_size - data.start - data.bytes) >> 32;
  return turns > 0 ? data.start + data.bytes + (turns << 32) : -1;
}

/// Bytes of samples the file claims, or -1.
static int64_t wav_data_bytes(const fs_demuxer *demuxer) {
  int64_t end = demuxer->io.end;
  data_chunk data;
  if (!find_data(demuxer->io.descriptor, &data))
    return -1;
  return end < INT64_MAX ? end - data.start : data.bytes;
}

/// Frames from the stream's own duration, or -1. Only containers whose header counts the audio are
/// believed: Ogg's comes from the last page found, Matroska's covers all streams, one from a bit
/// rate is a guess.
static int64_t stream_frames(const fs_demuxer *demuxer) {
  const AVStream *stream = demuxer->stream;
  if (av_match_list(demuxer->format->iformat->name, "w64,aiff,flac,mp3,mov", ',') <= 0 ||
      demuxer->format->duration_estimation_method == AVFMT_DURATION_FROM_BITRATE ||
      stream->duration == AV_NOPTS_VALUE || stream->duration <= 0)
    return -1;
  return av_rescale_q(stream->duration, stream->time_base,
                      (AVRational){1, demuxer->info.sample_rate});
}

int64_t fs_claimed_frames(const fs_demuxer *demuxer) {
  if (strcmp(demuxer->format->iformat->name, "wav") != 0)
    return stream_frames(demuxer);
  int align = demuxer->stream->codecpar->block_align;
  int64_t bytes = wav_data_bytes(demuxer);
  return align > 0 && bytes > 0 ? bytes / align : -1;
}
