#include "log.h"
#include "packet.h"

#include "allowlist.h"

#include <errno.h>
#include <libavutil/log.h>
#include <stdlib.h>
#include <string.h>

/// Bytes of the longest layer III frame: 320 kb/s at 32 kHz, padded (ISO/IEC 11172-3 §2.4.3.1).
#define MAX_FRAME_BYTES 1441

struct fs_frame_decoder {
  AVCodecContext *context;
  AVPacket *packet;
  AVFrame *frame;
  /// The frame being decoded and the zeros lavcodec may read behind it.
  uint8_t bytes[MAX_FRAME_BYTES + AV_INPUT_BUFFER_PADDING_SIZE];
};

size_t fs_packet_bytes(const fs_packet *packet, const uint8_t **bytes) {
  *bytes = packet->packet->data;
  return packet->packet->data ? (size_t)packet->packet->size : 0;
}

static int32_t open_codec(fs_frame_decoder *decoder) {
  const AVCodec *codec = fs_decoder_for(AV_CODEC_ID_MP3);
  if (!codec)
    return AVERROR_DECODER_NOT_FOUND;
  decoder->context = avcodec_alloc_context3(codec);
  if (!decoder->context)
    return AVERROR(ENOMEM);
  // In the middle of a stream the first frames refer to main data nobody gave: no news.
  decoder->context->log_level_offset = AV_LOG_DEBUG;
  return avcodec_open2(decoder->context, codec, NULL);
}

int32_t fs_frame_decoder_open(fs_frame_decoder **out) {
  *out = NULL;
  fs_setup_once();
  fs_frame_decoder *decoder = calloc(1, sizeof *decoder);
  if (!decoder)
    return AVERROR(ENOMEM);
  decoder->packet = av_packet_alloc();
  decoder->frame = av_frame_alloc();
  int32_t code = decoder->packet && decoder->frame ? open_codec(decoder) : AVERROR(ENOMEM);
  if (code < 0) {
    fs_frame_decoder_close(decoder);
    return code;
  }
  *out = decoder;
  return 0;
}

int32_t fs_frame_decoder_decode(fs_frame_decoder *decoder, const uint8_t *bytes, size_t count,
                                const float *const **planes, int32_t *frames, int32_t *channels) {
  *planes = NULL;
  *frames = *channels = 0;
  if (count == 0 || count > MAX_FRAME_BYTES)
    return FS_OUT_OF_RANGE;
  memcpy(decoder->bytes, bytes, count);
  memset(decoder->bytes + count, 0, AV_INPUT_BUFFER_PADDING_SIZE);
  decoder->packet->data = decoder->bytes;
  decoder->packet->size = (int)count;
  int code = avcodec_send_packet(decoder->context, decoder->packet);
  if (code >= 0)
    code = avcodec_receive_frame(decoder->context, decoder->frame);
  if (code < 0)
    return code;
  *planes = (const float *const *)decoder->frame->extended_data;
  *frames = decoder->frame->nb_samples;
  *channels = decoder->frame->ch_layout.nb_channels;
  return 0;
}

void fs_frame_decoder_close(fs_frame_decoder *decoder) {
  if (!decoder)
    return;
  av_frame_free(&decoder->frame);
  av_packet_free(&decoder->packet);
  avcodec_free_context(&decoder->context);
  free(decoder);
}
