import Foundation
import StudioTestSupport

@testable import MediaPipeline

/// Sounds that ask different things of an encoder.
enum TestProgramme: String, CaseIterable {
  case speech, music, bursts, pauses

  /// The sound, ±1, the same for the same arguments.
  func block(seconds: Double, rate: Int, channels: Int) -> AudioBlock {
    let frames = Int(seconds * Double(rate)) + 123
    return AudioBlock(
      channels: (0..<channels).map { plane(frames: frames, rate: rate, seed: UInt64($0)) })
  }

  private func plane(frames: Int, rate: Int, seed: UInt64) -> [Float] {
    switch self {
    case .speech: chatter(frames: frames, rate: rate, level: 0.7, seed: seed + 1)
    case .music: Self.chords(frames: frames, rate: rate, seed: seed)
    case .bursts: Self.bursts(frames: frames, rate: rate, seed: seed)
    case .pauses:
      zip(0..., chatter(frames: frames, rate: rate, level: 0.7, seed: seed + 7)).map {
        $0 / (rate * 3 / 2) % 2 == 0 ? $1 : 0
      }
    }
  }

  /// Plucked notes, three at a time.
  private static func chords(frames: Int, rate: Int, seed: UInt64) -> [Float] {
    var random = SeededGenerator(seed: 41 &+ seed)
    var samples = [Float](repeating: 0, count: frames)
    let length = rate / 3
    for start in stride(from: 0, to: frames, by: length) {
      for _ in 0..<3 {
        let hertz = 110 * pow(2, Double(Int.random(in: 0..<36, using: &random)) / 12)
        for frame in start..<min(frames, start + length) {
          let time = Double(frame - start) / Double(rate)
          let phase = 2 * .pi * hertz * time
          samples[frame] += Float(0.2 * exp(-5 * time) * (sin(phase) + 0.3 * sin(3 * phase)))
        }
      }
    }
    return samples
  }

  /// Noise that starts within a sample, ten times a second, over a low tone.
  private static func bursts(frames: Int, rate: Int, seed: UInt64) -> [Float] {
    var random = SeededGenerator(seed: 97 &+ seed)
    return (0..<frames).map { frame in
      let tone = Float(0.05 * sin(2 * .pi * 120 * Double(frame) / Double(rate)))
      let isLoud = frame % (rate / 10) < rate / 50
      return tone + (isLoud ? Float.random(in: -0.7...0.7, using: &random) : 0)
    }
  }
}

/// The formats that matter, one a row.
enum TestFormats {
  static let all: [(rate: Int, channels: Int, kilobits: Int)] = [
    (44_100, 2, 128), (44_100, 1, 64), (44_100, 2, 112), (44_100, 2, 320), (48_000, 2, 128),
    (48_000, 1, 64), (48_000, 2, 320), (32_000, 2, 96), (24_000, 2, 64), (22_050, 2, 64),
    (22_050, 1, 160), (16_000, 1, 64), (11_025, 1, 32),
  ]
}
