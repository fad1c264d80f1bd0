extension BookingDesk {
  /// Understands where a move wants a reservation to go.
  ///
  /// - Parameters:
  ///   - move: what was asked.
  ///   - reservation: the reservation as it is.
  ///   - venue: where.
  /// - Returns: the offering, the new interval and the chosen units.
  /// - Throws: a refusal as ``interpret(_:at:)``.
  public static func interpret(
    _ move: ReservationMove, of reservation: Reservation, at venue: Venue
  ) throws(RefusedRequest) -> BookingCandidate {
    let current = reservation.interval
    let start = move.start ?? RequestedTime(reservation.start)
    let end: RequestedInterval.End =
      switch move.length {
      case .same: .afterSeconds(current.durationSeconds)
      case .minutes(let count): .afterSeconds(count * 60)
      case .longer(let count): .afterSeconds(current.durationSeconds + count * 60)
      case .until(let time): .at(time)
      }
    // Who stays longer, or shorter, stays where they are.
    let units = move.units.isEmpty && move.start == nil ? reservation.units : move.units
    let meaning = RequestedInterval.interpret(
      venue.offering(of: reservation, choosing: move.units), named: reservation.offering,
      start: start, end: end, units: units, at: venue)
    switch meaning {
    case .understood(let candidate):
      return candidate.moved(from: current, people: reservation.people)
    case .refused(let refusal, let search):
      throw RefusedRequest(refusal: refusal, search: search)
    }
  }

  /// Applies every rule to a move and chooses the units: those it has when they are free, else
  /// others unless the person chose.
  ///
  /// A start that does not change is not judged again: it was granted already, and who asks for
  /// half an hour more at 14:10 does not ask to start at 14:00.
  ///
  /// - Parameters:
  ///   - candidate: what ``interpret(_:of:at:)`` understood.
  ///   - reservation: the reservation as it is.
  ///   - snapshot: claims of others and exceptions that touch the candidate's claimed interval.
  ///   - nowUTC: the present, UTC seconds since 1970.
  ///   - overrides: rules that staff set aside.
  /// - Returns: what to write.
  /// - Throws: the refusal of the first rule that says no.
  public static func decideMove(
    _ candidate: BookingCandidate, of reservation: Reservation, _ snapshot: BookingSnapshot,
    nowUTC: Int, overriding overrides: Set<RefusalCode> = []
  ) throws(RefusedRequest) -> BookingDecision {
    if candidate.chosen.isEmpty {
      let kept = reservation.units.filter(candidate.offering.candidates.contains)
      let staying = BookingCandidate(
        offering: candidate.offering, interval: candidate.interval, chosen: kept,
        startIsGiven: candidate.startIsGiven, people: candidate.people)
      let judge = CandidateJudge(
        snapshot: snapshot, offering: candidate.offering, window: candidate.claimedInterval,
        nowUTC: nowUTC, overrides: overrides.intersection(RefusalCode.overridable))
      if case .success(let decision) = judge.verdict(on: staying) { return decision }
    }
    return try decide(candidate, snapshot, nowUTC: nowUTC, overriding: overrides)
  }
}
