#include "decoder.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static int32_t named_layout(AVChannelLayout *to, const AVChannelLayout *from) {
  if (from->order != AV_CHANNEL_ORDER_UNSPEC)
    return av_channel_layout_copy(to, from);
  int channels = from->nb_channels;
  av_channel_layout_uninit(to);
  av_channel_layout_default(to, channels);
  return 0;
}

/// Whether packets hold nothing but samples that one kernel reads, in a container that never trims
/// them: RIFF/WAVE, RF64 and W64.
static void find_pcm(fs_decoder *decoder) {
  const AVCodecParameters *parameters = decoder->demuxer->stream->codecpar;
  const char *container = decoder->demuxer->format->iformat->name;
  if (strcmp(container, "wav") != 0 && strcmp(container, "w64") != 0)
    return;
  static const struct {
    enum AVCodecID codec;
    sk_pcm pcm;
  } plain[] = {{AV_CODEC_ID_PCM_S16LE, SK_PCM_S16},
               {AV_CODEC_ID_PCM_S24LE, SK_PCM_S24},
               {AV_CODEC_ID_PCM_S32LE, SK_PCM_S32},
               {AV_CODEC_ID_PCM_F32LE, SK_PCM_F32},
               {AV_CODEC_ID_PCM_F64LE, SK_PCM_F64}};
  size_t i = 0;
  while (i < FF_ARRAY_ELEMS(plain) && plain[i].codec != parameters->codec_id)
    i++;
  if (i == FF_ARRAY_ELEMS(plain))
    return;
  decoder->pcm = plain[i].pcm;
  int bytes = (int)sk_pcm_bytes(decoder->pcm) * parameters->ch_layout.nb_channels;
  // A block of another size is padded in a way that only the decoder knows.
  if (parameters->block_align == bytes)
    decoder->pcm_bytes = bytes;
}

static int32_t open_codec(fs_decoder *decoder) {
  const fs_demuxer *demuxer = decoder->demuxer;
  decoder->context = avcodec_alloc_context3(demuxer->codec);
  if (!decoder->context)
    return AVERROR(ENOMEM);
  int code = avcodec_parameters_to_context(decoder->context, demuxer->stream->codecpar);
  if (code < 0)
    return code;
  // Without it the samples to skip at both ends (encoder delay, padding) are not timed.
  decoder->context->pkt_timebase = demuxer->stream->time_base;
  decoder->context->max_pixels = FS_MAX_PIXELS;
  // A FLAC frame with a wrong check (RFC 9639 §9.3) may be a burst of noise.
  if (demuxer->codec->id == AV_CODEC_ID_FLAC)
    decoder->context->err_recognition = AV_EF_CRCCHECK | AV_EF_EXPLODE;
  if ((code = avcodec_open2(decoder->context, demuxer->codec, NULL)) < 0)
    return code;
  find_pcm(decoder);
  return named_layout(&decoder->layout, &demuxer->stream->codecpar->ch_layout);
}

int32_t fs_decoder_open(fs_demuxer *demuxer, int32_t sanitise, fs_decoder **out) {
  *out = NULL;
  fs_decoder *decoder = calloc(1, sizeof *decoder);
  if (!decoder)
    return AVERROR(ENOMEM);
  decoder->demuxer = demuxer;
  decoder->sanitise = sanitise;
  decoder->first_byte = -1;
  decoder->planes_start = -1;
  decoder->packet = av_packet_alloc();
  decoder->frame = av_frame_alloc();
  int32_t code = decoder->packet && decoder->frame ? open_codec(decoder) : AVERROR(ENOMEM);
  if (code < 0) {
    fs_decoder_close(decoder);
    return code;
  }
  *out = decoder;
  return 0;
}

