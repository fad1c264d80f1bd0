import Foundation
import GRDB
import StudioBooking
import StudioTestSupport
import Testing

@testable import StudioStore

/// Does the same random things to the product and to the naive desk.
struct LifecycleDriver {
  let database: StudioDatabase
  var desk: NaiveDesk
  var random: SeededGenerator
  let label: String
  /// Whether what falls due is done at once; else nobody ever waits, and nothing is done by itself.
  let hasClock: Bool
  var nextID = 1
  var steps = 0
  var base: Int

  init(
    database: StudioDatabase, desk: NaiveDesk, random: SeededGenerator, label: String,
    hasClock: Bool
  ) {
    self.database = database
    self.desk = desk
    self.random = random
    self.label = label
    self.hasClock = hasClock
    base = desk.now
  }

  private var place: Comment { "\(label), step \(steps)" }

  private mutating func pick(_ range: Range<Int>) -> Int { Int.random(in: range, using: &random) }

  private mutating func someTime() -> (start: Int, end: Int) {
    // Half-hours of the two days ahead, crowded enough to collide.
    let start = (desk.now / 1800 + 1 + pick(0..<60)) * 1800
    return (start, start + 1800 * (1 + pick(0..<5)))
  }

  private mutating func someBooking(_ isWanted: (NaiveDesk.Booking) -> Bool) -> NaiveDesk.Booking? {
    desk.bookings.values.filter(isWanted).sorted { $0.id < $1.id }.randomElement(using: &random)
  }

  private func zoned(_ utc: Int) -> RequestedTime {
    RequestedTime(ModelVenue.venue.zone.zoned(utc))
  }

  mutating func step() async throws {
    steps += 1
    switch pick(0..<20) {
    case 0..<7: try await book()
    case 7..<10: try await move()
    case 10..<12: try await change(.cancel) { $0.status.successors.contains(.cancelled) }
    case 12: try await change(.confirm) { $0.status == .held }
    case 13: try await change(.approve) { $0.status == .requested }
    case 14: try await change(.checkIn) { $0.status == .confirmed }
    case 15: try await close()
    case 16, 17: try await (hasClock ? wait() : book())
    default: try await advance()
    }
  }

  /// Runs a write and returns its reservation, or the code of its refusal.
  private func attempt(
    _ body: () async throws -> Reservation
  ) async throws -> (Reservation?, String?) {
    do {
      return (try await body(), nil)
    } catch let refusal as Refusal {
      return (nil, refusal.code)
    }
  }

  private mutating func book() async throws {
    let formula = ModelVenue.formulas[pick(0..<3)]
    let (start, end) = someTime()
    let chosen = formula.whole.isEmpty && pick(0..<3) == 0 ? ModelVenue.units[pick(0..<4)] : nil
    let hold = pick(0..<3) == 0 ? 10 : nil
    let expected = desk.judge(formula, start, end, chosen: chosen)
    let request = BookingRequest(
      offering: OfferingID(rawValue: formula.id), start: zoned(start),
      end: .afterMinutes((end - start) / 60), units: chosen.map { [$0] } ?? [],
      person: .name("Person \(pick(0..<30))"), holdMinutes: hold)
    let now = desk.now
    let (booked, code) = try await attempt {
      try await database.reserve(request, by: .staff(nil), at: now)
    }
    guard let booked else {
      #expect(expected == .code(code!), place)
      return
    }
    #expect(expected == .units(booked.units), place)
    #expect(booked.id.number == nextID, place)
    desk.bookings[nextID] = NaiveDesk.Booking(
      id: nextID, formula: formula,
      status: hold != nil ? .held : formula.approval ? .requested : .confirmed,
      units: booked.units, start: start, end: end, heldUntil: hold.map { now + $0 * 60 })
    #expect(booked.status == desk.bookings[nextID]?.status, place)
    nextID += 1
  }

  private mutating func move() async throws {
    guard let old = someBooking({ $0.status.canMove }) else { return }
    let resizes = old.status == .checkedIn || pick(0..<2) == 0
    var (start, end) = someTime()
    if resizes { (start, end) = (old.start, old.start + (end - start)) }
    if hasJustEnded(old) { return }
    let expected = desk.judgeMove(old, start, end, isResize: resizes)
    let move = ReservationMove(
      start: resizes ? nil : zoned(start), length: .minutes((end - start) / 60))
    let now = desk.now
    let (moved, code) = try await attempt {
      try await database.move(ReservationID(old.id), move, by: .staff(nil), at: now)
    }
    if old.end <= now {
      #expect(code == "wrong_status", place)
      return
    }
    guard let moved else {
      #expect(expected == .code(code!), place)
      return
    }
    #expect(expected == .units(moved.units), place)
    #expect(moved.version == old.version + 1, place)
    desk.bookings[old.id]?.units = moved.units
    desk.bookings[old.id]?.start = start
    desk.bookings[old.id]?.end = end
    desk.bookings[old.id]?.version += 1
    if hasClock { desk.promote(nextID: &nextID) }
    try await settle()
  }

  /// Whether the clock has changed it already, in a batch where nobody lets the clock pass.
  private func hasJustEnded(_ booking: NaiveDesk.Booking) -> Bool {
    booking.due.map { $0.at <= desk.now } ?? false
  }

