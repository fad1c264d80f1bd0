import Foundation

@testable import MediaPipeline

/// Signals made for the tests, one channel at a time, in 32-bit floats.
enum TestSignal {
  /// A stretch of tone; `nil` is silence.
  typealias Stretch = (level: Double?, seconds: Double)

  /// A sine whose level changes at given times while its phase runs on.
  static func tone(hertz: Int = 1000, rate: Int, _ stretches: [Stretch]) -> [Float] {
    // A whole number of cycles in a whole number of frames: a table replaces a million sines.
    let period = rate / gcd(hertz, rate)
    let cycle = (0..<period).map { sin(2 * .pi * Double(hertz * $0 % rate) / Double(rate)) }
    var samples: [Float] = []
    var seconds = 0.0
    for stretch in stretches {
      seconds += stretch.seconds
      let end = Int((seconds * Double(rate)).rounded())
      let amplitude = stretch.level.map { pow(10, $0 / 20) } ?? 0
      let scaled = cycle.map { Float($0 * amplitude) }
      samples.reserveCapacity(end)
      while samples.count < end {
        let phase = samples.count % period
        samples.append(contentsOf: scaled[phase..<min(period, phase + end - samples.count)])
      }
    }
    return samples
  }

  /// One tone of one level.
  static func tone(hertz: Int = 1000, rate: Int, level: Double, seconds: Double) -> [Float] {
    tone(hertz: hertz, rate: rate, [(level, seconds)])
  }

  /// The same samples on left and right.
  static func stereo(_ samples: [Float]) -> AudioBlock { AudioBlock(channels: [samples, samples]) }

  /// Reads a meter, without peaks, that has heard one block.
  static func loudness(_ block: AudioBlock, _ format: AudioFormat) -> LoudnessReading {
    var meter = LoudnessMeter(format: format, options: .init(peaks: false))
    meter.add(block)
    return meter.reading()
  }

  /// Reads a meter, without peaks, that has heard the samples on left and right.
  static func stereoLoudness(_ samples: [Float], rate: Int) -> LoudnessReading {
    loudness(stereo(samples), .stereo(sampleRate: rate))
  }

  private static func gcd(_ a: Int, _ b: Int) -> Int { b == 0 ? a : gcd(b, a % b) }
}
