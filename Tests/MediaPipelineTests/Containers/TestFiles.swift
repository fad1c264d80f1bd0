import Foundation
import Glibc
import StudioTestSupport

@testable import MediaPipeline

/// A descriptor that closes with the value.
final class OpenFile {
  let descriptor: Int32

  init(reading url: URL) throws {
    descriptor = unsafe open(url.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw CocoaError(.fileReadNoSuchFile) }
  }

  init(writing url: URL) throws {
    descriptor = unsafe open(url.path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  deinit { close(descriptor) }
}

/// 32-bit float RIFF/WAVE bytes written by hand.
func wavBytes(_ planes: [[Float]], rate: Int) -> Data {
  let frames = planes[0].count
  let channels = planes.count
  var data = Data("RIFF".utf8)
  func add<Integer: FixedWidthInteger>(_ value: Integer) {
    unsafe withUnsafeBytes(of: value.littleEndian) { unsafe data.append(contentsOf: $0) }
  }
  add(UInt32(36 + frames * channels * 4))
  data.append(Data("WAVEfmt ".utf8))
  add(UInt32(16))
  add(UInt16(3))
  add(UInt16(channels))
  add(UInt32(rate))
  add(UInt32(rate * channels * 4))
  add(UInt16(channels * 4))
  add(UInt16(32))
  data.append(Data("data".utf8))
  add(UInt32(frames * channels * 4))
  var interleaved = [Float]()
  interleaved.reserveCapacity(frames * channels)
  for frame in 0..<frames { for plane in planes { interleaved.append(plane[frame]) } }
  unsafe interleaved.withUnsafeBytes { unsafe data.append(contentsOf: $0) }
  return data
}

/// A sine of linear peak `level`.
func tone(_ hertz: Double, level: Double, frames: Int, rate: Int) -> [Float] {
  (0..<frames).map { Float(level * sin(2 * .pi * hertz * Double($0) / Double(rate))) }
}

/// Bursts of noise and tone with pauses, uneven in level: a stand-in for speech.
func chatter(frames: Int, rate: Int, level: Float, seed: UInt64) -> [Float] {
  var generator = SeededGenerator(seed: seed)
  var samples = [Float](repeating: 0, count: frames)
  var smooth: Float = 0
  var gain: Float = 1
  for frame in 0..<frames {
    if frame % (rate / 4) == 0 { gain = Float.random(in: 0.05...1, using: &generator) }
    smooth += 0.2 * (Float.random(in: -1...1, using: &generator) - smooth)
    samples[frame] = level * gain * smooth
  }
  return samples
}

/// Everything a reader gives, with the reader's own words about it.
struct WholeFile {
  var source: SourceDescription
  var block: AudioBlock
  var faults: ReadFaults
  var tags: [String: String] = [:]
  var chapters: [Chapter] = []
  var cover: [UInt8]?

  init(_ url: URL) throws {
    let file = try OpenFile(reading: url)
    defer { withExtendedLifetime(file) {} }
    var reader = try MediaReader(descriptor: file.descriptor, stop: StopFlag())
    source = reader.source
    block = AudioBlock(channelCount: reader.format.channelCount)
    while let next = try reader.next() { block.append(contentsOf: next) }
    faults = reader.faults
    for key in ["title", "artist", "album", "date", "comment"] {
      if let value = reader.tag(key) { tags[key] = value }
    }
    chapters = reader.chapters
    cover = reader.coverBytes
  }
}

/// Whether Debian's ffmpeg is there, as the independent reader.
enum Tools {
  static let ffmpeg = find("ffmpeg")
  static let ffprobe = find("ffprobe")
  /// The Python of the checkout when it has PyPI's mutagen, as an independent reader of tags.
  static let mutagen: String? = PackageRoot.python.flatMap { python in
    (try? run(python.path, ["-c", "import mutagen; print('yes')"])) == "yes\n" ? python.path : nil
  }
  static let python = find("python3")
  static let cc = find("cc")
  /// STUDIO_REQUIRE_TOOLS=1 makes an absent tool a failure instead of a skip.
  static let required = ProcessInfo.processInfo.environment["STUDIO_REQUIRE_TOOLS"] == "1"

  private static func find(_ name: String) -> String? {
    let path = "/usr/bin/\(name)"
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }

  /// Runs a tool and gives what it wrote on both outputs; stops waiting when it closes them.
  ///
  /// By posix_spawn: Foundation's Process keeps a block that LeakSanitizer reports.
  static func run(_ tool: String, _ arguments: [String]) throws -> String {
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { throw CocoaError(.executableLoad) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
    var words = unsafe ([tool] + arguments).map { unsafe strdup($0) } + [nil]
    defer { unsafe words.forEach { unsafe free($0) } }
    var child: pid_t = 0
    let code = unsafe posix_spawn(&child, tool, &actions, nil, &words, environ)
    close(ends[1])
    guard code == 0 else { throw CocoaError(.executableLoad) }
    let output = FileHandle(fileDescriptor: ends[0], closeOnDealloc: false)
    let bytes = try output.readToEnd() ?? Data()
    var status: Int32 = 0
    unsafe waitpid(child, &status, 0)
    return String(decoding: bytes, as: UTF8.self)
  }
}
