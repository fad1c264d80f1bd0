#ifndef SK_DISPATCH_H
#define SK_DISPATCH_H

#include "SampleKernels.h"

// Each kernel is written once as an inline body, compiled for the baseline and, on x86-64, for AVX2
// with FMA, and chosen by what the processor has. Other architectures have the baseline alone.

#define SK_INLINE static inline __attribute__((always_inline))

#if defined(__x86_64__)
#define SK_WIDE __attribute__((target("avx2,fma")))
#define SK_HAS_WIDE (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
#else
#define SK_WIDE
#define SK_HAS_WIDE 0
#endif

/// Defines `wide_` and `sk_plain_` versions of `body_NAME` and calls one of them.
#define SK_VERSIONS(result, name, parameters, arguments)                                           \
  SK_WIDE static result wide_##name parameters { return body_##name arguments; }                   \
  result sk_plain_##name parameters { return body_##name arguments; }                              \
  result sk_##name parameters {                                                                    \
    return SK_HAS_WIDE ? wide_##name arguments : sk_plain_##name arguments;                        \
  }

typedef float sk_f4 __attribute__((vector_size(16)));
typedef float sk_f8 __attribute__((vector_size(32)));
typedef int32_t sk_i8 __attribute__((vector_size(32)));
typedef double sk_d4 __attribute__((vector_size(32)));
typedef int64_t sk_l4 __attribute__((vector_size(32)));

// The same without alignment, for loads and stores.
typedef float sk_f4u __attribute__((vector_size(16), aligned(4)));
typedef float sk_f8u __attribute__((vector_size(32), aligned(4)));
typedef int32_t sk_i8u __attribute__((vector_size(32), aligned(4)));

#define SK_LOAD(type, pointer) (*(const type *)(const void *)(pointer))

#endif
