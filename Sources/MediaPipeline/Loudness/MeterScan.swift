/// Meters a stream on several threads, in one pass.
struct MeterScan: Sendable {
  private let meter: ChunkMeter
  private let format: AudioFormat
  private let stretches: ParallelStretches

  /// Prepares a scan.
  ///
  /// - Parameters:
  ///   - meter: made for the stream's format.
  ///   - format: rate and channels of the stream.
  ///   - threads: how many threads measure, this one included; the machine's cores if `nil`.
  ///   - stop: ends the work early.
  init(_ meter: ChunkMeter, format: AudioFormat, threads: Int?, stop: StopFlag) {
    self.meter = meter
    self.format = format
    stretches = ParallelStretches(threads: threads, stop: stop)
  }

  /// Reads the stream to its end.
  ///
  /// - Parameters:
  ///   - listen: called on this thread with every chunk and what was measured, in order, before it
  ///     is added up.
  ///   - read: adds 1 to so many frames to the block, or none at the end of the stream; called on
  ///     this thread.
  /// - Returns: what was measured, the same whatever the number of threads.
  /// - Throws: what `read` throws, and `cancelled`.
  func run(
    listening listen: (MeterChunk, inout MeteredChunk) -> Void = { _, _ in },
    _ read: (inout AudioBlock, Int) throws(MediaError) -> Void
  ) throws(MediaError) -> MeterRecord {
    var tally = MeterTally(format: format, keepsSteps: meter.options.keepsSteps)
    try scan(into: &tally, listening: listen, read)
    return tally.record()
  }

  /// The scan itself, whose chunks are gone when their figures are put together.
  private func scan(
    into tally: inout MeterTally, listening listen: (MeterChunk, inout MeteredChunk) -> Void,
    _ read: (inout AudioBlock, Int) throws(MediaError) -> Void
  ) throws(MediaError) {
    var cutter = ChunkCutter(meter.grid, channelCount: format.channelCount)
    let meter = meter
    try stretches.run(
      produce: { () throws(MediaError) in try cutter.next(read) },
      work: { (chunk: MeterChunk) in (chunk, meter.measure(chunk)) },
      deliver: { (chunk: MeterChunk, metered: MeteredChunk) in
        var metered = metered
        listen(chunk, &metered)
        tally.add(metered)
        cutter.recycle(chunk)
      })
  }
}
