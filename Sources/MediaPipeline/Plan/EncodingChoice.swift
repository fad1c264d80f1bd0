public import MediaProtocol

/// The form a deliverable gets, and why.
public struct EncodingChoice: Sendable, Hashable, Codable {
  /// The kind of file.
  public let format: DeliverableFormat
  /// Hertz.
  public let sampleRate: Int
  /// 1 or 2.
  public let channels: Int
  /// One row a deliverable's channel, one factor a source channel; `nil` when nothing is mixed.
  public let matrix: [[Float]]?
  /// Never `usual`; `nil` for lossless formats.
  public let bitRate: EncodingWish.BitRate?
  /// How each of them came about, in the order channels, sample rate, bit rate.
  public let decisions: [PlanDecision]

  /// Bit rates that a constant or average MP3 may have at 32 kHz and more, bits a second:
  /// ISO/IEC 11172-3 §2.4.2.3, layer III.
  static let mp3BitRates = [
    32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320,
  ].map { $0 * 1_000 }
  /// What FFmpeg's AAC encoder and Opus (RFC 6716 §2.1.1) take for up to two channels.
  private static let aacBitRates = 16_000...320_000
  private static let opusBitRates = 6_000...510_000
  /// Opus' own rates (RFC 6716 §2); we always write 48 kHz.
  private static let opusSampleRate = 48_000

  /// Decides.
  ///
  /// - Parameters:
  ///   - format: the kind of file.
  ///   - mix: how the source's channels become the deliverable's.
  ///   - programmeRate: the rate of the joined programme; that of the mix's source if `nil`.
  ///   - target: may prescribe rate and least bit rate.
  ///   - wish: what the request asks for; stands above the target.
  /// - Throws: ``MediaError`` with code `badOutput` where the format cannot have what is
  ///   asked for; the detail says what it can.
  public init(
    format: DeliverableFormat, mix: ChannelMix, programmeRate: Int? = nil, target: LevelTarget,
    wish: EncodingWish
  ) throws(MediaError) {
    let source = programmeRate ?? mix.input.sampleRate
    let rate = try Self.sampleRate(format, source, target, wish.sampleRate)
    let bits = try Self.bitRate(format, target, wish.bitRate)
    self.format = format
    sampleRate = rate.hertz
    channels = mix.output.channelCount
    matrix = mix.matrix
    bitRate = bits.rate
    decisions = [Self.decision(mix), rate.decision, bits.decision]
  }

  private static func decision(_ mix: ChannelMix) -> PlanDecision {
    let source = ["sourceChannels": Double(mix.input.channelCount)]
    guard mix.matrix != nil else {
      return PlanDecision(.channelsKept, ["channels": Double(mix.output.channelCount)])
    }
    if mix.isSelection, mix.input.channelCount > 1, !mix.takesFirstTwo {
      return PlanDecision(
        .channelsTaken, source.merging(["channels": Double(mix.output.channelCount)]) { $1 })
    }
    if mix.takesFirstTwo { return PlanDecision(.firstTwoTaken, source) }
    if mix.output.channelCount == 1 { return PlanDecision(.mixedToMono, source) }
    return PlanDecision(mix.input.channelCount == 1 ? .monoToStereo : .mixedToStereo, source)
  }

  private static func sampleRate(
    _ format: DeliverableFormat, _ source: Int, _ target: LevelTarget,
    _ wish: EncodingWish.SampleRate
  ) throws(MediaError) -> (hertz: Int, decision: PlanDecision) {
    func decided(_ code: PlanDecision.Code, _ hertz: Int) -> (hertz: Int, decision: PlanDecision) {
      let figures = ["sampleRate": Double(hertz), "sourceSampleRate": Double(source)]
      return hertz == source && code != .sampleRateAsked
        ? (hertz, PlanDecision(.sampleRateKept, ["sampleRate": Double(hertz)]))
        : (hertz, PlanDecision(code, figures))
    }
    switch wish {
    case .usual:
      if let form = target.form, format != .opus {
        return decided(.sampleRateOfTarget, form.sampleRate)
      }
      return decided(.sampleRateOfFormat, format.sampleRate(forSource: source))
    case .keep:
      try require(source, of: format)
      return decided(.sampleRateOfFormat, source)
    case .hertz(let hertz):
      try require(hertz, of: format)
      return decided(.sampleRateAsked, hertz)
    }
  }

  /// Refuses a rate that a format does not have, or has only at other bit rates than it is asked
  /// for (MP3 below 32 kHz is MPEG-2 and ends at 160 kb/s: ISO/IEC 13818-3).
  private static func require(_ hertz: Int, of format: DeliverableFormat) throws(MediaError) {
    let rates: [Int]? =
      switch format {
      case .mp3: [32_000, 44_100, 48_000]
      case .m4a: [32_000, 44_100, 48_000, 88_200, 96_000]
      case .opus: [opusSampleRate]
      case .flac, .wav: nil
      }
    if let rates {
      guard rates.contains(hertz) else {
        throw MediaError(
          .badOutput,
          detail: "\(format.rawValue) has no \(hertz) Hz; it has "
            + rates.map(String.init).joined(separator: ", "))
      }
    } else {
      guard AudioFormat.sampleRates.contains(hertz) else {
        throw MediaError(.badOutput, detail: "\(hertz) Hz is outside 8000…384000")
      }
    }
  }

  private static func bitRate(
    _ format: DeliverableFormat, _ target: LevelTarget, _ wish: EncodingWish.BitRate
  ) throws(MediaError) -> (rate: EncodingWish.BitRate?, decision: PlanDecision) {
    guard format.defaultBitRate > 0 else {
      guard wish == .usual else {
        throw MediaError(.badOutput, detail: "\(format.rawValue) is lossless: no bit rate")
      }
      return (nil, PlanDecision(.lossless))
    }
    switch wish {
    case .usual:
      if let least = target.form?.leastBitRate, least > format.defaultBitRate {
        return (.constant(least), PlanDecision(.bitRateOfTarget, ["bitRate": Double(least)]))
      }
      let bits = format.defaultBitRate
      return (.constant(bits), PlanDecision(.bitRateOfFormat, ["bitRate": Double(bits)]))
    case .constant(let bits), .average(let bits):
      try require(bits, bitsOf: format, isConstant: wish == .constant(bits))
      return (wish, PlanDecision(.bitRateAsked, ["bitRate": Double(bits)]))
    case .variable(let quality):
      guard format == .mp3, (0...9.999).contains(quality) else {
        throw MediaError(
          .badOutput, detail: "only mp3 has a quality scale, from 0 (best) to below 10")
      }
      return (wish, PlanDecision(.bitRateAsked, ["quality": quality]))
    }
  }

  private static func require(
    _ bits: Int, bitsOf format: DeliverableFormat, isConstant: Bool
  ) throws(MediaError) {
    let (isPossible, possible): (Bool, String) =
      switch format {
      case .mp3 where isConstant:
        (mp3BitRates.contains(bits), mp3BitRates.map { String($0 / 1_000) }.joined(separator: ", "))
      case .mp3: ((32_000...320_000).contains(bits), "32 to 320")
      case .m4a: (aacBitRates.contains(bits), "16 to 320")
      default: (opusBitRates.contains(bits), "6 to 510")
      }
    guard isPossible else {
      throw MediaError(
        .badOutput,
        detail: "\(format.rawValue) has no \(bits) b/s; it has \(possible) kb/s")
    }
  }
}
