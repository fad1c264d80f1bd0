#ifndef FS_ALLOWLIST_H
#define FS_ALLOWLIST_H

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>

/// Demuxers that may run, as libavformat's comma list.
extern const char *const fs_allowed_containers;
/// Decoders that may run, as libavcodec's comma list. Pictures are copied, never decoded.
extern const char *const fs_allowed_decoders;

/// Whether the detected container is one of ours.
int fs_container_allowed(const AVInputFormat *format);
/// The decoder for a codec on the list; NULL for any other.
const AVCodec *fs_decoder_for(enum AVCodecID id);

#endif
