#ifndef FS_CLAIM_H
#define FS_CLAIM_H

#include "demuxer.h"

/// Frames the container itself claims to hold, or -1 when it makes no claim of its own.
int64_t fs_claimed_frames(const fs_demuxer *demuxer);
/// Where the samples end in a RIFF/WAVE file of `file_size` bytes whose 32-bit size field has
/// wrapped around (a recorder that went on beyond 4 GiB); -1 for any other file.
int64_t fs_wrapped_data_end(int descriptor, int64_t file_size);

#endif
