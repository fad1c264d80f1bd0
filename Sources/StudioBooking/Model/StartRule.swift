/// When a booking may start: on a grid of wall-clock minutes.
public struct StartRule: Hashable, Sendable {
  /// The step of the grid in minutes; bookings also grow by it.
  public let everyMinutes: Int
  /// The minute of the day the grid counts from.
  public let fromMinute: Int

  /// Makes a grid.
  ///
  /// - Precondition: the step divides the day, and the origin is a minute of the day.
  public init(everyMinutes: Int, fromMinute: Int = 0) {
    precondition(Self.isGrid(everyMinutes, fromMinute), "not a grid of minutes of the day")
    self.everyMinutes = everyMinutes
    self.fromMinute = fromMinute
  }

  /// Whether the clock reading is on the grid.
  public func allows(_ local: LocalDateTime) -> Bool {
    (local.secondOfDay - fromMinute * 60) % (everyMinutes * 60) == 0
  }

  /// The minutes of a day at which a booking may start, in order.
  public var minutesOfDay: StrideTo<Int> {
    stride(from: fromMinute % everyMinutes, to: 1440, by: everyMinutes)
  }

  private static func isGrid(_ every: Int, _ from: Int) -> Bool {
    every > 0 && 1440 % every == 0 && (0..<1440).contains(from)
  }
}

extension StartRule: Codable {
  private enum CodingKeys: String, CodingKey { case everyMinutes, from }

  /// Reads `{"everyMinutes": 30}` or `{"everyMinutes": 60, "from": "08:30"}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let every = try container.decode(Int.self, forKey: .everyMinutes)
    let text = try container.decodeIfPresent(String.self, forKey: .from) ?? "00:00"
    guard let second = ClockText.second(of: text), second % 60 == 0,
      Self.isGrid(every, second / 60)
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .everyMinutes, in: container,
        debugDescription: "The step must divide a day and 'from' must be a clock time.")
    }
    self.init(everyMinutes: every, fromMinute: second / 60)
  }

  /// Writes the same form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(everyMinutes, forKey: .everyMinutes)
    if fromMinute != 0 {
      try container.encode(ClockText.text(secondOfDay: fromMinute * 60), forKey: .from)
    }
  }
}
