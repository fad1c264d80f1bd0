import Foundation

/// How a command names a person: by e-mail address, by number, or by name.
public enum PersonReference: Hashable, Sendable {
  /// An address, lower-cased; an unknown one makes a new person.
  case email(String)
  /// A number that staff see.
  case id(PersonID)
  /// A name; an unknown one makes a new person, as for a walk-in.
  case name(String)

  /// Reads what `--for` says; nil when there is nothing readable in it.
  ///
  /// Text with an `@` is an address, `P-12` or `12` a number, anything else a name. Names and
  /// addresses are put in composed Unicode form, so that both ways of typing `é` are one person.
  public init?(text: String) {
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
      .precomposedStringWithCanonicalMapping
    guard !trimmed.isEmpty else { return nil }
    if trimmed.contains("@") {
      let parts = trimmed.split(separator: "@", omittingEmptySubsequences: false)
      guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }),
        !trimmed.contains(where: \.isWhitespace)
      else { return nil }
      self = .email(trimmed.lowercased())
    } else if let id = PersonID(text: trimmed) {
      self = .id(id)
    } else {
      self = .name(trimmed)
    }
  }

  /// The form of a name under which two spellings are the same person.
  public static func nameKey(_ name: String) -> String {
    name.precomposedStringWithCanonicalMapping.lowercased()
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension PersonReference: CustomStringConvertible {
  /// The text form.
  public var description: String {
    switch self {
    case .email(let text), .name(let text): text
    case .id(let id): id.description
    }
  }
}
