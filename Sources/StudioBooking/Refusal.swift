public import Localization

/// Why a booking or a change was refused: one value for the command line, the API, the pages and
/// the tests (DESIGN §4.5).
public struct Refusal: ExplainedError, Hashable {
  /// The rule that said no.
  public let rule: RefusalRule
  /// What the rule is about: an offering, a unit, a reservation, a time.
  public let subject: String
  /// The same in words for people.
  public let subjectName: LocalizedText
  /// What the rule allows.
  public let limit: Measure?
  /// What was asked.
  public let actual: Measure?
  /// Who is in the way: a unit and a time, never a person or a title.
  public let conflict: Conflict?
  /// Up to three nearest bookings that every rule would have allowed a moment ago.
  public let alternatives: [Alternative]
  /// What the asker saw and what is, when that is why.
  public let versions: ReservationVersions?

  /// Makes a refusal.
  ///
  /// - Parameters:
  ///   - rule: the rule that said no.
  ///   - subject: what it is about, as commands name it.
  ///   - subjectName: what it is about, in words; the subject itself when left out.
  ///   - limit: what the rule allows.
  ///   - actual: what was asked.
  ///   - conflict: the claim in the way.
  ///   - alternatives: the nearest bookings that work.
  ///   - versions: what the asker saw and what is.
  public init(
    _ rule: RefusalRule, subject: String, subjectName: LocalizedText? = nil,
    limit: Measure? = nil, actual: Measure? = nil, conflict: Conflict? = nil,
    alternatives: [Alternative] = [], versions: ReservationVersions? = nil
  ) {
    self.rule = rule
    self.subject = subject
    self.subjectName = subjectName ?? LocalizedText(subject)
    self.limit = limit
    self.actual = actual
    self.conflict = conflict
    self.alternatives = alternatives
    self.versions = versions
  }

  /// The stable code of DESIGN §4.5; several rules may share one.
  public var code: String { rule.code.rawValue }

  /// The same refusal with bookings to choose from instead.
  public func offering(_ alternatives: [Alternative]) -> Self {
    Self(
      rule, subject: subject, subjectName: subjectName, limit: limit, actual: actual,
      conflict: conflict, alternatives: alternatives, versions: versions)
  }

  /// The same refusal with both versions of the reservation side by side.
  public func showing(_ versions: ReservationVersions) -> Self {
    Self(
      rule, subject: subject, subjectName: subjectName, limit: limit, actual: actual,
      conflict: conflict, alternatives: alternatives, versions: versions)
  }

  /// Says what failed, on what, the limit, what was asked, and what to do.
  public func message(in language: Language) -> String {
    var values = ["subject": subject, "name": subjectName.text(in: language)]
    values["limit"] = limit?.text(in: language)
    values["actual"] = actual?.text(in: language)
    if let conflict {
      values["unit"] = conflict.unit.rawValue
      values["start"] = HumanTime.moment(conflict.start, in: language)
      values["end"] = HumanTime.end(conflict.end, after: conflict.start, in: language)
    }
    let sentence = bookingMessages.text("refusal.\(rule.rawValue)", in: language, values)
    guard !alternatives.isEmpty, rule != .ambiguousTime else { return sentence }
    let nearest = alternatives.map { alternative in
      let units = alternative.units.map(\.rawValue).joined(separator: " + ")
      return "\(HumanTime.moment(alternative.start, in: language)) (\(units))"
    }
    return sentence + " "
      + bookingMessages.text(
        "refusal.nearest", in: language, ["times": nearest.joined(separator: ", ")])
  }

  /// The error object of DESIGN §7.
  public func body(in language: Language) -> any Encodable & Sendable {
    RefusalBody(refusal: self, message: message(in: language))
  }
}

/// The JSON form of a refusal.
struct RefusalBody: Encodable, Sendable {
  let refusal: Refusal
  let message: String

  private enum CodingKeys: String, CodingKey {
    case code, message, rule, subject, limit, actual, conflict, alternatives
    case versions
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(refusal.code, forKey: .code)
    try container.encode(message, forKey: .message)
    try container.encode(refusal.rule.rawValue, forKey: .rule)
    try container.encode(refusal.subject, forKey: .subject)
    // `limit` and `actual` are always there, null where a rule has none, so that a program need
    // not tell a missing key from an empty one.
    try container.encode(refusal.limit?.jsonText, forKey: .limit)
    try container.encode(refusal.actual?.jsonText, forKey: .actual)
    try container.encodeIfPresent(refusal.conflict, forKey: .conflict)
    try container.encode(refusal.alternatives, forKey: .alternatives)
    try container.encodeIfPresent(refusal.versions, forKey: .versions)
  }
}
