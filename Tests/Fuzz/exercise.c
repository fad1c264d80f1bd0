#include "exercise.h"

#include "FFmpegShim.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/// Frames after which an input is not encoded further; decoding goes on.
#define MAX_ENCODED_FRAMES 96000
/// Frames asked for at a time.
#define READ_FRAMES 4096
/// Bytes in which frames of layer III are looked for.
#define FRAME_SEARCH_BYTES 4096

/// An encoder and its container.
static const struct {
  const char *codec;
  const char *container;
  int64_t bit_rate;
} writers[WRITER_COUNT] = {
    {"libmp3lame", "mp3", 128000}, {"aac", "ipod", 96000},  {"libopus", "opus", 64000},
    {"flac", "flac", 0},           {"pcm_s24le", "wav", 0},
};

/// The writing side of one input; all NULL when it is not written.
typedef struct writing {
  fs_encoder *encoder;
  fs_muxer *muxer;
  fs_packet *packet;
  int32_t channels;
  int64_t packets;
  int64_t frames;
} writing;

/// A broken promise of the shim is a fault like a crash.
static void require(int held, const char *promise) {
  if (held)
    return;
  fprintf(stderr, "broken promise: %s\n", promise);
  abort();
}

static void read_description(const fs_demuxer *demuxer) {
  fs_audio_info info;
  fs_demuxer_audio_info(demuxer, &info);
  require(info.channels >= 1 && info.channels <= FS_MAX_CHANNELS, "channels in range");
  require(info.sample_rate > 0, "a rate");
  int64_t read = 0, size = 0;
  fs_demuxer_position(demuxer, &read, &size);
  static const char *const keys[] = {"title", "artist", "album", "comment", "date", "encoder"};
  char text[FS_MAX_TAG_BYTES];
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    int32_t count = fs_demuxer_tag(demuxer, keys[i], text, sizeof text);
    require(count >= 0 && count < FS_MAX_TAG_BYTES && text[count] == 0, "a tag ends in NUL");
  }
}

static void copy_chapters(const fs_demuxer *demuxer, fs_muxer *muxer) {
  char title[FS_MAX_TAG_BYTES];
  int32_t count = fs_demuxer_chapter_count(demuxer);
  require(count >= 0 && count <= FS_MAX_CHAPTERS, "chapters in range");
  for (int32_t i = 0; i < count; i++) {
    int64_t id = 0;
    double start = 0, end = 0;
    require(fs_demuxer_chapter(demuxer, i, &id, &start, &end, title, sizeof title) == 0,
            "a chapter");
    if (muxer && start >= 0 && start < 1e6)
      fs_muxer_add_chapter(muxer, (int64_t)(start * 1000), (int64_t)(start * 1000) + 1, title);
  }
}

static void copy_cover(const fs_demuxer *demuxer, fs_muxer *muxer) {
  const uint8_t *cover = NULL;
  size_t count = fs_demuxer_cover(demuxer, &cover);
  uint32_t sum = 0;
  for (size_t i = 0; i < count; i++)
    sum += cover[i];
  if (muxer && count > 0)
    fs_muxer_set_cover(muxer, cover, count, (int32_t)(sum & 1), 64, 64);
}

static void stop_writing(writing *to) {
  fs_muxer_free(to->muxer);
  fs_encoder_free(to->encoder);
  fs_packet_free(to->packet);
  to->muxer = NULL;
  to->encoder = NULL;
  to->packet = NULL;
}

/// Begins to write, or leaves `to` empty where the rate or the container refuses.
static void start_writing(writing *to, const fs_demuxer *demuxer, int writer, int sink,
                          fs_stop *stop) {
  fs_audio_info info;
  fs_demuxer_audio_info(demuxer, &info);
  to->channels = info.channels > 2 ? 2 : info.channels;
  fs_encoder_settings settings = {
      .codec = writers[writer].codec,
      .sample_rate = info.sample_rate,
      .channels = to->channels,
      .bit_rate = writers[writer].bit_rate,
      .quality = -1,
      .global_header = fs_container_keeps_headers(writers[writer].container),
      .sanitise = 1,
  };
  int32_t code = fs_packet_create(&to->packet);
  if (code >= 0)
    code = fs_encoder_create(&settings, &to->encoder);
  if (code >= 0)
    code = fs_muxer_create(sink, writers[writer].container, to->encoder, stop, &to->muxer);
  if (code >= 0) {
    char title[FS_MAX_TAG_BYTES];
    fs_demuxer_tag(demuxer, "title", title, sizeof title);
    fs_muxer_set_tag(to->muxer, "title", title);
    copy_chapters(demuxer, to->muxer);
    copy_cover(demuxer, to->muxer);
    code = fs_muxer_begin(to->muxer);
  }
  if (code < 0)
    stop_writing(to);
}

/// Moves the encoder's packets to the container; 0 when it wants more samples or has ended.
static int32_t write_packets(writing *to) {
  int32_t code;
  while ((code = fs_encoder_receive(to->encoder, to->packet)) >= 0) {
    to->packets++;
    if ((code = fs_muxer_write(to->muxer, to->packet)) < 0)
      return code;
  }
  return code == fs_again || code == fs_end_of_file ? 0 : code;
}

