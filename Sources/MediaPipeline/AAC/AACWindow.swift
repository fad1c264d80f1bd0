/// With what window an AAC frame ends, under which the next one begins.
///
/// A decoder adds the second half of a frame to the first half of the next one; the aliasing of both
/// cancels when their windows fit. No other figure of a low-complexity frame depends on another one, so
/// two streams of the same sound may be joined wherever both end a frame with the same window. (The
/// noise that a decoder puts in the place of noise is another behind a join.)
///
/// - Source: ISO/IEC 14496-3:2009 §4.4.2.1 (raw_data_block, channel_pair_element, fill_element, ics_info),
///   §4.6.11 (filter bank and block switching).
struct AACWindow: Hashable, Sendable {
  /// Whether it falls within an eighth of a frame.
  let isShort: Bool
  /// Whether it is a Kaiser-Bessel derived window, else a sine.
  let isKaiser: Bool

  /// Reads it from a frame of one single channel, or of one pair that shares its windows; `nil` for
  /// whatever else the bytes are.
  ///
  /// - Parameter frame: a raw data block, at least its beginning.
  init?(_ frame: some Collection<UInt8>) {
    var reader = BitReader(Array(frame.prefix(Self.headBytes))[...])
    var element = reader.take(3)
    // The encoder writes its name in a fill element now and then.
    while element == Element.fill {
      var count = reader.take(4)
      if count == 15 { count += reader.take(8) - 1 }
      reader.skip(8 * count)
      element = reader.take(3)
    }
    reader.skip(4)  // element_instance_tag
    switch element {
    case Element.single: reader.skip(8)  // global_gain
    case Element.pair: guard reader.take(1) == 1 else { return nil }
    default: return nil
    }
    guard reader.take(1) == 0, !reader.isExhausted else { return nil }  // ics_reserved_bit
    let sequence = reader.take(2)
    isShort = sequence == Sequence.longStart || sequence == Sequence.eightShort
    isKaiser = reader.take(1) == 1
    guard !reader.isExhausted else { return nil }
  }

  /// Bytes that a fill element, at most 269 long, and what is read behind it take.
  private static let headBytes = 280

  /// Syntactic elements, id_syn_ele.
  private enum Element {
    static let single = 0
    static let pair = 1
    static let fill = 6
  }

  /// Those values of window_sequence whose second half is short.
  private enum Sequence {
    static let longStart = 1
    static let eightShort = 2
  }
}
