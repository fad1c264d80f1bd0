#include "demuxer.h"

#include <errno.h>
#include <libavutil/dict.h>
#include <string.h>

/// Copies at most `capacity` - 1 bytes, never cutting a UTF-8 sequence; returns the bytes copied.
static int32_t copy_text(const char *source, char *text, size_t capacity) {
  if (capacity == 0)
    return 0;
  size_t count = strnlen(source, capacity);
  if (count == capacity) {
    count = capacity - 1;
    while (count > 0 && ((unsigned char)source[count] & 0xC0) == 0x80)
      count--;
  }
  memcpy(text, source, count);
  text[count] = 0;
  return (int32_t)count;
}

int32_t fs_demuxer_tag(const fs_demuxer *demuxer, const char *key, char *text, size_t capacity) {
  const AVDictionaryEntry *entry = av_dict_get(demuxer->stream->metadata, key, NULL, 0);
  if (!entry)
    entry = av_dict_get(demuxer->format->metadata, key, NULL, 0);
  // An ID3v2 USLT frame comes as "lyrics-eng", whatever its language is.
  if (!entry && strcmp(key, "lyrics") == 0)
    entry = av_dict_get(demuxer->format->metadata, "lyrics-", NULL, AV_DICT_IGNORE_SUFFIX);
  if (capacity > FS_MAX_TAG_BYTES)
    capacity = FS_MAX_TAG_BYTES;
  return copy_text(entry ? entry->value : "", text, capacity);
}

int32_t fs_demuxer_chapter_count(const fs_demuxer *demuxer) {
  unsigned count = demuxer->format->nb_chapters;
  return count > FS_MAX_CHAPTERS ? FS_MAX_CHAPTERS : (int32_t)count;
}

int32_t fs_demuxer_omits_chapters(const fs_demuxer *demuxer) {
  return demuxer->format->nb_chapters > FS_MAX_CHAPTERS;
}

/// One division: 290 ms times 0.001 would be 0.29000000000000004 s.
static double seconds(int64_t time, AVRational base) { return (double)time * base.num / base.den; }

int32_t fs_demuxer_chapter(const fs_demuxer *demuxer, int32_t index, int64_t *id,
                           double *start_seconds, double *end_seconds, char *title,
                           size_t capacity) {
  if (index < 0 || index >= fs_demuxer_chapter_count(demuxer))
    return AVERROR(EINVAL);
  const AVChapter *chapter = demuxer->format->chapters[index];
  *id = chapter->id;
  *start_seconds = seconds(chapter->start, chapter->time_base);
  *end_seconds = seconds(chapter->end, chapter->time_base);
  const AVDictionaryEntry *entry = av_dict_get(chapter->metadata, "title", NULL, 0);
  if (capacity > FS_MAX_TAG_BYTES)
    capacity = FS_MAX_TAG_BYTES;
  copy_text(entry ? entry->value : "", title, capacity);
  return 0;
}
