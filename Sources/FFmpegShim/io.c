#include "io.h"
#include "stop.h"

#include <errno.h>
#include <libavutil/mem.h>
#include <libavutil/opt.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUFFER_BYTES (64 << 10)

static int read_bytes(void *opaque, uint8_t *buffer, int count) {
  fs_io *io = opaque;
  if (fs_stop_requested(io->stop))
    return AVERROR_EXIT;
  if (io->position >= io->end)
    return AVERROR_EOF;
  if (count > io->end - io->position)
    count = (int)(io->end - io->position);
  ssize_t got;
  do
    got = pread(io->descriptor, buffer, (size_t)count, io->position);
  while (got < 0 && errno == EINTR);
  if (got < 0)
    return io->error = AVERROR(errno);
  if (got == 0)
    return AVERROR_EOF;
  io->position += got;
  if (io->position > io->reached)
    io->reached = io->position;
  return (int)got;
}

// FFmpeg 7 made the buffer const.
#if LIBAVFORMAT_VERSION_MAJOR >= 61
typedef const uint8_t written_byte;
#else
typedef uint8_t written_byte;
#endif

static int write_bytes(void *opaque, written_byte *buffer, int count) {
  fs_io *io = opaque;
  if (fs_stop_requested(io->stop))
    return AVERROR_EXIT;
  int done = 0;
  while (done < count) {
    ssize_t put = pwrite(io->descriptor, buffer + done, (size_t)(count - done), io->position);
    if (put < 0 && errno == EINTR)
      continue;
    if (put < 0)
      return AVERROR(errno);
    io->position += put;
    done += (int)put;
  }
  return count;
}

static int64_t seek_bytes(void *opaque, int64_t offset, int whence) {
  fs_io *io = opaque;
  whence &= ~AVSEEK_FORCE;
  struct stat status;
  if (whence == AVSEEK_SIZE || whence == SEEK_END) {
    if (fstat(io->descriptor, &status) < 0)
      return AVERROR(errno);
    if (whence == AVSEEK_SIZE)
      return status.st_size;
    offset += status.st_size;
  } else if (whence == SEEK_CUR) {
    offset += io->position;
  } else if (whence != SEEK_SET) {
    return AVERROR(EINVAL);
  }
  if (offset < 0)
    return AVERROR(EINVAL);
  io->position = offset;
  return offset;
}

static int32_t open_context(fs_io *io, int32_t descriptor, fs_stop *stop, int writes) {
  *io = (fs_io){.descriptor = descriptor, .end = INT64_MAX, .stop = stop};
  struct stat status;
  if (fstat(descriptor, &status) < 0)
    return AVERROR(errno);
  if (!S_ISREG(status.st_mode))
    return FS_NOT_A_FILE;
  io->size = status.st_size;
  if (!writes && io->size == 0)
    return FS_EMPTY;
  uint8_t *buffer = av_malloc(BUFFER_BYTES);
  if (!buffer)
    return AVERROR(ENOMEM);
  io->context = avio_alloc_context(buffer, BUFFER_BYTES, writes, io, writes ? NULL : read_bytes,
                                   writes ? write_bytes : NULL, seek_bytes);
  if (!io->context) {
    av_free(buffer);
    return AVERROR(ENOMEM);
  }
  return 0;
}

int32_t fs_io_open_read(fs_io *io, int32_t descriptor, fs_stop *stop) {
  return open_context(io, descriptor, stop, 0);
}

int32_t fs_io_open_write(fs_io *io, int32_t descriptor, fs_stop *stop) {
  return open_context(io, descriptor, stop, 1);
}

void fs_io_close(fs_io *io) {
  if (!io->context)
    return;
  av_freep(&io->context->buffer);
  avio_context_free(&io->context);
}

static int refuse_open(AVFormatContext *format, AVIOContext **out, const char *url, int flags,
                       AVDictionary **options) {
  (void)format, (void)url, (void)flags, (void)options;
  *out = NULL;
  return AVERROR(EPERM);
}

int32_t fs_io_confine(AVFormatContext *format, fs_io *io, fs_stop *stop) {
  format->pb = io->context;
  format->flags |= AVFMT_FLAG_CUSTOM_IO;
  format->io_open = refuse_open;
  format->interrupt_callback = (AVIOInterruptCB){fs_stop_interrupts, stop};
  // No protocol has this name.
  return av_opt_set(format, "protocol_whitelist", "none", 0);
}
