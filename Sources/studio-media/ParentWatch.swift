import Foundation
import MediaPipeline

/// Raises the stop flag when nobody reads standard output any more: the parent is gone, however it
/// ended, and what is being made has nobody to answer to.
enum ParentWatch {
  static func start(_ stop: StopFlag) {
    let watch = Thread {
      var output = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
      // With no event asked for, poll returns only for POLLERR: a pipe whose reader has gone. On a
      // terminal or a file it never does.
      while unsafe poll(&output, 1, -1) < 0, errno == EINTR {}
      if output.revents & Int16(POLLERR) != 0 { StopSignals.stopSoon(stop) }
    }
    watch.start()
  }
}
