import Foundation
import StudioTestSupport
import Testing

@testable import MediaPipeline

/// The true-peak signals of EBU Tech 3341 v4, cases 15 to 23, at any rate: they are defined by
/// shares of it.
@Suite struct TruePeakMeterTests {
  /// How far the refined reading may be from the continuous signal's own maximum, dB.
  static let tolerance = 0.03

  static func reading(_ samples: [Float], rate: Int) -> PeakReading {
    var meter = TruePeakMeter(format: .mono(sampleRate: rate))
    meter.add(AudioBlock(channels: [samples]))
    return meter.reading()
  }

  struct Tone: Sendable {
    let divisor: Int
    let amplitude: Double
    let degrees: Double
  }

  @Test(
    arguments: [
      Tone(divisor: 4, amplitude: 0.501_19, degrees: 0),
      Tone(divisor: 4, amplitude: 0.501_19, degrees: 45),
      Tone(divisor: 6, amplitude: 0.501_19, degrees: 60),
      Tone(divisor: 8, amplitude: 0.501_19, degrees: 67.5),
      Tone(divisor: 4, amplitude: 1.412_54, degrees: 45),
    ], Tech3341Tests.rates)
  func `cases 15 to 19: tones at shares of the rate`(tone: Tone, rate: Int) throws {
    let count = rate / 2
    let fade = Double(rate) / 10
    let samples = (0..<count).map { (frame: Int) -> Float in
      let ramp = min(1, Double(frame) / fade, Double(count - frame) / fade)
      let phase = 2 * Double.pi * Double(frame) / Double(tone.divisor)
      return Float(tone.amplitude * ramp * sin(phase + tone.degrees * .pi / 180))
    }
    let peak = try #require(Self.reading(samples, rate: rate).truePeakDBTP)
    #expect(abs(peak - 20 * log10(tone.amplitude)) <= Self.tolerance, "\(peak)")
  }

  /// The splice of cases 20 to 23 at four times the rate: one period of fs/4 (16 samples) in a tone
  /// of fs/6 (24 samples), low-passed to half the rate by a 257-tap Kaiser sinc.
  static let splice: [Double] = {
    let count = 48_000
    let start = 24_000  // a multiple of 24: the zero crossing of the tone of fs/6
    let raw = (0..<count).map { (n: Int) -> Double in
      let isSpliced = n >= start && n < start + 16
      // Spliced in, not laid over: after it the tone goes on from its zero crossing.
      let cycle = isSpliced ? Double(n - start) / 16 : Double(n < start ? n : n - start - 16) / 24
      return (isSpliced ? 1.0 : 0.5) * sin(2 * Double.pi * cycle)
    }
    func bessel(_ x: Double) -> Double {
      var (sum, term) = (1.0, 1.0)
      for k in 1...40 {
        term *= x * x / Double(4 * k * k)
        sum += term
      }
      return sum
    }
    let taps = (-128...128).map { k -> Double in
      let x = Double(k) / 4
      let share = Double(k) / 128
      let shape = bessel(9 * (1 - share * share).squareRoot()) / bessel(9)
      let sinc = k == 0 ? 1 : sin(Double.pi * x) / (Double.pi * x)
      return sinc * shape / 4
    }
    // Only the surroundings of the splice are filtered; elsewhere the tone is below half scale.
    return (start - 2_000..<start + 2_000).map { (n: Int) -> Double in
      var sum = 0.0
      for tap in 0..<257 { sum += taps[tap] * raw[n + 128 - tap] }
      return sum
    }
  }()

  @Test(arguments: [(0, -0.130), (1, -0.464), (2, -2.507), (3, -0.464)])
  func `cases 20 to 23: a peak between samples, seen from four offsets`(
    offset: Int, samplePeak: Double
  ) throws {
    let samples = stride(from: offset, to: Self.splice.count, by: 4).map { Float(Self.splice[$0]) }
    let reading = Self.reading(samples, rate: 48_000)
    #expect(abs(try #require(reading.samplePeakDBFS) - samplePeak) < 0.005)
    let peak = try #require(reading.truePeakDBTP)
    // The exact maximum of the low-passed signal.
    #expect(abs(peak - -0.079) <= Self.tolerance, "\(peak)")
  }

  @Test(arguments: [0.02, 0.11, 0.23, 0.31, 0.37, 0.41, 0.44])
  func `a tone anywhere in the band reads its amplitude`(share: Double) throws {
    let samples = (0..<6_000).map { (frame: Int) -> Float in
      let ramp = min(1, Double(frame) / 1_000, Double(6_000 - frame) / 1_000)
      return Float(0.7 * ramp * sin(2 * Double.pi * share * Double(frame) + 0.3))
    }
    let peak = try #require(Self.reading(samples, rate: 48_000).truePeakDBTP)
    #expect(abs(peak - 20 * log10(0.7)) <= Self.tolerance, "\(peak)")
  }

  /// Loud low-passed noise, clipped: much of it smooth, some of it near the end of the band.
  static func clippedNoise(seed: UInt64, frames: Int) -> [Float] {
    var random = SeededGenerator(seed: seed)
    var smooth: Float = 0
    return (0..<frames).map { _ in
      smooth += 0.2 * (Float.random(in: -1...1, using: &random) - smooth)
      return max(-1, min(1, 3 * smooth))
    }
  }

  @Test(arguments: 0..<4)
  func `in every group the search finds what interpolating everything finds`(seed: Int) {
    let size = InterSamplePeaks.framesInGroup
    let samples = Self.clippedNoise(seed: UInt64(seed), frames: 100 * size)
    let kernel = InterpolationKernel(phases: 16, tapsPerPhase: 64, kaiserBeta: 7)
    let finder = InterSamplePeaks()
    for first in stride(from: 4 * size, to: 96 * size, by: size) {
      var largest: Float = 0
      for frame in first..<first + size {
        for taps in kernel.phases {
          var sum: Float = 0
          for tap in 0..<64 { sum += taps[tap] * samples[frame - 31 + tap] }
          largest = max(largest, abs(sum))
        }
      }
      // A largest value on a frame's edge belongs to the neighbouring group as well.
      let isInside = max(abs(samples[first]), abs(samples[first + size])) < 0.9 * largest
      guard isInside, largest > 0.3 else { continue }
      var peaks: [InterSamplePeaks.Peak] = []
      finder.find(samples.span, first: first, above: 0.998 * largest, into: &peaks)
      let found = peaks.map(\.value).max() ?? 0
      #expect(found >= 0.999 * largest && found <= 1.004 * largest, "\(first) \(largest) \(found)")
    }
  }

  @Test func `samples at full scale are counted, silence has no peak`() {
    let reading = Self.reading([0, 1, -1, 0.99, 32_767.0 / 32_768, 2], rate: 48_000)
    #expect(reading.clippedSamples == 4)
    let silence = Self.reading([Float](repeating: 0, count: 5_000), rate: 48_000)
    #expect(silence == PeakReading(truePeakDBTP: nil, samplePeakDBFS: nil, clippedSamples: 0))
  }

  @Test func `from 192 kHz on samples are their own true peak`() {
    let reading = Self.reading([0, 0.5, 0.5, 0], rate: 192_000)
    #expect(reading.truePeakDBTP == reading.samplePeakDBFS)
  }
}
