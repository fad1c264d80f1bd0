/// The energy of a programme in steps of 10 ms, and what is read from it as its level.
///
/// Measured once; with a ``LimiterCurve`` it says how loud the programme will be after gain and
/// limiter, without reading the sound again.
struct LevelSteps: Sendable {
  /// What figure the energies stand for.
  enum Measure: Sendable, Hashable {
    /// Integrated loudness, LUFS: energies are K-weighted sums of squares, channels weighted
    /// (ITU-R BS.1770-5 Annex 1).
    case loudness
    /// Root mean square of the whole, dB relative to a square wave at full scale: energies are
    /// plain sums of squares over this many channels.
    case rms(channels: Int)
  }

  /// At or below this level a programme is silence and gets no gain.
  ///
  /// Raising its hiss by 60 dB would be nobody's wish. The absolute gate of ITU-R BS.1770-5
  /// Annex 1, for RMS too.
  static let silenceDB = GatedLoudness.absoluteGateLUFS
  /// Tenths of a second in a gating block: ITU-R BS.1770-5 Annex 1, 400 ms.
  private static let tenthsInBlock = 4

  /// What is read.
  let measure: Measure
  /// Frames a second.
  let sampleRate: Int
  /// How many frames the programme has.
  let frameCount: Int
  /// One energy a step, in order; step *k* begins at frame (*k* · rate + 50) / 100, and the last
  /// may be shorter than the others.
  let energies: [Float]
  /// The energies of complete tenths of a second, nothing reduced.
  private let tenths: [Double]
  /// The energy of everything, nothing reduced.
  private let total: Double

  /// Takes what was measured.
  ///
  /// - Parameters:
  ///   - measure: what the energies are.
  ///   - sampleRate: frames a second.
  ///   - frameCount: frames of the programme.
  ///   - energies: one a step, finite, not negative; with the last incomplete step, if there is one.
  init(measure: Measure, sampleRate: Int, frameCount: Int, energies: [Float]) {
    self.measure = measure
    self.sampleRate = sampleRate
    self.frameCount = frameCount
    self.energies = energies
    var complete = energies.count
    while complete > 0 && Self.boundary(complete, sampleRate) > frameCount { complete -= 1 }
    tenths = (0..<complete / 10).map { tenth in
      var sum = 0.0
      for step in 10 * tenth..<10 * tenth + 10 { sum += Double(energies[step]) }
      return sum
    }
    total = energies.reduce(0) { $0 + Double($1) }
  }

  /// Whether the programme is too short to be gated and is read as a whole instead.
  var isShorterThanBlock: Bool { tenths.count < Self.tenthsInBlock }

  /// The level of the programme as it is.
  ///
  /// - Returns: LUFS or dB; `nil` in silence.
  var level: Double? { level(tenths: tenths, total: total, gainDB: 0) }

  /// The level after one linear gain, without a limiter.
  func level(gainDB: Double) -> Double? { level(tenths: tenths, total: total, gainDB: gainDB) }

  /// What gain and limiter leave of a programme.
  struct Outcome: Sendable, Hashable {
    /// LUFS or dB; `nil` in silence, that is at or below ``silenceDB``.
    var levelDB: Double?
    /// What the limiter takes from the tenths of a second that are no silence, on average, dB.
    ///
    /// One loud knock in an hour hardly counts, a dense reduction fully.
    var meanReductionDB: Double
  }

