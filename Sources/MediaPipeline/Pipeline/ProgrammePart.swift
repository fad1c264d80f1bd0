internal import Glibc

/// The part of a joined programme that is wanted, with a short fade where it is cut.
struct ProgrammePart: Sendable, Hashable {
  /// Where it begins, seconds; `nil` at the programme's own start, which is no cut.
  let fromSeconds: Double?
  /// Where it ends, seconds; `nil` at the programme's own end.
  let toSeconds: Double?

  /// Long enough to make a cut inaudible, short enough to cost no syllable (issue 3, item 8).
  static let fadeSeconds = 0.01

  /// Names a part; 0 as the start is no cut.
  init(fromSeconds: Double? = nil, toSeconds: Double? = nil) {
    self.fromSeconds = fromSeconds.flatMap { $0 > 0 ? $0 : nil }
    self.toSeconds = toSeconds
  }

  /// Whether nothing is cut.
  var isWhole: Bool { fromSeconds == nil && toSeconds == nil }

  /// The frames of the part at a rate, to the nearest one.
  func frames(sampleRate: Int) -> Range<Int> {
    let start = Self.frame(fromSeconds ?? 0, sampleRate)
    return start..<max(start, toSeconds.map { Self.frame($0, sampleRate) } ?? Int.max)
  }

  /// Fades what of `block` lies within 10 ms of a cut.
  ///
  /// A raised cosine, ½ − ½·cos(π·x) with x at the middle of each frame: both ends of the ramp meet
  /// the signal without a corner.
  ///
  /// - Parameters:
  ///   - block: frames of the part.
  ///   - position: the first one's place in the joined programme.
  ///   - sampleRate: hertz.
  func fade(_ block: inout AudioBlock, at position: Int, sampleRate: Int) {
    let part = frames(sampleRate: sampleRate)
    let length = min(Self.frame(Self.fadeSeconds, sampleRate), part.count / 2)
    guard length > 0 else { return }
    let inside = position..<position + block.frameCount
    if fromSeconds != nil {
      let ramp = inside.clamped(to: part.lowerBound..<part.lowerBound + length)
      scale(&block, ramp, position) { gain(of: $0 - part.lowerBound, in: length) }
    }
    if toSeconds != nil {
      let ramp = inside.clamped(to: part.upperBound - length..<part.upperBound)
      scale(&block, ramp, position) { gain(of: part.upperBound - 1 - $0, in: length) }
    }
  }

  private func gain(of step: Int, in length: Int) -> Float {
    Float(0.5 - 0.5 * cos(Double.pi * (Double(step) + 0.5) / Double(length)))
  }

  private func scale(
    _ block: inout AudioBlock, _ frames: Range<Int>, _ position: Int, by gain: (Int) -> Float
  ) {
    guard !frames.isEmpty else { return }
    for channel in 0..<block.channelCount {
      block.withMutableChannel(channel) { samples in
        for frame in frames { samples[frame - position] *= gain(frame) }
      }
    }
  }

  private static func frame(_ seconds: Double, _ sampleRate: Int) -> Int {
    // 10⁹ s is 32 years; the product stays exact.
    Int((min(seconds, 1e9) * Double(sampleRate)).rounded())
  }
}
