#include "demuxer.h"
#include "allowlist.h"
#include "claim.h"
#include "log.h"

#include <errno.h>
#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// Bytes looked at to recognise a container, and to find the parameters of its streams.
#define FORMAT_PROBE_BYTES (1 << 20)
#define STREAM_PROBE_BYTES (5 << 20)
/// Media time looked at to find the parameters of the streams, microseconds.
#define STREAM_PROBE_MICROSECONDS 5000000
/// Bytes of a packet of plain samples, an option of the WAV and W64 demuxers: sixteen times their
/// default, so that a packet's overhead does not count; it stays in the processor's cache.
#define PCM_PACKET_BYTES (64 << 10)
/// Rates the product handles, frames a second.
#define MIN_RATE 8000
#define MAX_RATE 384000

static int32_t stopped_or(const fs_demuxer *demuxer, int32_t code) {
  return fs_stop_requested(demuxer->stop) ? FS_STOPPED : code;
}

/// Whether the file starts as RIFF/WAVE: libavformat does not recognise one that is cut within 32
/// bytes.
static int starts_as_wave(const fs_io *io) {
  uint8_t head[12];
  return pread(io->descriptor, head, sizeof head, 0) == sizeof head &&
         memcmp(head, "RIFF", 4) == 0 && memcmp(head + 8, "WAVE", 4) == 0;
}

/// Recognises the container by content alone and refuses whatever is not on the list before it is
/// opened.
static int32_t detect(fs_demuxer *demuxer, const AVInputFormat **out) {
  int code = av_probe_input_buffer2(demuxer->io.context, out, "", NULL, 0, FORMAT_PROBE_BYTES);
  if (code < 0) {
    // AVERROR_INVALIDDATA says that no demuxer knows the content; anything else is a failed read.
    if (code != AVERROR_INVALIDDATA && code != AVERROR_EOF)
      return code;
    return starts_as_wave(&demuxer->io) ? AVERROR_INVALIDDATA : FS_UNSUPPORTED_FORMAT;
  }
  return fs_container_allowed(*out) ? 0 : FS_UNSUPPORTED_FORMAT;
}

static int32_t set_limits(AVFormatContext *format) {
  format->probesize = STREAM_PROBE_BYTES;
  format->max_analyze_duration = STREAM_PROBE_MICROSECONDS;
  format->format_probesize = FORMAT_PROBE_BYTES;
  format->max_streams = FS_MAX_STREAMS;
  int code = av_opt_set(format, "format_whitelist", fs_allowed_containers, 0);
  if (code >= 0)
    code = av_opt_set(format, "codec_whitelist", fs_allowed_decoders, 0);
  return code;
}

/// Options for the demuxer; of a RIFF whose size has wrapped around, only the file's end is true.
static int32_t demuxer_options(fs_demuxer *demuxer, const AVInputFormat *detected,
                               AVDictionary **options) {
  int64_t end = strcmp(detected->name, "wav") == 0
                    ? fs_wrapped_data_end(demuxer->io.descriptor, demuxer->io.size)
                    : -1;
  if (end < 0)
    return 0;
  // What comes behind the samples would otherwise be heard.
  demuxer->io.end = end;
  // Else the header is read on from the wrapped end, in the middle of the samples: half a billion
  // empty chunks where those are silence.
  demuxer->io.context->seekable = 0;
  return av_dict_set(options, "ignore_length", "1", 0);
}

static int32_t open_container(fs_demuxer *demuxer) {
  const AVInputFormat *detected = NULL;
  int32_t code = detect(demuxer, &detected);
  if (code < 0)
    return code;
  demuxer->format = avformat_alloc_context();
  if (!demuxer->format)
    return AVERROR(ENOMEM);
  if ((code = set_limits(demuxer->format)) < 0)
    return code;
  if ((code = fs_io_confine(demuxer->format, &demuxer->io, demuxer->stop)) < 0)
    return code;
  AVDictionary *options = NULL;
  if ((code = av_dict_set_int(&options, "max_size", PCM_PACKET_BYTES, 0)) >= 0)
    code = demuxer_options(demuxer, detected, &options);
  // Frees the context and clears the pointer when it fails.
  if (code >= 0)
    code = avformat_open_input(&demuxer->format, "", detected, &options);
  demuxer->io.context->seekable = AVIO_SEEKABLE_NORMAL;
  av_dict_free(&options);
  if (code < 0)
    return code;
  return avformat_find_stream_info(demuxer->format, NULL);
}

/// The index of audio stream `track`, counted from 1, or a negative code.
static int32_t numbered_stream(const AVFormatContext *format, int32_t track) {
  for (unsigned i = 0; i < format->nb_streams; i++)
    if (format->streams[i]->codecpar->codec_type == AVMEDIA_TYPE_AUDIO && --track == 0)
      return (int32_t)i;
  return FS_NO_TRACK;
}

