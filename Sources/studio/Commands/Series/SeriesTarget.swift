import ArgumentParser
import StudioBooking
import StudioStore

/// The series a command means: named itself, or by a reservation in it.
struct SeriesTarget {
  /// The series.
  let id: SeriesID
  /// The reservation that was named.
  let reservation: ReservationID?
  /// The date of that reservation in the series.
  let date: LocalDateTime?

  /// Where an edit begins.
  struct Start {
    /// The first date concerned; nil means all.
    let date: LocalDateTime?
  }

  /// Finds the series.
  ///
  /// - Throws: a refusal with code `unknown_series`, or wrong usage.
  init(_ text: String, _ place: Workplace) async throws {
    if let id = SeriesID(text: text) {
      self.id = id
      reservation = nil
      date = nil
      return
    }
    guard let reservation = ReservationID(text: text) else {
      throw ValidationError("'\(text)' is not a series (SR-3) or a reservation (R-17).")
    }
    guard let found = try await place.store.series(of: reservation, for: .staff(nil)) else {
      throw Refusal(.unknownSeries, subject: reservation.description)
    }
    id = found.series
    date = found.date
    self.reservation = reservation
  }

  /// Reads `this`, `following` or `all`.
  static func scope(_ text: String) throws -> SeriesScope {
    guard let scope = SeriesScope(rawValue: text) else {
      throw ValidationError("'\(text)' is not one of this, following, all.")
    }
    return scope
  }

  /// Where an edit begins; nil when it concerns the named reservation alone.
  func start(
    _ edit: SeriesEditOptions, _ place: Workplace, usual: SeriesScope = .this
  ) async throws -> Start? {
    if let from = edit.from { return Start(date: try await occurrence(on: from, place)) }
    switch edit.scope ?? (reservation == nil ? .all : usual) {
    case .all: return Start(date: nil)
    case .following:
      guard let date else {
        throw ValidationError("Say from which date on: --from DATE, or name a reservation.")
      }
      return Start(date: date)
    case .this: return nil
    }
  }

  /// The occurrence of the series on a date.
  func occurrence(on date: CivilDate, _ place: Workplace) async throws -> LocalDateTime {
    let series = try await place.store.series(id, for: .staff(nil))
    guard let found = series.occurrences.first(where: { $0.local.date == date }) else {
      throw Refusal(
        .unknownOccurrence, subject: id.description, actual: .text(date.description))
    }
    return found.local
  }
}
