/// A deliverable whose encoder has to hear the whole programme in order.
///
/// Opus remembers for longer than any warm-up, AAC's rate control for seconds; plain samples are quick.
final class SerialLane: RenderLane {
  let grid: SegmentGrid
  private let curve: LimiterCurve
  private let target: LevelTarget
  private let settings: MediaWriter.Settings
  private let file: OutputFile
  private let stop: StopFlag
  private let writer: Confined<MediaWriter>

  /// Empties the file and writes its header.
  ///
  /// - Parameters:
  ///   - grid: of the stream at the deliverable's rate.
  ///   - curve: gain and limiter.
  ///   - target: what is to be reached.
  ///   - settings: what to write.
  ///   - metadata: tags, chapters and cover.
  ///   - file: where to.
  ///   - tape: records the packets, where a correction is to replace some of them.
  ///   - stop: ends the work early.
  ///   - sanitises: `false` only in tests of what happens without.
  /// - Throws: ``MediaError`` about the output.
  init(
    grid: SegmentGrid, curve: LimiterCurve, target: LevelTarget, settings: MediaWriter.Settings,
    metadata: MediaMetadata, file: OutputFile, tape: PacketTape?, stop: StopFlag, sanitises: Bool
  ) throws(MediaError) {
    self.grid = grid
    self.curve = curve
    self.target = target
    self.settings = settings
    self.file = file
    self.stop = stop
    try file.restart()
    tape?.restart()
    writer = try file.naming { () throws(MediaError) in
      Confined(
        try MediaWriter(
          descriptor: file.descriptor, settings: settings, metadata: metadata,
          durationSeconds: Double(grid.frameCount) / Double(grid.sampleRate), tape: tape,
          stop: stop, sanitises: sanitises))
    }
  }

  func stages(_ shelf: SoundShelf, first: Int) -> [StageSchedule.Stage] {
    [
      StageSchedule.Stage(isOrdered: true) { [self] segment throws(MediaError) in
        try file.naming { () throws(MediaError) in
          _ = try shelf.level(
            grid.bodies[segment], of: segment, sampleRate: grid.sampleRate, by: curve
          ) { block throws(MediaError) in try writer.value.add(block) }
        }
      }
    ]
  }

  func finish(
    threads: Int, progress: (Double) throws(MediaError) -> Void
  ) throws(MediaError) -> Proof? {
    try file.naming { () throws(MediaError) in
      try writer.value.finish()
      return try Proof(
        decoding: file.descriptor, frames: grid.frameCount, target: target,
        threads: threads, stop: stop, progress: progress)
    }
  }
}
