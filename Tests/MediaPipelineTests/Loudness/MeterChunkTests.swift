import Foundation
import StudioTestSupport
import Testing

@testable import MediaPipeline

/// Chunks change nothing: neither their edges, nor blocks, nor threads can be read off a figure.
@Suite struct MeterChunkTests {
  static let everything = ChunkMeter.Options(
    peakMap: .planning, keepsSteps: true, framesPerPoint: 256)

  /// Uneven noise on every channel, an offset under it.
  static func programme(_ format: AudioFormat, seconds: Double, seed: UInt64 = 1) -> AudioBlock {
    let frames = Int(seconds * Double(format.sampleRate))
    return AudioBlock(
      channels: (0..<format.channelCount).map { channel in
        chatter(frames: frames, rate: format.sampleRate, level: 0.8, seed: seed + UInt64(channel))
          .map { $0 + 0.1 }
      })
  }

  /// Reads a block in portions of changing size.
  static func scan(
    _ block: AudioBlock, _ format: AudioFormat, sizes: [Int], threads: Int
  ) throws -> MeterRecord {
    var (first, turn) = (0, 0)
    return try MeterScan(
      ChunkMeter(format: format, options: everything), format: format, threads: threads,
      stop: StopFlag()
    ).run { target, room in
      let taken = min(room, sizes[turn % sizes.count], block.frameCount - first)
      target.append(block, frames: first..<first + taken)
      (first, turn) = (first + taken, turn + 1)
    }
  }

  @Test(
    arguments: [
      AudioFormat.stereo(sampleRate: 48_000), .mono(sampleRate: 11_025), .mono(sampleRate: 44_100),
    ], [([1_000_000], 1), ([1_000_000], 2), ([4_096], 3), ([479, 1, 20_011], 8)] as [([Int], Int)])
  func `every bit is the same whatever the block size and the number of threads`(
    format: AudioFormat, way: (sizes: [Int], threads: Int)
  ) throws {
    let block = Self.programme(format, seconds: 37.123)
    let record = try Self.scan(block, format, sizes: way.sizes, threads: way.threads)
    var meter = LoudnessMeter(format: format, options: Self.everything)
    meter.add(block)
    let whole = meter.record()
    #expect(record.reading == whole.reading)
    #expect(record.stepEnergies == whole.stepEnergies)
    #expect(record.peakMap == whole.peakMap)
    #expect(record.waveform == whole.waveform)
    let grid = MeterGrid(format)
    let complete = grid.completeSteps(block.frameCount)
    let isOpen = grid.boundary(complete) < block.frameCount
    #expect(record.stepEnergies.count == complete + (isOpen ? 1 : 0))
  }

  /// The standard's two filters run serially from the first frame, as its equations say.
  static func naiveEnergies(_ samples: [Float], rate: Int) -> [Double] {
    let weighting = KWeighting(sampleRate: rate)
    var states = [[Double]](repeating: [0, 0, 0, 0], count: 2)
    func filter(_ x: Double, _ b: Biquad, _ stage: Int) -> Double {
      let s = states[stage]
      let y = b.b0 * x + b.b1 * s[0] + b.b2 * s[1] - b.a1 * s[2] - b.a2 * s[3]
      states[stage] = [x, s[0], y, s[2]]
      return y
    }
    var energies: [Double] = []
    var (sum, step) = (0.0, 0)
    for (frame, sample) in samples.enumerated() {
      let shelf = filter(Double(sample), weighting.shelf, 0)
      let y = filter(shelf, weighting.highPass, 1)
      sum += y * y
      if frame + 1 == ((step + 1) * rate + 50) / 100 {
        energies.append(sum)
        (sum, step) = (0, step + 1)
      }
    }
    return energies
  }

  @Test(arguments: [8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000, 192_000])
  func `energies are those of one filter that runs from the first frame to the last`(
    rate: Int
  ) throws {
    // Just beyond the first chunk: each of its eight lanes starts anew.
    let format = AudioFormat.mono(sampleRate: rate)
    let block = Self.programme(format, seconds: 16.9)
    let expected = block.withChannel(0) { samples in
      Self.naiveEnergies(samples.indices.map { samples[$0] }, rate: rate)
    }
    var meter = LoudnessMeter(format: format, options: .init(peaks: false, keepsSteps: true))
    meter.add(block)
    // What the stream has of a last step is kept too.
    let energies = meter.record().stepEnergies.prefix(expected.count)
    #expect(energies.count == expected.count)
    // Kept as floats: 6e-8. At the first step of a lane the warm-up shows, if anywhere.
    for (step, (got, wanted)) in zip(energies, expected).enumerated() {
      #expect(abs(Double(got) - wanted) <= 1e-7 * wanted + 1e-12, "\(step): \(got) \(wanted)")
    }
  }

  @Test func `an offset is silent in every chunk`() {
    let reading = TestSignal.stereoLoudness(
      [Float](repeating: 0.3, count: 48_000 * 34), rate: 48_000)
    #expect(reading.curve.powers.dropFirst(5).allSatisfy { $0 < 1e-15 })
  }

  /// A burst between two samples, at full height only where the interpolator is.
  static func burst(centre: Double, frames: Int) -> [Float] {
    (0..<frames).map { frame in
      let t = Double(frame) - centre
      return abs(t) > 200 ? 0 : Float(0.8 * exp(-t * t / 800) * cos(2 * .pi * 0.2 * t))
    }
  }

  @Test(arguments: [-31.5, -0.5, 0, 0.5, 15.5, 31.5])
  func `a peak at a chunk's edge reads as anywhere else`(offset: Double) throws {
    let grid = MeterGrid(.mono(sampleRate: 48_000))
    let edge = Double(grid.chunkFrames) + offset
    let inside = Self.burst(centre: 5_000 + offset, frames: 10_000)
    let across = Self.burst(centre: edge, frames: grid.chunkFrames + 1_000)
    let reference = try #require(TruePeakMeterTests.reading(inside, rate: 48_000).truePeakDBTP)
    let read = try #require(TruePeakMeterTests.reading(across, rate: 48_000).truePeakDBTP)
    #expect(abs(read - reference) < 1e-5)
    #expect(abs(reference - 20 * log10(0.8)) <= TruePeakMeterTests.tolerance)
  }

  @Test func `clipped samples on both sides of an edge count once`() {
    let grid = MeterGrid(.mono(sampleRate: 48_000))
    var samples = [Float](repeating: 0, count: 2 * grid.chunkFrames + 3)
    let clipped = [0, grid.chunkFrames - 1, grid.chunkFrames, grid.chunkFrames + 95]
    for frame in clipped + [samples.count - 1] { samples[frame] = -1 }
    #expect(TruePeakMeterTests.reading(samples, rate: 48_000).clippedSamples == 5)
  }

  @Test func `steps that end at or before a frame are counted at every rate`() {
    for rate in [8_000, 11_025, 22_050, 44_100, 47_999] {
      let grid = MeterGrid(.mono(sampleRate: rate))
      for frames in 0..<rate {
        var steps = 0
        while (steps * rate + rate + 50) / 100 <= frames { steps += 1 }
        guard grid.completeSteps(frames) == steps else {
          Issue.record("\(rate) Hz, \(frames) frames: \(grid.completeSteps(frames)), not \(steps)")
          return
        }
      }
    }
  }
}
