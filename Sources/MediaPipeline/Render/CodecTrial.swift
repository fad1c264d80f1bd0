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
  ///
  /// In seconds of a trial AAC's rate control has hardly settled (``AACPatch/warmUp``): of a speech the
  /// trial's peaks went 1.5 dB too high and those of the whole encode not at all.
  private var largestMarginDB: Double { isRichAAC ? 1.0 : 2.0 }
  /// Whether it is AAC with enough bits to keep the shape of the wave: from 48 kb/s a channel on.
  private var isRichAAC: Bool {
    settings.format == .m4a && settings.bitRate >= 48_000 * settings.channels
  }
  /// Taken off beyond what the trial shows, dB: it hears a hundredth of the programme.
  ///
  /// Too little is made good by encoding again, too much is limiting that nobody asked for. With MP3, where a
  /// correction encodes a second around each peak, an hour took 3.3 s of processor time for corrections at
  /// 0.2 dB and 0.6 s at 0.5. With AAC at 128 kb/s, where the trial had shown nothing, 87 peaks of ten
  /// minutes went up to 0.7 dB too high; an hour took one correction of 2.9 s at 0.5 dB and two at 0.3.
  /// With fewer bits it goes higher everywhere, as Opus does, which is encoded again as a whole.
  private var extraMarginDB: Double {
    if settings.runFormat != nil || isRichAAC { return 0.5 }
    return settings.format == .mp3 ? 0.8 : 1.2
  }
  /// A loss above this is no encoder's but of a stretch near the gate, dB.
  private static let largestLossDB = 1.0

  /// Encodes and decodes.
  ///
  /// - Parameters:
  ///   - count: how many stretches there are.
  ///   - stretch: makes one of them, levelled, at the rate of the settings; asked twice for each.
  /// - Returns: what to allow for.
  /// - Throws: ``MediaError`` with code `outputUnwritable` or `cancelled`.
  /// - Complexity: that of encoding the stretches.
  func allowance(
    stretches count: Int, _ stretch: (Int) throws(MediaError) -> AudioBlock
  ) throws(MediaError) -> DeliverablePlan.CodecAllowance {
    let format: AudioFormat =
      settings.channels == 1
      ? .mono(sampleRate: settings.sampleRate) : .stereo(sampleRate: settings.sampleRate)
    let before = try given(count, stretch, format)
    let after = try got(count, stretch, format)
    var allowance = DeliverablePlan.CodecAllowance()
    let excess = (after.truePeakDBTP ?? ceilingDBTP) - ceilingDBTP
    if excess > 0 || settings.runFormat == nil {
      allowance.marginDB = min(largestMarginDB, max(0, excess) + extraMarginDB)
    }
    if let loud = before.integratedLUFS, let soft = after.integratedLUFS,
      abs(loud - soft) <= Self.largestLossDB
    {
      allowance.lossDB = loud - soft
    }
    return allowance
  }

  /// What the stretches read before the encoder.
  ///
  /// One after the other, because a meter takes 12 MB.
  private func given(
    _ count: Int, _ stretch: (Int) throws(MediaError) -> AudioBlock, _ format: AudioFormat
  ) throws(MediaError) -> LoudnessReading {
    var meter = LoudnessMeter(format: format, options: ChunkMeter.Options(peaks: false))
    for index in 0..<count { meter.add(try stretch(index)) }
    return meter.reading()
  }

  /// What they read behind it.
  private func got(
    _ count: Int, _ stretch: (Int) throws(MediaError) -> AudioBlock, _ format: AudioFormat
  ) throws(MediaError) -> LoudnessReading {
    var meter = LoudnessMeter(format: format)
    var next = 0
    try ParallelStretches(threads: threads, stop: stop).run(
      produce: { () throws(MediaError) in
        guard next < count else { return nil }
        defer { next += 1 }
        return try stretch(next)
      },
      work: { [self] (stretch) throws(MediaError) in try decoded(stretch) },
      deliver: { blocks in for block in blocks { meter.add(block) } })
    return meter.reading()
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
