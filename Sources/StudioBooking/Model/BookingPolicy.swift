/// The rules under which an offering is booked.
public struct BookingPolicy: Hashable, Sendable {
  /// When a booking may start, and by how much it may grow.
  public let starts: StartRule
  /// Shortest and longest real length, in minutes.
  public let durationMinutes: ClosedRange<Int>
  /// The length proposed when a person names none, in minutes.
  public let defaultDurationMinutes: Int
  /// How long before the start a booking must be made.
  public let lead: LeadTime
  /// How many days ahead a booking may be made; nil means without limit.
  public let horizonDays: Int?
  /// Minutes kept free after each use.
  public let bufferMinutes: Int
  /// Which part of a booking must lie in opening hours.
  public let openDuring: OpenDuring
  /// Whether staff confirm each booking.
  public let approval: Bool
  /// Hours before the start until which cancelling is free; nil means always.
  public let freeCancelHours: Int?
  /// Who may book, and how much.
  public let bookers: BookerRules
  /// What people must know to get in: where to ring, what to bring.
  public let accessNote: LocalizedText?
  /// Minutes after a missed start at which the units are freed; nil means never.
  public let releaseAfterMinutes: Int?
  /// Whether people may wait for a full time; nil means where a certain unit is wanted, not where
  /// any of several does.
  public let waitlist: Bool?
  /// Settings that this version carries without reading.
  public let carried: [String: JSONValue]

  /// The longest booking there is: 31 days, which bounds every search for what reaches into a time.
  public static let longestMinutes = 31 * 1440

  /// Makes a policy; what is left out is the most permissive choice.
  public init(
    starts: StartRule = StartRule(everyMinutes: 30), durationMinutes: ClosedRange<Int>,
    defaultDurationMinutes: Int? = nil, lead: LeadTime = .hours(0), horizonDays: Int? = nil,
    bufferMinutes: Int = 0, openDuring: OpenDuring = .throughout, approval: Bool = false,
    freeCancelHours: Int? = nil, bookers: BookerRules = BookerRules(),
    releaseAfterMinutes: Int? = nil, waitlist: Bool? = nil, accessNote: LocalizedText? = nil,
    carried: [String: JSONValue] = [:]
  ) {
    self.starts = starts
    self.durationMinutes = durationMinutes
    self.defaultDurationMinutes = defaultDurationMinutes ?? durationMinutes.lowerBound
    self.lead = lead
    self.horizonDays = horizonDays
    self.bufferMinutes = bufferMinutes
    self.openDuring = openDuring
    self.approval = approval
    self.freeCancelHours = freeCancelHours
    self.bookers = bookers
    self.accessNote = accessNote
    self.releaseAfterMinutes = releaseAfterMinutes
    self.waitlist = waitlist
    self.carried = carried
  }
}

