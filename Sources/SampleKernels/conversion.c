#include "dispatch.h"

#include <string.h>

size_t sk_pcm_bytes(sk_pcm pcm) {
  static const size_t bytes[] = {2, 3, 4, 4, 8};
  return bytes[pcm];
}

SK_INLINE float sample_of(sk_pcm pcm, const uint8_t *b) {
  switch (pcm) {
  case SK_PCM_S16:
    return (float)(int16_t)(b[0] | b[1] << 8) * 0x1p-15f;
  case SK_PCM_S24:
    return (float)(int32_t)((uint32_t)b[0] << 8 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 24) *
           0x1p-31f;
  case SK_PCM_S32:
    return (float)(int32_t)((uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
                            (uint32_t)b[3] << 24) *
           0x1p-31f;
  case SK_PCM_F32: {
    uint32_t bits =
        (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
  }
  case SK_PCM_F64: {
    uint64_t bits = 0;
    for (int i = 7; i >= 0; i--)
      bits = bits << 8 | b[i];
    double value;
    memcpy(&value, &bits, sizeof value);
    return (float)value;
  }
  }
  return 0;
}

/// One format and channel count, known to the compiler where it pays; from frame `done` on.
SK_INLINE void spread(sk_pcm pcm, size_t width, const uint8_t *bytes, size_t frames,
                      size_t channels, float *const *planes, size_t done) {
  for (size_t channel = 0; channel < channels; channel++) {
    float *restrict out = planes[channel] + done;
    const uint8_t *in = bytes + (done * channels + channel) * width;
    for (size_t frame = 0; frame < frames - done; frame++)
      out[frame] = sample_of(pcm, in + frame * channels * width);
  }
}

typedef uint8_t bytes16 __attribute__((vector_size(16)));
typedef uint8_t bytes16u __attribute__((vector_size(16), aligned(1)));
typedef int32_t int4 __attribute__((vector_size(16)));

/// Four 24-bit samples, moved to the top of 32 bits.
SK_INLINE sk_f4 four_of_24(const uint8_t *b) {
  const bytes16 zero = {0};
  bytes16 raw = SK_LOAD(bytes16u, b);
  int4 top = (int4)__builtin_shufflevector(raw, zero, 16, 0, 1, 2, 16, 3, 4, 5, 16, 6, 7, 8, 16, 9,
                                           10, 11);
  return __builtin_convertvector(top, sk_f4) * 0x1p-31f;
}

/// 24-bit stereo, what recorders write, eight samples at a time. Stops where a load of 16 bytes
/// would leave the buffer; returns the frames done.
SK_INLINE size_t stereo_24(const uint8_t *bytes, size_t frames, float *left, float *right) {
  size_t frame = 0;
  for (; frame + 5 <= frames; frame += 4) {
    sk_f4 a = four_of_24(bytes + 6 * frame), b = four_of_24(bytes + 6 * frame + 12);
    *(sk_f4u *)(left + frame) = __builtin_shufflevector(a, b, 0, 2, 4, 6);
    *(sk_f4u *)(right + frame) = __builtin_shufflevector(a, b, 1, 3, 5, 7);
  }
  return frame;
}

SK_INLINE void body_deinterleave(sk_pcm pcm, const uint8_t *bytes, size_t frames, size_t channels,
                                 float *const *planes) {
  switch (pcm) {
  case SK_PCM_S16:
    if (channels == 2)
      return spread(pcm, 2, bytes, frames, 2, planes, 0);
    return spread(pcm, 2, bytes, frames, channels, planes, 0);
  case SK_PCM_S24:
    if (channels == 2) {
      size_t done = stereo_24(bytes, frames, planes[0], planes[1]);
      return spread(pcm, 3, bytes, frames, 2, planes, done);
    }
    return spread(pcm, 3, bytes, frames, channels, planes, 0);
  case SK_PCM_S32:
    return spread(pcm, 4, bytes, frames, channels, planes, 0);
  case SK_PCM_F32:
    return spread(pcm, 4, bytes, frames, channels, planes, 0);
  case SK_PCM_F64:
    return spread(pcm, 8, bytes, frames, channels, planes, 0);
  }
}

SK_VERSIONS(void, deinterleave,
            (sk_pcm pcm, const uint8_t *bytes, size_t frames, size_t channels,
             float *const *planes),
            (pcm, bytes, frames, channels, planes))
