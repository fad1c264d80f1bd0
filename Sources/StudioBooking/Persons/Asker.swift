/// Who asks what is free: the rules about who books are then asked too.
public struct Asker: Hashable, Sendable {
  /// The person; nil when only an organisation is named.
  public let person: PersonReference?
  /// The organisation it would be for, and who would come along.
  public let behalf: BookingBehalf

  /// Names who asks.
  public init(_ person: PersonReference?, behalf: BookingBehalf = .themselves) {
    self.person = person
    self.behalf = behalf
  }
}