  /// The outcome of gain and limiter.
  ///
  /// A step's energy is taken times the mean of the squared gain over its groups, each group
  /// weighted by its squared peak: within 10 ms the energy is where the peak is.
  ///
  /// - Parameter curve: the gains, over peaks of the same programme at the same rate.
  /// - Returns: level and reduction. A programme shorter than a gating block has no integrated
  ///   loudness and is read ungated.
  /// - Complexity: O(seconds), and O(groups) where the curve reduces.
  func outcome(of curve: LimiterCurve) -> Outcome {
    precondition(curve.peaks.sampleRate == sampleRate, "peaks and energies differ in rate")
    var reduced = tenths
    var lostInAll = 0.0
    for stretch in curve.reducedFrames() {
      let first = Self.step(at: stretch.lowerBound, sampleRate)
      let last = min(energies.count, Self.step(at: stretch.upperBound - 1, sampleRate) + 1)
      guard first < last else { continue }
      let boundaries = (first...last).map { Self.boundary($0, sampleRate) }
      for (offset, share) in curve.energyShares(boundaries).enumerated() where share < 1 {
        let lost = Double(energies[first + offset]) * (1 - share)
        let tenth = (first + offset) / 10
        if tenth < reduced.count { reduced[tenth] = max(0, reduced[tenth] - lost) }
        lostInAll += lost
      }
    }
    let level = level(tenths: reduced, total: max(0, total - lostInAll), gainDB: curve.gainDB)
    return Outcome(
      levelDB: level,
      meanReductionDB: meanReduction(reduced, gainDB: curve.gainDB))
  }

  /// The mean of what was taken from the tenths that are no silence after the gain, dB.
  ///
  /// Not relative to the level: while one knock is louder than all speech, it alone is the level.
  private func meanReduction(_ reduced: [Double], gainDB: Double) -> Double {
    let least = energyOfTenth(levelDB: Self.silenceDB - gainDB)
    var (sum, count) = (0.0, 0.0)
    for (before, after) in zip(tenths, reduced) where after > least {
      count += 1
      if after < before { sum += Decibels.level(power: before / after) ?? 0 }
    }
    return count > 0 ? sum / count : 0
  }

  /// The energy of a tenth of a second that has a level.
  private func energyOfTenth(levelDB: Double) -> Double {
    let frames = Double(sampleRate) / 10
    return switch measure {
    case .loudness: Decibels.power(loudness: levelDB) * frames
    case .rms(let channels): Decibels.power(decibels: levelDB) * frames * Double(channels)
    }
  }

  private func level(tenths: [Double], total: Double, gainDB: Double) -> Double? {
    guard frameCount > 0 else { return nil }
    let gain = Decibels.power(decibels: gainDB)
    let level: Double? =
      switch measure {
      case .loudness where isShorterThanBlock:
        Decibels.loudness(power: total * gain / Double(frameCount))
      case .loudness:
        GatedLoudness.integratedLUFS(powers(tenths, gain: gain))
      case .rms(let channels):
        Decibels.level(power: total * gain / Double(frameCount * channels))
      }
    return level.flatMap { $0 > Self.silenceDB ? $0 : nil }
  }

  /// The mean powers of the gating blocks, which overlap by three quarters.
  private func powers(_ tenths: [Double], gain: Double) -> some Collection<Double> {
    let length = Self.tenthsInBlock
    return (0...tenths.count - length).lazy.map { [sampleRate] start in
      var energy = 0.0
      for index in start..<start + length { energy += tenths[index] }
      let frames =
        Self.boundary(10 * (start + length), sampleRate) - Self.boundary(10 * start, sampleRate)
      return gain * energy / Double(frames)
    }
  }

  /// The quietest half second of complete steps, dB RMS before any gain.
  ///
  /// What ACX calls the noise floor: the level of the pauses. `nil` for loudness energies, for
  /// less than half a second and for digital silence.
  var noiseFloorDB: Double? {
    guard case .rms(let channels) = measure, tenths.count >= 5 else { return nil }
    var least = Double.infinity
    for start in 0...tenths.count - 5 {
      let frames =
        Self.boundary(10 * (start + 5), sampleRate) - Self.boundary(10 * start, sampleRate)
      var energy = 0.0
      for index in start..<start + 5 { energy += tenths[index] }
      least = min(least, energy / Double(frames * channels))
    }
    return Decibels.level(power: least)
  }

  /// The frame at which a step begins.
  static func boundary(_ step: Int, _ sampleRate: Int) -> Int { (step * sampleRate + 50) / 100 }

  /// The step that a frame belongs to.
  private static func step(at frame: Int, _ sampleRate: Int) -> Int {
    var step = frame * 100 / sampleRate
    while boundary(step, sampleRate) > frame { step -= 1 }
    while boundary(step + 1, sampleRate) <= frame { step += 1 }
    return step
  }
}
