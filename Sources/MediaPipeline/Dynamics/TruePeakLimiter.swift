/// Keeps the true peak of a stream under a ceiling, acting only where it would be crossed.
///
/// Channels are linked: all get the same gain, so that the stereo image stays. Detection is on the
/// interpolated signal. Frames come out in order, as many as went in; what comes out does not
/// depend on the sizes of the blocks that went in.
public struct TruePeakLimiter: Sendable {
  /// How early a reduction begins, seconds.
  public static let lookAheadSeconds = 0.003
  /// Kept below the ceiling, dB: the changing gain itself moves the signal between samples a
  /// little.
  static let marginDB = 0.03

  private static let finder = InterSamplePeaks()
  private static let margin = InterSamplePeaks.margin
  private static let groupFrames = InterSamplePeaks.framesInGroup

  /// The ceiling, dBTP.
  public let ceilingDBTP: Double
  /// When it acted and how much, so far.
  public private(set) var log: GainReductionLog

  private let ceiling: Float
  private let channelCount: Int
  private let sampleRate: Int
  private var gain: LimiterGain
  /// What the last peak of a group, between two frames, asks of the next group's first frame.
  private var neededNext: Float = 1
  /// Frames that are waiting, and before them those the interpolator still looks at.
  private var buffer: AudioBlock
  /// Absolute number of the buffer's first frame.
  private var bufferStart: Int
  /// Absolute number of the first frame whose needed gain is not known.
  private var examined = 0
  private var framesIn = 0
  private var framesOut = 0
  /// Gains that are complete, of the frames from ``framesOut`` on.
  private var gains: [Float] = []
  private var gainsToSkip: Int

  /// Prepares for one stream.
  ///
  /// - Parameters:
  ///   - format: rate and channels.
  ///   - ceilingDBTP: the true peak not to be exceeded; at most 0 is useful.
  public init(format: AudioFormat, ceilingDBTP: Double) {
    self.ceilingDBTP = ceilingDBTP
    ceiling = Float(Decibels.amplitude(decibels: ceilingDBTP - Self.marginDB))
    channelCount = format.channelCount
    gain = LimiterGain(
      sampleRate: format.sampleRate, lookAheadSeconds: Self.lookAheadSeconds)
    gainsToSkip = gain.delay
    sampleRate = format.sampleRate
    log = GainReductionLog()
    // Silence before the first frame, for the interpolator.
    buffer = AudioBlock(channelCount: format.channelCount, frameCount: Self.margin)
    bufferStart = -Self.margin
  }

  /// Takes the next frames and gives those that are ready.
  ///
  /// - Parameter block: any number of frames in the format's channels; finite samples.
  /// - Returns: the frames ready, in order; possibly none.
  /// - Complexity: O(frames × channels), plus the look-ahead's length for each reduced frame.
  public mutating func process(_ block: AudioBlock) -> AudioBlock {
    precondition(block.channelCount == channelCount, "channel count differs from the format")
    buffer.append(contentsOf: block)
    framesIn += block.frameCount
    examine(upTo: framesIn - Self.margin)
    return giveOut()
  }

  /// Gives the rest.
  ///
  /// - Returns: the last frames; with them, as many have come out as went in.
  public mutating func finish() -> AudioBlock {
    let missing = (Self.groupFrames - framesIn % Self.groupFrames) % Self.groupFrames
    buffer.append(
      contentsOf: AudioBlock(
        channelCount: channelCount, frameCount: missing + 2 * Self.margin))
    examine(upTo: framesIn + missing)
    for _ in 0..<gain.delay { keep(gain.next(needed: 1)) }
    if gains.count > framesIn - framesOut { gains.removeLast(gains.count - framesIn + framesOut) }
    return giveOut()
  }

  /// Finds the needed gain of whole groups of frames that have their margin behind them.
  private mutating func examine(upTo end: Int) {
    while examined + Self.groupFrames <= end {
      let first = examined - bufferStart
      var needed = InlineArray<17, Float>(repeating: 1)
      for channel in 0..<channelCount {
        let (finder, ceiling) = (Self.finder, ceiling)
        buffer.withChannel(channel) { plane in
          Self.require(plane, first, ceiling, finder, &needed)
        }
      }
      needed[0] = min(needed[0], neededNext)
      for index in 0..<Self.groupFrames { keep(gain.next(needed: needed[index])) }
      neededNext = needed[Self.groupFrames]
      examined += Self.groupFrames
    }
  }

  /// Lowers `needed` where one channel would cross the ceiling.
  private static func require(
    _ plane: Span<Float>, _ first: Int, _ ceiling: Float, _ finder: InterSamplePeaks,
    _ needed: inout InlineArray<17, Float>
  ) {
    var largest: Float = 0
    for index in -groupFrames..<2 * groupFrames {
      largest = max(largest, abs(plane[first + index]))
    }
    guard largest * finder.bound > ceiling else { return }
    for index in 0..<groupFrames {
      let magnitude = abs(plane[first + index])
      if magnitude > ceiling { needed[index] = min(needed[index], ceiling / magnitude) }
    }
    var peaks: [InterSamplePeaks.Peak] = []
    finder.find(plane, first: first, above: ceiling, into: &peaks)
    for peak in peaks where peak.value > ceiling {
      let index = peak.frame - first
      let wanted = ceiling / peak.value
      needed[index] = min(needed[index], wanted)
      needed[index + 1] = min(needed[index + 1], wanted)
    }
  }

  /// Keeps a complete gain; the first ones belong to frames before the stream.
  private mutating func keep(_ value: Float) {
    if gainsToSkip > 0 { gainsToSkip -= 1 } else { gains.append(value) }
  }

  /// Multiplies the frames whose gain is complete, and forgets what nobody needs any more.
  private mutating func giveOut() -> AudioBlock {
    let first = framesOut - bufferStart
    var ready = buffer.slice(first..<first + gains.count)
    for (index, value) in gains.enumerated() where value < 1 {
      let start = Double(framesOut + index) / Double(sampleRate)
      log.note(startSeconds: start, endSeconds: start + 1 / Double(sampleRate), gain: value)
    }
    for channel in 0..<channelCount {
      let gains = gains
      ready.withMutableChannel(channel) { plane in
        for index in 0..<plane.count where gains[index] < 1 { plane[index] *= gains[index] }
      }
    }
    framesOut += gains.count
    gains.removeAll(keepingCapacity: true)
    let needless = min(framesOut, examined) - Self.margin - bufferStart
    if needless > 0 {
      buffer.dropFirst(needless)
      bufferStart += needless
    }
    return ready
  }
}
