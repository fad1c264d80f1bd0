import Localization

/// A limit or an actual value inside a refusal, in its own unit.
public enum Measure: Hashable, Sendable {
  /// A length in minutes.
  case minutes(Int)
  /// A length in seconds that is not whole minutes.
  case seconds(Int)
  /// A moment on the venue's clock.
  case moment(ZonedInstant)
  /// A clock reading that may not exist.
  case reading(LocalDateTime)
  /// A state of a reservation.
  case status(ReservationStatus)
  /// A plain number.
  case count(Int)
  /// Words as they are, such as opening hours.
  case text(String)

  /// The value for programs: durations as `1h30`, times as RFC 3339.
  public var jsonText: String {
    switch self {
    case .minutes(let count): DurationText.text(minutes: count)
    case .seconds(let count): "\(count)s"
    case .moment(let instant): instant.rfc3339
    case .reading(let local): local.description
    case .status(let status): status.rawValue
    case .count(let count): String(count)
    case .text(let text): text
    }
  }

  /// The value for people.
  func text(in language: Language) -> String {
    switch self {
    case .minutes(let count): HumanTime.duration(minutes: count)
    case .seconds(let count): "\(count) s"
    case .moment(let instant): HumanTime.moment(instant, in: language)
    case .reading(let local): HumanTime.moment(local, in: language)
    case .status(let status): status.name(in: language)
    case .count(let count): String(count)
    case .text(let text): text
    }
  }
}