static int32_t choose_stream(fs_demuxer *demuxer, int32_t track) {
  AVFormatContext *format = demuxer->format;
  int best = av_find_best_stream(format, AVMEDIA_TYPE_AUDIO, -1, -1, NULL, 0);
  if (best < 0)
    return FS_NO_AUDIO;
  if (track > 0 && (best = numbered_stream(format, track)) < 0)
    return best;
  for (unsigned i = 0; i < format->nb_streams; i++)
    if ((int)i != best)
      format->streams[i]->discard = AVDISCARD_ALL;
  demuxer->stream = format->streams[best];
  demuxer->codec = fs_decoder_for(demuxer->stream->codecpar->codec_id);
  return demuxer->codec ? 0 : FS_UNSUPPORTED_CODEC;
}

static int32_t describe(fs_demuxer *demuxer) {
  const AVCodecParameters *parameters = demuxer->stream->codecpar;
  fs_audio_info *info = &demuxer->info;
  info->sample_rate = parameters->sample_rate;
  info->channels = parameters->ch_layout.nb_channels;
  if (info->sample_rate < MIN_RATE || info->sample_rate > MAX_RATE || info->channels < 1 ||
      info->channels > FS_MAX_CHANNELS)
    return FS_OUT_OF_RANGE;
  AVChannelLayout layout = {0};
  int32_t code = 0;
  if (parameters->ch_layout.order == AV_CHANNEL_ORDER_UNSPEC) {
    info->layout_assumed = info->channels > 2;
    av_channel_layout_default(&layout, info->channels);
  } else {
    code = av_channel_layout_copy(&layout, &parameters->ch_layout);
  }
  if (code < 0)
    return code;
  for (int i = 0; i < info->channels; i++) {
    enum AVChannel role = av_channel_layout_channel_from_index(&layout, (unsigned)i);
    info->roles[i] = role < 0 || role >= AV_CHAN_UNUSED ? -1 : (int32_t)role;
  }
  av_channel_layout_uninit(&layout);
  info->bit_rate = parameters->bit_rate > 0 ? parameters->bit_rate : demuxer->format->bit_rate;
  info->claimed_frames = fs_claimed_frames(demuxer);
  snprintf(info->container, sizeof info->container, "%s", demuxer->format->iformat->name);
  snprintf(info->codec, sizeof info->codec, "%s", avcodec_get_name(parameters->codec_id));
  return 0;
}

int32_t fs_demuxer_open(int32_t descriptor, fs_stop *stop, fs_demuxer **out) {
  return fs_demuxer_open_track(descriptor, 0, stop, out);
}

int32_t fs_demuxer_open_track(int32_t descriptor, int32_t track, fs_stop *stop, fs_demuxer **out) {
  *out = NULL;
  fs_setup_once();
  fs_demuxer *demuxer = calloc(1, sizeof *demuxer);
  if (!demuxer)
    return AVERROR(ENOMEM);
  demuxer->stop = stop;
  int32_t code = fs_io_open_read(&demuxer->io, descriptor, stop);
  if (code >= 0)
    code = open_container(demuxer);
  if (code >= 0)
    code = choose_stream(demuxer, track);
  if (code >= 0)
    code = describe(demuxer);
  if (code < 0) {
    code = stopped_or(demuxer, code);
    fs_demuxer_close(demuxer);
    return code;
  }
  *out = demuxer;
  return 0;
}

void fs_demuxer_audio_info(const fs_demuxer *demuxer, fs_audio_info *out) { *out = demuxer->info; }

void fs_demuxer_position(const fs_demuxer *demuxer, int64_t *read, int64_t *size) {
  int64_t consumed = avio_tell(demuxer->format->pb);
  *read = consumed < 0 ? demuxer->io.reached : consumed;
  *size = demuxer->io.size;
}

size_t fs_demuxer_cover(const fs_demuxer *demuxer, const uint8_t **bytes) {
  *bytes = NULL;
  for (unsigned i = 0; i < demuxer->format->nb_streams; i++) {
    const AVStream *stream = demuxer->format->streams[i];
    if (!(stream->disposition & AV_DISPOSITION_ATTACHED_PIC) || stream->attached_pic.size <= 0)
      continue;
    *bytes = stream->attached_pic.data;
    return (size_t)stream->attached_pic.size;
  }
  return 0;
}

void fs_demuxer_close(fs_demuxer *demuxer) {
  if (!demuxer)
    return;
  avformat_close_input(&demuxer->format);
  fs_io_close(&demuxer->io);
  free(demuxer);
}
