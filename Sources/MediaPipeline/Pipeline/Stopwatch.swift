/// Wall time by stage, seconds.
struct Stopwatch {
  private(set) var seconds: [String: Double] = [:]

  /// Runs `work` and adds its time to `stage`.
  mutating func time<Result>(
    _ stage: String, _ work: () throws(MediaError) -> Result
  ) throws(MediaError) -> Result {
    let start = ContinuousClock.now
    defer {
      let parts = (ContinuousClock.now - start).components
      seconds[stage, default: 0] += Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
    }
    return try work()
  }
}
