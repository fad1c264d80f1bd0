#ifndef SAMPLE_KERNELS_PLAIN_H
#define SAMPLE_KERNELS_PLAIN_H

// The kernels as processors without AVX2 run them, for the test that compares both.

#include "SampleKernels.h"

#pragma clang assume_nonnull begin

void sk_plain_deinterleave(sk_pcm pcm, const uint8_t *bytes, size_t frames, size_t channels,
                           float *_Nonnull const *_Nonnull planes);
void sk_plain_k_energies(const sk_k_filter *filter, const float *samples, size_t lane_frames,
                         const uint32_t *step_frames, size_t steps, double *energies);
float sk_plain_group_maxima(const float *samples, size_t groups, float *maxima);
size_t sk_plain_count_at_least(const float *samples, size_t count, float magnitude);
void sk_plain_extremes(const float *samples, size_t count, float *smallest, float *largest);
void sk_plain_raise_peaks(const float *taps, const float *samples, size_t frames, size_t groups,
                          float norm, float floor, float *peaks);

#pragma clang assume_nonnull end

#endif
