internal import Synchronization

/// The runs an MP3 is put together from, kept as parts in the folder of work: from pass to pass, and
/// from a killed process to the next.
final class MP3RunStore: Sendable {
  private let work: WorkFolder
  private let path: String
  /// Cuts whose run is known to be there.
  private let present = Mutex<Set<MP3Cut>>([])
  /// Runs just made, until they are joined.
  private let fresh = Mutex<[MP3Cut: MP3FrameRun]>([:])

  /// Bytes in front of a part's frames: the number of its first frame, least significant first.
  private static let headBytes = 8

  /// Keeps runs.
  ///
  /// - Parameter file: the output in whose folder of work they lie.
  init(_ file: OutputFile) {
    work = file.work
    path = file.path
  }

  /// Whether the run of a cut is there and whole.
  func has(_ cut: MP3Cut) -> Bool {
    if present.withLock({ $0.contains(cut) }) { return true }
    guard read(cut) != nil else { return false }
    present.withLock { _ = $0.insert(cut) }
    return true
  }

  /// The run of a cut.
  ///
  /// - Throws: ``MediaError`` with code `outputUnwritable` when it is not there any more.
  func get(_ cut: MP3Cut) throws(MediaError) -> MP3FrameRun {
    let run = fresh.withLock { $0.removeValue(forKey: cut) } ?? read(cut)
    guard let run else {
      throw MediaError(
        .outputUnwritable, subject: path, detail: "an encoded part has gone from its folder")
    }
    return run
  }

  /// Keeps the run that a cut names.
  func put(_ run: MP3FrameRun, for cut: MP3Cut) throws(MediaError) {
    try write(run, cut.run)
    fresh.withLock { $0[cut] = run }
    present.withLock { _ = $0.insert(cut) }
  }

  /// Keeps a run that serves one cut instead of the one it names, with a longer warm-up say.
  ///
  /// The named one stays: other cuts may come from it.
  func put(_ run: MP3FrameRun, insteadFor cut: MP3Cut) throws(MediaError) {
    try write(run, Self.substitute(cut))
  }

  private static func substitute(_ cut: MP3Cut) -> String {
    "\(cut.run)-at-\(cut.segment.firstFrame)"
  }

  private func write(_ run: MP3FrameRun, _ name: String) throws(MediaError) {
    let first = UInt64(run.firstFrame)
    let head = (0..<Self.headBytes).map { UInt8(truncatingIfNeeded: first >> (8 * UInt64($0))) }
    do throws(SystemError) {
      try work.write(head + run.bytes, to: name)
    } catch {
      throw error.about(path)
    }
  }

  /// A part that was cut short, by a power cut say, holds too few frames and counts as missing.
  private func read(_ cut: MP3Cut) -> MP3FrameRun? {
    read(Self.substitute(cut), cut.segment) ?? read(cut.run, cut.segment)
  }

  private func read(_ name: String, _ segment: MP3Segment) -> MP3FrameRun? {
    guard let bytes = work.read(name), bytes.count > Self.headBytes else { return nil }
    let first = bytes.prefix(Self.headBytes).reversed().reduce(0) { $0 << 8 | Int($1) }
    guard first >= 0, first <= segment.firstFrame,
      let run = try? MP3FrameRun(bytes: Array(bytes.dropFirst(Self.headBytes)), firstFrame: first)
    else { return nil }
    let end = segment.endFrame ?? segment.firstFrame + 1
    return run.numbers.upperBound >= end ? run : nil
  }
}
