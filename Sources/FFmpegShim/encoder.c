#include "log.h"
#include "packet.h"

#include <errno.h>
#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
#include <libavutil/samplefmt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/// Frames a packet holds when the codec does not say (PCM).
#define FREE_FRAME_SIZE 4096
/// Full scale of a signed 24-bit sample.
#define SCALE_24 8388608.0f

int32_t fs_packet_create(fs_packet **out) {
  *out = NULL;
  fs_packet *packet = calloc(1, sizeof *packet);
  if (!packet)
    return AVERROR(ENOMEM);
  packet->packet = av_packet_alloc();
  if (!packet->packet) {
    free(packet);
    return AVERROR(ENOMEM);
  }
  *out = packet;
  return 0;
}

void fs_packet_free(fs_packet *packet) {
  if (!packet)
    return;
  av_packet_free(&packet->packet);
  free(packet);
}

int64_t fs_packet_frames(const fs_packet *packet) { return packet->packet->duration; }

int32_t fs_packet_fill(fs_packet *packet, const uint8_t *bytes, size_t count, int64_t start,
                       int64_t frames) {
  AVPacket *filled = packet->packet;
  av_packet_unref(filled);
  if (count > INT32_MAX / 2)
    return AVERROR(EINVAL);
  int code = av_new_packet(filled, (int)count);
  if (code < 0)
    return code;
  memcpy(filled->data, bytes, count);
  filled->pts = filled->dts = start;
  filled->duration = frames;
  filled->flags |= AV_PKT_FLAG_KEY;
  return 0;
}

int32_t fs_packet_fill_headers(fs_packet *packet, const uint8_t *bytes, size_t count,
                               int64_t start) {
  AVPacket *filled = packet->packet;
  av_packet_unref(filled);
  uint8_t *headers = av_packet_new_side_data(filled, AV_PKT_DATA_NEW_EXTRADATA, count);
  if (!headers)
    return AVERROR(ENOMEM);
  memcpy(headers, bytes, count);
  filled->pts = filled->dts = start;
  return 0;
}

/// The encoders that may run and the sample format each is fed. 24-bit samples travel in the high
/// bits of s32.
static const struct {
  const char *name;
  enum AVSampleFormat format;
} encoders[] = {
    {"libmp3lame", AV_SAMPLE_FMT_FLTP}, {"aac", AV_SAMPLE_FMT_FLTP},
    {"libopus", AV_SAMPLE_FMT_FLT},     {"flac", AV_SAMPLE_FMT_S32},
    {"pcm_s24le", AV_SAMPLE_FMT_S32},
};

static int32_t sample_format(const char *codec, enum AVSampleFormat *format) {
  for (size_t i = 0; i < sizeof encoders / sizeof *encoders; i++)
    if (strcmp(encoders[i].name, codec) == 0) {
      *format = encoders[i].format;
      return 0;
    }
  return FS_UNSUPPORTED_CODEC;
}

static int32_t open_codec(fs_encoder *encoder, const fs_encoder_settings *settings) {
  enum AVSampleFormat format = AV_SAMPLE_FMT_NONE;
  int32_t code = sample_format(settings->codec, &format);
  if (code < 0)
    return code;
  const AVCodec *codec = avcodec_find_encoder_by_name(settings->codec);
  if (!codec)
    return AVERROR_ENCODER_NOT_FOUND;
  AVCodecContext *context = encoder->context = avcodec_alloc_context3(codec);
  if (!context)
    return AVERROR(ENOMEM);
  context->sample_fmt = format;
  context->sample_rate = settings->sample_rate;
  context->time_base = (AVRational){1, settings->sample_rate};
  av_channel_layout_default(&context->ch_layout, settings->channels);
  if (settings->bit_rate > 0)
    context->bit_rate = settings->bit_rate;
  if (settings->quality >= 0) {
    context->flags |= AV_CODEC_FLAG_QSCALE;
    context->global_quality = (int)lrint(settings->quality * FF_QP2LAMBDA);
  }
  if (settings->average && (code = av_opt_set_int(context->priv_data, "abr", 1, 0)) < 0)
    return code;
  if (format == AV_SAMPLE_FMT_S32)
    context->bits_per_raw_sample = 24;
  if (settings->global_header)
    context->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  return avcodec_open2(context, codec, NULL);
}

static int32_t make_frame(fs_encoder *encoder) {
  const AVCodecContext *context = encoder->context;
  encoder->frame_size = context->frame_size > 0 ? context->frame_size : FREE_FRAME_SIZE;
  AVFrame *frame = encoder->frame = av_frame_alloc();
  if (!frame)
    return AVERROR(ENOMEM);
  frame->format = context->sample_fmt;
  frame->sample_rate = context->sample_rate;
  frame->nb_samples = encoder->frame_size;
  int code = av_channel_layout_copy(&frame->ch_layout, &context->ch_layout);
  return code < 0 ? code : av_frame_get_buffer(frame, 0);
}

