public import MediaProtocol

/// The form a deliverable gets, and why.
public struct EncodingChoice: Sendable, Hashable {
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

  /// Decides.
  ///
  /// - Parameters:
  ///   - format: the kind of file.
  ///   - mix: how the source's channels become the deliverable's.
  ///   - programme: rate and channels of the joined programme; those of the mix if `nil`.
  ///   - target: may prescribe rate and least bit rate.
  ///   - wish: what the request asks for; stands above the target.
  /// - Throws: ``MediaError`` with code `badOutput` where the format cannot have what is
  ///   asked for; the detail says what it can.
  public init(
    format: DeliverableFormat, mix: ChannelMix, programme: AudioFormat? = nil,
    target: LevelTarget, wish: EncodingWish
  ) throws(MediaError) {
    let source = programme?.sampleRate ?? mix.input.sampleRate
    let rate = try Self.sampleRate(format, source, target, wish.sampleRate)
    let bits = try Self.bitRate(format, target, wish.bitRate)
    self.format = format
    sampleRate = rate.hertz
    channels = programme?.channelCount ?? mix.output.channelCount
    matrix = mix.matrix
    bitRate = bits.rate
    decisions = [Self.decision(mix, channels: channels), rate.decision, bits.decision]
  }

  private static func decision(_ mix: ChannelMix, channels: Int) -> PlanDecision {
    let source = ["sourceChannels": Double(mix.input.channelCount)]
    guard mix.matrix != nil else {
      return PlanDecision(.channelsKept, ["channels": Double(channels)])
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

  /// Refuses a rate that a format does not have.
  private static func require(_ hertz: Int, of format: DeliverableFormat) throws(MediaError) {
    guard format.takes(sampleRate: hertz) else {
      throw MediaError(
        .badOutput,
        detail: "\(format.rawValue) has no \(hertz) Hz; it has \(format.sampleRatesText)")
    }
  }

  private static func bitRate(
    _ format: DeliverableFormat, _ target: LevelTarget, _ wish: EncodingWish.BitRate
  ) throws(MediaError) -> (rate: EncodingWish.BitRate?, decision: PlanDecision) {
    guard let rates = format.bitRates else {
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
    case .constant(let bits):
      guard rates.takes(constant: bits) else { throw refusal(bits, format, rates.constantText) }
      return (wish, PlanDecision(.bitRateAsked, ["bitRate": Double(bits)]))
    case .average(let bits):
      guard rates.average?.contains(bits) == true else {
        throw refusal(bits, format, rates.averageText ?? "no averages, but \(rates.constantText)")
      }
      return (wish, PlanDecision(.bitRateAsked, ["bitRate": Double(bits)]))
    case .variable(let quality):
      guard rates.quality?.contains(quality) == true else {
        throw MediaError(
          .badOutput, detail: "only mp3 has a quality scale, from 0 (best) to below 10")
      }
      return (wish, PlanDecision(.bitRateAsked, ["quality": quality]))
    }
  }

  private static func refusal(
    _ bits: Int, _ format: DeliverableFormat, _ possible: String
  ) -> MediaError {
    MediaError(
      .badOutput, detail: "\(format.rawValue) has no \(bits) b/s; it has \(possible) kb/s")
  }
}
