import StudioBooking

/// Dates in columns: `2026-12-01`.
enum StoredDate {
  static func date(_ text: String) throws -> CivilDate {
    guard let date = CivilDate(text) else {
      throw StoreError.unreadable(field: "date", value: text)
    }
    return date
  }
}
