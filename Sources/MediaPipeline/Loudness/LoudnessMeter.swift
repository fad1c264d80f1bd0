/// Measures loudness and peaks of a stream in one pass, at its own sample rate.
///
/// The digits do not depend on the sizes of the blocks in which the stream arrives.
///
/// - Source: ITU-R BS.1770-5, EBU R 128, EBU Tech 3341 and 3342.
public struct LoudnessMeter: Sendable {
  /// The stream being measured.
  public let format: AudioFormat
  private let meter: ChunkMeter
  private var cutter: ChunkCutter
  private var tally: MeterTally

  /// Prepares for one stream.
  ///
  /// - Parameters:
  ///   - format: rate and loudspeakers; they decide the channels' weights.
  ///   - dualMono: count a single channel twice, as it is heard from two loudspeakers (+3.01 LU).
  public init(format: AudioFormat, dualMono: Bool = false) {
    self.init(format: format, dualMono: dualMono, options: ChunkMeter.Options())
  }

  /// Prepares for one stream, with a choice of what to find out; peaks not asked for read `nil`.
  init(format: AudioFormat, dualMono: Bool = false, options: ChunkMeter.Options) {
    self.format = format
    meter = ChunkMeter(format: format, dualMono: dualMono, options: options)
    cutter = ChunkCutter(meter.grid, channelCount: format.channelCount)
    tally = MeterTally(format: format, keepsSteps: options.keepsSteps)
  }

  /// Hears more of the stream.
  ///
  /// - Parameter block: any number of frames with the format's channels; finite samples.
  /// - Complexity: O(frames × channels).
  public mutating func add(_ block: AudioBlock) {
    precondition(block.channelCount == format.channelCount, "channel count differs from the format")
    var first = 0
    while first < block.frameCount {
      let (taken, chunk) = cutter.add(block, from: first)
      first += taken
      guard let chunk else { continue }
      tally.add(meter.measure(chunk))
      cutter.recycle(chunk)
    }
  }

  /// Reads the meter; more may be added afterwards.
  ///
  /// A window that is not complete does not count, except in `ungatedLUFS`.
  ///
  /// - Returns: everything measured so far.
  /// - Complexity: O(seconds × log seconds), and measuring the chunk under way.
  public func reading() -> LoudnessReading { finished().reading() }

  /// Everything that the pass has found out so far.
  func record() -> MeterRecord { finished().record() }

  /// The tally as if the stream ended here.
  private func finished() -> MeterTally {
    var (cutter, tally) = (cutter, tally)
    while let chunk = cutter.rest() { tally.add(meter.measure(chunk)) }
    return tally
  }
}
