public import Localization

/// A name in one or several languages: `"Studio"` or `{"fr": "Salle", "en": "Room"}` in JSON.
public struct LocalizedText: Hashable, Sendable {
  private let texts: [Language: String]
  private let plain: String?

  /// The same text in every language.
  public init(_ text: String) {
    texts = [:]
    plain = text
  }

  /// A text a language; at least one.
  public init(_ texts: [Language: String]) {
    precondition(!texts.isEmpty, "a text is written in at least one language")
    self.texts = texts
    plain = nil
  }

  /// The text in a language, else in French, else in the first language there is.
  public func text(in language: Language) -> String {
    if let plain { return plain }
    if let text = texts[language] ?? texts[.french] { return text }
    return Language.allCases.lazy.compactMap { texts[$0] }.first ?? ""
  }
}

extension LocalizedText: Codable {
  /// Reads a string, or an object with one string a language code.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      // `try?`: not a string means an object, whose failure is thrown below.
      self.init(text)
      return
    }
    let raw = try container.decode([String: String].self)
    var texts: [Language: String] = [:]
    for (code, text) in raw {
      guard let language = Language(rawValue: code) else {
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "'\(code)' is not one of \(Language.codes).")
      }
      texts[language] = text
    }
    guard !texts.isEmpty else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "A text needs at least one language.")
    }
    self.init(texts)
  }

  /// Writes the form that was read.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let plain {
      try container.encode(plain)
    } else {
      try container.encode(
        Dictionary(uniqueKeysWithValues: texts.map { ($0.key.rawValue, $0.value) }))
    }
  }
}
