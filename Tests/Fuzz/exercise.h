#ifndef FUZZ_EXERCISE_H
#define FUZZ_EXERCISE_H

#include <stdint.h>

/// How far one input came.
typedef struct outcome {
  /// 1 when the container was accepted.
  int opened;
  /// Frames decoded from it.
  int64_t frames;
  /// Packets the encoder made of them; 0 when it was not asked to.
  int64_t encoded_packets;
  /// 1 when the deadline ended the work.
  int stopped;
} outcome;

/// Seconds an input may take before the shim's own deadline stops it.
#define DEADLINE_SECONDS 5.0

/// The pairs of encoder and container that `exercise` knows.
#define WRITER_COUNT 5

/// Does with the file in `descriptor` what the worker does: opens, describes, reads tags, chapters
/// and cover, decodes to the end. With `writer` from 0 to WRITER_COUNT − 1 the decoded frames,
/// tags, chapters and cover are also written into `sink`, a descriptor of an empty file; with −1
/// not.
outcome exercise(int descriptor, int writer, int sink);

#endif
