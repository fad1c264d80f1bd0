#ifndef FS_DEMUXER_H
#define FS_DEMUXER_H

#include "io.h"

struct fs_demuxer {
  fs_io io;
  fs_stop *stop;
  AVFormatContext *format;
  /// The chosen audio stream; owned by `format`.
  AVStream *stream;
  const AVCodec *codec;
  fs_audio_info info;
};

#endif
