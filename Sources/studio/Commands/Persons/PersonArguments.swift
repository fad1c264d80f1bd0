import ArgumentParser
import StudioBooking

/// Reads what people type about people; what cannot be read is wrong usage (exit 64).
enum PersonArguments {
  static func age(_ text: String) throws -> AgeBand {
    try BookingArguments.read(text, "an age band such as 12-15, 16 or 65+", AgeBand.init(text:))
  }

  /// Reads `12-15,16-17x2`: a list of bands, each with how many.
  static func ages(_ text: String) throws -> [AgeBand] {
    try text.split(separator: ",").flatMap { part -> [AgeBand] in
      let pieces = part.split(separator: "x", omittingEmptySubsequences: false)
      guard pieces.count <= 2, let first = pieces.first,
        let count = pieces.count == 2 ? Int(pieces[1]) : 1, (1...200).contains(count)
      else {
        throw ValidationError("'\(part)' is not an age band such as 12-15 or 16-17x2.")
      }
      return Array(repeating: try age(String(first)), count: count)
    }
  }

  static func organisation(_ text: String) throws -> OrganisationReference {
    try BookingArguments.read(
      text, "an organisation's number (O-2) or name", OrganisationReference.init(text:))
  }

  static func subject(_ text: String) throws -> SubjectReference {
    try BookingArguments.read(
      text, "a person or an organisation's number (O-2)", SubjectReference.init(text:))
  }

  static func role(_ text: String) throws -> AccountRole {
    try BookingArguments.read(text, "one of member, staff, admin", AccountRole.init(rawValue:))
  }

  static func payment(_ text: String) throws -> PaymentChange {
    try BookingArguments.read(
      text, "one of paid, waived, due, refunded", PaymentChange.init(rawValue:))
  }

  static func companyNumber(_ text: String) throws -> CompanyNumber {
    try BookingArguments.read(
      text, "a Belgian enterprise number such as 0403.170.701", CompanyNumber.init(text:))
  }

  /// Reads `2026-12` as its first date.
  static func month(_ text: String) throws -> CivilDate {
    guard text.count == 7, let date = CivilDate("\(text)-01") else {
      throw ValidationError("'\(text)' is not a month such as 2026-12.")
    }
    return date
  }
}
