/// Works a reservation out from its history alone.
public enum HistoryReplay {
  /// Replays entries from the first on.
  ///
  /// - Parameters:
  ///   - entries: the history of one reservation, in order.
  ///   - version: the version to stop at; nil goes to the end.
  /// - Returns: the reservation as it was then; nil when the history does not reach so far or
  ///   does not say enough.
  public static func reservation(
    _ entries: [HistoryEntry], atVersion version: Int? = nil
  ) -> Reservation? {
    guard let wanted = version ?? entries.last?.version, let first = entries.first,
      let last = entries.last(where: { $0.version <= wanted }), last.version == wanted
    else { return nil }
    var values: [String: String] = [:]
    for entry in entries where entry.version <= wanted {
      values.merge(entry.details) { $1 }
    }
    func value(_ field: ReservationField) -> String? {
      values[field.rawValue].flatMap { $0.isEmpty ? nil : $0 }
    }
    guard let status = value(.status).flatMap(ReservationStatus.init(rawValue:)),
      let kind = value(.kind).flatMap(ReservationKind.init(rawValue:)),
      let offering = value(.offering), let units = value(.units),
      let start = value(.start).flatMap(ZonedInstant.init(rfc3339:)),
      let end = value(.end).flatMap(ZonedInstant.init(rfc3339:))
    else { return nil }
    return Reservation(
      id: first.reservation, status: status, offering: OfferingID(rawValue: offering),
      units: units.split(separator: ",").map { UnitID(rawValue: String($0)) }, start: start,
      end: end, version: wanted, kind: kind,
      heldUntil: value(.heldUntil).flatMap(ZonedInstant.init(rfc3339:)),
      group: value(.group).flatMap { ReservationID(text: $0) },
      people: value(.people).flatMap { Int($0) })
  }
}
