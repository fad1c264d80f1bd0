#ifndef FFMPEG_SHIM_H
#define FFMPEG_SHIM_H
#include <stdint.h>
/// The linked libavformat's version as FFmpeg packs it.
uint32_t fs_avformat_version(void);
#endif
