import Foundation
import MediaProtocol
import SystemPackage

/// A request as a file without a name, for a worker's standard input.
///
/// A pipe would end this process with SIGPIPE when the worker dies before it has read the request.
enum RequestFile {
  /// Makes a file with one line, ready to be read from its start.
  ///
  /// - Parameter line: the request, with its line break.
  /// - Returns: an open descriptor, owned by the caller.
  /// - Throws: ``MediaFailure`` when the folder for temporary files is full or not writable.
  static func open(_ line: [UInt8]) throws(MediaFailure) -> FileDescriptor {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "studio-request-\(UUID().uuidString)").path
    do {
      let file = try FileDescriptor.open(
        FilePath(path), .readWrite, options: [.create, .exclusiveCreate, .closeOnExec],
        permissions: .ownerReadWrite)
      do {
        try FileManager.default.removeItem(atPath: path)
        try file.writeAll(line)
        _ = try file.seek(offset: 0, from: .start)
        return file
      } catch {
        try? file.close()  // The first error is the one to tell.
        throw error
      }
    } catch {
      let isFull = (error as? Errno) == .noSpace
      throw MediaFailure(
        isFull ? .diskFull : .outputUnwritable, subject: path, detail: "\(error)")
    }
  }
}
