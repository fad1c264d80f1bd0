import Foundation
import Glibc

/// Counts how often a file is opened, by inotify: independent of who opens it and how.
final class OpenWatch {
  private let descriptor: Int32

  init(_ url: URL) throws {
    descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard descriptor >= 0, unsafe inotify_add_watch(descriptor, url.path, UInt32(IN_OPEN)) >= 0
    else {
      throw CocoaError(.fileReadUnknown)
    }
  }

  deinit { close(descriptor) }

  /// Opens seen since the last call.
  func count() throws -> Int {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let bytes = unsafe buffer.withUnsafeMutableBytes {
      unsafe read(descriptor, $0.baseAddress, $0.count)
    }
    if bytes < 0 {
      guard errno == EAGAIN else { throw CocoaError(.fileReadUnknown) }
      return 0
    }
    // An event of a watched file carries no name: 16 bytes each (inotify(7)).
    return bytes / 16
  }
}
