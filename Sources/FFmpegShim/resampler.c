#include "FFmpegShim.h"

#include <errno.h>
#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
#include <libavutil/samplefmt.h>
#include <libswresample/swresample.h>
#include <stdlib.h>

/// Taps of the windowed sinc, twice libswresample's default: 44.1 to 48 kHz keeps 20 kHz.
#define FILTER_TAPS 64

struct fs_resampler {
  SwrContext *context;
  int32_t channels;
  uint8_t **planes;
  int capacity;
};

static int32_t reserve(fs_resampler *resampler, int frames) {
  if (frames <= resampler->capacity)
    return 0;
  if (resampler->planes)
    av_freep(&resampler->planes[0]);
  av_freep(&resampler->planes);
  resampler->capacity = 0;
  int code = av_samples_alloc_array_and_samples(&resampler->planes, NULL, resampler->channels,
                                                frames, AV_SAMPLE_FMT_FLTP, 0);
  if (code < 0)
    return code;
  resampler->capacity = frames;
  return 0;
}

static int32_t open_context(fs_resampler *resampler, int32_t in_rate, int32_t out_rate) {
  AVChannelLayout layout = {0};
  av_channel_layout_default(&layout, resampler->channels);
  int code = swr_alloc_set_opts2(&resampler->context, &layout, AV_SAMPLE_FMT_FLTP, out_rate,
                                 &layout, AV_SAMPLE_FMT_FLTP, in_rate, 0, NULL);
  av_channel_layout_uninit(&layout);
  if (code < 0)
    return code;
  av_opt_set_int(resampler->context, "filter_size", FILTER_TAPS, 0);
  return swr_init(resampler->context);
}

int32_t fs_resampler_create(int32_t channels, int32_t in_rate, int32_t out_rate,
                            fs_resampler **out) {
  *out = NULL;
  fs_resampler *resampler = calloc(1, sizeof *resampler);
  if (!resampler)
    return AVERROR(ENOMEM);
  resampler->channels = channels;
  int32_t code = open_context(resampler, in_rate, out_rate);
  if (code < 0) {
    fs_resampler_free(resampler);
    return code;
  }
  *out = resampler;
  return 0;
}

int32_t fs_resampler_convert(fs_resampler *resampler, const float *const *planes, int32_t frames,
                             const float *const **out, int32_t *made) {
  *out = NULL;
  *made = 0;
  int room = swr_get_out_samples(resampler->context, planes ? frames : 0);
  if (room < 0)
    return room;
  int32_t code = reserve(resampler, room > 0 ? room : 1);
  if (code < 0)
    return code;
  code = swr_convert(resampler->context, resampler->planes, resampler->capacity,
                     (const uint8_t **)planes, planes ? frames : 0);
  if (code < 0)
    return code;
  *out = (const float *const *)resampler->planes;
  *made = code;
  return 0;
}

void fs_resampler_free(fs_resampler *resampler) {
  if (!resampler)
    return;
  if (resampler->planes)
    av_freep(&resampler->planes[0]);
  av_freep(&resampler->planes);
  swr_free(&resampler->context);
  free(resampler);
}
