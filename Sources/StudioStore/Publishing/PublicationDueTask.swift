public import StudioPublishing

/// Publishes scheduled episodes at their instant.
public struct PublicationDueTask: DueTask {
  static let kind = "publication"

  private let desk: PublishingDesk

  /// Publishes through a desk, which builds the public files too.
  public init(_ desk: PublishingDesk) { self.desk = desk }

  /// Scheduled episodes alone.
  public var kinds: Set<String> { [Self.kind] }

  /// Publishes everything whose instant has come, the item's episode among it.
  ///
  /// An episode that must not be published any more becomes ready again: that is done too.
  public func perform(_ item: DueItem, at nowUTC: Int) async throws -> Bool {
    try await desk.publishDue(at: nowUTC).contains { $0.episode.id.rawValue == item.subject }
  }
}