/// Makes `converter` fit the current frame.
static int32_t fit_converter(fs_decoder *decoder) {
  const AVFrame *frame = decoder->frame;
  AVChannelLayout layout = {0};
  int code = named_layout(&layout, &frame->ch_layout);
  if (code < 0)
    return code;
  if (decoder->converter && decoder->from_rate == frame->sample_rate &&
      decoder->from_format == frame->format &&
      av_channel_layout_compare(&decoder->from_layout, &layout) == 0) {
    av_channel_layout_uninit(&layout);
    return 0;
  }
  swr_free(&decoder->converter);
  av_channel_layout_uninit(&decoder->from_layout);
  decoder->from_layout = layout;
  decoder->from_format = frame->format;
  decoder->from_rate = frame->sample_rate;
  code = swr_alloc_set_opts2(&decoder->converter, &decoder->layout, AV_SAMPLE_FMT_FLTP,
                             decoder->demuxer->info.sample_rate, &decoder->from_layout,
                             decoder->from_format, decoder->from_rate, 0, NULL);
  return code < 0 ? code : swr_init(decoder->converter);
}

static int32_t reserve(fs_decoder *decoder, int frames) {
  if (frames <= decoder->capacity)
    return 0;
  if (decoder->planes)
    av_freep(&decoder->planes[0]);
  av_freep(&decoder->planes);
  decoder->capacity = 0;
  int code = av_samples_alloc_array_and_samples(&decoder->planes, NULL, decoder->layout.nb_channels,
                                                frames, AV_SAMPLE_FMT_FLTP, 0);
  if (code < 0)
    return code;
  decoder->capacity = frames;
  return 0;
}

/// Converts the current frame; returns the frames made or a negative code.
static int32_t convert(fs_decoder *decoder) {
  int32_t code = fit_converter(decoder);
  if (code < 0)
    return code;
  int room = swr_get_out_samples(decoder->converter, decoder->frame->nb_samples);
  if (room < 0 || (code = reserve(decoder, room)) < 0)
    return room < 0 ? room : code;
  int made =
      swr_convert(decoder->converter, decoder->planes, decoder->capacity,
                  (const uint8_t **)decoder->frame->extended_data, decoder->frame->nb_samples);
  if (made > 0 && decoder->sanitise)
    for (int i = 0; i < decoder->layout.nb_channels; i++)
      decoder->counts.repaired_samples += fs_sanitise((float *)decoder->planes[i], (size_t)made);
  return made;
}

/// Counts a packet that cannot be decoded; fails when there were too many.
static int32_t count_damage(fs_decoder *decoder) {
  return ++decoder->counts.damaged_packets > FS_MAX_DAMAGED_PACKETS ? FS_TOO_DAMAGED : 0;
}

/// Whether a codec's answer is about the packet it was given: damage may also look like a feature
/// that is not implemented (AAC's gain control).
static int is_damage(int32_t code) {
  return code < 0 && code != AVERROR(ENOMEM) && code != AVERROR(EAGAIN) && code != AVERROR_EOF;
}

int32_t fs_decoder_packet(fs_decoder *decoder) {
  fs_demuxer *demuxer = decoder->demuxer;
  int code;
  while ((code = av_read_frame(demuxer->format, decoder->packet)) >= 0) {
    if (decoder->packet->stream_index == demuxer->stream->index)
      break;
    av_packet_unref(decoder->packet);
    if (fs_stop_requested(demuxer->stop))
      return FS_STOPPED;
  }
  if (fs_stop_requested(demuxer->stop))
    return FS_STOPPED;
  if (code >= 0) {
    if (decoder->first_byte < 0)
      decoder->first_byte = decoder->packet->pos;
    return 0;
  }
  // A disk that fails is no end: what it holds back would be missing from the programme.
  if (demuxer->io.error < 0)
    return demuxer->io.error;
  if (code != AVERROR_EOF)
    decoder->counts.read_error = code;
  decoder->ended = 1;
  return AVERROR_EOF;
}

/// Sends the next packet of the stream, or the end, to the codec.
static int32_t feed(fs_decoder *decoder) {
  int32_t code = fs_decoder_packet(decoder);
  if (code == AVERROR_EOF)
    return avcodec_send_packet(decoder->context, NULL);
  if (code < 0)
    return code;
  code = avcodec_send_packet(decoder->context, decoder->packet);
  av_packet_unref(decoder->packet);
  return is_damage(code) ? count_damage(decoder) : code;
}

