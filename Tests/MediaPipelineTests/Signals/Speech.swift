import Foundation
import StudioTestSupport

@testable import MediaPipeline

/// Something as peaky as speech: pulses through resonances, in syllables of changing level, with
/// pauses.
enum Speech {
  /// Left, and right at seven tenths of its level with a little noise of its own.
  static func stereo(seed: Int, sampleRate: Int, seconds: Double) -> AudioBlock {
    let left = mono(seed: seed, sampleRate: sampleRate, seconds: seconds)
    var random = SeededGenerator(seed: UInt64(seed) + 9_000)
    return AudioBlock(channels: [
      left, left.map { 0.7 * $0 + Float.random(in: -0.001...0.001, using: &random) },
    ])
  }

  /// One channel.
  static func mono(seed: Int, sampleRate: Int, seconds: Double) -> [Float] {
    var random = SeededGenerator(seed: UInt64(seed) + 31)
    let rate = Double(sampleRate)
    var plane = [Float](repeating: 0, count: Int(seconds * rate))
    var frame = 0
    while frame < plane.count {
      let length = Int(Double.random(in: 0.08...0.35, using: &random) * rate)
      let level = exp(Double.random(in: log(0.02)...log(0.6), using: &random))
      let pitch = Double.random(in: 90...220, using: &random)
      let formants = [
        Double.random(in: 300...900, using: &random),
        Double.random(in: 1_000...2_800, using: &random),
      ]
      for index in 0..<min(length, plane.count - frame) {
        // Time since the last pulse of the voice.
        let since = (Double(index) / rate).truncatingRemainder(dividingBy: 1 / pitch)
        let envelope = sin(.pi * Double(index) / Double(length))
        let wave = formants.reduce(0) { $0 + sin(2 * .pi * $1 * since + 0.5) }
        plane[frame + index] = Float(level * envelope * wave * exp(-since * 350))
      }
      frame += length
      if Bool.random(using: &random) { frame += Int(0.15 * rate) }
    }
    return plane.map { $0 + Float.random(in: -0.000_5...0.000_5, using: &random) }
  }
}
