import Foundation

/// Somebody who comes along with the person who booked.
public struct Guest: Hashable, Sendable, Codable {
  /// The name.
  public let name: String
  /// The address for the invitation, if there is one.
  public let email: String?

  /// Names a guest.
  public init(name: String, email: String? = nil) {
    self.name = name
    self.email = email
  }

  /// Reads `Léa` or `Léa <lea@example.be>`; nil when there is no name or the address has no `@`.
  public init?(text: String) {
    let composed = text.precomposedStringWithCanonicalMapping
    func trimmed(_ part: some StringProtocol) -> String {
      part.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    guard let open = composed.firstIndex(of: "<") else {
      let name = trimmed(composed)
      guard !name.isEmpty, name.unicodeScalars.count <= 200 else { return nil }
      self.init(name: name)
      return
    }
    let name = trimmed(composed[..<open])
    let rest = trimmed(composed[composed.index(after: open)...])
    guard !name.isEmpty, name.unicodeScalars.count <= 200, rest.hasSuffix(">"),
      case .email(let address) = PersonReference(text: String(rest.dropLast()))
    else { return nil }
    self.init(name: name, email: address)
  }
}

extension Guest: CustomStringConvertible {
  /// The text form.
  public var description: String { email.map { "\(name) <\($0)>" } ?? name }
}
