public import StudioPublishing

/// Keeps sessions, shows and episodes in SQLite.
public struct EpisodeStore: PublishingStore {
  let database: StudioDatabase

  /// Keeps them in a database.
  ///
  /// - Parameter database: an open database.
  public init(_ database: StudioDatabase) { self.database = database }
}
