/// The number of a recurring reservation; people see and type `SR-3`.
public struct SeriesID: Hashable, Sendable, CustomStringConvertible {
  /// The number, from 1.
  public let number: Int
  /// Wraps a number.
  public init(_ number: Int) { self.number = number }
  /// Reads `SR-3` or `sr-3`.
  public init?(text: some StringProtocol) {
    guard text.lowercased().hasPrefix("sr-"), let number = Int(text.dropFirst(3)), number > 0
    else { return nil }
    self.number = number
  }
  /// `SR-3`.
  public var description: String { "SR-\(number)" }
}
