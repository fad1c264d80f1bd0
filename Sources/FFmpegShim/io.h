#ifndef FS_IO_H
#define FS_IO_H

#include "FFmpegShim.h"

#include <libavformat/avformat.h>

/// A descriptor as FFmpeg's byte source or sink, with a position of its own.
typedef struct fs_io {
  int descriptor;
  int64_t position;
  /// Highest position read so far.
  int64_t reached;
  /// Bytes of the file when it was opened for reading.
  int64_t size;
  /// Where reading ends, if before the end of the file; else INT64_MAX.
  int64_t end;
  /// Why the system could not read on, as a negative code; 0 while it can.
  int error;
  fs_stop *stop;
  AVIOContext *context;
} fs_io;

/// Checks that `descriptor` is a regular file with bytes and makes `io->context` read it.
int32_t fs_io_open_read(fs_io *io, int32_t descriptor, fs_stop *stop);
/// Checks that `descriptor` is a regular file and makes `io->context` write it from the start.
int32_t fs_io_open_write(fs_io *io, int32_t descriptor, fs_stop *stop);
/// Frees the context and its buffer, which FFmpeg may have replaced; safe twice.
void fs_io_close(fs_io *io);
/// Makes `format` refuse every nested open, every protocol, and honour `stop`.
int32_t fs_io_confine(AVFormatContext *format, fs_io *io, fs_stop *stop);

#endif
