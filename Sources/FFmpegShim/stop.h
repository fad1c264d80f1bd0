#ifndef FS_STOP_H
#define FS_STOP_H

#include "FFmpegShim.h"

/// AVIOInterruptCB.callback: 1 interrupts the read or write. `opaque` is an fs_stop.
int fs_stop_interrupts(void *opaque);

#endif
