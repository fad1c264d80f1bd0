#include "FFmpegShim.h"

#include <math.h>

/// ±18 dBFS: far above any programme, far below the 1e20 at which LAME's assertions end the
/// process.
#define LIMIT 8.0f

int64_t fs_sanitise(float *samples, size_t count) {
  int64_t changed = 0;
  for (size_t i = 0; i < count; i++) {
    float sample = samples[i];
    // False for NaN too.
    if (sample >= -LIMIT && sample <= LIMIT)
      continue;
    samples[i] = isfinite(sample) ? copysignf(LIMIT, sample) : 0;
    changed++;
  }
  return changed;
}
