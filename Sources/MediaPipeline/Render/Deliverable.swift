internal import MediaProtocol

/// One file that a render is to make, from its plan to its proof.
///
/// Not `Sendable`: it belongs to one thread at a time, that of the job or one that settles it.
final class Deliverable {
  /// What to write.
  let settings: MediaWriter.Settings
  /// Where to.
  let file: OutputFile
  /// What the last render reads, decoded again; `nil` before the first.
  private(set) var proof: Proof?
  /// How its level is found; set once the programme is measured.
  private(set) var search: LevelSearch
  /// The same before it judged the last render.
  private var judged: LevelSearch?
  /// Whether another render is wanted.
  private(set) var isPending = true
  /// Whether parts of other work, left by a killed run, were removed.
  let discardedWork: Bool
  /// Frames of the programme at its rate.
  let frameCount: Int

  private let metadata: MediaMetadata
  /// What encoding in runs needs; `nil` for formats that are encoded in one.
  private let mp3: MP3Assembly?
  /// What of an MP3 the coming pass encodes.
  private var layout: MP3Layout?
  /// Whether an MP3 is encoded in one run after all.
  private var isSerial = false
  /// Ends without a seam that were moved, and how many at most.
  private var moves = 0
  private static let mostMoves = 24
  private var lane: MP3Lane?
  /// The packets of an AAC file, of which a correction replaces some; `nil` for other formats, and when no
  /// other pass is wanted.
  private var tape: PacketTape?
  /// What of an AAC file the coming pass encodes; none where it encodes everything.
  private var patches: [AACPatch] = []

  /// Prepares a deliverable.
  ///
  /// - Parameters:
  ///   - settings: what to write.
  ///   - file: where to, claimed for this very work.
  ///   - metadata: tags, chapters and cover.
  ///   - frameCount: frames of the programme at the deliverable's rate.
  ///   - search: its first plan.
  ///   - discardedWork: whether parts of other work were removed.
  /// - Throws: ``MediaError`` about the output.
  init(
    settings: MediaWriter.Settings, file: OutputFile, metadata: MediaMetadata, frameCount: Int,
    search: LevelSearch, discardedWork: Bool = false
  ) throws(MediaError) {
    self.discardedWork = discardedWork
    self.settings = settings
    self.file = file
    self.metadata = metadata
    self.frameCount = frameCount
    self.search = search
    tape =
      settings.format == .m4a
      ? PacketTape(try file.scratchFile(), packetFrames: AACPatch.packetFrames) : nil
    guard let format = settings.runFormat else {
      mp3 = nil
      return
    }
    let seconds = Double(frameCount) / Double(settings.sampleRate)
    layout = MP3Layout(
      MP3Grid(format: format).segments(totalSamples: frameCount), format: format,
      samples: frameCount)
    mp3 = MP3Assembly(
      format: format, samples: frameCount, target: search.plan.target,
      tag: try ID3Tag(metadata, durationSeconds: seconds).bytes(), file: file)
  }

  /// Where an MP3's runs meet.
  var seams: [MP3Seam] { isSerial ? [] : mp3?.seams ?? [] }

  /// The cuts it asks for; `nil` when any will do.
  var grid: SegmentGrid? {
    if !patches.isEmpty {
      return SegmentGrid(patches, sampleRate: settings.sampleRate, frameCount: frameCount)
    }
    guard let layout, !isSerial else { return nil }
    return SegmentGrid(
      layout.stretches, sampleRate: settings.sampleRate, frameCount: frameCount)
  }

  /// Whether the coming pass changes places of what the last one wrote, and needs only their sound.
  var isPatched: Bool { isPending && proof != nil && grid != nil }

