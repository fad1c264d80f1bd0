import Foundation

/// The sentences of one module in every language, looked up by a stable key.
///
/// A catalogue is made from one flat JSON object a language (`{"key": "text with {name}"}`),
/// embedded in the module's binary. Tests compare keys and placeholders across languages with
/// ``disagreements()``, so a missing translation fails the build's tests rather than a person.
public struct MessageCatalogue: Sendable {
  private let texts: [Language: [String: String]]

  /// Reads the catalogues of a module.
  ///
  /// - Parameter json: one UTF-8 JSON object a language.
  /// - Precondition: every document is a flat object of strings; they are part of the binary, so
  ///   a malformed one is a programming mistake.
  public init(_ json: [Language: [UInt8]]) {
    texts = json.mapValues { bytes in
      do {
        return try JSONDecoder().decode([String: String].self, from: Data(bytes))
      } catch {
        preconditionFailure("an embedded message catalogue is not a flat JSON object: \(error)")
      }
    }
  }

  /// Every key that some language has.
  public var keys: Set<String> { Set(texts.values.flatMap(\.keys)) }

  /// Fills the placeholders of a message.
  ///
  /// - Parameters:
  ///   - key: the message's key.
  ///   - language: the reader's language; French stands in for a missing text.
  ///   - values: what replaces each `{name}`; a name without a value stays as written, which
  ///     shows the mistake instead of hiding it.
  /// - Returns: the sentence, or the key itself when no catalogue has it.
  public func text(
    _ key: String, in language: Language, _ values: [String: String] = [:]
  ) -> String {
    guard let template = texts[language]?[key] ?? texts[.french]?[key] else { return key }
    return Self.fill(template, with: values)
  }

  /// Lists every key or placeholder that one language has and another lacks; empty when all agree.
  public func disagreements() -> [String] {
    var found: [String] = []
    for language in Language.allCases where texts[language] == nil {
      found.append("no catalogue for \(language.rawValue)")
    }
    for key in keys.sorted() {
      var placeholders: Set<Set<String>> = []
      for (language, entries) in texts {
        if let template = entries[key] {
          placeholders.insert(Self.placeholders(of: template))
        } else {
          found.append("\(key) is missing in \(language.rawValue)")
        }
      }
      if placeholders.count > 1 { found.append("\(key) has different placeholders") }
    }
    return found
  }

  private static func fill(_ template: String, with values: [String: String]) -> String {
    guard template.contains("{") else { return template }
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let name = String(rest[rest.index(after: open)..<close])
      result += values[name] ?? "{\(name)}"
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  private static func placeholders(of template: String) -> Set<String> {
    var names: Set<String> = []
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      names.insert(String(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    return names
  }
}
