public import Localization

/// A file that cannot become an original.
public struct ArchiveRefusal: ExplainedError, Hashable {
  /// Why it was refused.
  public enum Reason: String, Sendable {
    /// There is no such file.
    case notFound = "not_found"
    /// It is a folder or a device.
    case notAFile = "not_a_file"
    /// It has no bytes.
    case emptyInput = "empty_input"
  }

  /// Why it was refused.
  public let reason: Reason
  /// The file, as the person named it.
  public let file: String

  /// Refuses a file.
  init(_ reason: Reason, file: String) {
    self.reason = reason
    self.file = file
  }

  /// The stable code.
  public var code: String { reason.rawValue }

  /// Says what to do about it.
  ///
  /// - Parameter language: the reader's language.
  /// - Returns: one sentence.
  public func message(in language: Language) -> String {
    publishingMessages.text(code, in: language, ["file": file])
  }
}
