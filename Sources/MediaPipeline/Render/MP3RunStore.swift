internal import Synchronization

/// The runs an MP3 is put together from, kept as parts in the folder of work: from one attempt to the
/// next, and from a killed process to its successor.
final class MP3RunStore: Sendable {
  private let work: WorkFolder
  private let path: String
  /// Runs just made or read, until they are joined.
  private let fresh = Mutex<[MP3RunName: MP3FrameRun]>([:])

  /// Keeps runs.
  ///
  /// - Parameter file: the output in whose folder of work they lie.
  init(_ file: OutputFile) {
    work = file.work
    path = file.path
  }

  /// Brings a run that was kept into memory, whole or not at all.
  ///
  /// - Returns: `false` when it has to be encoded.
  func fetch(_ name: MP3RunName) -> Bool {
    if fresh.withLock({ $0[name] != nil }) { return true }
    guard let run = work.read(name.text).flatMap(MP3RunPart.run) else { return false }
    fresh.withLock { $0[name] = run }
    return true
  }

  /// Gives a run that ``fetch(_:)`` or ``put(_:_:)`` brought, and lets go of it.
  func take(_ name: MP3RunName) -> MP3FrameRun? {
    fresh.withLock { $0.removeValue(forKey: name) }
  }

  /// Keeps a run.
  ///
  /// - Throws: ``MediaError`` with code `outputUnwritable` or `diskFull`.
  func put(_ run: MP3FrameRun, _ name: MP3RunName) throws(MediaError) {
    do throws(SystemError) {
      try work.write(MP3RunPart.bytes(run), to: name.text)
    } catch {
      throw error.about(path)
    }
    fresh.withLock { $0[name] = run }
  }
}

/// What a run was made of: the stretch, and what gain and limiter did to the sound it heard.
///
/// Beside what is the same for all runs of one work (``WorkIdentity``), that decides its bytes, so a
/// part with this name is this run, whichever pass or process made it.
struct MP3RunName: Hashable, Sendable {
  /// The part's name in the folder of work.
  let text: String

  /// Names a run.
  ///
  /// - Parameters:
  ///   - segment: the stretch and its warm-up.
  ///   - samples: frames of audio of the programme.
  ///   - curve: gain and limiter.
  init(_ segment: MP3Segment, samples: Int, under curve: LimiterCurve) {
    let needed = segment.samplesNeeded(total: samples)
    let rate = Double(segment.format.sampleRate)
    let print = curve.fingerprint(
      fromSeconds: Double(needed.lowerBound) / rate, toSeconds: Double(needed.upperBound) / rate)
    let end = segment.endFrame.map(String.init) ?? "end"
    text =
      "run-\(segment.firstFrame)-\(end)-warm-\(segment.warmUp)-" + String(print, radix: 16)
  }
}

/// A run as the bytes of a part: number of its first frame, length and check of what follows, frames.
enum MP3RunPart {
  private static let wordBytes = 8
  private static let headBytes = 3 * wordBytes

  /// The bytes to keep.
  static func bytes(_ run: MP3FrameRun) -> [UInt8] {
    let head = [UInt64(run.firstFrame), UInt64(run.bytes.count), Checksum.of(run.bytes)]
    return head.flatMap { word in
      (0..<wordBytes).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
    } + run.bytes
  }

  /// The run, `nil` for bytes that were cut short or changed, by a power cut say.
  static func run(_ part: [UInt8]) -> MP3FrameRun? {
    guard part.count > headBytes else { return nil }
    let head = (0..<3).map { word in
      part[word * wordBytes..<(word + 1) * wordBytes].reversed().reduce(UInt64(0)) {
        $0 << 8 | UInt64($1)
      }
    }
    let frames = Array(part.dropFirst(headBytes))
    guard head[0] < 1 << 40, head[1] == UInt64(frames.count), head[2] == Checksum.of(frames) else {
      return nil
    }
    return try? MP3FrameRun(bytes: frames, firstFrame: Int(head[0]))
  }
}

/// A check that tells bytes from others that differ by an accident; not from forged ones.
///
/// Like FNV-1a (Fowler, Noll, Vo), by words of 64 bits instead of bytes: each step is a bijection of
/// the state, so that a single changed word is always noticed.
struct Checksum {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Takes one word.
  mutating func add(_ word: UInt64) {
    value = (value ^ word) &* 0x100_0000_01B3
    value ^= value >> 29
  }

  /// The check of bytes, their number included.
  static func of(_ bytes: [UInt8]) -> UInt64 {
    var check = Checksum()
    check.add(UInt64(bytes.count))
    let span = bytes.span
    var index = 0
    while index + 8 <= span.count {
      var word: UInt64 = 0
      for place in 0..<8 { word |= UInt64(span[index + place]) << UInt64(8 * place) }
      check.add(word)
      index += 8
    }
    while index < span.count {
      check.add(UInt64(span[index]))
      index += 1
    }
    return check.value
  }
}
