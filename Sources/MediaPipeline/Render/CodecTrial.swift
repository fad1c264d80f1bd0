internal import MediaProtocol

/// Measures what an encoder does to level and peaks, on stretches of the programme itself.
///
/// How far decoded peaks exceed those encoded depends on the bit rate and on the sound, by half a
/// decibel to more than one: a fixed guess would be too much for one programme and too little for
/// the next. What a trial does not foresee is corrected where it happens.
struct CodecTrial {
  /// How to encode.
  let settings: MediaWriter.Settings
  /// The limiter's ceiling on the stretches, dBTP.
  let ceilingDBTP: Double
  /// The deliverable, beside which the trials are written.
  let file: OutputFile
  /// How many threads may encode; the machine's cores if `nil`.
  let threads: Int?
  let stop: StopFlag

  /// The most that is taken off the ceiling everywhere, dB.
  private static let largestMarginDB = 2.0
  /// Taken off beyond what the trial shows, dB: it hears a hundredth of the programme.
  ///
  /// Too little is made good by encoding again, too much is limiting that nobody asked for. With MP3, where a
  /// correction encodes a second around each peak, an hour took 3.3 s of processor time for corrections at
  /// 0.2 dB and 0.6 s at 0.5. Others are encoded again as a whole: with AAC at 128 kb/s, where the trial
  /// had shown nothing, 87 peaks of ten minutes went up to 0.7 dB too high; Opus goes higher still.
  private var extraMarginDB: Double {
    if settings.isPatched { return 0.5 }
    return settings.format == .opus ? 1.2 : 0.8
  }
  /// A loss above this is no encoder's but of a stretch near the gate, dB.
  private static let largestLossDB = 1.0

  /// Encodes and decodes.
  ///
  /// - Parameter stretches: levelled, at the rate of the settings.
  /// - Returns: what to allow for.
  /// - Throws: ``MediaError`` with code `outputUnwritable` or `cancelled`.
  /// - Complexity: that of encoding the stretches.
  func allowance(
    on stretches: [AudioBlock]
  ) throws(MediaError) -> DeliverablePlan.CodecAllowance {
    let format: AudioFormat =
      settings.channels == 1
      ? .mono(sampleRate: settings.sampleRate) : .stereo(sampleRate: settings.sampleRate)
    var given = LoudnessMeter(format: format)
    var got = LoudnessMeter(format: format)
    var waiting = stretches[...]
    try ParallelStretches(threads: threads, stop: stop).run(
      produce: { () throws(MediaError) in waiting.popFirst() },
      work: { [self] (stretch) throws(MediaError) in (stretch, try decoded(stretch)) },
      deliver: { (before, after) throws(MediaError) in
        given.add(before)
        for block in after { got.add(block) }
      })
    let (before, after) = (given.reading(), got.reading())
    var allowance = DeliverablePlan.CodecAllowance()
    let excess = (after.truePeakDBTP ?? ceilingDBTP) - ceilingDBTP
    if excess > 0 || !settings.isPatched {
      allowance.marginDB = min(Self.largestMarginDB, max(0, excess) + extraMarginDB)
    }
    if let loud = before.integratedLUFS, let soft = after.integratedLUFS,
      abs(loud - soft) <= Self.largestLossDB
    {
      allowance.lossDB = loud - soft
    }
    return allowance
  }

  /// What the encoder makes of a stretch.
  private func decoded(_ stretch: AudioBlock) throws(MediaError) -> [AudioBlock] {
    let file = try file.scratchFile()
    // Writer and reader borrow its descriptor.
    defer { withExtendedLifetime(file) {} }
    var writer = try MediaWriter(
      descriptor: file.descriptor, settings: settings,
      durationSeconds: Double(stretch.frameCount) / Double(settings.sampleRate), stop: stop)
    try writer.add(stretch)
    try writer.finish()
    var blocks: [AudioBlock] = []
    var reader = try MediaReader(descriptor: file.descriptor, stop: stop)
    while let block = try reader.next() { blocks.append(block) }
    return blocks
  }
}
