#include "io.h"
#include "log.h"
#include "packet.h"

#include <errno.h>
#include <libavutil/avstring.h>
#include <libavutil/mem.h>
#include <libavutil/opt.h>
#include <stdlib.h>
#include <string.h>

struct fs_muxer {
  fs_io io;
  fs_stop *stop;
  AVFormatContext *format;
  AVStream *audio;
  /// Time base of the encoder's packets.
  AVRational packet_time_base;
  /// The cover waiting for the header to be written; NULL without one.
  AVPacket *cover;
};

/// The containers that may be written. "wav" turns into RF64 by itself beyond 4 GiB.
static const char *const allowed = "mp3,ipod,opus,flac,wav";

/// Opens the file being written a second time, for reading: the MP4 muxer moves its index to the
/// front so. The name is not looked at; nothing else can be opened.
static int open_own(AVFormatContext *format, AVIOContext **out, const char *url, int flags,
                    AVDictionary **options) {
  (void)url, (void)options;
  *out = NULL;
  const fs_muxer *muxer = format->opaque;
  if (flags != AVIO_FLAG_READ)
    return AVERROR(EPERM);
  fs_io *io = calloc(1, sizeof *io);
  if (!io)
    return AVERROR(ENOMEM);
  int32_t code = fs_io_open_read(io, muxer->io.descriptor, muxer->stop);
  if (code < 0) {
    free(io);
    return code;
  }
  *out = io->context;
  return 0;
}

static int close_own(AVFormatContext *format, AVIOContext *context) {
  (void)format;
  fs_io *io = context->opaque;
  fs_io_close(io);
  free(io);
  return 0;
}

static const AVOutputFormat *container(const char *name) {
  return av_match_list(name, allowed, ',') > 0 ? av_guess_format(name, NULL, NULL) : NULL;
}

int32_t fs_container_keeps_headers(const char *name) {
  const AVOutputFormat *format = container(name);
  return format && (format->flags & AVFMT_GLOBALHEADER) != 0;
}

static int32_t set_options(fs_muxer *muxer, const char *name, int sample_rate) {
  void *options = muxer->format->priv_data;
  if (strcmp(name, "mp3") == 0) // The tag is ours (fs_muxer_prepend).
    return av_opt_set_int(options, "id3v2_version", 0, 0);
  if (strcmp(name, "wav") == 0)
    return av_opt_set(options, "rf64", "auto", 0);
  if (strcmp(name, "ipod") == 0) {
    // The edit list counts in the movie's time scale: milliseconds would round the length.
    int code = av_opt_set_int(options, "movie_timescale", sample_rate, 0);
    // The index first, so that playing starts before the whole file is there.
    return code < 0 ? code : av_opt_set(options, "movflags", "+faststart", 0);
  }
  return 0;
}

static int32_t open_container(fs_muxer *muxer, const char *name, const fs_encoder *encoder) {
  const AVOutputFormat *output = container(name);
  if (!output)
    return FS_UNSUPPORTED_FORMAT;
  int code = avformat_alloc_output_context2(&muxer->format, output, NULL, NULL);
  if (code < 0)
    return code;
  if ((code = fs_io_confine(muxer->format, &muxer->io, muxer->stop)) < 0)
    return code;
  muxer->format->opaque = muxer;
  muxer->format->io_open = open_own;
  // Otherwise the Ogg stream's serial number is drawn at random, and no two runs write the same
  // bytes (RFC 3533 section 6 asks only that it be unique within the file, which holds one stream).
  if (strcmp(output->name, "ogg") == 0 || strcmp(output->name, "opus") == 0)
    muxer->format->flags |= AVFMT_FLAG_BITEXACT;
  muxer->format->io_close2 = close_own;
  if ((code = set_options(muxer, name, encoder->context->sample_rate)) < 0)
    return code;
  muxer->audio = avformat_new_stream(muxer->format, NULL);
  if (!muxer->audio)
    return AVERROR(ENOMEM);
  muxer->packet_time_base = encoder->context->time_base;
  muxer->audio->time_base = encoder->context->time_base;
  return avcodec_parameters_from_context(muxer->audio->codecpar, encoder->context);
}

int32_t fs_muxer_create(int32_t descriptor, const char *name, const fs_encoder *encoder,
                        fs_stop *stop, fs_muxer **out) {
  *out = NULL;
  fs_setup_once();
  fs_muxer *muxer = calloc(1, sizeof *muxer);
  if (!muxer)
    return AVERROR(ENOMEM);
  muxer->stop = stop;
  int32_t code = fs_io_open_write(&muxer->io, descriptor, stop);
  if (code >= 0)
    code = open_container(muxer, name, encoder);
  if (code < 0) {
    fs_muxer_free(muxer);
    return code;
  }
  *out = muxer;
  return 0;
}

