#ifndef FS_CLAIM_H
#define FS_CLAIM_H

#include "demuxer.h"

/// Frames the container itself claims to hold, or -1 when it makes no claim of its own.
int64_t fs_claimed_frames(const fs_demuxer *demuxer);

#endif
