#ifndef FS_LOG_H
#define FS_LOG_H

/// Installs the log callback and the process-wide allocation cap, once.
void fs_setup_once(void);

#endif
