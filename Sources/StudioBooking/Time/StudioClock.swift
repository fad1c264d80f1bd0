import Foundation

/// Tells the time; a value, so that tests and `STUDIO_NOW` can hold it still.
public struct StudioClock: Sendable {
  private let read: @Sendable () -> Int

  /// Makes a clock from a function that returns UTC seconds since 1970.
  public init(_ read: @escaping @Sendable () -> Int) { self.read = read }

  /// UTC seconds since 1970, now.
  public var nowUTC: Int { read() }

  /// The machine's clock.
  public static let system = StudioClock { Int(Date().timeIntervalSince1970.rounded(.down)) }

  /// A clock that stands still.
  public static func fixed(_ utc: Int) -> Self { Self { utc } }
}
