#ifndef SAMPLE_KERNELS_H
#define SAMPLE_KERNELS_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

// The loops that touch every sample. Rules of every function here:
//  - pure: no state but what is passed, no allocation, safe on any thread;
//  - pointers are borrowed for the time of the call and need no alignment;
//  - where the processor has AVX2 and FMA the same source runs in wide vectors, chosen at run time.

// MARK: Conversion

/// How samples lie in a buffer: little-endian, channels interleaved.
typedef enum sk_pcm {
  SK_PCM_S16 = 0,
  /// Three bytes a sample.
  SK_PCM_S24 = 1,
  SK_PCM_S32 = 2,
  SK_PCM_F32 = 3,
  SK_PCM_F64 = 4,
} sk_pcm;

/// Bytes of one sample.
size_t sk_pcm_bytes(sk_pcm pcm);

/// Writes `frames` frames of `channels` channels as floats, full scale ±1, one plane a channel.
/// Exact for up to 24 bits; wider ones are rounded to nearest.
void sk_deinterleave(sk_pcm pcm, const uint8_t *bytes, size_t frames, size_t channels,
                     float *_Nonnull const *_Nonnull planes);

// MARK: Loudness

/// Stretches of time that are filtered side by side.
#define SK_LANES 8

/// The K-weighting without its constant gain (ITU-R BS.1770-5 Annex 1, tables 1 and 2): the
/// high-pass 1 − 2z⁻¹ + z⁻² over its denominator, then the shelf with its numerator divided by its
/// first term.
typedef struct sk_k_filter {
  double high_pass_a1, high_pass_a2;
  double shelf_b1, shelf_b2, shelf_a1, shelf_a2;
} sk_k_filter;

/// Filters SK_LANES stretches of one channel and sums the squares of each step.
///
/// Lane l reads from `samples + l * lane_frames` on; each filter starts at rest. A step has
/// `step_frames[s]` frames in every lane; the sum of step s of lane l goes to
/// `energies[l * steps + s]`. A sum that is not finite is written as 0 and its filter starts
/// afresh. In IEEE doubles without fused products, so that every processor gives the same bits.
/// O(SK_LANES × frames).
void sk_k_energies(const sk_k_filter *filter, const float *samples, size_t lane_frames,
                   const uint32_t *step_frames, size_t steps, double *energies);

// MARK: Peaks

/// Frames of one group of `sk_group_maxima`.
#define SK_GROUP 16

/// Writes the largest magnitude of each of `groups` groups of SK_GROUP samples to `maxima`, NaN
/// counting as what its bits say, and returns the largest of all.
float sk_group_maxima(const float *samples, size_t groups, float *maxima);

/// Counts the samples whose magnitude is at least `magnitude`.
size_t sk_count_at_least(const float *samples, size_t count, float magnitude);

/// The smallest and the largest of `count` samples, at least 1.
void sk_extremes(const float *samples, size_t count, float *smallest, float *largest);

/// Taps of each phase of the interpolator that `sk_raise_peaks` uses.
#define SK_TAPS 48

/// Raises the true peak of each group of `frames` frames by one channel's.
///
/// Group g begins at `samples + g * frames`; SK_TAPS / 2 frames before the first group and
/// SK_TAPS / 2 + 1 behind the last one must exist. `taps` holds three phases of SK_TAPS, a quarter,
/// a half and three quarters of a frame behind frame 0; tap t belongs to frame t + 1 − SK_TAPS / 2.
/// A group reaches from its first frame to the next group's first frame, both included; its peak is
/// the top of the parabola through the largest of the four points a frame and its
/// neighbours, or that point itself where the signal still rises. Groups whose samples cannot
/// exceed `floor`, because `norm` times the largest sample under their taps does not, take the
/// product as their peak instead. `frames` is a power of two, 4…256.
void sk_raise_peaks(const float *taps, const float *samples, size_t frames, size_t groups,
                    float norm, float floor, float *peaks);

#pragma clang assume_nonnull end

#include "SampleKernelsPlain.h"

#endif
