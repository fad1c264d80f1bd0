import ArgumentParser
import Foundation
import StudioBooking

/// Reads what people type for booking commands; what cannot be read is wrong usage (exit 64).
enum BookingArguments {
  static func time(_ text: String) throws -> RequestedTime {
    guard let time = RequestedTime(text) else {
      throw ValidationError("'\(text)' is not a time such as 2026-12-01T14:00.")
    }
    return time
  }

  static func minutes(_ text: String) throws -> Int {
    guard let minutes = DurationText.minutes(of: text) else {
      throw ValidationError("'\(text)' is not a duration such as 90m, 2h or 1h30.")
    }
    return minutes
  }

  static func date(_ text: String) throws -> CivilDate {
    guard let date = CivilDate(text) else {
      throw ValidationError("'\(text)' is not a date such as 2026-12-01.")
    }
    return date
  }

  static func person(_ text: String) throws -> PersonReference {
    guard let person = PersonReference(text: text) else {
      throw ValidationError("'\(text)' is not an e-mail address, a number or a name.")
    }
    return person
  }

  static func personID(_ text: String) throws -> PersonID {
    guard let id = PersonID(text: text) else {
      throw ValidationError("'\(text)' is not a person's number such as P-3.")
    }
    return id
  }

  static func reservation(_ text: String) throws -> ReservationID {
    guard let id = ReservationID(text: text) else {
      throw ValidationError("'\(text)' is not a reservation number such as R-17.")
    }
    return id
  }

  static func waitlist(_ text: String) throws -> WaitlistID {
    guard let id = WaitlistID(text: text) else {
      throw ValidationError("'\(text)' is not a waitlist number such as W-3.")
    }
    return id
  }

  static func closure(_ text: String) throws -> ClosureID {
    guard let id = ClosureID(text: text) else {
      throw ValidationError("'\(text)' is not a closure's number such as C-3.")
    }
    return id
  }

  static func dayOrTime(_ text: String) throws -> DayOrTime {
    guard let moment = DayOrTime(text) else {
      throw ValidationError("'\(text)' is neither a date (2026-11-11) nor a time.")
    }
    return moment
  }

  static func guest(_ text: String) throws -> Guest {
    guard let guest = Guest(text: text) else {
      throw ValidationError("'\(text)' is not a guest such as \"Léa\" or \"Léa <lea@…>\".")
    }
    return guest
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
