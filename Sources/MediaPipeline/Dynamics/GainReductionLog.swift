/// When a limiter acted and how much.
public struct GainReductionLog: Sendable, Hashable {
  /// One stretch of reduction.
  public struct Event: Sendable, Hashable {
    /// Where it starts, seconds.
    public var startSeconds: Double
    /// Where it ends, seconds.
    public var endSeconds: Double
    /// The largest reduction within it, dB, positive.
    public var maxReductionDB: Double
  }

  /// Stretches closer together than this are one to the ear, seconds.
  static let mergedGapSeconds = 0.1

  /// A longer stretch is noted as several, so that the log says where in it how much was taken,
  /// seconds.
  static let longestEventSeconds = 1.0

  /// The stretches, in order.
  public private(set) var events: [Event] = []

  /// Starts an empty log.
  init() {}

  /// The largest reduction of all, dB; 0 when nothing was reduced.
  public var maxReductionDB: Double { events.map(\.maxReductionDB).max() ?? 0 }

  /// Notes a reduced stretch; stretches come in order.
  ///
  /// - Parameters:
  ///   - startSeconds: its start.
  ///   - endSeconds: its end.
  ///   - gain: the least gain within it, 0…1.
  mutating func note(startSeconds: Double, endSeconds: Double, gain: Float) {
    let reduction = -(Decibels.level(amplitude: Double(gain)) ?? -200)
    if let last = events.last, startSeconds - last.endSeconds <= Self.mergedGapSeconds,
      endSeconds - last.startSeconds <= Self.longestEventSeconds
    {
      events[events.count - 1].endSeconds = endSeconds
      events[events.count - 1].maxReductionDB = max(last.maxReductionDB, reduction)
    } else {
      events.append(
        Event(startSeconds: startSeconds, endSeconds: endSeconds, maxReductionDB: reduction))
    }
  }
}
