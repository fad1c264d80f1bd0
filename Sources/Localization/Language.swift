import Foundation

/// A language people can read the product in.
public enum Language: String, Sendable, CaseIterable, Codable {
  case french = "fr"
  case dutch = "nl"
  case german = "de"
  case english = "en"

  /// The codes a person may give, for help texts and refusals: `fr, nl, de, en`.
  public static var codes: String { allCases.map(\.rawValue).joined(separator: ", ") }

  /// Finds the language a locale or language tag asks for.
  ///
  /// Only the primary subtag counts: `fr-BE`, `fr_BE.UTF-8` and `FR` are all French.
  ///
  /// Fails for `C`, `POSIX`, the empty string and languages we do not speak.
  ///
  /// - Parameter tag: a BCP 47 tag or a POSIX locale name.
  public init?(tag: String) {
    let primary = tag.prefix { $0 != "-" && $0 != "_" && $0 != "." && $0 != "@" }
    self.init(rawValue: primary.lowercased())
  }

  /// Chooses the language of a command: the first of `--lang`, `STUDIO_LANG`, `LC_ALL`, `LANG`
  /// that names one of ours, else the venue's.
  ///
  /// - Parameters:
  ///   - option: what `--lang` said.
  ///   - environment: the process's environment.
  ///   - venue: the venue's own language.
  /// - Returns: the language to speak.
  public static func chosen(
    option: Language?, environment: [String: String], venue: Language
  ) -> Language {
    if let option { return option }
    for key in ["STUDIO_LANG", "LC_ALL", "LANG"] {
      if let tag = environment[key], let language = Language(tag: tag) { return language }
    }
    return venue
  }
}
