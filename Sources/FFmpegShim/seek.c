#include "decoder.h"

#include <errno.h>
#include <string.h>

static int64_t stream_time(const fs_decoder *decoder, int64_t frame) {
  AVRational sample = {1, decoder->demuxer->info.sample_rate};
  return av_rescale_q(frame, sample, decoder->demuxer->stream->time_base);
}

/// Goes to a packet or frame that begins at or before a frame.
static int32_t seek_before(fs_decoder *decoder, int64_t frame) {
  const fs_demuxer *demuxer = decoder->demuxer;
  int code = av_seek_frame(demuxer->format, demuxer->stream->index, stream_time(decoder, frame),
                           AVSEEK_FLAG_BACKWARD);
  decoder->ended = 0;
  return code < 0 ? code : 0;
}

/// Plain samples: where a packet lies in the file says which frames it holds.
static int32_t seek_pcm(fs_decoder *decoder, int64_t frame) {
  int32_t code;
  // The first packet says where the samples begin; nothing of it is lost if that does not help.
  if (decoder->first_byte < 0 && (code = fs_decoder_packet(decoder)) < 0)
    return code;
  if (decoder->first_byte < 0)
    return FS_NOT_SEEKABLE;
  av_packet_unref(decoder->packet);
  decoder->packet_taken = 0;
  if ((code = seek_before(decoder, frame)) < 0 || (code = fs_decoder_packet(decoder)) < 0)
    return code;
  int64_t bytes = decoder->packet->pos - decoder->first_byte;
  if (decoder->packet->pos < 0 || bytes < 0 || bytes % decoder->pcm_bytes != 0 ||
      bytes / decoder->pcm_bytes > frame)
    return AVERROR(ESPIPE);
  int64_t left = (frame - bytes / decoder->pcm_bytes) * decoder->pcm_bytes;
  while (left >= decoder->packet->size) {
    left -= decoder->packet->size;
    av_packet_unref(decoder->packet);
    if ((code = fs_decoder_packet(decoder)) < 0)
      return code;
  }
  decoder->packet_taken = (int)left;
  return 0;
}

/// FLAC: every frame carries the number of its first sample (RFC 9639, section 9.1.5).
static int32_t seek_flac(fs_decoder *decoder, int64_t frame) {
  int32_t code = seek_before(decoder, frame);
  if (code < 0)
    return code;
  avcodec_flush_buffers(decoder->context);
  decoder->made = decoder->taken = 0;
  for (;;) {
    if ((code = fs_decoder_decode(decoder)) < 0)
      return code;
    int64_t start = decoder->planes_start;
    if (start < 0 || start > frame)
      return AVERROR(ESPIPE);
    if (start + decoder->made > frame) {
      decoder->taken = (int)(frame - start);
      return 0;
    }
  }
}

int32_t fs_decoder_seek(fs_decoder *decoder, int64_t frame) {
  if (fs_stop_requested(decoder->demuxer->stop))
    return FS_STOPPED;
  if (decoder->pcm_bytes)
    return seek_pcm(decoder, frame);
  if (strcmp(decoder->demuxer->format->iformat->name, "flac") == 0)
    return seek_flac(decoder, frame);
  return FS_NOT_SEEKABLE;
}
