public import ArgumentParser
import Localization
public import StudioBooking
import StudioStore

/// `studio report …`: what the town asks at the end of a month or a year.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Utilisation, no-shows and figures for funders.",
    subcommands: [UtilisationFigures.self, NoShowFigures.self, SubsidyFigures.self])
}

/// The dates of a report and its form.
struct ReportOptions: ParsableArguments {
  @Option(
    help: "The dates: 2026, 2026-Q4 or 2026-12 (default: this month).",
    transform: ReportOptions.readPeriod)
  var period: ReportPeriod?
  @Option(help: "The first date, instead of --period.", transform: BookingArguments.date)
  var from: CivilDate?
  @Option(help: "The last date, included.", transform: BookingArguments.date)
  var to: CivilDate?
  @Flag(help: "Print comma-separated values (RFC 4180, UTF-8).") var csv = false

  func validate() throws {
    guard (from == nil) == (to == nil), from == nil || period == nil else {
      throw ValidationError("Give --period, or --from and --to.")
    }
    if let from, let to, ReportPeriod(first: from, last: to) == nil {
      throw ValidationError(
        "--to comes after --from, at most \(ReportPeriod.longestDays) days later.")
    }
  }

  /// The dates of this run.
  func dates(today: CivilDate) throws -> ReportPeriod {
    if let period { return period }
    let (year, month, _) = today.parts
    let month0 = CivilDate(year: year, month: month, day: 1) ?? today
    let end = month0.adding(days: CivilDate.days(inMonth: month, of: year) - 1)
    guard let chosen = ReportPeriod(first: from ?? month0, last: to ?? end) else {
      throw ValidationError("--to comes after --from.")
    }
    return chosen
  }

  static func readPeriod(_ text: String) throws -> ReportPeriod {
    guard let period = ReportPeriod(text) else {
      throw ValidationError("'\(text)' is not a period such as 2026, 2026-Q4 or 2026-12.")
    }
    return period
  }

  /// The answer in the form that was asked for.
  func answer(_ report: any Encodable, _ table: CSVTable, lines: [String]) -> Answer {
    Answer(report, lines: csv ? [CRLFText.withoutLastLineFeed(table.text)] : lines)
  }
}

/// `studio report utilisation`.
struct UtilisationFigures: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "utilisation",
    abstract: "How much of their opening hours spaces and units were used.")
  @Argument(help: "The space, such as gaming (default: all).") var space: String?
  @Option(help: "A line a unit, space or month.") var by: Utilisation.Grouping = .unit
  @OptionGroup var options: ReportOptions
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let report = try await place.store.utilisation(
      try options.dates(today: place.today), by: by,
      space: space.map { SpaceID(rawValue: $0) })
    return options.answer(report, report.csv, lines: FigureText.lines(report, place.language))
  }
}

extension Utilisation.Grouping: ExpressibleByArgument {}

/// `studio report no-show`.
struct NoShowFigures: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "no-show", abstract: "Who came and who did not, by offering.")
  @OptionGroup var options: ReportOptions
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let report = try await place.store.noShows(
      try options.dates(today: place.today), at: place.now)
    return options.answer(report, report.csv, lines: FigureText.lines(report, place.language))
  }
}

/// `studio report subsidy`.
struct SubsidyFigures: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "subsidy",
    abstract: "People, entries and hours by age band and postcode; small counts are merged.")
  @Option(help: "The fewest people in a line, at least \(SubsidyReport.usualSmallest).")
  var smallest = SubsidyReport.usualSmallest
  @OptionGroup var options: ReportOptions
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard smallest >= SubsidyReport.usualSmallest else {
      throw ValidationError("--smallest is at least \(SubsidyReport.usualSmallest).")
    }
  }

  func answer(at place: Workplace) async throws -> Answer {
    let report = try await place.store.subsidy(
      try options.dates(today: place.today), smallest: smallest)
    return options.answer(report, report.csv, lines: FigureText.lines(report, place.language))
  }
}
