/// One deliverable on its way through one pass over the programme.
protocol RenderLane: Sendable {
  /// Which frames it takes of the stream at its rate.
  var grid: SegmentGrid { get }

  /// What is done with every segment.
  ///
  /// - Parameters:
  ///   - shelf: where the segments' sound is.
  ///   - first: the place that the first of these stages will have in the schedule.
  /// - Returns: the most urgent first.
  func stages(_ shelf: SoundShelf, first: Int) -> [StageSchedule.Stage]

  /// Completes the file when every segment is through.
  ///
  /// - Parameters:
  ///   - threads: how many may be used.
  ///   - progress: receives 0…1, rising, where it takes long; ends the work by throwing.
  /// - Returns: the decoded deliverable, measured; `nil` when it has to be planned anew, which keeps no
  ///   other lane of the pass from its end.
  /// - Throws: ``MediaError`` about the output.
  func finish(
    threads: Int, progress: (Double) throws(MediaError) -> Void
  ) throws(MediaError) -> Proof?
}
