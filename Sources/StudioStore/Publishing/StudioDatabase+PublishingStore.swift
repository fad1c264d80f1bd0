public import StudioPublishing

/// SQLite keeps sessions, shows and episodes.
extension StudioDatabase: PublishingStore {}