int32_t fs_muxer_set_tag(fs_muxer *muxer, const char *key, const char *value) {
  int code = av_dict_set(&muxer->format->metadata, key, value, 0);
  return code < 0 ? code : 0;
}

int32_t fs_muxer_add_chapter(fs_muxer *muxer, int64_t start_milliseconds, int64_t end_milliseconds,
                             const char *title) {
  AVFormatContext *format = muxer->format;
  AVChapter *chapter = av_mallocz(sizeof *chapter);
  if (!chapter)
    return AVERROR(ENOMEM);
  chapter->id = format->nb_chapters;
  chapter->time_base = (AVRational){1, 1000};
  chapter->start = start_milliseconds;
  chapter->end = end_milliseconds;
  int code = av_dict_set(&chapter->metadata, "title", title, 0);
  AVChapter **grown =
      code < 0 ? NULL : av_realloc_array(format->chapters, format->nb_chapters + 1, sizeof *grown);
  if (!grown) {
    av_dict_free(&chapter->metadata);
    av_free(chapter);
    return code < 0 ? code : AVERROR(ENOMEM);
  }
  format->chapters = grown;
  format->chapters[format->nb_chapters++] = chapter;
  return 0;
}

int32_t fs_muxer_prepend(fs_muxer *muxer, const uint8_t *bytes, size_t count) {
  if (strcmp(muxer->format->oformat->name, "mp3") != 0 || count > INT32_MAX)
    return AVERROR(EINVAL);
  avio_write(muxer->format->pb, bytes, (int)count);
  return muxer->format->pb->error;
}

int32_t fs_muxer_set_cover(fs_muxer *muxer, const uint8_t *bytes, size_t count, int32_t is_png,
                           int32_t width, int32_t height) {
  if (muxer->cover || count == 0 || count > INT32_MAX / 2)
    return AVERROR(EINVAL);
  AVStream *stream = avformat_new_stream(muxer->format, NULL);
  muxer->cover = av_packet_alloc();
  if (!stream || !muxer->cover)
    return AVERROR(ENOMEM);
  stream->disposition |= AV_DISPOSITION_ATTACHED_PIC;
  stream->time_base = (AVRational){1, 90000};
  stream->codecpar->codec_type = AVMEDIA_TYPE_VIDEO;
  stream->codecpar->codec_id = is_png ? AV_CODEC_ID_PNG : AV_CODEC_ID_MJPEG;
  stream->codecpar->width = width;
  stream->codecpar->height = height;
  // ID3 picture type 3.
  int code = av_dict_set(&stream->metadata, "comment", "Cover (front)", 0);
  if (code >= 0)
    code = av_new_packet(muxer->cover, (int)count);
  if (code < 0)
    return code;
  memcpy(muxer->cover->data, bytes, count);
  muxer->cover->stream_index = stream->index;
  muxer->cover->flags |= AV_PKT_FLAG_KEY;
  muxer->cover->pts = muxer->cover->dts = 0;
  return 0;
}

/// The file's first write error, which FFmpeg keeps to itself until the end.
static int32_t written(const fs_muxer *muxer, int32_t code) {
  if (fs_stop_requested(muxer->stop))
    return FS_STOPPED;
  return code >= 0 && muxer->format->pb->error < 0 ? muxer->format->pb->error : code;
}

int32_t fs_muxer_begin(fs_muxer *muxer) {
  int code = avformat_write_header(muxer->format, NULL);
  // The MP3 and FLAC muxers keep the audio back until the picture comes.
  if (code >= 0 && muxer->cover)
    code = av_interleaved_write_frame(muxer->format, muxer->cover);
  return written(muxer, code);
}

int32_t fs_muxer_write(fs_muxer *muxer, fs_packet *packet) {
  packet->packet->stream_index = muxer->audio->index;
  av_packet_rescale_ts(packet->packet, muxer->packet_time_base, muxer->audio->time_base);
  return written(muxer, av_interleaved_write_frame(muxer->format, packet->packet));
}

int32_t fs_muxer_finish(fs_muxer *muxer) {
  int32_t code = av_write_trailer(muxer->format);
  avio_flush(muxer->format->pb);
  return written(muxer, code);
}

void fs_muxer_free(fs_muxer *muxer) {
  if (!muxer)
    return;
  av_packet_free(&muxer->cover);
  avformat_free_context(muxer->format);
  fs_io_close(&muxer->io);
  free(muxer);
}
