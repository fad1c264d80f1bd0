/// Decides about bookings: pure functions over what the store has read.
///
/// The store calls ``interpret(_:at:)``, loads a ``BookingSnapshot`` for the time in question and
/// calls ``decide(_:_:nowUTC:overriding:)``, all inside its write transaction. Alternatives are
/// looked for afterwards, when nobody waits for the write lock any more.
public enum BookingDesk {
  /// A refusal, and where bookings that work may be looked for.
  public struct RefusedRequest: Error, Sendable {
    /// Why it was refused.
    public let refusal: Refusal
    /// Where to look; nil when there is no sense in looking.
    public let search: AlternativeSearch?
  }

  /// Understands the times and names of a request.
  ///
  /// - Parameters:
  ///   - request: what was asked.
  ///   - venue: where.
  /// - Returns: the offering, the interval and the chosen units.
  /// - Throws: a refusal with one of the codes `unknown_offering`, `unknown_unit`,
  ///   `nonexistent_time`, `ambiguous_time`, `bad_interval`.
  public static func interpret(
    _ request: BookingRequest, at venue: Venue
  ) throws(RefusedRequest) -> BookingCandidate {
    switch RequestedInterval.interpret(request, at: venue) {
    case .understood(let candidate): return candidate
    case .refused(let refusal, let search):
      throw RefusedRequest(refusal: refusal, search: search)
    }
  }

  /// Applies every rule in the order of DESIGN §4.5 and chooses the units.
  ///
  /// - Parameters:
  ///   - candidate: what ``interpret(_:at:)`` understood.
  ///   - snapshot: claims and exceptions that touch the candidate's claimed interval.
  ///   - nowUTC: the present, UTC seconds since 1970.
  ///   - overrides: rules that staff set aside; only those in ``RefusalCode/overridable`` count.
  /// - Returns: what to write.
  /// - Throws: the refusal of the first rule that says no.
  public static func decide(
    _ candidate: BookingCandidate, _ snapshot: BookingSnapshot, nowUTC: Int,
    overriding overrides: Set<RefusalCode> = []
  ) throws(RefusedRequest) -> BookingDecision {
    let judge = CandidateJudge(
      snapshot: snapshot, offering: candidate.offering, window: candidate.claimedInterval,
      nowUTC: nowUTC, overrides: overrides.intersection(RefusalCode.overridable))
    switch judge.verdict(on: candidate) {
    case .success(let decision): return decision
    case .failure(let refusal):
      throw RefusedRequest(refusal: refusal, search: AlternativeSearch(near: candidate))
    }
  }

  /// Finds the nearest bookings that every rule allows.
  ///
  /// When the person chose a unit, another unit is proposed only for the very time they wanted.
  ///
  /// - Parameters:
  ///   - search: where to look.
  ///   - snapshot: claims and exceptions that touch the search's window.
  ///   - nowUTC: the present, UTC seconds since 1970.
  ///   - limit: how many are wanted.
  /// - Returns: at most `limit`, nearest first.
  /// - Complexity: O(starts × units × log claims), at most 29 days of starts.
  public static func alternatives(
    _ search: AlternativeSearch, _ snapshot: BookingSnapshot, nowUTC: Int, limit: Int = 3
  ) -> [Alternative] {
    let zone = snapshot.venue.zone
    let window = search.window(at: snapshot.venue, nowUTC: nowUTC)
    let judge = CandidateJudge(
      snapshot: snapshot, offering: search.offering, window: window, nowUTC: nowUTC,
      overrides: [])
    var found: [Alternative] = []
    for start in search.starts(in: window, zone: zone) where found.count < limit {
      let interval = search.offering.policy.starts.interval(
        fromUTC: start, minutes: search.minutes, in: zone)
      let choices = search.anchorsUTC.contains(start) ? [search.chosen, []] : [search.chosen]
      for chosen in choices {
        let candidate = BookingCandidate(
          offering: search.offering, interval: interval, chosen: chosen,
          people: search.people)
        guard judge.hasRoom(for: candidate),
          case .success(let decision) = judge.verdict(on: candidate)
        else { continue }
        found.append(
          Alternative(
            start: zone.zoned(interval.startUTC), end: zone.zoned(interval.endUTC),
            units: decision.units))
        break
      }
    }
    return found
  }
}
