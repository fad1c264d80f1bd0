#include "FFmpegShim.h"

#include <libavutil/error.h>
#include <stdio.h>

const int32_t fs_end_of_file = AVERROR_EOF;
const int32_t fs_again = AVERROR(EAGAIN);

static const char *own_text(int32_t code) {
  switch (code) {
  case FS_UNSUPPORTED_FORMAT:
    return "not an allowed container";
  case FS_UNSUPPORTED_CODEC:
    return "not an allowed codec";
  case FS_NO_AUDIO:
    return "no audio stream";
  case FS_EMPTY:
    return "the file is empty";
  case FS_NOT_A_FILE:
    return "not a regular file";
  case FS_STOPPED:
    return "stopped";
  case FS_TOO_DAMAGED:
    return "too many damaged packets";
  case FS_NO_TRACK:
    return "no such audio track";
  case FS_NOT_SEEKABLE:
    return "can only be read from its beginning";
  case FS_OUT_OF_RANGE:
    return "sample rate or channel count out of range";
  default:
    return NULL;
  }
}

void fs_error_text(int32_t code, char *text, size_t capacity) {
  if (capacity == 0)
    return;
  const char *own = own_text(code);
  if (own)
    snprintf(text, capacity, "%s", own);
  else
    av_strerror(code, text, capacity);
}
