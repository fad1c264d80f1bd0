#include "log.h"
#include "FFmpegShim.h"

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/cpu.h>
#include <libavutil/log.h>
#include <libavutil/mem.h>
#include <libswresample/swresample.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

/// Largest single allocation FFmpeg may make, bytes: the sample tables of a 10 h M4A are 41 MB.
#define MAX_ALLOCATION_BYTES (256u << 20)

/// Last warning or error of this thread. FFmpeg's codecs used here log on the calling thread.
static _Thread_local char last_line[512];

static void keep_line(void *context, int level, const char *format, va_list arguments) {
  (void)context;
  if (level > AV_LOG_WARNING)
    return;
  vsnprintf(last_line, sizeof last_line, format, arguments);
  last_line[strcspn(last_line, "\r\n")] = 0;
}

static char versions[160];

static void setup(void) {
  av_log_set_callback(keep_line);
  av_max_alloc(MAX_ALLOCATION_BYTES);
  unsigned f = avformat_version(), c = avcodec_version(), u = avutil_version();
  unsigned s = swresample_version();
  snprintf(versions, sizeof versions,
           "libavformat %u.%u.%u, libavcodec %u.%u.%u, libavutil %u.%u.%u, libswresample %u.%u.%u",
           f >> 16, f >> 8 & 255, f & 255, c >> 16, c >> 8 & 255, c & 255, u >> 16, u >> 8 & 255,
           u & 255, s >> 16, s >> 8 & 255, s & 255);
}

void fs_setup_once(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, setup);
}

const char *fs_versions(void) {
  fs_setup_once();
  return versions;
}

int32_t fs_processor_flags(void) { return av_get_cpu_flags(); }

void fs_take_log_line(char *text, size_t capacity) {
  if (capacity == 0)
    return;
  snprintf(text, capacity, "%s", last_line);
  last_line[0] = 0;
}
