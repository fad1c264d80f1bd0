import Foundation

/// The number of an organisation; staff see and type `O-17`.
public struct OrganisationID: Hashable, Sendable, CustomStringConvertible {
  /// The number, from 1.
  public let number: Int
  /// Wraps a number.
  public init(_ number: Int) { self.number = number }
  /// Reads `O-17` or `o-17`; a bare number is a person's.
  public init?(text: some StringProtocol) {
    guard text.lowercased().hasPrefix("o-"), let number = Int(text.dropFirst(2)), number > 0 else {
      return nil
    }
    self.number = number
  }
  /// `O-17`.
  public var description: String { "O-\(number)" }
}

/// How a command names an organisation: by number or by name.
public enum OrganisationReference: Hashable, Sendable {
  case id(OrganisationID)
  case name(String)

  /// Reads `O-12` or a name; nil when there is nothing in it.
  public init?(text: String) {
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
      .precomposedStringWithCanonicalMapping
    guard !trimmed.isEmpty else { return nil }
    if let id = OrganisationID(text: trimmed) { self = .id(id) } else { self = .name(trimmed) }
  }
}

extension OrganisationReference: CustomStringConvertible {
  /// The text form.
  public var description: String {
    switch self {
    case .id(let id): id.description
    case .name(let name): name
    }
  }
}