  /// A lane for the coming pass.
  ///
  /// - Parameters:
  ///   - pass: where the pass cuts the programme.
  ///   - stop: ends the work early.
  ///   - sanitises: `false` only in tests of what happens without.
  /// - Returns: the lane.
  /// - Throws: ``MediaError`` about the output.
  func newLane(
    _ pass: SegmentGrid, stop: StopFlag, sanitises: Bool
  ) throws(MediaError) -> any RenderLane {
    if let tape, !patches.isEmpty {
      return AACPatchLane(
        patches, tape: tape, frameCount: frameCount, curve: search.plan.curve,
        target: search.plan.target, settings: settings, metadata: metadata, file: file, stop: stop,
        sanitises: sanitises)
    }
    if settings.format == .flac {
      return try FLACLane(
        cuts: pass, frameCount: frameCount, curve: search.plan.curve, target: search.plan.target,
        settings: settings, metadata: metadata, file: file, stop: stop, sanitises: sanitises)
    }
    guard let mp3, let layout, !isSerial else {
      return try SerialLane(
        grid: pass.atRate(settings.sampleRate, frameCount: frameCount),
        curve: search.plan.curve, target: search.plan.target,
        settings: settings, metadata: metadata, file: file, tape: tape, stop: stop,
        sanitises: sanitises)
    }
    let made = MP3Lane(
      layout, mp3, curve: search.plan.curve, file: file, stop: stop, sanitises: sanitises)
    lane = made
    return made
  }

  /// Takes what came of a pass and plans the next one, if one is wanted.
  func take(_ proof: Proof) {
    self.proof = proof
    lane = nil
    judged = search
    if settings.isPatched {
      revise(after: proof)
    } else {
      isPending = search.revise(after: proof, isPatched: false)
    }
    // What is not corrected any more needs no packets to be replaced.
    if !isPending { tape = nil }
  }

  /// Plans the coming pass over the places that changed.
  private func revise(after proof: Proof) {
    let before = search.plan.curve
    var changed: [Range<Int>] = []
    // A ceiling that is lowered where the limiter does not reach even then changes nothing, until the
    // next round lowers it more.
    repeat {
      isPending = search.revise(after: proof, isPatched: true)
      changed = isPending ? frames(changedSince: before) : []
    } while isPending && changed.isEmpty
    guard isPending else { return }
    layout?.patch(changed)
    guard let tape else { return }
    patches = AACPatch.patches(over: changed, packetCount: tape.count)
    if patches.isEmpty { encodeAgain() }
  }

  /// The frames whose sound is another under the present plan.
  private func frames(changedSince before: LimiterCurve) -> [Range<Int>] {
    let rate = Double(settings.sampleRate)
    return search.plan.curve.stretches(differingFrom: before).compactMap { stretch in
      let first = min(frameCount, Int(stretch.startSeconds * rate))
      let end = min(frameCount, Int((stretch.endSeconds * rate).rounded(.up)))
      return first < end ? first..<end : nil
    }
  }

  /// Plans to encode all of an AAC file again, from what the last pass showed.
  private func encodeAgain() {
    patches = []
    guard let proof, let judged else { return }
    search = judged
    isPending = search.revise(after: proof, isPatched: false)
  }

  /// Plans around the place without a seam that the last pass has met: with the end moved, and where even
  /// that finds no seams, all in one run; an AAC file is encoded again as a whole.
  func planAroundSeam() {
    if !patches.isEmpty { return encodeAgain() }
    guard let end = lane?.unjoinedEnd else { return }
    lane = nil
    moves += 1
    if moves > Self.mostMoves { isSerial = true } else { layout?.move(end) }
  }

  /// Completes the file once no other render is wanted.
  ///
  /// - Parameter stop: ends the work early.
  /// - Throws: ``MediaError`` about the output.
  func finish(stop: StopFlag) throws(MediaError) {
    guard let mp3, !isSerial else { return }
    try file.naming { () throws(MediaError) in try mp3.finish(stop: stop) }
  }
}

extension MediaWriter.Settings {
  /// Whether a correction encodes only some seconds around each place, and not everything again, as long
  /// as those are few.
  var isPatched: Bool { runFormat != nil || format == .m4a }

  /// What all frames have in common, where the file can be put together from runs: an MP3 of
  /// constant bit rate.
  var runFormat: MP3Format? {
    guard format == .mp3, rateControl == .constant else { return nil }
    return try? MP3Format(sampleRate: sampleRate, channels: channels, bitRate: bitRate)
  }
}
