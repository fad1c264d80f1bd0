import ArgumentParser
import Localization

/// Runs a command's body; a refusal becomes one sentence on stderr, or with `--json` one error
/// object on stdout, and exit status 1 (DESIGN §7).
///
/// - Parameters:
///   - output: the command's output options.
///   - venue: the venue's language, where the command knows it.
///   - body: the command's work.
/// - Throws: `ExitCode.failure` after the failure has been printed; what the argument parser
///   itself reports (an exit code, a usage error) as is.
func reporting(
  _ output: OutputOptions, venue: Language = .french, _ body: () async throws -> Void
) async throws {
  do {
    try await body()
  } catch let error as ExitCode {
    throw error
  } catch let error as ValidationError {
    throw error
  } catch {
    let explained = error as? any ExplainedError ?? UnforeseenFailure(error)
    let language = output.language(venue: venue)
    if output.json {
      try Terminal.sayJSON(["error": AnyBody(explained.body(in: language))])
    } else {
      Terminal.warn(explained.message(in: language))
    }
    throw ExitCode.failure
  }
}

/// A failure that no part of the program has words for.
private struct UnforeseenFailure: ExplainedError {
  private let reason: String

  init(_ error: any Error) { reason = "\(error)" }

  var code: String { "internal" }

  func message(in language: Language) -> String {
    studioMessages.text(code, in: language, ["reason": reason])
  }
}

/// Encodes whichever error object an error brings.
private struct AnyBody: Encodable {
  private let body: any Encodable & Sendable
  init(_ body: any Encodable & Sendable) { self.body = body }
  func encode(to encoder: any Encoder) throws { try body.encode(to: encoder) }
}
