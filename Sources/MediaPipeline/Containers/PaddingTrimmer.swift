/// Cuts the encoder's padding off the end of a stream whose header counts its frames.
///
/// Frames beyond the claim are held back: at the end a short rest is padding and goes; more than
/// that means that the claim is wrong, and everything is given.
struct PaddingTrimmer {
  private var limit: Int?
  private var given = 0
  private var held: AudioBlock

  /// Makes a trimmer; without a limit it passes everything.
  init(limit: Int?, channelCount: Int) {
    self.limit = limit
    held = AudioBlock(channelCount: channelCount)
  }

  /// Takes the next block and gives what is known to be programme.
  mutating func pass(_ block: AudioBlock) -> AudioBlock {
    guard let limit else { return block }
    held.append(contentsOf: block)
    let beyond = given + held.frameCount - limit
    if beyond > MediaReader.maxPaddingFrames {
      self.limit = nil
      defer { held = AudioBlock(channelCount: held.channelCount) }
      return held
    }
    let ready = beyond > 0 ? held.frameCount - beyond : held.frameCount
    let part = held.slice(0..<ready)
    held.dropFirst(ready)
    given += ready
    return part
  }
}
