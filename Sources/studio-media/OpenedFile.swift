import Foundation
import MediaPipeline
import MediaProtocol

/// A file of the request, opened before the process is confined.
final class OpenedFile: Sendable {
  let name: String
  let descriptor: Int32
  /// How long it is.
  let bytes: UInt64

  /// Opens a regular, not empty file for reading.
  ///
  /// - Parameter path: as the request names it.
  /// - Throws: ``MediaFailureReport`` with code `not_found`, `unreadable` or `empty_input`.
  init(_ path: String) throws(OpenFailure) {
    name = path
    // Not blocking: a FIFO named as a recording must not hang the worker.
    let opened = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard opened >= 0 else {
      let code: MediaFailureCode = errno == ENOENT || errno == ENOTDIR ? .notFound : .unreadable
      throw OpenFailure(code, path, unsafe String(cString: strerror(errno)))
    }
    var status = stat()
    guard unsafe fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(opened)
      throw OpenFailure(.unreadable, path, "not a regular file")
    }
    guard status.st_size > 0 else {
      close(opened)
      throw OpenFailure(.emptyInput, path, "0 bytes")
    }
    descriptor = opened
    bytes = UInt64(status.st_size)
  }

  deinit { close(descriptor) }

  /// The file for the pipeline; borrowed.
  var input: RenderInput { RenderInput(name: name, descriptor: descriptor) }

  /// All bytes, up to a limit.
  func bytes(limit: Int) -> [UInt8] {
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    // A read error leaves fewer bytes, which the reader of the picture then refuses.
    return Array((try? handle.read(upToCount: limit)) ?? Data())
  }
}

/// A file that could not be opened, ready to be reported.
struct OpenFailure: Error {
  let report: MediaFailureReport

  init(_ code: MediaFailureCode, _ subject: String, _ detail: String) {
    report = MediaFailureReport(code: code, subject: subject, detail: detail)
  }
}

extension MediaError {
  /// The failure as it crosses the process boundary.
  func report(about subject: String) -> MediaFailureReport {
    MediaFailureReport(
      code: MediaFailureCode(rawValue: code.rawValue) ?? .unreadable,
      subject: self.subject.isEmpty ? subject : self.subject, detail: detail)
  }
}
