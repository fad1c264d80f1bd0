public import Localization

/// An episode that cannot be rendered yet.
public enum EpisodeRefusal: ExplainedError, Hashable {
  /// Nothing was recorded for it.
  case noRecording(PublicID)

  /// `no_recording`.
  public var code: String { "no_recording" }

  /// Says how to add a recording.
  ///
  /// - Parameter language: the reader's language.
  /// - Returns: one sentence.
  public func message(in language: Language) -> String {
    switch self {
    case .noRecording(let id):
      publishingMessages.text(code, in: language, ["episode": id.rawValue])
    }
  }
}
