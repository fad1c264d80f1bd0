/// Counts reservations for reports.
///
/// A report of several months is several reads, one a month, so that no reader holds a writer up.
/// Every method throws ``Refusal`` for a name that does not exist, else the store's own error.
public protocol ReportStore: Sendable {
  /// How much of their opening hours units were used.
  func utilisation(
    _ period: ReportPeriod, by grouping: Utilisation.Grouping, space: SpaceID?
  ) async throws -> Utilisation

  /// Who came and who did not, among reservations that are over.
  func noShows(_ period: ReportPeriod, at nowUTC: Int) async throws -> NoShowReport

  /// People, entries and hours for a funder; no line of fewer than `smallest` people.
  func subsidy(_ period: ReportPeriod, smallest: Int) async throws -> SubsidyReport
}