extension BookingPolicy: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case starts, duration, lead, horizonDays, bufferMinutes, openDuring, approval
    case freeCancelHours, releaseAfterMinutes, waitlist, accessNote
  }
  private struct DurationFields: Codable {
    let min: String
    let max: String
    let `default`: String?
  }

  /// Fixed periods say their lengths themselves.
  private static func lengths(
    of periods: [FixedPeriod], _ container: KeyedDecodingContainer<CodingKeys>
  ) throws -> DurationFields {
    let minutes = periods.map { $0.plusDays * 1440 + $0.toMinute - $0.fromMinute }
    guard let shortest = minutes.min(), let longest = minutes.max(), let first = minutes.first
    else {
      throw DecodingError.keyNotFound(
        CodingKeys.duration,
        DecodingError.Context(
          codingPath: container.codingPath, debugDescription: "A grid needs a duration."))
    }
    return DurationFields(
      min: DurationText.text(minutes: shortest), max: DurationText.text(minutes: longest),
      default: DurationText.text(minutes: first))
  }

  /// Reads the `policy` object of a venue file.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let starts = try container.decode(StartRule.self, forKey: .starts)
    let lengths =
      try container.decodeIfPresent(DurationFields.self, forKey: .duration)
      ?? Self.lengths(of: starts.periods, container)
    func minutes(_ text: String) throws -> Int {
      guard let minutes = DurationText.minutes(of: text) else {
        throw DecodingError.dataCorruptedError(
          forKey: .duration, in: container,
          debugDescription: "'\(text)' is not a duration such as 90m, 2h or 1h30.")
      }
      return minutes
    }
    let (shortest, longest) = (try minutes(lengths.min), try minutes(lengths.max))
    guard shortest <= longest else {
      throw DecodingError.dataCorruptedError(
        forKey: .duration, in: container,
        debugDescription: "The shortest duration exceeds the longest.")
    }
    self.init(
      starts: starts,
      durationMinutes: shortest...longest,
      defaultDurationMinutes: try lengths.default.map(minutes),
      lead: try container.decodeIfPresent(LeadTime.self, forKey: .lead) ?? .hours(0),
      horizonDays: try container.decodeIfPresent(Int.self, forKey: .horizonDays),
      bufferMinutes: try container.decodeIfPresent(Int.self, forKey: .bufferMinutes) ?? 0,
      openDuring: try container.decodeIfPresent(OpenDuring.self, forKey: .openDuring)
        ?? .throughout,
      approval: try container.decodeIfPresent(Bool.self, forKey: .approval) ?? false,
      freeCancelHours: try container.decodeIfPresent(Int.self, forKey: .freeCancelHours),
      bookers: try BookerRules(from: decoder),
      releaseAfterMinutes: try container.decodeIfPresent(Int.self, forKey: .releaseAfterMinutes),
      waitlist: try container.decodeIfPresent(Bool.self, forKey: .waitlist),
      accessNote: try container.decodeIfPresent(LocalizedText.self, forKey: .accessNote),
      carried: try CarriedKeys.decode(besides: CodingKeys.self, from: decoder)
        .filter { BookerRules.CodingKeys(stringValue: $0.key) == nil })
    guard longest <= Self.longestMinutes else {
      throw DecodingError.dataCorruptedError(
        forKey: .duration, in: container,
        debugDescription: "The longest duration exceeds 31 days.")
    }
    guard bufferMinutes >= 0, (horizonDays ?? 0) >= 0, (releaseAfterMinutes ?? 0) >= 0 else {
      throw DecodingError.dataCorruptedError(
        forKey: .bufferMinutes, in: container,
        debugDescription: "bufferMinutes, horizonDays and releaseAfterMinutes are not negative.")
    }
  }

  /// Writes the `policy` object of a venue file.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(starts, forKey: .starts)
    guard starts.periods.isEmpty else { return try encodeRest(&container, encoder) }
    try container.encode(
      DurationFields(
        min: DurationText.text(minutes: durationMinutes.lowerBound),
        max: DurationText.text(minutes: durationMinutes.upperBound),
        default: DurationText.text(minutes: defaultDurationMinutes)), forKey: .duration)
    try encodeRest(&container, encoder)
  }

  private func encodeRest(
    _ container: inout KeyedEncodingContainer<CodingKeys>, _ encoder: any Encoder
  ) throws {
    try container.encode(lead, forKey: .lead)
    try container.encodeIfPresent(horizonDays, forKey: .horizonDays)
    try container.encode(bufferMinutes, forKey: .bufferMinutes)
    try container.encode(openDuring, forKey: .openDuring)
    try container.encode(approval, forKey: .approval)
    try container.encodeIfPresent(freeCancelHours, forKey: .freeCancelHours)
    try bookers.encode(to: encoder)
    try container.encodeIfPresent(accessNote, forKey: .accessNote)
    try container.encodeIfPresent(releaseAfterMinutes, forKey: .releaseAfterMinutes)
    try container.encodeIfPresent(waitlist, forKey: .waitlist)
    try CarriedKeys.encode(carried, to: encoder)
  }
}
