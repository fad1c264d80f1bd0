public import Localization

/// Something was decided and is kept, but the public files could not follow.
public struct PublicFilesBehind: ExplainedError {
  /// Why not; the old files then still stand, or a part of the new ones stands beside them.
  public let reason: any Error

  /// `public_files_behind`.
  public var code: String { "public_files_behind" }

  /// Says that the decision stands, why listeners do not see it yet, and what to do.
  public func message(in language: Language) -> String {
    publishingMessages.text(code, in: language, ["reason": cause(in: language).message])
  }

  /// Code, message, and the cause as it would be told alone.
  public func body(in language: Language) -> any Encodable & Sendable {
    Body(code: code, message: message(in: language), cause: cause(in: language))
  }

  private func cause(in language: Language) -> ErrorBody {
    let explained = reason as? any ExplainedError
    return ErrorBody(
      code: explained?.code ?? "internal",
      message: explained?.message(in: language) ?? "\(reason)")
  }

  private struct Body: Encodable, Sendable {
    let code: String
    let message: String
    let cause: ErrorBody
  }
}