int32_t fs_encoder_create(const fs_encoder_settings *settings, fs_encoder **out) {
  *out = NULL;
  fs_setup_once();
  if (settings->channels < 1 || settings->channels > 2)
    return FS_OUT_OF_RANGE;
  fs_encoder *encoder = calloc(1, sizeof *encoder);
  if (!encoder)
    return AVERROR(ENOMEM);
  encoder->sanitise = settings->sanitise;
  int32_t code = open_codec(encoder, settings);
  if (code >= 0)
    code = make_frame(encoder);
  if (code < 0) {
    fs_encoder_free(encoder);
    return code;
  }
  *out = encoder;
  return 0;
}

/// Rounds to the nearest, halves to the even one.
static int32_t round_to_even(float value) {
#ifdef __SSE2__
  // SSE2 has no instruction for rintf, which would be a call for every sample.
  return _mm_cvtss_si32(_mm_set_ss(value));
#else
  return (int32_t)rintf(value);
#endif
}

static int32_t to_s24_in_s32(float sample) {
  float scaled = sample * SCALE_24;
  if (scaled > SCALE_24 - 1)
    scaled = SCALE_24 - 1;
  if (!(scaled >= -SCALE_24)) // False for NaN too.
    scaled = -SCALE_24;
  return round_to_even(scaled) * 256;
}

void fs_pack_s24(const float *const *planes, int32_t channels, int32_t frames, uint8_t *out) {
  for (int channel = 0; channel < channels; channel++) {
    uint8_t *at = out + 3 * channel;
    for (int i = 0; i < frames; i++, at += 3 * channels) {
      uint32_t sample = (uint32_t)to_s24_in_s32(planes[channel][i]);
      at[0] = (uint8_t)(sample >> 8);
      at[1] = (uint8_t)(sample >> 16);
      at[2] = (uint8_t)(sample >> 24);
    }
  }
}

/// Copies `count` frames from `offset` of the planes into the waiting frame, in the encoder's
/// format.
static void fill(fs_encoder *encoder, const float *const *planes, int offset, int count) {
  AVFrame *frame = encoder->frame;
  int channels = frame->ch_layout.nb_channels;
  for (int channel = 0; channel < channels; channel++) {
    const float *from = planes[channel] + offset;
    if (frame->format == AV_SAMPLE_FMT_FLTP) {
      memcpy((float *)frame->extended_data[channel] + encoder->filled, from,
             (size_t)count * sizeof *from);
      continue;
    }
    size_t start = (size_t)encoder->filled * (size_t)channels + (size_t)channel;
    for (int i = 0; i < count; i++) {
      size_t at = start + (size_t)i * (size_t)channels;
      if (frame->format == AV_SAMPLE_FMT_FLT)
        ((float *)frame->data[0])[at] = from[i];
      else
        ((int32_t *)frame->data[0])[at] = to_s24_in_s32(from[i]);
    }
  }
  encoder->filled += count;
}

/// The last line before LAME, whose assertions end the process: whatever came before, samples are
/// finite here.
static void sanitise_frame(fs_encoder *encoder) {
  AVFrame *frame = encoder->frame;
  size_t count = (size_t)encoder->filled;
  if (frame->format == AV_SAMPLE_FMT_FLTP)
    for (int i = 0; i < frame->ch_layout.nb_channels; i++)
      fs_sanitise((float *)frame->extended_data[i], count);
  else if (frame->format == AV_SAMPLE_FMT_FLT)
    fs_sanitise((float *)frame->data[0], count * (size_t)frame->ch_layout.nb_channels);
}

static int32_t send_frame(fs_encoder *encoder) {
  AVFrame *frame = encoder->frame;
  if (encoder->sanitise)
    sanitise_frame(encoder);
  frame->nb_samples = encoder->filled;
  frame->pts = encoder->sent;
  int code = avcodec_send_frame(encoder->context, frame);
  if (code < 0)
    return code;
  encoder->sent += encoder->filled;
  encoder->filled = 0;
  frame->nb_samples = encoder->frame_size;
  return av_frame_make_writable(frame);
}

int32_t fs_encoder_packet_frames(const fs_encoder *encoder) { return encoder->frame_size; }

int32_t fs_encoder_send(fs_encoder *encoder, const float *const *planes, int32_t offset,
                        int32_t frames) {
  int room = encoder->frame_size - encoder->filled;
  int count = frames - offset < room ? frames - offset : room;
  if (count <= 0)
    return 0;
  fill(encoder, planes, offset, count);
  int32_t code = encoder->filled == encoder->frame_size ? send_frame(encoder) : 0;
  return code < 0 ? code : count;
}

int32_t fs_encoder_flush(fs_encoder *encoder) {
  if (encoder->filled > 0) {
    int32_t code = send_frame(encoder);
    if (code < 0)
      return code;
  }
  return avcodec_send_frame(encoder->context, NULL);
}

int32_t fs_encoder_receive(fs_encoder *encoder, fs_packet *packet) {
  av_packet_unref(packet->packet);
  return avcodec_receive_packet(encoder->context, packet->packet);
}

void fs_encoder_free(fs_encoder *encoder) {
  if (!encoder)
    return;
  av_frame_free(&encoder->frame);
  avcodec_free_context(&encoder->context);
  free(encoder);
}
