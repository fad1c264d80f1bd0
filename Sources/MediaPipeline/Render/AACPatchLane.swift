internal import Synchronization

/// A correction of an AAC deliverable: encodes patches, replaces the packets under them, writes the file
/// anew from its tape and proves it as a whole.
final class AACPatchLane: RenderLane {
  let grid: SegmentGrid
  private let patches: [AACPatch]
  /// Touched when all segments are through.
  private let tape: Confined<PacketTape>
  private let curve: LimiterCurve
  private let target: LevelTarget
  private let settings: MediaWriter.Settings
  private let metadata: MediaMetadata
  private let file: OutputFile
  private let stop: StopFlag
  private let sanitises: Bool
  private let made: Mutex<[Int: Packets]> = Mutex([:])

  /// What one patch's encoder made, as far as it is kept.
  private struct Packets: Sendable {
    let packets: [[UInt8]]
    let lastFrames: Int
  }

  /// Prepares a pass.
  ///
  /// - Parameters:
  ///   - patches: what to encode.
  ///   - tape: the packets of the last pass.
  ///   - frameCount: frames of the programme at the deliverable's rate.
  ///   - curve: gain and limiter.
  ///   - target: what is to be reached.
  ///   - settings: what to write.
  ///   - metadata: tags, chapters and cover.
  ///   - file: where to.
  ///   - stop: ends the work early.
  ///   - sanitises: `false` only in tests of what happens without.
  init(
    _ patches: [AACPatch], tape: PacketTape, frameCount: Int, curve: LimiterCurve,
    target: LevelTarget, settings: MediaWriter.Settings, metadata: MediaMetadata, file: OutputFile,
    stop: StopFlag, sanitises: Bool
  ) {
    self.patches = patches
    self.tape = Confined(tape)
    self.curve = curve
    self.target = target
    self.settings = settings
    self.metadata = metadata
    self.file = file
    self.stop = stop
    self.sanitises = sanitises
    grid = SegmentGrid(patches, sampleRate: settings.sampleRate, frameCount: frameCount)
  }

  func stages(_ shelf: SoundShelf, first: Int) -> [StageSchedule.Stage] {
    [
      StageSchedule.Stage(isOrdered: false) { [self] place throws(MediaError) in
        try file.naming { () throws(MediaError) in
          guard let packets = try encoded(place, shelf) else { return }
          made.withLock { $0[place] = packets }
        }
      }
    ]
  }

  private func encoded(_ place: Int, _ shelf: SoundShelf) throws(MediaError) -> Packets? {
    var encoder = try PacketEncoder(settings, stop: stop, sanitises: sanitises)
    var run = PacketRun()
    try shelf.levelWhole(
      grid.needs[place], of: place, sampleRate: grid.sampleRate, by: curve
    ) { block throws(MediaError) in
      try encoder.add(block) { run.append($0) }
    }
    try encoder.finish { run.append($0) }
    let (all, kept) = (patches[place].encoded, patches[place].kept)
    // Others than the stream has fit nowhere.
    let fits =
      patches[place].isLast
      ? run.sizes.count == all.count : run.sizes.count >= all.count
    guard fits else { return nil }
    var packets: [[UInt8]] = []
    run.forEach { number, packet in
      if kept.contains(all.lowerBound + number) { packets.append(Array(packet)) }
    }
    return Packets(packets: packets, lastFrames: run.lastFrames)
  }

  func finish(
    threads: Int, progress: (Double) throws(MediaError) -> Void
  ) throws(MediaError) -> Proof? {
    try file.naming { () throws(MediaError) in
      // A tape that is left half patched is recorded anew: all is encoded again then.
      for (place, patch) in patches.enumerated() {
        try stop.check()
        guard let new = made.withLock({ $0[place] }), try join(patch, new) else { return nil }
      }
      try file.restart()
      let muxer = try Muxer(
        descriptor: file.descriptor, settings: settings,
        encoder: try PacketEncoder(settings, stop: stop, sanitises: sanitises), metadata: metadata,
        durationSeconds: Double(grid.frameCount) / Double(grid.sampleRate), stop: stop)
      try muxer.write(tape.value)
      try muxer.finish()
      return try Proof(
        decoding: file.descriptor, frames: grid.frameCount, target: target, threads: threads,
        stop: stop, progress: progress)
    }
  }

  /// Replaces the packets under a patch; `false` where it fits nowhere.
  private func join(_ patch: AACPatch, _ new: Packets) throws(MediaError) -> Bool {
    let first = patch.kept.lowerBound
    let old = try tape.value.packets(patch.kept)
    guard
      let joined = patch.joined(
        old: { AACWindow(old[$0 - first]) },
        new: { AACWindow(new.packets[$0 - first]) })
    else { return false }
    try tape.value.replace(
      from: joined.lowerBound,
      by: joined.map { new.packets[$0 - first] }, lastFrames: new.lastFrames)
    return true
  }
}

extension SegmentGrid {
  /// The grid of the patches of an AAC stream.
  ///
  /// - Parameters:
  ///   - patches: in order.
  ///   - sampleRate: the stream's rate, hertz.
  ///   - frameCount: frames of the stream.
  init(_ patches: [AACPatch], sampleRate: Int, frameCount: Int) {
    let needs = patches.map { $0.framesNeeded(total: frameCount) }
    self.init(sampleRate: sampleRate, frameCount: frameCount, bodies: needs, needs: needs)
  }
}
