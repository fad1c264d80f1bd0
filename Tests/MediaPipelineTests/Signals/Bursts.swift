import Foundation
import StudioTestSupport

@testable import MediaPipeline

/// Quiet noise with loud bursts of tone in it, as a function of time: the same at every rate.
struct Bursts {
  struct Burst {
    var startSeconds: Double
    var seconds: Double
    var hertz: Double
    var amplitude: Double
    var phase: Double
  }

  let bursts: [Burst]
  let seed: UInt64

  /// Draws bursts; the same for the same seed.
  init(seed: Int, count: Int = 6, seconds: Double, highestHertz: Double) {
    var random = SeededGenerator(seed: UInt64(seed) &+ 77)
    self.seed = UInt64(seed)
    bursts = (0..<count).map { _ in
      Burst(
        startSeconds: Double.random(in: 0..<seconds, using: &random),
        seconds: exp(Double.random(in: log(0.0005)...log(0.15), using: &random)),
        hertz: exp(Double.random(in: log(60)...log(highestHertz), using: &random)),
        amplitude: Double.random(in: 0.8...3, using: &random),
        phase: Double.random(in: 0...6, using: &random))
    }
  }

  /// Left, and right at half its level.
  func stereo(sampleRate: Int, seconds: Double) -> AudioBlock {
    var random = SeededGenerator(seed: seed)
    let frames = Int(seconds * Double(sampleRate))
    var left = (0..<frames).map { _ in Float.random(in: -0.03...0.03, using: &random) }
    for burst in bursts { add(burst, to: &left, sampleRate: sampleRate) }
    return AudioBlock(channels: [left, left.map { $0 * 0.5 }])
  }

  private func add(_ burst: Burst, to plane: inout [Float], sampleRate: Int) {
    let first = Int((burst.startSeconds * Double(sampleRate)).rounded(.up))
    let last = Int((burst.startSeconds + burst.seconds) * Double(sampleRate))
    for frame in first..<max(first, min(plane.count, last)) {
      let time = Double(frame) / Double(sampleRate) - burst.startSeconds
      plane[frame] += Float(burst.amplitude * sin(2 * .pi * burst.hertz * time + burst.phase))
    }
  }
}
