import StudioStore

extension Workplace {
  /// Writes the public agenda.
  var agendaBuilder: AgendaBuilder {
    AgendaBuilder(folder: folder, store: store, addresses: addresses, venue: venue)
  }

  /// Writes the public agenda when this command, or the passing of a day, has changed it.
  func keepAgendaUpToDate() async throws {
    try await agendaBuilder.buildIfBehind(at: now)
  }
}
