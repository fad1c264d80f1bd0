import StudioStore

extension Workplace {
  /// Writes the public agenda when this command, or the passing of a day, has changed it.
  func keepAgendaUpToDate() async throws {
    try await AgendaBuilder(
      folder: folder, store: store, addresses: addresses, venue: venue
    ).buildIfBehind(at: now)
  }
}
