/// What reading a programme's inputs brought to light.
struct ReadLog: Sendable {
  private(set) var faults = ReadFaults()
  private(set) var truncated = false
  /// Whether every frame is at its place: no packet was skipped, no read failed, and a FLAC has as
  /// many frames as it counts (one that is lost inside leaves no other trace).
  private(set) var isIntact = true

  /// Seconds by which a file may fall short of its claim: rounding.
  private static let toleranceSeconds = 0.1
  /// The same in frames, whatever the rate: some claims count an encoder's delay and padding, at most
  /// three frames of MP3 and of AAC.
  private static let toleranceFrames = 4_096

  /// Adds what one input showed once it was read to its end, or as far as it was wanted.
  mutating func add(_ reader: borrowing MediaReader, toItsEnd: Bool = true) {
    let found = reader.faults
    faults.damagedPackets += found.damagedPackets
    faults.repairedSamples += found.repairedSamples
    faults.readError = faults.readError ?? found.readError
    if found.readError != nil { truncated = true }
    let isShort =
      toItsEnd && reader.source.container == "flac"
      && reader.source.claimedFrames.map { $0 != reader.framesRead } == true
    if found.damagedPackets > 0 || found.readError != nil || isShort { isIntact = false }
    let tolerance = max(
      Self.toleranceFrames, Int(Self.toleranceSeconds * Double(reader.format.sampleRate)))
    if toItsEnd, let claim = reader.source.claimedFrames, reader.framesRead + tolerance < claim {
      truncated = true
    }
  }

  var warnings: [MediaWarning] {
    var found: [MediaWarning] = []
    if truncated { found.append(.truncated) }
    // The packet that the cut goes through is part of the cut.
    if faults.damagedPackets > (truncated ? 1 : 0) { found.append(.damaged) }
    if faults.repairedSamples > 0 { found.append(.repairedSamples) }
    return found
  }
}
