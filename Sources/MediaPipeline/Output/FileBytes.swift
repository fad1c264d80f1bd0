internal import Glibc

/// Whole reads and writes at a place of a file, whatever the system does at a time.
enum FileBytes {
  /// Reads exactly `count` bytes.
  ///
  /// - Throws: ``MediaError`` with code `outputUnwritable` when the file ends before or cannot be
  ///   read.
  static func read(
    _ descriptor: Int32, count: Int, at offset: Int
  ) throws(MediaError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        guard let base = buffer.baseAddress else { return }
        let got = unsafe pread(
          descriptor, base + filled, count - filled, off_t(offset + filled))
        if got < 0 && errno == EINTR { continue }
        guard got > 0 else {
          failure = got < 0 ? errno : EIO
          return
        }
        filled += got
      }
    }
    guard failure == 0 else {
      throw .system(failure, "read back", fallback: .outputUnwritable)
    }
    return bytes
  }

  /// Writes all bytes.
  ///
  /// - Throws: ``MediaError`` with code `outputUnwritable` or `diskFull`.
  static func write(
    _ bytes: [UInt8], to descriptor: Int32, at offset: Int
  ) throws(MediaError) {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes[done...].withUnsafeBytes {
        unsafe pwrite(descriptor, $0.baseAddress, $0.count, off_t(offset + done))
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw .system(errno, "write", fallback: .outputUnwritable)
      }
      done += count
    }
  }
}