/// The number of the current frame's first sample by the container's clock, or -1.
static int64_t frame_start(const fs_decoder *decoder) {
  int64_t time = decoder->frame->best_effort_timestamp;
  AVRational sample = {1, decoder->demuxer->info.sample_rate};
  return time == AV_NOPTS_VALUE ? -1
                                : av_rescale_q(time, decoder->demuxer->stream->time_base, sample);
}

int32_t fs_decoder_decode(fs_decoder *decoder) {
  for (;;) {
    if (fs_stop_requested(decoder->demuxer->stop))
      return FS_STOPPED;
    int32_t code = avcodec_receive_frame(decoder->context, decoder->frame);
    if (code == AVERROR(EAGAIN) && !decoder->ended)
      code = feed(decoder);
    else if (is_damage(code))
      code = count_damage(decoder);
    else if (code >= 0) {
      decoder->planes_start = frame_start(decoder);
      code = decoder->frame->nb_samples > 0 ? convert(decoder) : 0;
      av_frame_unref(decoder->frame);
      if (code > 0) {
        decoder->made = code;
        decoder->taken = 0;
        return 0;
      }
    }
    if (code < 0)
      return code;
  }
}

static int32_t read_decoded(fs_decoder *decoder, float *const *planes, int32_t capacity,
                            int32_t *frames) {
  int32_t code = 0;
  if (decoder->taken == decoder->made && (code = fs_decoder_decode(decoder)) < 0)
    return code;
  int count = FFMIN(capacity, decoder->made - decoder->taken);
  for (int i = 0; i < decoder->layout.nb_channels; i++)
    memcpy(planes[i], (const float *)decoder->planes[i] + decoder->taken,
           (size_t)count * sizeof(float));
  decoder->taken += count;
  *frames = count;
  return 0;
}

/// Gives whole frames of packets; the end of a file that is cut inside a frame is dropped.
static int32_t read_pcm(fs_decoder *decoder, float *const *planes, int32_t capacity,
                        int32_t *frames) {
  while (decoder->packet->size - decoder->packet_taken < decoder->pcm_bytes) {
    if (decoder->packet->size > 0 && decoder->packet_taken == 0) {
      int32_t code = count_damage(decoder);
      if (code < 0)
        return code;
    }
    av_packet_unref(decoder->packet);
    decoder->packet_taken = 0;
    int32_t code = fs_decoder_packet(decoder);
    if (code < 0)
      return code;
  }
  int count = FFMIN(capacity, (decoder->packet->size - decoder->packet_taken) / decoder->pcm_bytes);
  int channels = decoder->layout.nb_channels;
  sk_deinterleave(decoder->pcm, decoder->packet->data + decoder->packet_taken, (size_t)count,
                  (size_t)channels, planes);
  decoder->packet_taken += count * decoder->pcm_bytes;
  // Integers are finite and within full scale.
  if (decoder->sanitise && (decoder->pcm == SK_PCM_F32 || decoder->pcm == SK_PCM_F64))
    for (int i = 0; i < channels; i++)
      decoder->counts.repaired_samples += fs_sanitise(planes[i], (size_t)count);
  *frames = count;
  return 0;
}

int32_t fs_decoder_read(fs_decoder *decoder, float *const *planes, int32_t capacity,
                        int32_t *frames) {
  *frames = 0;
  if (fs_stop_requested(decoder->demuxer->stop))
    return FS_STOPPED;
  return decoder->pcm_bytes ? read_pcm(decoder, planes, capacity, frames)
                            : read_decoded(decoder, planes, capacity, frames);
}

void fs_decoder_get_counts(const fs_decoder *decoder, fs_decoder_counts *out) {
  *out = decoder->counts;
}

void fs_decoder_close(fs_decoder *decoder) {
  if (!decoder)
    return;
  if (decoder->planes)
    av_freep(&decoder->planes[0]);
  av_freep(&decoder->planes);
  swr_free(&decoder->converter);
  av_channel_layout_uninit(&decoder->from_layout);
  av_channel_layout_uninit(&decoder->layout);
  av_frame_free(&decoder->frame);
  av_packet_free(&decoder->packet);
  avcodec_free_context(&decoder->context);
  free(decoder);
}
