import ArgumentParser
import Foundation
import StudioBooking

/// Reads what people type for booking commands; what cannot be read is wrong usage (exit 64).
enum BookingArguments {
  /// Reads one value.
  ///
  /// - Parameters:
  ///   - text: what was typed.
  ///   - wanted: what it should have been, with its article and an example.
  ///   - value: makes the value.
  /// - Returns: the value.
  /// - Throws: a sentence that names both.
  static func read<Value>(
    _ text: String, _ wanted: String, _ value: (String) -> Value?
  ) throws -> Value {
    guard let value = value(text) else { throw ValidationError("'\(text)' is not \(wanted).") }
    return value
  }

  static func time(_ text: String) throws -> RequestedTime {
    try read(text, "a time such as 2026-12-01T14:00", RequestedTime.init(_:))
  }

  static func minutes(_ text: String) throws -> Int {
    try read(text, "a duration such as 90m, 2h or 1h30", DurationText.minutes(of:))
  }

  static func date(_ text: String) throws -> CivilDate {
    try read(text, "a date such as 2026-12-01", CivilDate.init(_:))
  }

  static func person(_ text: String) throws -> PersonReference {
    try read(text, "an e-mail address, a number or a name", PersonReference.init(text:))
  }

  static func personID(_ text: String) throws -> PersonID {
    try read(text, "a person's number such as P-3", PersonID.init(text:))
  }

  static func reservation(_ text: String) throws -> ReservationID {
    try read(text, "a reservation number such as R-17", ReservationID.init(text:))
  }

  static func waitlist(_ text: String) throws -> WaitlistID {
    try read(text, "a waitlist number such as W-3", WaitlistID.init(text:))
  }

  static func closure(_ text: String) throws -> ClosureID {
    try read(text, "a closure's number such as C-3", ClosureID.init(text:))
  }

  static func dayOrTime(_ text: String) throws -> DayOrTime {
    guard let moment = DayOrTime(text) else {
      throw ValidationError("'\(text)' is neither a date (2026-11-11) nor a time.")
    }
    return moment
  }

  static func guest(_ text: String) throws -> Guest {
    try read(text, "a guest such as \"Léa\" or \"Léa <lea@…>\"", Guest.init(text:))
  }

  static func rule(_ text: String) throws -> RefusalCode {
    guard let code = RefusalCode(rawValue: text), RefusalCode.overridable.contains(code) else {
      let known = RefusalCode.overridable.map(\.rawValue).sorted().joined(separator: ", ")
      throw ValidationError("'\(text)' is not a rule that can be set aside: \(known).")
    }
    return code
  }

  /// Reads an ISO 8601 week, `2026-W49`, as its Monday.
  static func week(_ text: String) throws -> CivilDate {
    let parts = text.uppercased().split(separator: "-W", omittingEmptySubsequences: false)
    guard parts.count == 2, let year = Int(parts[0]), let week = Int(parts[1]),
      let monday = CivilDate(isoWeek: week, ofYear: year)
    else { throw ValidationError("'\(text)' is not a week such as 2026-W49.") }
    return monday
  }
}
