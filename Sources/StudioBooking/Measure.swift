public import Localization

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
  /// A date on the venue's calendar.
  case date(CivilDate)
  /// A name people read.
  case name(LocalizedText)
  /// An age in years, and the clock hours it holds for when it is not always.
  case years(Int, during: String?)
  /// What a quota allows.
  case allowance(Quota)
  /// Minutes in a run of dates.
  case used(minutes: Int, in: ClosedRange<CivilDate>)
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
    case .date(let date): date.description
    case .name(let name): name.text(in: .english)
    case .years(let years, let hours): hours.map { "\(years) \($0)" } ?? String(years)
    case .allowance(let quota):
      "\(DurationText.text(minutes: quota.minutes))/\(quota.per.rawValue)/\(quota.of.rawValue)"
    case .used(let minutes, let dates):
      "\(DurationText.text(minutes: minutes)) \(dates.lowerBound)/\(dates.upperBound)"
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
    case .date(let date): HumanTime.day(date, in: language)
    case .name(let name): name.text(in: language)
    case .years(let years, let hours): Self.years(years, hours, language)
    case .allowance(let quota): quota.text(in: language)
    case .used(let minutes, let dates): Self.used(minutes, dates, language)
    case .text(let text): text
    }
  }

  private static func years(_ years: Int, _ hours: String?, _ language: Language) -> String {
    bookingMessages.text(
      hours == nil ? "measure.years" : "measure.years_during", in: language,
      ["years": String(years), "hours": hours ?? ""])
  }

  private static func used(
    _ minutes: Int, _ dates: ClosedRange<CivilDate>, _ language: Language
  ) -> String {
    let values = [
      "hours": HumanTime.duration(minutes: minutes),
      "first": HumanTime.day(dates.lowerBound, in: language),
      "last": HumanTime.day(dates.upperBound, in: language),
    ]
    let isOneDay = dates.lowerBound == dates.upperBound
    return bookingMessages.text(
      isOneDay ? "measure.used_day" : "measure.used", in: language, values)
  }
}

extension Quota {
  /// The quota in words: `8 h par mois et par personne`.
  public func text(in language: Language) -> String {
    bookingMessages.text(
      "quota.\(of.rawValue)", in: language,
      [
        "hours": HumanTime.duration(minutes: minutes),
        "per": bookingMessages.text("quota.per.\(per.rawValue)", in: language),
      ])
  }
}
