#include "FFmpegShim.h"

#include <malloc.h>

void fs_trim_memory(void) { malloc_trim(0); }
