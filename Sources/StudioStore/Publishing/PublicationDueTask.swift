public import StudioPublishing

/// Publishes scheduled episodes at their instant, and builds what is to be public by then.
public struct PublicationDueTask: DueTask {
  static let kind = "publication"

  private let desk: PublishingDesk

  /// Publishes through a desk, which builds the public files too.
  public init(_ desk: PublishingDesk) { self.desk = desk }

  /// Scheduled episodes alone.
  public var kinds: Set<String> { [Self.kind] }

  /// Makes the item's episode public; its files follow when the pass is complete.
  ///
  /// An episode that must not be published any more becomes ready again: that is done too.
  public func perform(_ item: DueItem, at nowUTC: Int) async throws -> Bool {
    try await desk.publishDue(PublicID(rawValue: item.subject), at: nowUTC) != nil
  }

  /// Builds every show that lags behind, also after a build that failed once.
  public func complete(at nowUTC: Int) async throws -> [(item: DueItem, error: any Error)] {
    try await desk.buildBehind().map { failure in
      let item = DueItem(kind: "publicFiles", subject: failure.show.rawValue, atUTC: nowUTC)
      return (item, failure.reason)
    }
  }
}
