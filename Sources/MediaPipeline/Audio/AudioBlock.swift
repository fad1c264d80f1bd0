/// A run of audio frames, one plane of 32-bit floats per channel, ±1.0 nominal.
///
/// All planes live in one contiguous buffer; plane *c* starts at `c * capacity`. Samples of up to
/// 24 bits are exact in this format. A block knows no rate and no time: the pipeline does.
public struct AudioBlock: Sendable {
  /// How many channels each frame has.
  public let channelCount: Int
  /// How many frames each plane has room for; the distance between two planes in samples.
  public private(set) var capacity: Int
  /// How many frames are valid, from the start of each plane; never more than ``capacity``.
  public private(set) var frameCount: Int
  private var samples: [Float]

  /// Creates a block of silence.
  ///
  /// - Parameters:
  ///   - channelCount: planes, at least 1.
  ///   - frameCount: valid frames, at least 0.
  ///   - capacity: frames that fit without a new buffer; `frameCount` when that is larger.
  public init(channelCount: Int, frameCount: Int = 0, capacity: Int = 0) {
    precondition(channelCount > 0 && frameCount >= 0 && capacity >= 0, "counts out of range")
    self.channelCount = channelCount
    self.capacity = max(frameCount, capacity)
    self.frameCount = frameCount
    samples = [Float](repeating: 0, count: channelCount * self.capacity)
  }

  /// Creates a block from one array of samples per channel.
  ///
  /// - Parameter channels: at least one plane, all of the same length.
  public init(channels: [[Float]]) {
    precondition(!channels.isEmpty, "a block has at least one channel")
    let length = channels[0].count
    precondition(channels.allSatisfy { $0.count == length }, "planes differ in length")
    channelCount = channels.count
    capacity = length
    frameCount = length
    samples = []
    samples.reserveCapacity(channels.count * length)
    for plane in channels { samples.append(contentsOf: plane) }
  }

  /// Whether no frame is valid.
  public var isEmpty: Bool { frameCount == 0 }

  /// Lends the valid samples of one channel for reading.
  ///
  /// - Parameters:
  ///   - channel: a plane, counted from 0.
  ///   - body: receives ``frameCount`` samples.
  /// - Returns: what `body` returns.
  /// - Throws: what `body` throws.
  public func withChannel<Result, Failure: Error>(
    _ channel: Int, _ body: (Span<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(channel >= 0 && channel < channelCount, "no such channel")
    let start = channel * capacity
    return try body(samples.span.extracting(start..<start + frameCount))
  }

  /// Lends the valid samples of one channel for writing.
  ///
  /// - Parameters:
  ///   - channel: a plane, counted from 0.
  ///   - body: receives ``frameCount`` samples.
  /// - Returns: what `body` returns.
  /// - Throws: what `body` throws.
  public mutating func withMutableChannel<Result, Failure: Error>(
    _ channel: Int, _ body: (inout MutableSpan<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(channel >= 0 && channel < channelCount, "no such channel")
    let valid = channel * capacity..<channel * capacity + frameCount
    var all = samples.mutableSpan
    // Swift 6.3 deprecates `extracting` on a mutable span in favour of this provisional name.
    var plane = all._mutatingExtracting(valid)
    return try body(&plane)
  }

  /// Lends all planes at once for reading.
  ///
  /// - Parameter body: receives `channelCount * capacity` samples; plane *c* starts at
  ///   `c * capacity`, and only its first ``frameCount`` samples mean anything.
  /// - Returns: what `body` returns.
  /// - Throws: what `body` throws.
  public func withPlanes<Result, Failure: Error>(
    _ body: (Span<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(samples.span)
  }

  /// Lends all planes at once for writing.
  ///
  /// - Parameter body: receives `channelCount * capacity` samples; plane *c* starts at
  ///   `c * capacity`, and only its first ``frameCount`` samples are kept.
  /// - Returns: what `body` returns.
  /// - Throws: what `body` throws.
  public mutating func withMutablePlanes<Result, Failure: Error>(
    _ body: (inout MutableSpan<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var all = samples.mutableSpan
    return try body(&all)
  }

  /// Changes how many frames are valid; new ones within the capacity keep what the plane held.
  ///
  /// - Parameter frames: 0…``capacity``.
  public mutating func setFrameCount(_ frames: Int) {
    precondition(frames >= 0 && frames <= capacity, "more frames than the block has room for")
    frameCount = frames
  }

  /// Makes room for more frames; the valid ones stay.
  ///
  /// - Parameter frames: the least capacity wanted.
  /// - Complexity: O(frames × channels) when the buffer must grow.
  public mutating func reserveCapacity(_ frames: Int) {
    guard frames > capacity else { return }
    var larger = [Float]()
    larger.reserveCapacity(channelCount * frames)
    for channel in 0..<channelCount {
      let start = channel * capacity
      larger.append(contentsOf: samples[start..<start + frameCount])
      larger.append(contentsOf: repeatElement(0, count: frames - frameCount))
    }
    samples = larger
    capacity = frames
  }
}
