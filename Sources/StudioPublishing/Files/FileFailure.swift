import Foundation
public import Localization

/// A file operation that the operating system refused.
public struct FileFailure: ExplainedError, Hashable {
  /// What was tried: `create`, `write`, `sync`, `rename`, `link`, `remove`, `open`, `read`.
  public let operation: String
  /// The file or folder it was tried on.
  public let path: String
  /// The system's own words.
  public let reason: String
  /// `disk_full` when there was no space, else `unwritable` or `unreadable`.
  public let code: String

  /// Describes the call that failed last on this thread.
  ///
  /// - Parameters:
  ///   - operation: what was tried.
  ///   - file: on which file or folder.
  init(_ operation: String, _ file: URL) {
    let number = errno
    self.operation = operation
    path = file.path
    reason = SystemCall.text(of: number)
    code =
      switch number {
      case ENOSPC, EDQUOT: "disk_full"
      default: operation == "read" || operation == "open" ? "unreadable" : "unwritable"
      }
  }

  /// Says what to do about it.
  ///
  /// - Parameter language: the reader's language.
  /// - Returns: one sentence.
  public func message(in language: Language) -> String {
    publishingMessages.text(code, in: language, ["path": path, "reason": reason])
  }
}
