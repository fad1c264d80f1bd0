public import Localization
public import MediaProtocol

/// A media request that could not be done, as a person reads it.
public struct MediaFailure: ExplainedError, Hashable {
  /// What kind of failure this is.
  public let kind: MediaFailureCode
  /// The file it is about.
  public let subject: String
  /// What FFmpeg or the system said, for the log.
  public let detail: String

  /// Describes a failure.
  package init(_ kind: MediaFailureCode, subject: String, detail: String = "") {
    self.kind = kind
    self.subject = subject
    self.detail = detail
  }

  /// Takes over what the worker reported.
  init(_ report: MediaFailureReport) {
    self.init(report.code, subject: report.subject, detail: report.detail)
  }

  /// The same failure, told about the name a person knows the file by.
  ///
  /// - Parameter name: display text.
  /// - Returns: the failure with that subject.
  public func about(_ name: String) -> MediaFailure {
    MediaFailure(kind, subject: name, detail: detail)
  }

  /// The stable code of DESIGN §7.
  public var code: String { kind.rawValue }

  /// Says what failed, on which file, and what to do.
  ///
  /// - Parameter language: the reader's language.
  /// - Returns: one sentence.
  public func message(in language: Language) -> String {
    mediaMessages.text(code, in: language, ["file": subject, "detail": detail])
  }
}

/// The sentences of this module.
let mediaMessages = MessageCatalogue([
  .french: PackageResources.media_fr_json, .dutch: PackageResources.media_nl_json,
  .german: PackageResources.media_de_json, .english: PackageResources.media_en_json,
])
