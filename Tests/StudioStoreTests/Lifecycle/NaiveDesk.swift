import StudioBooking

/// What the product should do, written as simply as can be: lists, and loops over them.
struct NaiveDesk {
  struct Booking {
    let id: Int
    let formula: ModelVenue.Formula
    var status: ReservationStatus
    var units: [UnitID]
    var start: Int
    var end: Int
    var heldUntil: Int?
    var version = 1
    var claimedEnd: Int { end + formula.bufferMinutes * 60 }

    /// When the clock changes its state, and to what.
    var due: (at: Int, kind: String, result: ReservationStatus)? {
      switch status {
      case .held: (heldUntil!, "holdExpiry", .expired)
      case .requested: (start, "requestLapse", .expired)
      case .confirmed:
        formula.releaseAfterMinutes.map { (start + $0 * 60, "noShowRelease", .noShow) }
      case .checkedIn: (end, "completion", .completed)
      default: nil
      }
    }
  }

  struct Waiter {
    let id: Int
    let formula: ModelVenue.Formula
    let start: Int
    let end: Int
    var status: WaitlistStatus = .waiting
    var booking: Int?
  }

  struct Closed {
    let id: Int
    let units: [UnitID]
    let start: Int
    let end: Int
  }

  var bookings: [Int: Booking] = [:]
  var waiters: [Waiter] = []
  var closures: [Closed] = []
  var now: Int

  // MARK: What is free

  func isClosed(_ unit: UnitID, _ start: Int, _ end: Int) -> Bool {
    closures.contains { $0.units.contains(unit) && $0.start < end && start < $0.end }
  }

  func isTaken(_ unit: UnitID, _ start: Int, _ end: Int, ignoring id: Int? = nil) -> Bool {
    bookings.values.contains { booking in
      booking.id != id && booking.status.ownsClaims && booking.units.contains(unit)
        && !hasEnded(booking) && booking.start < end && start < booking.claimedEnd
    }
  }

  /// Whether the clock has taken its units away, though nobody may have written so yet.
  func hasEnded(_ booking: Booking) -> Bool {
    guard let due = booking.due, !due.result.ownsClaims else { return false }
    return due.at <= now
  }

  enum Answer: Equatable {
    case units([UnitID])
    case code(String)
  }

  /// The units a booking would get, or the code of its refusal.
  func judge(
    _ formula: ModelVenue.Formula, _ start: Int, _ end: Int, chosen: UnitID? = nil,
    ignoring id: Int? = nil
  ) -> Answer {
    let claimedEnd = end + formula.bufferMinutes * 60
    let wanted = formula.whole.isEmpty ? chosen.map { [$0] } : formula.whole
    if let wanted {
      if wanted.contains(where: { isClosed($0, start, end) }) { return .code("closed") }
      return wanted.contains { isTaken($0, start, claimedEnd, ignoring: id) }
        ? .code("slot_taken") : .units(wanted)
    }
    let open = ModelVenue.units.filter { !isClosed($0, start, end) }
    if open.isEmpty { return .code("closed") }
    let free = open.first { !isTaken($0, start, claimedEnd, ignoring: id) }
    return free.map { .units([$0]) } ?? .code("slot_taken")
  }

  /// The units a moved booking would get: its own where they can be kept.
  ///
  /// - Parameter isResize: whether no start was named, not even the one it has.
  func judgeMove(_ booking: Booking, _ start: Int, _ end: Int, isResize: Bool) -> Answer {
    if booking.formula.whole.isEmpty {
      let stay = judge(booking.formula, start, end, chosen: booking.units[0], ignoring: booking.id)
      if case .units = stay { return stay }
      // Who only changes the length keeps the seat or is refused.
      if isResize { return stay }
    }
    return judge(booking.formula, start, end, ignoring: booking.id)
  }

  // MARK: What happens

  mutating func setStatus(_ status: ReservationStatus, of id: Int) {
    guard var booking = bookings[id] else { return }
    booking.status = status
    booking.version += 1
    if status != .held { booking.heldUntil = nil }
    bookings[id] = booking
    let entry: WaitlistStatus? =
      switch status {
      case .held: nil
      case .requested, .confirmed, .checkedIn, .completed: .accepted
      case .expired: .lapsed
      case .cancelled, .rejected, .noShow: .left
      }
    if let entry,
      let index = waiters.firstIndex(where: { $0.booking == id && $0.status == .offered })
    {
      waiters[index].status = entry
    }
  }

  /// Offers what is free to those who wait, in order.
  ///
  /// - Parameter nextID: the number the product will give to the next reservation.
  mutating func promote(nextID: inout Int) {
    for index in waiters.indices
    where waiters[index].status == .waiting && waiters[index].start > now {
      let waiter = waiters[index]
      guard case .units(let units) = judge(waiter.formula, waiter.start, waiter.end) else {
        continue
      }
      bookings[nextID] = Booking(
        id: nextID, formula: waiter.formula, status: .held, units: units, start: waiter.start,
        end: waiter.end, heldUntil: min(now + 1800, waiter.start))
      waiters[index].status = .offered
      waiters[index].booking = nextID
      nextID += 1
    }
  }

  /// Does everything the clock asks for, in its order.
  mutating func passTime(nextID: inout Int) {
    while true {
      var due: [(at: Int, kind: String, subject: String, act: Act)] = bookings.values.compactMap {
        booking in
        booking.due.map { ($0.at, $0.kind, "\(booking.id)", .end(booking.id, $0.result)) }
      }
      due += waiters.filter { $0.status == .waiting }
        .map { ($0.start, "waitlistEnd", "\($0.id)", .close($0.id)) }
      let ready = due.filter { $0.at <= now }
      guard
        let first = ready.min(by: {
          ($0.at, $0.kind, $0.subject) < ($1.at, $1.kind, $1.subject)
        })
      else { return }
      switch first.act {
      case .end(let id, let status):
        setStatus(status, of: id)
        if !status.ownsClaims { promote(nextID: &nextID) }
      case .close(let id):
        for index in waiters.indices where waiters[index].id == id {
          waiters[index].status = .closed
        }
      }
    }
  }

  private enum Act {
    case end(Int, ReservationStatus)
    case close(Int)
  }

  /// Every claim there should be: unit, start, end, reservation.
  var claims: Set<[Int]> {
    var claims: Set<[Int]> = []
    for booking in bookings.values where booking.status.ownsClaims {
      for unit in booking.units {
        claims.insert([
          ModelVenue.units.firstIndex(of: unit)! + 1, booking.start, booking.claimedEnd, booking.id,
        ])
      }
    }
    return claims
  }
}
