import ArgumentParser
import Foundation
import Localization

/// How a command speaks: in which language, and to a person or a program.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print one JSON document on stdout instead of text.")
  var json = false

  @Option(
    help: "Speak one of \(Language.codes) (default: the environment's, then the venue's language).",
    transform: OutputOptions.readLanguage)
  var lang: Language?

  /// The language of this run.
  ///
  /// - Parameter venue: the venue's own language, where the command knows it.
  /// - Returns: the language to speak.
  func language(venue: Language = .french) -> Language {
    .chosen(option: lang, environment: ProcessInfo.processInfo.environment, venue: venue)
  }

  /// Reads `fr` as well as `fr-BE`.
  static func readLanguage(_ argument: String) throws -> Language {
    guard let language = Language(tag: argument) else {
      throw ValidationError("'\(argument)' is not one of \(Language.codes).")
    }
    return language
  }
}
