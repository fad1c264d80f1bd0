import StudioBooking

/// Dates in columns: `2026-12-01`.
enum StoredDate {
  static func date(_ text: String) throws -> CivilDate {
    guard let date = CivilDate(text) else { throw StoreError.unknown(kind: "date", name: text) }
    return date
  }
}
