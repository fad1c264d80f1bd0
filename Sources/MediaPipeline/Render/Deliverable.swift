/// One file that a render is to make, from its plan to its proof.
///
/// Not `Sendable`: it belongs to the thread that runs the job.
final class Deliverable {
  /// What to write.
  let settings: MediaWriter.Settings
  /// Where to.
  let file: OutputFile
  /// What the last render reads, decoded again; `nil` before the first.
  private(set) var proof: Proof?
  /// How its level is found; set once the programme is measured.
  private(set) var search: LevelSearch
  /// Whether another render is wanted.
  private(set) var isPending = true

  /// Whether parts of other work, left by a killed run, were removed.
  let discardedWork: Bool

  private let metadata: MediaMetadata
  /// Frames of the programme at its rate.
  let frameCount: Int
  /// What encoding in runs needs; `nil` for formats that are encoded in one.
  private let mp3: (format: MP3Format, runs: MP3RunStore, proof: MP3Proof)?
  private var cuts: MP3Cuts?
  private var isSerial = false
  /// Places without a seam that were planned around, and how many at most.
  private var bridges = 0
  private static let mostBridges = 24
  private var lane: (any RenderLane)?
  /// Where an MP3's runs met in the last render.
  private(set) var seams: [MP3Seam] = []

  /// Prepares a deliverable.
  ///
  /// - Parameters:
  ///   - settings: what to write.
  ///   - file: where to, claimed for this very work.
  ///   - metadata: tags, chapters and cover.
  ///   - frameCount: frames of the programme at the deliverable's rate.
  ///   - search: its first plan.
  ///   - discardedWork: whether parts of other work were removed.
  init(
    settings: MediaWriter.Settings, file: OutputFile, metadata: MediaMetadata, frameCount: Int,
    search: LevelSearch, discardedWork: Bool = false
  ) {
    self.discardedWork = discardedWork
    self.settings = settings
    self.file = file
    self.metadata = metadata
    self.frameCount = frameCount
    self.search = search
    guard settings.format == .mp3,
      let format = try? MP3Format(
        sampleRate: settings.sampleRate, channels: settings.channels, bitRate: settings.bitRate)
    else {
      mp3 = nil
      return
    }
    let segments = MP3Grid(format: format).segments(totalSamples: frameCount)
    cuts = MP3Cuts(segments, format: format, samples: frameCount)
    mp3 = (
      format, MP3RunStore(file),
      MP3Proof(
        format: format, frameCount: frameCount, ceilingDBTP: search.plan.target.ceilingDBTP)
    )
  }

  /// The cuts it asks for; `nil` when any will do.
  var grid: SegmentGrid? {
    guard let cuts, !isSerial else { return nil }
    return SegmentGrid(
      cuts.cuts.map(\.segment), sampleRate: settings.sampleRate, frameCount: frameCount)
  }

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
    let made: any RenderLane
    if let mp3, let cuts, !isSerial {
      let seconds = Double(frameCount) / Double(settings.sampleRate)
      made = try MP3Lane(
        cuts: cuts.cuts, format: mp3.format, samples: frameCount, curve: search.plan.curve,
        runs: mp3.runs, proof: mp3.proof,
        tag: ID3Tag(metadata, durationSeconds: seconds).bytes(), file: file, stop: stop,
        sanitises: sanitises)
    } else {
      made = try SerialLane(
        grid: pass.atRate(settings.sampleRate, frameCount: frameCount),
        curve: search.plan.curve, ceilingDBTP: search.plan.target.ceilingDBTP,
        settings: settings, metadata: metadata, file: file, stop: stop, sanitises: sanitises)
    }
    lane = made
    return made
  }

  /// Takes what came of a pass and plans the next one, if one is wanted.
  func take(_ proof: Proof) {
    self.proof = proof
    if let joined = lane as? MP3Lane { seams = joined.seams }
    lane = nil
    let before = search.plan.curve
    isPending = search.revise(after: proof)
    guard isPending, mp3 != nil else { return }
    let rate = Double(settings.sampleRate)
    let changed = search.plan.curve.stretches(differingFrom: before).map { stretch in
      Int(
        stretch.startSeconds * rate)..<min(
          frameCount, Int((stretch.endSeconds * rate).rounded(.up)))
    }
    cuts?.patch(changed.filter { !$0.isEmpty }, round: search.round)
  }

  /// Looks whether a failed pass failed for want of a seam, and plans around it.
  ///
  /// - Returns: whether another pass is worth it: with one run over the place, and where even that
  ///   finds no seams, all in one run.
  func plansAroundSeam() -> Bool {
    guard let joined = lane as? MP3Lane, let cut = joined.unjoinedCut else { return false }
    bridges += 1
    guard bridges <= Self.mostBridges else {
      isSerial = true
      seams = []
      return true
    }
    cuts?.bridge(before: cut, attempt: bridges)
    return true
  }
}
