import Foundation
import MediaProtocol
import StudioTestSupport
import Testing

@testable import MediaPipeline

@Suite struct DeliverablePlanTests {
  static func source(_ format: AudioFormat, layoutAssumed: Bool = false) -> SourceDescription {
    SourceDescription(
      format: format, container: "wav", codec: "pcm_s24le", bitRate: 0, claimedFrames: nil,
      layoutAssumed: layoutAssumed)
  }

  static func choice(
    _ format: DeliverableFormat, rate: Int = 48_000, target: LevelTarget = .podcast,
    wish: EncodingWish = EncodingWish()
  ) throws -> EncodingChoice {
    let mix = try ChannelMix(source: source(.stereo(sampleRate: rate)), toMono: target.isMono)
    return try EncodingChoice(format: format, mix: mix, target: target, wish: wish)
  }

  static func plan(
    _ sound: AudioBlock, _ target: LevelTarget,
    allowance: DeliverablePlan.CodecAllowance = .init()
  ) throws -> DeliverablePlan {
    let format = AudioFormat.stereo(sampleRate: 16_000)
    let squares = LevelSteps(squaresOf: sound, sampleRate: 16_000)
    let programme = DeliverablePlan.Programme(
      peaks: PeakMap(naivelyOf: sound, sampleRate: 16_000),
      steps: target.measure == .rms ? squares : LevelSteps(loudnessOf: sound, format: format),
      squares: squares)
    return DeliverablePlan(
      programme, target: target, encoding: try choice(.mp3, rate: 16_000, target: target),
      allowance: allowance)
  }

