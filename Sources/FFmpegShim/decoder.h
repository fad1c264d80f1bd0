#ifndef FS_DECODER_H
#define FS_DECODER_H

#include "SampleKernels.h"
#include "demuxer.h"

#include <libavcodec/avcodec.h>
#include <libavutil/channel_layout.h>
#include <libswresample/swresample.h>

struct fs_decoder {
  fs_demuxer *demuxer;
  AVCodecContext *context;
  AVPacket *packet;
  AVFrame *frame;
  /// Converts the decoder's frames to planar float at the opening rate and layout.
  SwrContext *converter;
  /// What `converter` was made for; a chained Ogg or joined MP3 changes it on the way.
  AVChannelLayout from_layout;
  enum AVSampleFormat from_format;
  int from_rate;
  /// The opening layout.
  AVChannelLayout layout;
  /// One plane a channel, `capacity` frames each.
  uint8_t **planes;
  int capacity;
  /// Frames in `planes`, and how many of them the caller has.
  int made;
  int taken;
  /// Plain samples in `packet` need no decoder: their layout, the bytes of a frame (0 for other
  /// codecs), and how many bytes of the packet the caller has.
  sk_pcm pcm;
  int pcm_bytes;
  int packet_taken;
  /// Where in the file the first packet lies, bytes; -1 before it is read.
  int64_t first_byte;
  /// The number of the first frame in `planes` by the container's clock; -1 where that is silent.
  int64_t planes_start;
  int sanitise;
  int ended;
  fs_decoder_counts counts;
};

/// Reads the next packet of the stream into `packet`; 0, FS_STOPPED, AVERROR_EOF at the end, or why
/// the system cannot read on. What the container makes no sense of ends the stream and is kept.
int32_t fs_decoder_packet(fs_decoder *decoder);
/// Decodes the next frames into `planes`; 0 or a negative code.
int32_t fs_decoder_decode(fs_decoder *decoder);

#endif
