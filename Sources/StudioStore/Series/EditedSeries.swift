import GRDB
import StudioBooking

/// What an edit of a series did, as a repeated key remembers it.
struct EditedSeries: Codable, Sendable {
  private let series: Int
  private let continued: Int?
  private let changed: [Int]
  private let kept: [SeriesOutcome.Kept]

  init(
    series: SeriesID, continued: SeriesID? = nil, changed: [ReservationID],
    kept: [SeriesOutcome.Kept] = []
  ) {
    self.series = series.number
    self.continued = continued?.number
    self.changed = changed.map(\.number)
    self.kept = kept
  }

  /// The answer, with everything as it is now.
  func outcome(for viewer: Actor, _ db: Database) throws -> SeriesOutcome {
    SeriesOutcome(
      series: try SeriesRows.load(SeriesID(series), for: viewer, db),
      continued: try continued.map { try SeriesRows.load(SeriesID($0), for: viewer, db) },
      changed: try changed.map { try ReservationRows.find(ReservationID($0), db).reservation },
      kept: kept)
  }
}