static void write_frames(writing *to, const float *const *planes, int32_t frames) {
  if (!to->muxer || to->frames > MAX_ENCODED_FRAMES)
    return;
  to->frames += frames;
  for (int32_t offset = 0; offset < frames;) {
    int32_t taken = fs_encoder_send(to->encoder, planes, offset, frames);
    if (taken < 0 || write_packets(to) < 0) {
      stop_writing(to);
      return;
    }
    require(taken > 0, "an emptied encoder takes frames");
    offset += taken;
  }
}

static void finish_writing(writing *to) {
  if (to->muxer && fs_encoder_flush(to->encoder) >= 0 && write_packets(to) >= 0)
    fs_muxer_finish(to->muxer);
  stop_writing(to);
}

/// Reads on from the middle of what was decoded, where the file allows that.
static void seek_back(fs_decoder *decoder, float *const *planes, int64_t decoded) {
  int32_t frames = 0;
  if (decoded > 0 && fs_decoder_seek(decoder, decoded / 2) >= 0 &&
      fs_decoder_read(decoder, planes, READ_FRAMES, &frames) >= 0)
    require(frames > 0 && frames <= READ_FRAMES, "frames behind a seek");
}

/// Decodes whatever in the file looks like the start of a layer III frame, as the proof decodes the
/// frames of an MP3.
static void decode_frames(int descriptor) {
  uint8_t bytes[FRAME_SEARCH_BYTES];
  ssize_t count = pread(descriptor, bytes, sizeof bytes, 0);
  fs_frame_decoder *decoder = NULL;
  if (count < 4 || fs_frame_decoder_open(&decoder) < 0)
    return;
  for (ssize_t at = 0; at + 4 <= count; at++) {
    if (bytes[at] != 0xFF || (bytes[at + 1] & 0xE0) != 0xE0)
      continue;
    const float *const *planes = NULL;
    int32_t frames = 0, channels = 0;
    // Lengths that no frame has too: the last byte is what the longest may read.
    size_t length = 1 + (size_t)bytes[at + 2] * 7;
    if (length > (size_t)(count - at))
      length = (size_t)(count - at);
    if (fs_frame_decoder_decode(decoder, bytes + at, length, &planes, &frames, &channels) < 0)
      continue;
    for (int32_t i = 0; i < channels; i++)
      require(frames > 0 && planes[i][0] == planes[i][0], "a number");
  }
  fs_frame_decoder_close(decoder);
}

static void decode(fs_demuxer *demuxer, writing *to, outcome *result) {
  fs_audio_info info;
  fs_demuxer_audio_info(demuxer, &info);
  fs_decoder *decoder = NULL;
  if (fs_decoder_open(demuxer, 1, &decoder) < 0) {
    require(decoder == NULL, "no decoder after a failure");
    return;
  }
  float *planes[FS_MAX_CHANNELS];
  // Exactly as long as is said, so that a sample too many is seen.
  for (int32_t i = 0; i < info.channels; i++)
    require((planes[i] = malloc(READ_FRAMES * sizeof(float))) != NULL, "memory");
  int32_t frames = 0, code;
  while ((code = fs_decoder_read(decoder, planes, READ_FRAMES, &frames)) >= 0) {
    require(frames > 0 && frames <= READ_FRAMES, "frames or a code");
    for (int32_t i = 0; i < info.channels; i++)
      require(fabsf(planes[i][0]) <= 8 && fabsf(planes[i][frames - 1]) <= 8, "samples in range");
    result->frames += frames;
    write_frames(to, (const float *const *)planes, frames);
  }
  seek_back(decoder, planes, result->frames);
  for (int32_t i = 0; i < info.channels; i++)
    free(planes[i]);
  result->stopped = code == FS_STOPPED;
  char text[128];
  fs_error_text(code, text, sizeof text);
  fs_take_log_line(text, sizeof text);
  fs_decoder_counts counts;
  fs_decoder_get_counts(decoder, &counts);
  require(counts.damaged_packets >= 0 && counts.repaired_samples >= 0, "counts grow");
  fs_decoder_close(decoder);
}

outcome exercise(int descriptor, int writer, int sink) {
  outcome result = {0};
  fs_stop *stop = NULL;
  if (fs_stop_create(&stop) < 0)
    return result;
  fs_stop_set_deadline(stop, DEADLINE_SECONDS);
  fs_demuxer *demuxer = NULL;
  int32_t code = fs_demuxer_open(descriptor, stop, &demuxer);
  require((code >= 0) == (demuxer != NULL), "a reader or a code");
  result.opened = demuxer != NULL;
  result.stopped = code == FS_STOPPED;
  if (demuxer) {
    read_description(demuxer);
    copy_chapters(demuxer, NULL);
    copy_cover(demuxer, NULL);
    writing to = {0};
    if (writer >= 0)
      start_writing(&to, demuxer, writer, sink, stop);
    decode(demuxer, &to, &result);
    finish_writing(&to);
    result.encoded_packets = to.packets;
  }
  fs_demuxer_close(demuxer);
  decode_frames(descriptor);
  fs_stop_free(stop);
  return result;
}
