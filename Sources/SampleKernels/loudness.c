#include "dispatch.h"

// Every processor must give the same bits: a fused product rounds once less.
#pragma clang fp contract(off)

/// What the filters of four lanes remember, and the sum under way.
typedef struct quad {
  sk_d4 input, slope, p1, p2, w1, w2, sum;
} quad;

/// One frame of four lanes. Each recursion is written so that only one product and one difference
/// wait for the value before.
#define STEP(q, x)                                                                                 \
  do {                                                                                             \
    sk_d4 slope = (x) - (q).input;                                                                 \
    sk_d4 p = (slope - (q).slope - h2 * (q).p2) - h1 * (q).p1;                                     \
    sk_d4 w = (p - a2 * (q).w2) - a1 * (q).w1;                                                     \
    sk_d4 y = w + (b1 * (q).w1 + b2 * (q).w2);                                                     \
    (q).sum += y * y;                                                                              \
    (q).input = (x);                                                                               \
    (q).slope = slope;                                                                             \
    (q).p2 = (q).p1;                                                                               \
    (q).p1 = p;                                                                                    \
    (q).w2 = (q).w1;                                                                               \
    (q).w1 = w;                                                                                    \
  } while (0)

/// Sets to 0 what `mask` leaves out.
#define KEEP(value, mask) ((value) = (sk_d4)((sk_l4)(value) & (mask)))

/// Below −600 dB a memory counts as 0: in digital silence it would decay towards denormal numbers,
/// on which processors are a hundred times slower.
#define FLUSH(value) KEEP(value, ((value) >= 1e-30) | ((value) <= -1e-30))

/// Ends a step: a lane whose sum is not finite starts afresh.
#define CLOSE(q, offset)                                                                           \
  do {                                                                                             \
    sk_l4 sound = ((q).sum - (q).sum) == 0;                                                        \
    KEEP((q).sum, sound);                                                                          \
    KEEP((q).input, sound);                                                                        \
    KEEP((q).slope, sound);                                                                        \
    KEEP((q).p1, sound);                                                                           \
    KEEP((q).p2, sound);                                                                           \
    KEEP((q).w1, sound);                                                                           \
    KEEP((q).w2, sound);                                                                           \
    FLUSH((q).p1);                                                                                 \
    FLUSH((q).p2);                                                                                 \
    FLUSH((q).w1);                                                                                 \
    FLUSH((q).w2);                                                                                 \
    for (int lane = 0; lane < 4; lane++)                                                           \
      energies[((offset) + lane) * steps + step] = (q).sum[lane];                                  \
    (q).sum = (sk_d4){0};                                                                          \
  } while (0)

/// The next frame of four lanes.
#define GATHER(s, offset)                                                                          \
  __builtin_convertvector(                                                                         \
      ((sk_f4){s[(offset)*lane_frames], s[((offset) + 1) * lane_frames],                           \
               s[((offset) + 2) * lane_frames], s[((offset) + 3) * lane_frames]}),                 \
      sk_d4)

SK_INLINE void body_k_energies(const sk_k_filter *filter, const float *samples, size_t lane_frames,
                               const uint32_t *step_frames, size_t steps, double *energies) {
  const sk_d4 zero = {0};
  const sk_d4 h1 = zero + filter->high_pass_a1, h2 = zero + filter->high_pass_a2;
  const sk_d4 b1 = zero + filter->shelf_b1, b2 = zero + filter->shelf_b2;
  const sk_d4 a1 = zero + filter->shelf_a1, a2 = zero + filter->shelf_a2;
  // Two vectors: while one waits for its recursion, the other one computes.
  quad low = {0}, high = {0};
  const float *s = samples;
  for (size_t step = 0; step < steps; step++) {
    for (uint32_t frame = 0; frame < step_frames[step]; frame++, s++) {
      sk_d4 x_low = GATHER(s, 0);
      sk_d4 x_high = GATHER(s, 4);
      STEP(low, x_low);
      STEP(high, x_high);
    }
    CLOSE(low, 0);
    CLOSE(high, 4);
  }
}

SK_VERSIONS(void, k_energies,
            (const sk_k_filter *filter, const float *samples, size_t lane_frames,
             const uint32_t *step_frames, size_t steps, double *energies),
            (filter, samples, lane_frames, step_frames, steps, energies))
