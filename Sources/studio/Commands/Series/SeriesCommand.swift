import ArgumentParser
import Foundation
import Localization
import StudioBooking
import StudioStore

/// `studio series …`: recurring reservations; `studio book --every …` makes them.
struct SeriesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "series", abstract: "Recurring reservations, made with “book --every”.",
    subcommands: [
      SeriesList.self, SeriesShow.self, SeriesCancel.self, SeriesMove.self, SeriesOffers.self,
      SeriesTake.self, SeriesUndo.self,
    ])
}

struct SeriesList: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the series that still have a date to come.")
  @Flag(help: "Those that are over, too.") var all = false
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let found = try await place.store.seriesList(for: .staff(nil), past: all, at: place.now)
    return Answer(list: found, none: seriesMessages.text("none", in: place.language)) {
      SeriesText.line($0, place)
    }
  }
}

struct SeriesShow: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows every date of a series and what became of it.")
  @Argument(help: "The series (SR-3), or a reservation in it (R-17).") var series: String
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let target = try await SeriesTarget(series, place)
    let found = try await place.store.series(target.id, for: .staff(nil))
    return Answer(found, lines: SeriesText.lines(found, place))
  }
}

/// What `cancel` and `move` concern.
struct SeriesEditOptions: ParsableArguments {
  @Argument(help: "The series (SR-3), or a reservation in it (R-17).") var series: String
  @Option(
    help: "this, following or all (default: all of SR-…, this one of R-…).",
    transform: SeriesTarget.scope)
  var scope: SeriesScope?
  @Option(help: "From which date on, such as 2027-01-12.", transform: BookingArguments.date)
  var from: CivilDate?
  @Option(help: "The staff member who does it (P-1).", transform: BookingArguments.personID)
  var by: PersonID?
  @Option(
    help: "The series' version that was seen (its “sequence”); of R-… alone, that one's version.")
  var version: Int?
  @Option(help: "Makes the command repeatable: the same key gives the same answer.")
  var key: String?
}

struct SeriesCancel: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Cancels one occurrence, it and those after it, or all.")
  @OptionGroup var edit: SeriesEditOptions
  @Option(help: "Why; kept in the history.") var reason: String?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let target = try await SeriesTarget(edit.series, place)
    guard let from = try await target.start(edit, place) else {
      guard let reservation = target.reservation else {
        throw ValidationError("Name a reservation (R-17) to cancel this one alone.")
      }
      let changed = try await place.store.change(
        .cancel, reservation, by: place.staff(edit.by), reason: reason,
        expectedVersion: edit.version, key: edit.key, at: place.now)
      return DeskText.answer(changed, place)
    }
    let outcome = try await place.store.cancelSeries(
      target.id, from: from.date, by: place.staff(edit.by), reason: reason,
      expectedVersion: edit.version, key: edit.key, at: place.now)
    return Answer(outcome, lines: SeriesText.lines(outcome, place))
  }
}

struct SeriesMove: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "move",
    abstract: "Moves an occurrence and those after it, or all, to another time.")
  @OptionGroup var edit: SeriesEditOptions
  @Option(help: "The new time of day, such as 20:00.") var to: String?
  @Option(help: "So many days later, or earlier when negative.") var days = 0
  @Option(help: "The new length, such as 90m.", transform: BookingArguments.minutes)
  var duration: Int?
  @Flag(help: "Leave those that cannot move where they are.") var skip = false
  @Option(
    help: "A rule to set aside, such as lead_time; may be repeated.",
    transform: BookingArguments.rule)
  var override: [RefusalCode] = []
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if to == nil, days == 0, duration == nil {
      throw ValidationError("Say what changes: --to 20:00, --days 1 or --duration 90m.")
    }
    if let to, secondOfDay(to) == nil {
      throw ValidationError("'\(to)' is not a time of day such as 20:00.")
    }
    if edit.scope == .this { throw ValidationError("One reservation moves with “studio move”.") }
  }

  func answer(at place: Workplace) async throws -> Answer {
    let target = try await SeriesTarget(edit.series, place)
    let from = try await target.start(edit, place, usual: .following)
    let outcome = try await place.store.moveSeries(
      target.id, from: from?.date,
      by: SeriesPattern.Shift(
        days: days, secondOfDay: to.flatMap(secondOfDay), length: duration.map { .minutes($0) }),
      skipping: skip, overrides: Set(override), by: place.staff(edit.by),
      expectedVersion: edit.version, key: edit.key, at: place.now)
    return Answer(outcome, lines: SeriesText.lines(outcome, place))
  }

  private func secondOfDay(_ text: String) -> Int? {
    LocalDateTime("1970-01-01T\(text)")?.secondOfDay
  }
}

struct SeriesOffers: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "offers", abstract: "Lists skipped dates that have become free.")
  @Argument(help: "The series (default: all).") var series: String?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    var id: SeriesID?
    if let series { id = try await SeriesTarget(series, place).id }
    let offers = try await place.store.seriesOffers(of: id, for: .staff(nil), at: place.now)
    return Answer(list: offers, none: seriesMessages.text("offers.none", in: place.language)) {
      SeriesText.line($0, place)
    }
  }
}

struct SeriesTake: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "take", abstract: "Books a skipped date that has become free.")
  @Argument(help: "The series, such as SR-3.") var series: String
  @Argument(help: "The date, such as 2027-01-12.", transform: BookingArguments.date)
  var date: CivilDate
  @Option(help: "The staff member who books (P-1).", transform: BookingArguments.personID)
  var by: PersonID?
  @Option(help: "Makes the command repeatable: the same key gives the same answer.")
  var key: String?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let target = try await SeriesTarget(series, place)
    let local = try await target.occurrence(on: date, place)
    let booked = try await place.store.takeOffer(
      target.id, date: local, by: place.staff(by), key: key, at: place.now)
    return DeskText.answer(booked, place)
  }
}

struct SeriesUndo: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Takes the last “series cancel” or “series move” back.")
  @Argument(help: "The series, such as SR-3.") var series: String
  @Option(help: "The staff member who does it (P-1).", transform: BookingArguments.personID)
  var by: PersonID?
  @Option(help: "The series' version that was seen (its “sequence”).") var version: Int?
  @Option(help: "Makes the command repeatable: the same key gives the same answer.")
  var key: String?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let target = try await SeriesTarget(series, place)
    let outcome = try await place.store.undoSeries(
      target.id, by: place.staff(by), expectedVersion: version, key: key, at: place.now)
    return Answer(outcome, lines: SeriesText.lines(outcome, place))
  }
}