  private mutating func change(
    _ change: StatusChange, of isWanted: (NaiveDesk.Booking) -> Bool
  ) async throws {
    guard let old = someBooking(isWanted) else { return }
    let now = desk.now
    let (changed, code) = try await attempt {
      try await database.change(change, ReservationID(old.id), by: .staff(nil), at: now)
    }
    if hasJustEnded(old) {
      #expect(code == "wrong_status", place)
      return
    }
    // What is over stays as it was; who came is noted afterwards too.
    if old.end <= now, change != .checkIn {
      #expect(code == "wrong_status", place)
      return
    }
    let result: ReservationStatus =
      change == .confirm && old.formula.approval ? .requested : change.result
    #expect(changed?.status == result, place)
    desk.setStatus(result, of: old.id)
    if !result.ownsClaims, hasClock { desk.promote(nextID: &nextID) }
  }

  private mutating func close() async throws {
    if pick(0..<2) == 0, let last = desk.closures.last {
      _ = try await database.liftClosure(ClosureID(last.id), by: .staff(nil), at: desk.now)
      desk.closures.removeLast()
      if hasClock { desk.promote(nextID: &nextID) }
      return
    }
    let (start, end) = someTime()
    let unit = ModelVenue.units[pick(0..<4)]
    let id = try await database.confirmClosure(
      ClosureRequest(
        kind: .closure, scope: .unit(unit), from: .time(zoned(start)), to: .time(zoned(end))),
      by: .staff(nil), at: desk.now)
    let hit = Set(
      desk.bookings.values.filter {
        $0.status.canMove && !desk.hasEnded($0) && $0.units.contains(unit) && $0.start < end
          && start < $0.end
      }.map(\.id))
    let listed = try await database.closure(id, at: desk.now).undecided.map(\.reservation.id.number)
    #expect(Set(listed) == hit, place)
    desk.closures.append(
      NaiveDesk.Closed(id: id.number, units: [unit], start: start, end: end))
  }

  private mutating func wait() async throws {
    if pick(0..<3) == 0, let offered = desk.waiters.first(where: { $0.status == .offered }) {
      let accepts = pick(0..<2) == 0
      if accepts {
        _ = try await database.acceptOffer(WaitlistID(offered.id), by: .staff(nil), at: desk.now)
        desk.setStatus(offered.formula.approval ? .requested : .confirmed, of: offered.booking!)
      } else {
        _ = try await database.leaveWaitlist(WaitlistID(offered.id), by: .staff(nil), at: desk.now)
        desk.setStatus(.cancelled, of: offered.booking!)
        desk.promote(nextID: &nextID)
      }
      return
    }
    let formula = ModelVenue.formulas[pick(0..<3)]
    let (start, end) = someTime()
    let request = BookingRequest(
      offering: OfferingID(rawValue: formula.id), start: zoned(start),
      end: .afterMinutes((end - start) / 60), person: .name("Waiter \(steps)"))
    let expected = desk.judge(formula, start, end)
    do {
      let entry = try await database.joinWaitlist(request, by: .staff(nil), at: desk.now)
      #expect(expected == .code("slot_taken"), place)
      desk.waiters.append(
        NaiveDesk.Waiter(id: entry.id.number, formula: formula, start: start, end: end))
    } catch let refusal as Refusal {
      if case .units = expected {
        #expect(refusal.code == "slot_free", place)
      } else {
        #expect(expected == .code(refusal.code), place)
      }
    }
  }

  private mutating func advance() async throws {
    desk.now += 60 * pick(1..<240)
    try await settle()
  }

  private mutating func settle() async throws {
    guard hasClock else { return }
    desk.passTime(nextID: &nextID)
    let report = try await DuePass(database, tasks: [BookingDueTask(database)]).run(at: desk.now)
    #expect(report.failed.isEmpty && report.unknown.isEmpty, place)
  }

  /// Compares everything there is.
  mutating func check() async throws {
    if !hasClock {
      desk.passTime(nextID: &nextID)
      _ = try await DuePass(database, tasks: [BookingDueTask(database)]).run(at: desk.now)
    }
    let (claims, rows, waiting) = try await database.read { db in
      (
        try Row.fetchAll(db, sql: "SELECT unit_id, start_utc, end_utc, reservation_id FROM claim")
          .map { [$0[0] as Int, $0[1], $0[2], $0[3]] },
        try Int.fetchAll(db, sql: "SELECT id FROM reservation ORDER BY id"),
        try Row.fetchAll(db, sql: "SELECT id, status FROM waitlist_entry ORDER BY id")
          .map { "\($0["id"] as Int) \($0["status"] as String)" }
      )
    }
    #expect(Set(claims) == desk.claims, place)
    #expect(claims.count == desk.claims.count, place)
    #expect(rows == desk.bookings.keys.sorted(), place)
    #expect(waiting == desk.waiters.map { "\($0.id) \($0.status.rawValue)" }, place)
    for (number, booking) in desk.bookings where booking.start > base {
      let id = ReservationID(number)
      let stored = try await database.reservation(id, for: .staff(nil))
      #expect(stored.status == booking.status, place)
      #expect(stored.version == booking.version, place)
      let history = try await database.history(of: id, for: .staff(nil))
      // The price is kept beside the history.
      var unpriced = stored
      unpriced.price = nil
      #expect(HistoryReplay.reservation(history) == unpriced, place)
      #expect(history.map(\.version) == Array(1...stored.version), place)
    }
    #expect(try await database.integrityProblems() == [], place)
  }

  /// Goes a fortnight on, to a stretch of time nobody has touched.
  mutating func startAnew() async throws {
    base += 14 * 86_400
    desk.now = max(base, desk.now)
    base = desk.now
    desk.passTime(nextID: &nextID)
    _ = try await DuePass(database, tasks: [BookingDueTask(database)]).run(at: desk.now)
    desk.closures = []
    try await database.write { try $0.execute(sql: "DELETE FROM hours_exception") }
  }
}
