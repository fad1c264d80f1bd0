import ArgumentParser
import StudioBooking

/// How a booking repeats: people's words, or an RRULE for experts.
struct RepetitionOptions: ParsableArguments {
  @Option(help: "Repeat it: day, weekday, week, \"2 weeks\", month, year.") var every: String?
  @Option(help: "On which days: \"tue,thu\", \"1st thu\", \"last fri\", 31, last.") var on: String?
  @Option(help: "How many times it takes place.") var times: Int?
  @Option(help: "Until which date, included.", transform: BookingArguments.date)
  var until: CivilDate?
  @Option(
    help: "Not on these days: calendars and dates, such as conges-scolaires,2026-12-24.")
  var except: String?
  @Option(name: .customLong("repeat"), help: "Repeat it by an RRULE of RFC 5545.")
  var rule: String?
  @Flag(help: "Book the dates that can be, keep the others to be offered when they are free.")
  var skip = false
  @Flag(
    name: [.customLong("preview"), .customLong("dry-run")],
    help: "Only say which dates can be booked.")
  var preview = false

  func validate() throws {
    if every != nil, rule != nil { throw ValidationError("Give --every or --repeat, not both.") }
    let isRepeated = every != nil || rule != nil
    if !isRepeated, on != nil || times != nil || until != nil || except != nil || skip || preview {
      throw ValidationError(
        "--on, --times, --until, --except, --skip and --preview go with --every or --repeat.")
    }
    if rule != nil, on != nil || times != nil || until != nil {
      throw ValidationError("An RRULE says --on, --times and --until itself.")
    }
    if times != nil, until != nil { throw ValidationError("Give --times or --until, not both.") }
    if let times, times < 1 { throw ValidationError("--times is at least 1.") }
    if every != nil, times == nil, until == nil {
      throw ValidationError("--every needs an end: --times N or --until DATE.")
    }
    if let every { _ = try words(every, start: CivilDate(dayNumber: 0)) }
  }

  /// The repetition, or nil for a booking that happens once.
  ///
  /// - Parameter start: the earliest date.
  /// - Returns: the repetition, if one was asked for.
  /// - Throws: a refusal with code `bad_recurrence` for an RRULE that cannot be used.
  func repetition(start: CivilDate) throws -> Repetition? {
    var asked: RecurrenceRule
    if let rule {
      asked = try RecurrenceRule(text: rule)
    } else if let every {
      asked = try words(every, start: start)
      if let times { asked.end = .count(times) }
      if let until { asked.end = .untilDate(until) }
    } else {
      return nil
    }
    let exceptions = (except ?? "").split(separator: ",").map {
      $0.trimmingPrefix(while: \.isWhitespace)
    }
    return Repetition(
      rule: asked, exceptDates: exceptions.compactMap { CivilDate($0) },
      exceptCalendars: exceptions.filter { CivilDate($0) == nil }.map(String.init),
      countsExceptions: rule != nil)
  }

  private func words(_ every: String, start: CivilDate) throws -> RecurrenceRule {
    do {
      return try RepeatWords.rule(every: every, on: on, start: start)
    } catch {
      throw ValidationError(
        "'\(error.words)' says no repetition such as --every month --on \"1st thu\".")
    }
  }
}
