public import Localization

/// Something was decided and is kept, but the public files could not follow.
public struct PublicFilesBehind: ExplainedError {
  /// Why not; the old files then still stand, or a part of the new ones stands beside them.
  public let reason: any Error

  /// `public_files_behind`.
  public var code: String { "public_files_behind" }

  /// Says that the decision stands, why listeners do not see it yet, and what to do.
  public func message(in language: Language) -> String {
    let cause = (reason as? any ExplainedError)?.message(in: language) ?? "\(reason)"
    return publishingMessages.text(code, in: language, ["reason": cause])
  }

  /// Code, message, and the cause as it would be told alone.
  public func body(in language: Language) -> any Encodable & Sendable {
    let cause = reason as? any ExplainedError
    return Body(
      code: code, message: message(in: language),
      cause: ErrorBody(
        code: cause?.code ?? "internal", message: cause?.message(in: language) ?? "\(reason)"))
  }

  private struct Body: Encodable, Sendable {
    let code: String
    let message: String
    let cause: ErrorBody
  }
}