  @Test func `every named target is found by its name, others are refused with the list`() throws {
    for target in LevelTarget.named {
      #expect(try LevelTarget(.named(target.name)) == target)
      #expect(target.acceptedDB?.contains(target.levelDB) ?? true)
    }
    let error = #expect(throws: MediaError.self) { try LevelTarget(.named("loud")) }
    #expect(error?.detail.contains("acx") == true)
    for (level, ceiling) in [(3.0, -1.0), (-80, -1), (-16, 1), (.nan, -1)] {
      #expect(throws: MediaError.self) {
        try LevelTarget(.custom(targetLUFS: level, ceilingDBTP: ceiling))
      }
    }
  }

  @Test(arguments: [
    (DeliverableFormat.mp3, 44_100, 44_100, PlanDecision.Code.sampleRateKept),
    (.mp3, 96_000, 48_000, .sampleRateOfFormat), (.mp3, 22_050, 44_100, .sampleRateOfFormat),
    (.flac, 96_000, 96_000, .sampleRateKept), (.opus, 44_100, 48_000, .sampleRateOfFormat),
  ])
  func `the sample rate changes only where the format asks for it`(
    format: DeliverableFormat, source: Int, expected: Int, reason: PlanDecision.Code
  ) throws {
    let choice = try Self.choice(format, rate: source)
    #expect(choice.sampleRate == expected)
    #expect(choice.decisions[1].code == reason)
    #expect(choice.decisions[1].figures["sampleRate"] == Double(expected))
  }

  @Test func `what a format cannot have is refused, never replaced`() throws {
    let refused: [(DeliverableFormat, EncodingWish)] = [
      (.mp3, EncodingWish(sampleRate: .keep)), (.opus, EncodingWish(sampleRate: .hertz(44_100))),
      (.mp3, EncodingWish(bitRate: .constant(100_000))),
      (.m4a, EncodingWish(bitRate: .variable(quality: 2))),
      (.flac, EncodingWish(bitRate: .constant(128_000))),
      (.wav, EncodingWish(sampleRate: .hertz(4_000))),
    ]
    for (format, wish) in refused {
      let error = #expect(throws: MediaError.self) {
        try Self.choice(format, rate: 22_050, wish: wish)
      }
      #expect(error?.code == .badOutput)
    }
    let asked = try Self.choice(
      .mp3, wish: EncodingWish(bitRate: .variable(quality: 4), sampleRate: .hertz(44_100)))
    #expect(asked.bitRate == .variable(quality: 4) && asked.sampleRate == 44_100)
    #expect(asked.decisions.map(\.code) == [.channelsKept, .sampleRateAsked, .bitRateAsked])
  }

  @Test func `an audiobook is 44,100 hertz at 192 kilobits, and the reason is the target`() throws {
    let choice = try Self.choice(.mp3, target: .acx)
    #expect(choice.sampleRate == 44_100 && choice.bitRate == .constant(192_000))
    #expect(choice.decisions.map(\.code) == [.channelsKept, .sampleRateOfTarget, .bitRateOfTarget])
  }

  @Test func `mixes are named`() throws {
    let surround = AudioFormat(
      sampleRate: 48_000,
      roles: [.frontLeft, .frontRight, .frontCentre, .lowFrequency, .sideLeft, .sideRight])
    for (assumed, mono, code) in [
      (false, false, PlanDecision.Code.mixedToStereo), (false, true, .mixedToMono),
      (true, false, .firstTwoTaken),
    ] {
      let mix = try ChannelMix(source: Self.source(surround, layoutAssumed: assumed), toMono: mono)
      let choice = try EncodingChoice(
        format: .flac, mix: mix, target: .podcast, wish: EncodingWish())
      #expect(choice.decisions[0] == PlanDecision(code, ["sourceChannels": 6]))
      #expect(choice.matrix == mix.matrix && choice.channels == (mono ? 1 : 2))
    }
  }

  @Test func `mono and stereo that are joined are planned as the two channels they become`() throws
  {
    let mix = try ChannelMix(source: Self.source(.mono(sampleRate: 48_000)))
    let choice = try EncodingChoice(
      format: .mp3, mix: mix, programme: .stereo(sampleRate: 44_100), target: .podcast,
      wish: EncodingWish())
    #expect(choice.channels == 2 && choice.sampleRate == 44_100)
    #expect(choice.decisions[0] == PlanDecision(.channelsKept, ["channels": 2]))
  }

  @Test func `the targets that can be asked for are those that are known`() {
    #expect(TargetRequest.names == LevelTarget.named.map(\.name))
  }

  @Test func `chapters beyond what a format numbers are not lost in silence`() {
    let metadata = MediaMetadata(
      chapters: (0...ChapterTable.maxComments).map { Chapter(startSeconds: Double($0), title: "") })
    #expect(metadata.losses(in: [.flac], 2_000) == [.chaptersLeftOut])
    #expect(metadata.losses(in: [.mp3, .m4a], 2_000).isEmpty)
  }

  @Test func `the bit rates that can be asked for are those of the frames`() {
    let frames = MP3Header.kilobitRates(.mpeg1).map { $0 * 1_000 }
    #expect(BitRates.mp3.constant == .listed(frames))
  }

  @Test func `channels that were picked out are taken, not mixed`() throws {
    let desk = AudioFormat(sampleRate: 48_000, roles: Array(repeating: .unknown, count: 14))
    for channels in [[3], [3, 4]] {
      let mix = try ChannelMix(
        source: Self.source(desk, layoutAssumed: true), channels: channels)
      let choice = try EncodingChoice(
        format: .flac, mix: mix, target: .podcast, wish: EncodingWish())
      #expect(
        choice.decisions[0]
          == PlanDecision(
            .channelsTaken, ["sourceChannels": 14, "channels": Double(channels.count)]))
    }
  }

  @Test func `the plan says what it does and why, in order`() throws {
    let sound = Speech.stereo(seed: 1, sampleRate: 16_000, seconds: 8)
    let quiet = try Self.plan(sound, LevelTarget(levelDB: -30, ceilingDBTP: -1))
    #expect(
      quiet.decisions.map(\.code)
        == [.channelsKept, .sampleRateOfFormat, .bitRateOfFormat, .linearGain])
    let loud = try Self.plan(
      sound, .spotify, allowance: .init(marginDB: 0.4, lossDB: 0.1))
    #expect(
      loud.decisions.map(\.code).filter { $0 != .heavilyLimited }
        == [
          .channelsKept, .sampleRateOfFormat, .bitRateOfFormat, .codecMargin, .codecLoss, .limited,
        ])
    #expect(abs((loud.solution.outcome.levelDB ?? 0) - -13.9) <= GainSolver.solvedDB)
    #expect(loud.curve.ceiling.baseDBTP == -1.4)
    let figures = try #require(loud.decisions.first { $0.code == .limited }?.figures)
    #expect(figures["maxReductionDB"] ?? 0 > 1 && figures["events"] ?? 0 > 0)
    let silent = try Self.plan(
      AudioBlock(channelCount: 2, frameCount: 16_000), .podcast)
    #expect(silent.gainDB == 0 && silent.decisions.last?.code == .silence)
  }

  @Test func `a target out of reach names the ceiling and what is reached`() throws {
    let sound = Speech.stereo(seed: 1, sampleRate: 16_000, seconds: 8)
    let plan = try Self.plan(sound, LevelTarget(levelDB: -3, ceilingDBTP: -1))
    let decision = try #require(plan.decisions.last)
    #expect(decision.code == .ceilingBinds && plan.limit != nil)
    #expect(decision.figures["wantedDB"] == -3 && decision.figures["reachedDB"] ?? 0 < -4)
  }

  @Test func `pauses louder than the receiver takes are named`() throws {
    var random = SeededGenerator(seed: 4)
    let plane = TestSignal.tone(
      hertz: 997, rate: 16_000, [(level: -20, 3), (level: nil, 1), (level: -20, 3)]
    ).map { $0 + Float.random(in: -0.01...0.01, using: &random) }
    let plan = try Self.plan(TestSignal.stereo(plane), .acx)
    let decision = try #require(plan.decisions.last)
    #expect(decision.code == .noiseFloorTooHigh)
    // Uniform noise of ±0.01 has −44.77 dB RMS.
    #expect(abs((decision.figures["noiseFloorDB"] ?? 0) - (-44.77 + plan.gainDB)) < 0.1)
  }

  @Test func `decisions survive JSON under stable names`() throws {
    let decision = PlanDecision(.ceilingBinds, ["reachedDB": -12])
    let data = try JSONEncoder().encode(decision)
    #expect(String(decoding: data, as: UTF8.self).contains("\"ceiling_binds\""))
    #expect(try JSONDecoder().decode(PlanDecision.self, from: data) == decision)
    #expect(
      Set(PlanDecision.Code.allCases.map(\.rawValue)).count == PlanDecision.Code.allCases.count)
  }
}
