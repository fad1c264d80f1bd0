import Foundation

/// A file that is written piece by piece and appears at once, or not at all.
final class UnfinishedFile: Sendable {
  private let file: URL
  private let descriptor: Int32

  /// Starts a file.
  ///
  /// - Parameter temporary: a folder on the file system of the destination.
  /// - Throws: ``FileFailure``.
  init(in temporary: URL) throws {
    file = temporary.appending(path: UUID().uuidString)
    descriptor = unsafe open(file.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileFailure("create", file) }
  }

  deinit {
    close(descriptor)
    unsafe unlink(file.path)
  }

  /// Appends bytes.
  ///
  /// - Throws: ``FileFailure``.
  func append(_ bytes: [UInt8]) throws {
    var offset = 0
    while offset < bytes.count {
      let written = unsafe bytes.withUnsafeBytes { buffer in
        unsafe write(descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
      }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw FileFailure("write", file) }
      offset += written
    }
  }

  /// Makes the file durable under its name, in place of what is there.
  ///
  /// - Parameter destination: in an existing folder on the same file system.
  /// - Throws: ``FileFailure``; the destination is then untouched.
  func appear(as destination: URL) throws {
    guard fsync(descriptor) == 0 else { throw FileFailure("sync", file) }
    try DurableFile.move(file, to: destination)
  }
}
