#ifndef FS_PACKET_H
#define FS_PACKET_H

#include "FFmpegShim.h"

#include <libavcodec/avcodec.h>

struct fs_packet {
  AVPacket *packet;
};

struct fs_encoder {
  AVCodecContext *context;
  AVFrame *frame;
  /// Frames waiting in `frame`.
  int filled;
  /// Frames the encoder takes at once.
  int frame_size;
  /// Frames sent so far: the time stamp of the next one.
  int64_t sent;
  int sanitise;
};

#endif
