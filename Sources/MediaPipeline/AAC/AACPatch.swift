/// A stretch of an AAC stream that is encoded anew because its sound has changed.
///
/// An encoder of its own starts early, so that its rate control has settled, and ends late; on either
/// side a join is looked for among some packets. All numbers are packets of the whole stream, of which
/// number *n* holds the sound of frames 1024 (*n* − 1) to 1024 (*n* + 1).
struct AACPatch: Hashable, Sendable {
  /// Frames of audio from one packet to the next (ISO/IEC 14496-3: low complexity, 1024).
  static let packetFrames = 1024
  /// Packets encoded before those among which the first join may lie: 5.5 s at 48 kHz.
  ///
  /// The encoder's rate control starts from a guess and moves slowly: of plucked notes, which a whole
  /// encode renders with 52 dB of segmental SNR, a patch had 33 dB after 43 packets, 38 after 129 and
  /// mostly 52 after 258; of speech it had what the whole encode has from 43 on.
  static let warmUp = 258
  /// Packets on either side among which a join is looked for.
  static let window = 24
  /// The longest stretch that an encoder is given, packets: its sound, about a minute, lies in memory.
  static let longest = 60 * 48_000 / packetFrames
  /// The largest share of a programme that patches may encode; beyond that all of it is encoded again.
  static let largestShare = 0.5

  /// Packets that must be replaced.
  let wanted: Range<Int>
  /// How many the stream has.
  let packetCount: Int

  /// The patches over what has changed.
  ///
  /// - Parameters:
  ///   - changed: frames of audio, in order, at least one.
  ///   - packetCount: how many packets the stream has.
  /// - Returns: in order, each far enough from the next that no join meets another; none where all had
  ///   better be encoded again.
  static func patches(over changed: [Range<Int>], packetCount: Int) -> [AACPatch] {
    var merged: [Range<Int>] = []
    for frames in changed where !frames.isEmpty {
      let first = max(0, frames.lowerBound / packetFrames - 1)
      let end = min(packetCount, (frames.upperBound + packetFrames - 1) / packetFrames + 2)
      guard first < end else { continue }
      if let last = merged.last, first - last.upperBound <= 2 * window + 2 {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, end)
      } else {
        merged.append(first..<end)
      }
    }
    let patches = merged.map { AACPatch(wanted: $0, packetCount: packetCount) }
    let encoded = patches.reduce(0) { $0 + $1.encoded.count }
    let isWorthIt = Double(encoded) <= largestShare * Double(packetCount)
    return isWorthIt && patches.allSatisfy { $0.encoded.count <= longest } ? patches : []
  }

  /// Packets that its encoder makes and that may be used; some before them warm it up.
  private var usable: Range<Int> {
    max(0, wanted.lowerBound - Self.window)..<min(packetCount, wanted.upperBound + Self.window)
  }

  /// The packets that are encoded, from the encoder's first.
  var encoded: Range<Int> { max(0, usable.lowerBound - Self.warmUp)..<usable.upperBound }

  /// Those of them whose bytes are looked at.
  var kept: Range<Int> { max(encoded.lowerBound, usable.lowerBound - 1)..<usable.upperBound }

  /// Whether it reaches the end of the stream.
  var isLast: Bool { usable.upperBound == packetCount }

  /// The frames of audio its encoder has to hear.
  ///
  /// - Parameter total: frames of the programme.
  /// - Returns: a range within `0..<total`.
  func framesNeeded(total: Int) -> Range<Int> {
    let start = encoded.lowerBound * Self.packetFrames
    // A packet is made once the one behind it is heard, too.
    let end = isLast ? total : min(total, (encoded.upperBound + 2) * Self.packetFrames)
    return min(start, end)..<end
  }

  /// Which packets to replace: the nearest to what is wanted at both of whose ends old and new packets
  /// fit.
  ///
  /// - Parameters:
  ///   - old: the window at the end of a packet that is there.
  ///   - new: the same of one just encoded.
  /// - Returns: at least the packets wanted; `nil` when no join is found.
  func joined(
    old: (Int) -> AACWindow?, new: (Int) -> AACWindow?
  ) -> Range<Int>? {
    func fits(_ packet: Int) -> Bool {
      guard packet > 0, packet < packetCount else { return true }
      guard packet > kept.lowerBound, let one = old(packet - 1) else { return false }
      return one == new(packet - 1)
    }
    guard let first = (usable.lowerBound...wanted.lowerBound).last(where: fits),
      let end = (wanted.upperBound...usable.upperBound).first(where: fits)
    else { return nil }
    return first..<end
  }
}
