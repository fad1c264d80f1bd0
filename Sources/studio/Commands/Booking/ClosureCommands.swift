import ArgumentParser
import StudioBooking
import StudioStore

/// What every closure and opening takes.
struct ClosureOptions: ParsableArguments {
  @Option(
    help: "From when: a date (from its beginning) or a time.", transform: BookingArguments.dayOrTime
  )
  var from: DayOrTime
  @Option(
    help: "Until when: a date (to its end) or a time (default: the end of the first day).",
    transform: BookingArguments.dayOrTime)
  var to: DayOrTime?
  @Option(help: "Why; staff read it.") var reason: String?
  @Flag(help: "Do it; without this, only say whom it would hit.") var confirm = false
  @OptionGroup var desk: FrontDeskOptions

  /// Plans or makes a closure or an opening.
  func answer(
    _ kind: HoursException.Kind, _ scope: HoursException.Scope, at place: Workplace
  ) async throws -> Answer {
    let request = ClosureRequest(kind: kind, scope: scope, from: from, to: to, reason: reason)
    // An opening takes nothing away from anybody, so there is nothing to confirm.
    guard confirm || kind == .opening else {
      let plan = try await place.store.planClosure(request, at: place.now)
      return Answer(plan, lines: LifecycleText.lines(plan, place))
    }
    let id = try await place.store.confirmClosure(
      request, by: place.staff(desk.by), key: desk.key, at: place.now)
    let closure = try await place.store.closure(id, at: place.now)
    return Answer(closure, lines: LifecycleText.lines(closure, place))
  }
}

/// `studio closure …`: closures there are, and what waits for a decision.
struct ClosureCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "closure", abstract: "Closures and openings, and the reservations they hit.",
    subcommands: [
      ClosureList.self, ClosureDecisions.self, ClosureDecide.self, ClosureLift.self,
    ])
}

struct ClosureList: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists closures and openings that are not over.")
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let closures = try await place.store.closures(at: place.now)
    return Answer(
      closures,
      lines: closures.isEmpty
        ? [LifecycleText.text("closure.none", place)]
        : closures.flatMap { LifecycleText.lines($0, place) })
  }
}

struct ClosureDecisions: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "decisions",
    abstract: "Lists the reservations that wait for a decision, with times they could move to.")
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    var seen: Set<ReservationID> = []
    let waiting = try await place.store.closures(at: place.now).flatMap(\.undecided)
      .filter { seen.insert($0.reservation.id).inserted }
    return Answer(
      waiting,
      lines: waiting.isEmpty
        ? [LifecycleText.text("decisions.none", place)]
        : waiting.flatMap { LifecycleText.lines($0, place) })
  }
}

struct ClosureDecide: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide", abstract: "Moves, cancels or keeps a reservation that a closure hit.")
  @Argument(help: "The reservation, such as R-17.", transform: BookingArguments.reservation)
  var reservation: ReservationID
  @Option(help: "Move it to this start.", transform: BookingArguments.time)
  var move: RequestedTime?
  @Option(help: "A unit to move to; may be repeated.") var unit: [String] = []
  @Flag(help: "Cancel it.") var cancel = false
  @Flag(help: "Keep it although it is closed.") var keep = false
  @OptionGroup var desk: FrontDeskOptions

  var data: DataOptions { desk.data }
  var output: OutputOptions { desk.output }

  func validate() throws {
    let wishes = [move != nil || !unit.isEmpty, cancel, keep].filter { $0 }
    if wishes.count != 1 { throw ValidationError("Give one of --move, --cancel and --keep.") }
  }

  func answer(at place: Workplace) async throws -> Answer {
    let decision: ClosureDecision = cancel ? .cancel : keep ? .keep : .move
    let decided = try await place.store.decide(
      decision, reservation,
      move: ReservationMove(start: move, units: unit.map { UnitID(rawValue: $0) }),
      by: place.staff(desk.by), key: desk.key, at: place.now)
    return DeskText.answer(decided, place)
  }
}

struct ClosureLift: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "lift", abstract: "Takes a closure or an opening back.")
  @Argument(help: "The closure, such as C-3.", transform: BookingArguments.closure)
  var closure: ClosureID
  @Flag(help: "End an opening although reservations stand in it; without this, only say which.")
  var confirm = false
  @OptionGroup var desk: FrontDeskOptions

  var data: DataOptions { desk.data }
  var output: OutputOptions { desk.output }

  func answer(at place: Workplace) async throws -> Answer {
    let lifted = try await place.store.liftClosure(
      closure, isConfirmed: confirm, by: place.staff(desk.by), key: desk.key, at: place.now)
    let count = String(lifted.hits.count)
    guard lifted.id != nil else {
      let plan = LifecycleText.text(
        "closure.liftPlan", place, ["id": closure.description, "count": count])
      return Answer(
        lifted, lines: [plan] + lifted.hits.flatMap { LifecycleText.lines($0, place) })
    }
    return Answer(
      lifted,
      lines: [LifecycleText.text("closure.lifted", place, ["id": closure.description])])
  }
}
