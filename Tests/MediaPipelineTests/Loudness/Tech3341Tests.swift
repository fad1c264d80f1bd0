import Testing

@testable import MediaPipeline

/// The signals of EBU Tech 3341 v4 and what an ideal meter reads on them at 48 kHz.
///
/// The standard allows ±0.1 LU; a meter in double precision with the response of 48 kHz at every
/// rate stays within ±0.01 of the ideal.
@Suite struct Tech3341Tests {
  static let rates = [44_100, 48_000, 96_000]
  static let tolerance = 0.01

  static func near(_ value: Double?, _ expected: Double, within limit: Double = tolerance) -> Bool {
    value.map { abs($0 - expected) <= limit } ?? false
  }

  struct Programme: Sendable, CustomTestStringConvertible {
    let name: String
    let stretches: [(level: Double?, seconds: Double)]
    let integrated: Double
    var testDescription: String { name }
  }

  /// Cases 1 to 5.
  static let programmes = [
    Programme(name: "1", stretches: [(-23, 20)], integrated: -22.993),
    Programme(name: "2", stretches: [(-33, 20)], integrated: -32.993),
    Programme(name: "3", stretches: [(-36, 10), (-23, 60), (-36, 10)], integrated: -23.014),
    Programme(
      name: "4", stretches: [(-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)],
      integrated: -23.014),
    Programme(name: "5", stretches: [(-26, 20), (-20, 20.1), (-26, 20)], integrated: -22.979),
  ]

  @Test(arguments: programmes.prefix(2), rates)
  func `cases 1 and 2 read the ideal in M, S and I`(programme: Programme, rate: Int) {
    let samples = TestSignal.tone(rate: rate, programme.stretches)
    let reading = TestSignal.stereoLoudness(samples, rate: rate)
    for value in [reading.integratedLUFS, reading.maxMomentaryLUFS, reading.maxShortTermLUFS] {
      #expect(Self.near(value, programme.integrated), "\(reading.summary)")
    }
  }

  @Test(arguments: programmes.dropFirst(2), rates)
  func `cases 3 to 5 integrate to the ideal`(programme: Programme, rate: Int) {
    let samples = TestSignal.tone(rate: rate, programme.stretches)
    let reading = TestSignal.stereoLoudness(samples, rate: rate)
    #expect(Self.near(reading.integratedLUFS, programme.integrated), "\(reading.summary)")
  }

  /// 10 s of the case's 20: the reading of a steady tone is the same.
  @Test(arguments: rates, [false, true])
  func `case 6: five channels weigh as the standard says`(rate: Int, silentLFE: Bool) {
    func tone(_ level: Double) -> [Float] {
      TestSignal.tone(rate: rate, level: level, seconds: 10)
    }
    var roles: [ChannelRole] = [.frontLeft, .frontRight, .frontCentre]
    var planes = [tone(-28), tone(-28), tone(-24)]
    if silentLFE {
      roles.append(.lowFrequency)
      planes.append([Float](repeating: 0, count: planes[0].count))
    }
    roles += [.sideLeft, .sideRight]
    planes += [tone(-30), tone(-30)]
    let reading = TestSignal.loudness(
      AudioBlock(channels: planes), AudioFormat(sampleRate: rate, roles: roles))
    #expect(Self.near(reading.integratedLUFS, -23.016), "\(reading.summary)")
  }

  @Test(arguments: rates)
  func `case 9: short-term loudness stays constant`(rate: Int) {
    let pair: [(level: Double?, seconds: Double)] = [(-20, 1.34), (-30, 1.66)]
    let samples = TestSignal.tone(rate: rate, Array(repeating: pair, count: 5).flatMap { $0 })
    let reading = TestSignal.stereoLoudness(samples, rate: rate)
    #expect(Self.near(reading.maxShortTermLUFS, -22.986), "\(reading.summary)")
    for step in 29..<reading.curve.powers.count {
      #expect(Self.near(reading.curve.shortTermLUFS(at: step), -23, within: 0.1))
    }
  }

  @Test(arguments: rates)
  func `case 12: momentary loudness stays constant`(rate: Int) {
    let pair: [(level: Double?, seconds: Double)] = [(-20, 0.18), (-30, 0.22)]
    let samples = TestSignal.tone(rate: rate, Array(repeating: pair, count: 25).flatMap { $0 })
    let reading = TestSignal.stereoLoudness(samples, rate: rate)
    #expect(Self.near(reading.maxMomentaryLUFS, -22.960), "\(reading.summary)")
    for step in 9..<reading.curve.powers.count {
      #expect(Self.near(reading.curve.momentaryLUFS(at: step), -23, within: 0.1))
    }
  }

  @Test(arguments: 0..<20, rates)
  func `case 10: 3 s of tone are caught whole wherever they begin`(index: Int, rate: Int) {
    let samples = TestSignal.tone(rate: rate, [(nil, 0.15 * Double(index)), (-23, 3), (nil, 1)])
    let reading = TestSignal.stereoLoudness(samples, rate: rate)
    #expect(Self.near(reading.maxShortTermLUFS, -22.993), "\(reading.summary)")
  }

  @Test(arguments: 0..<20, rates)
  func `case 13: 400 ms of tone are caught whole wherever they begin`(index: Int, rate: Int) {
    let samples = TestSignal.tone(
      rate: rate, [(nil, 0.02 * Double(index)), (-23, 0.4), (nil, 1)])
    let reading = TestSignal.stereoLoudness(samples, rate: rate)
    #expect(Self.near(reading.maxMomentaryLUFS, -22.994), "\(reading.summary)")
  }

  @Test(arguments: rates)
  func `case 11: each louder 3 s raises the short-term maximum to its level`(rate: Int) {
    var meter = LoudnessMeter(format: .stereo(sampleRate: rate), options: .init(peaks: false))
    for index in 0..<20 {
      let level = -38 + Double(index)
      let delay = 0.15 * Double(index)
      meter.add(
        TestSignal.stereo(
          TestSignal.tone(rate: rate, [(nil, delay), (level, 3), (nil, 3 - delay)])))
      let reading = meter.reading()
      #expect(Self.near(reading.maxShortTermLUFS, level + 0.007), "\(reading.summary)")
    }
  }

  @Test(arguments: rates)
  func `case 14: each louder 400 ms raises the momentary maximum to its level`(rate: Int) {
    var meter = LoudnessMeter(format: .stereo(sampleRate: rate), options: .init(peaks: false))
    for index in 0..<20 {
      let level = -38 + Double(index)
      let delay = 0.02 * Double(index)
      meter.add(
        TestSignal.stereo(
          TestSignal.tone(rate: rate, [(nil, delay), (level, 0.4), (nil, 0.4 - delay)])))
      let reading = meter.reading()
      #expect(Self.near(reading.maxMomentaryLUFS, level + 0.006), "\(reading.summary)")
    }
  }
}

extension LoudnessReading {
  /// The digits, for a failing test.
  var summary: String {
    "I \(integratedLUFS as Any) LRA \(loudnessRangeLU as Any) M \(maxMomentaryLUFS as Any)"
      + " S \(maxShortTermLUFS as Any) TP \(truePeakDBTP as Any)"
  }
}
