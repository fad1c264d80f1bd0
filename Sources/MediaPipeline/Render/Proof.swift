/// What a deliverable reads when it is decoded again.
struct Proof: Sendable {
  /// Loudness and peaks.
  let reading: LoudnessReading
  /// Where it is above its ceiling, in order.
  let overs: [CeilingCurve.Over]

  /// Decodes a finished file and measures it.
  ///
  /// - Parameters:
  ///   - descriptor: the file.
  ///   - frames: how many frames it was given, and must decode to.
  ///   - target: what is to be reached; the true peak must not exceed its ceiling.
  ///   - threads: how many may be used.
  ///   - stop: ends the work early.
  ///   - progress: receives 0…1, rising; ends the work by throwing.
  /// - Throws: ``MediaError`` with code `outputUnwritable` when the counts differ, and what `progress`
  ///   throws.
  init(
    decoding descriptor: Int32, frames: Int, target: LevelTarget, threads: Int, stop: StopFlag,
    progress: (Double) throws(MediaError) -> Void
  ) throws(MediaError) {
    var reader = try MediaReader(descriptor: descriptor, stop: stop)
    let rate = reader.format.sampleRate
    let meter = ChunkMeter(format: reader.format, options: .proof(of: target))
    let scan = MeterScan(meter, format: reader.format, threads: threads, stop: stop)
    var overs: [CeilingCurve.Over] = []
    let record = try scan.run(listening: { chunk, metered in
      overs += metered.takeOvers(
        from: chunk.start, sampleRate: rate, ceilingDBTP: target.ceilingDBTP)
    }) { (block, room) throws(MediaError) in
      try reader.read(into: &block, upTo: room)
      try progress(min(1, Double(reader.framesRead) / Double(frames)))
    }
    guard reader.framesRead == frames else {
      throw MediaError(
        .outputUnwritable,
        detail: "\(frames) frames were encoded, \(reader.framesRead) decode again")
    }
    reading = record.reading
    self.overs = overs
  }

  /// Puts the figures of chunks together.
  init(reading: LoudnessReading, overs: [CeilingCurve.Over]) {
    self.reading = reading
    self.overs = overs
  }
}

extension ChunkMeter.Options {
  /// Level, peaks and where the ceiling is exceeded.
  static func proof(of target: LevelTarget) -> ChunkMeter.Options {
    ChunkMeter.Options(
      peakMap: .above(Float(Decibels.amplitude(decibels: target.ceilingDBTP))),
      squares: target.measure == .rms)
  }
}

extension MeteredChunk {
  /// Takes the groups' peaks away and tells where they are above a ceiling.
  ///
  /// They may read a little lower than the chunk's refined maximum; all of them then count as that
  /// much higher.
  ///
  /// - Parameters:
  ///   - start: the chunk's first frame in the stream.
  ///   - sampleRate: frames a second.
  ///   - ceilingDBTP: the ceiling.
  /// - Returns: the places, in order.
  mutating func takeOvers(
    from start: Int, sampleRate: Int, ceilingDBTP: Double
  ) -> [CeilingCurve.Over] {
    guard let groupPeaks else { return [] }
    self.groupPeaks = nil
    let ceiling = Float(Decibels.amplitude(decibels: ceilingDBTP))
    guard peaks.truePeak > ceiling else { return [] }
    guard let highest = groupPeaks.max(), highest > 0 else { return [] }
    let scale = max(1, peaks.truePeak / highest)
    let frames = PeakMap.framesInGroup(sampleRate: sampleRate)
    let firstGroup = (start + frames - 1) / frames
    return groupPeaks.enumerated().compactMap { group, peak in
      guard peak * scale > ceiling else { return nil }
      let over = Decibels.level(amplitude: Double(peak * scale / ceiling)) ?? 0
      return CeilingCurve.Over(
        timeSeconds: (Double(firstGroup + group) + 0.5) * Double(frames) / Double(sampleRate),
        overDB: over)
    }
  }
}
