#include "FFmpegShim.h"
#include <libavformat/avformat.h>

uint32_t fs_avformat_version(void) { return avformat_version(); }
