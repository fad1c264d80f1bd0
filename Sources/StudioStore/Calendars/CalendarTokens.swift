import Crypto
import Foundation
import GRDB
import StudioBooking

/// Tokens of calendar links: random, shown once, kept as hashes.
enum CalendarTokens {
  /// 256 random bits as 43 letters, digits, `-` and `_` (RFC 4648 §5, without padding).
  static func mint() -> String {
    // The system's generator draws from getrandom(2), which is fit for secrets.
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    return Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-")
      .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
  }

  /// SHA-256 in hexadecimal; a token has 256 random bits, so nothing slower is needed.
  static func hash(_ token: String) -> String {
    SHA256.hash(data: Data(token.utf8)).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  static func link(_ row: Row) throws -> CalendarLink {
    let word: String = row["scope"]
    let scope: CalendarScope =
      switch word {
      case "person": .person(PersonID(row["person_id"]))
      case "space": .space(SpaceID(rawValue: row["space"]))
      default: .venue
      }
    return CalendarLink(
      id: row["id"], scope: scope, names: row["names"], createdUTC: row["created_utc"],
      revokedUTC: row["revoked_utc"])
  }

  static let columns = """
    calendar_token.id, scope, person_id, space.slug AS space, names, created_utc, revoked_utc
    FROM calendar_token LEFT JOIN space ON space.id = space_id
    """
}
