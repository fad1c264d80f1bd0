#include "dispatch.h"

#include <math.h>
#include <string.h>

// Magnitudes of floats are ordered like their bits, and integers have a maximum that needs no care
// for NaN.
#define MAGNITUDE 0x7FFFFFFF

SK_INLINE float float_of(int32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

SK_INLINE float body_group_maxima(const float *samples, size_t groups, float *maxima) {
  sk_i8 all = {0};
  for (size_t group = 0; group < groups; group++) {
    const float *s = samples + group * SK_GROUP;
    sk_i8 a = SK_LOAD(sk_i8u, s) & MAGNITUDE;
    sk_i8 b = SK_LOAD(sk_i8u, s + 8) & MAGNITUDE;
    sk_i8 m = __builtin_elementwise_max(a, b);
    all = __builtin_elementwise_max(all, m);
    maxima[group] = float_of(__builtin_reduce_max(m));
  }
  return float_of(__builtin_reduce_max(all));
}

SK_VERSIONS(float, group_maxima, (const float *samples, size_t groups, float *maxima),
            (samples, groups, maxima))

SK_INLINE size_t body_count_at_least(const float *samples, size_t count, float magnitude) {
  size_t found = 0;
  for (size_t i = 0; i < count; i++)
    found += fabsf(samples[i]) >= magnitude;
  return found;
}

SK_VERSIONS(size_t, count_at_least, (const float *samples, size_t count, float magnitude),
            (samples, count, magnitude))

SK_INLINE void body_extremes(const float *samples, size_t count, float *smallest, float *largest) {
  float low = samples[0], high = samples[0];
  for (size_t i = 1; i < count; i++) {
    low = samples[i] < low ? samples[i] : low;
    high = samples[i] > high ? samples[i] : high;
  }
  *smallest = low;
  *largest = high;
}

SK_VERSIONS(void, extremes, (const float *samples, size_t count, float *smallest, float *largest),
            (samples, count, smallest, largest))

#define HALF (SK_TAPS / 2)

/// Three interpolated points behind each frame of `vectors` times eight.
///
/// Several vectors at a time, because a sum waits for its own last product: one alone would leave
/// most of the multipliers idle. Every lane adds its products in the same order, however many there
/// are.
SK_INLINE void interpolate(const float *taps, const float *s, int vectors, sk_f8 (*y)[3]) {
  for (int tap = 0; tap < SK_TAPS; tap++) {
    for (int v = 0; v < vectors; v++) {
      sk_f8 x = SK_LOAD(sk_f8u, s + 8 * v + tap + 1 - HALF);
      y[v][0] += x * taps[tap];
      y[v][1] += x * taps[SK_TAPS + tap];
      y[v][2] += x * taps[2 * SK_TAPS + tap];
    }
  }
}

/// The magnitude of point `i`, in quarters of a frame from the first frame of `s`.
SK_INLINE float point(const float *taps, const float *s, ptrdiff_t i) {
  const float *x = s + (i >> 2);
  ptrdiff_t phase = i & 3;
  if (phase == 0)
    return fabsf(*x);
  float sum = 0;
  for (int tap = 0; tap < SK_TAPS; tap++)
    sum += x[tap + 1 - HALF] * taps[(phase - 1) * SK_TAPS + tap];
  return fabsf(sum);
}

/// The top of the parabola through point `i` and its neighbours.
SK_INLINE float top(const float *taps, const float *s, ptrdiff_t i, float here) {
  float before = point(taps, s, i - 1), after = point(taps, s, i + 1);
  float bend = before - 2 * here + after;
  // On a slope the maximum belongs to the neighbouring group.
  if (!(bend < 0) || before > here || after > here)
    return here;
  float lean = before - after;
  return here - 0.125f * lean * lean / bend;
}

/// Keeps the larger of `best` and `m`, and where it is.
#define KEEP_LARGER(m, at)                                                                         \
  do {                                                                                             \
    sk_i8 more = ((m)&inside) > best;                                                              \
    best = __builtin_elementwise_max(best, (m)&inside);                                            \
    where = (more & (at)) | (~more & where);                                                       \
  } while (0)

/// The largest point of a group, as bits, and where it is, lane by lane.
typedef struct {
  sk_i8 best, where;
} sk_largest;

/// Looks through `vectors` times eight frames from `frame` on.
SK_INLINE void look(const float *taps, const float *s, size_t frame, int vectors,
                    const sk_i8 *among, sk_largest *found) {
  const sk_i8 inside = *among;
  const sk_i8 first = {0, 4, 8, 12, 16, 20, 24, 28};
  sk_f8 y[4][3] = {{{0}}};
  sk_i8 best = found->best, where = found->where;
  interpolate(taps, s + frame, vectors, y);
  for (int v = 0; v < vectors; v++) {
    sk_i8 m0 = SK_LOAD(sk_i8u, s + frame + 8 * (size_t)v) & MAGNITUDE;
    sk_i8 m1 = (sk_i8)y[v][0] & MAGNITUDE, m2 = (sk_i8)y[v][1] & MAGNITUDE,
          m3 = (sk_i8)y[v][2] & MAGNITUDE;
    sk_i8 at = first + (int32_t)(4 * frame + 32 * (size_t)v);
    KEEP_LARGER(m0, at);
    KEEP_LARGER(m1, at + 1);
    KEEP_LARGER(m2, at + 2);
    KEEP_LARGER(m3, at + 3);
  }
  found->best = best;
  found->where = where;
}

SK_INLINE float group_peak(const float *taps, const float *s, size_t frames) {
  const sk_i8 first = {0, 4, 8, 12, 16, 20, 24, 28};
  // A group of four frames, at 8 kHz, fills half a vector.
  const sk_i8 inside = first < (int32_t)(4 * frames);
  sk_largest found = {{0}, {0}};
  size_t frame = 0;
  for (; frame + 32 <= frames; frame += 32)
    look(taps, s, frame, 4, &inside, &found);
  for (; frame < frames; frame += 8)
    look(taps, s, frame, 1, &inside, &found);
  int lane = 0;
  for (int i = 1; i < 8; i++)
    lane = found.best[i] > found.best[lane] ? i : lane;
  // The end belongs to both groups: on a slope across it, this one's largest value lies there.
  float end = fabsf(s[frames]), here = float_of(found.best[lane]);
  return end > here ? end : top(taps, s, found.where[lane], here);
}

SK_INLINE void body_raise_peaks(const float *taps, const float *samples, size_t frames,
                                size_t groups, float norm, float floor, float *peaks) {
  for (size_t group = 0; group < groups; group++) {
    const float *s = samples + group * frames;
    sk_i8 largest = {0};
    for (size_t i = 0; i < frames + SK_TAPS; i += 8) {
      sk_i8 m = SK_LOAD(sk_i8u, s + i - HALF) & MAGNITUDE;
      largest = __builtin_elementwise_max(largest, m);
    }
    float bound = norm * float_of(__builtin_reduce_max(largest));
    float peak = bound > floor ? group_peak(taps, s, frames) : bound;
    if (peak > peaks[group])
      peaks[group] = peak;
  }
}

SK_VERSIONS(void, raise_peaks,
            (const float *taps, const float *samples, size_t frames, size_t groups, float norm,
             float floor, float *peaks),
            (taps, samples, frames, groups, norm, floor, peaks))
