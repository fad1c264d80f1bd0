/// Measures the largest value of the continuous signal, of the samples, and counts clipping.
///
/// Groups of 16 frames whose samples cannot lead to a new maximum are skipped, which is provable
/// from the interpolator's norm; speech is skipped nearly everywhere. From 192 kHz on, samples are
/// dense enough to be their own true peak.
///
/// - Source: ITU-R BS.1770-5 Annex 2.
public struct TruePeakMeter: Sendable {
  /// The sample rate from which nothing is interpolated, in hertz.
  static let leastDenseSampleRate = 192_000
  /// Samples at or beyond the largest 16-bit code count as clipped.
  static let clippedMagnitude: Float = 32_767 / 32_768

  private static let chunk = 1024
  private static let margin = InterSamplePeaks.margin
  private static let peaksFinder = InterSamplePeaks()

  private let interpolates: Bool
  private var planes: [[Float]]
  /// How many samples of each plane are filled; examined are those between two margins.
  private var filled = Self.margin
  private var truePeak: Float = 0
  private var samplePeak: Float = 0
  private var clippedSamples = 0

  /// Prepares for one stream.
  ///
  /// - Parameter format: rate and channels; every channel counts, low-frequency ones too.
  public init(format: AudioFormat) {
    interpolates = format.sampleRate < Self.leastDenseSampleRate
    let silence = [Float](repeating: 0, count: Self.chunk + 2 * Self.margin)
    planes = Array(repeating: silence, count: format.channelCount)
  }

  /// Hears more of the stream.
  ///
  /// - Parameter block: any number of frames with the format's channels; finite samples.
  /// - Complexity: O(frames × channels).
  public mutating func add(_ block: AudioBlock) {
    precondition(block.channelCount == planes.count, "channel count differs from the format")
    let capacity = Self.chunk + 2 * Self.margin
    var start = 0
    while start < block.frameCount {
      let count = min(block.frameCount - start, capacity - filled)
      for channel in planes.indices {
        block.withChannel(channel) { source in
          Self.copy(source, from: start, count: count, to: &planes[channel], at: filled)
        }
      }
      start += count
      filled += count
      if filled == capacity { examine() }
    }
  }

  /// Reads the meter; more may be added afterwards.
  ///
  /// - Returns: levels, `nil` in digital silence, and how many samples are clipped.
  public func reading() -> PeakReading {
    var finished = self
    finished.padAndExamine()
    return PeakReading(
      truePeakDBTP: Decibels.level(
        amplitude: Double(max(finished.truePeak, finished.samplePeak))),
      samplePeakDBFS: Decibels.level(amplitude: Double(finished.samplePeak)),
      clippedSamples: finished.clippedSamples)
  }

  /// Treats the stream as ended, silence behind it.
  private mutating func padAndExamine() {
    let capacity = Self.chunk + 2 * Self.margin
    // What follows the last margin needs a second round.
    for _ in 0..<2 {
      for channel in planes.indices {
        for index in filled..<capacity { planes[channel][index] = 0 }
      }
      filled = capacity
      examine()
    }
  }

  /// Examines the frames between the margins, then makes room for as many.
  private mutating func examine() {
    for channel in planes.indices {
      let samples = planes[channel]
      examine(samples.span)
    }
    for channel in planes.indices {
      for index in 0..<2 * Self.margin {
        planes[channel][index] = planes[channel][Self.chunk + index]
      }
    }
    filled = 2 * Self.margin
  }

  private mutating func examine(_ samples: Span<Float>) {
    let size = InterSamplePeaks.framesInGroup
    let finder = Self.peaksFinder
    var before = Self.largest(samples, from: Self.margin - size)
    var here = Self.largest(samples, from: Self.margin)
    var found: [InterSamplePeaks.Peak] = []
    for first in stride(from: Self.margin, to: Self.margin + Self.chunk, by: size) {
      let after = Self.largest(samples, from: first + size)
      if here > samplePeak { samplePeak = here }
      if here >= Self.clippedMagnitude { countClipped(samples, from: first) }
      let floor = max(truePeak, samplePeak)
      if interpolates && max(before, here, after) * finder.bound > floor {
        finder.find(samples, first: first, above: floor, into: &found)
        for peak in found where peak.value > truePeak { truePeak = peak.value }
        found.removeAll(keepingCapacity: true)
      }
      (before, here) = (here, after)
    }
  }

  private mutating func countClipped(_ samples: Span<Float>, from first: Int) {
    for index in first..<first + InterSamplePeaks.framesInGroup
    where abs(samples[index]) >= Self.clippedMagnitude {
      clippedSamples += 1
    }
  }

  /// The largest magnitude in one group.
  ///
  /// Magnitudes of floats are ordered like their bits, which processors compare faster.
  private static func largest(_ samples: Span<Float>, from first: Int) -> Float {
    var bits: Int32 = 0
    for index in first..<first + InterSamplePeaks.framesInGroup {
      bits = max(bits, Int32(bitPattern: samples[index].bitPattern & 0x7FFF_FFFF))
    }
    return Float(bitPattern: UInt32(bitPattern: bits))
  }

  private static func copy(
    _ source: Span<Float>, from start: Int, count: Int, to target: inout [Float], at position: Int
  ) {
    var plane = target.mutableSpan
    for index in 0..<count { plane[position + index] = source[start + index] }
  }
}
