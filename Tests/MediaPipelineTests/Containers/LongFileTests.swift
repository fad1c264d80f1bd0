import Foundation
import Glibc
import MediaProtocol
import StudioTestSupport
import Testing

@testable import MediaPipeline

/// Recordings beyond 4 GiB whose 32-bit size fields cannot say so; sparse, so that they cost no disk.
@Suite struct LongFileTests {
  /// One channel of 64-bit floats: the fewest samples, and the fewest frames a packet.
  private static let channels = 1
  private static let frameBytes = channels * 8
  /// Beyond 4 GiB where that is the question; a size that is not known is not known at any length.
  private static func frames(_ size: Size) -> Int {
    size == .wrapped || size == .rf64 ? (1 << 32) / frameBytes + 100_000 : 100_000
  }

  private enum Size: String {
    case wrapped, unknown, zero, rf64
  }

  private static func little(_ value: some FixedWidthInteger) -> Data {
    unsafe withUnsafeBytes(of: value.littleEndian) { unsafe Data($0) }
  }

  /// A header by hand, one sample in the last frame, and a chunk behind it.
  private static func write(_ size: Size, to url: URL, tail: Data) throws {
    let bytes = frames(size) * frameBytes
    var head = Data((size == .rf64 ? "RF64" : "RIFF").utf8)
    head += little(size == .rf64 ? UInt32.max : UInt32(truncatingIfNeeded: bytes + 36))
    head += Data("WAVE".utf8)
    if size == .rf64 {
      head += Data("ds64".utf8) + little(UInt32(28)) + little(UInt64(bytes + 72))
      head += little(UInt64(bytes)) + little(UInt64(frames(size))) + little(UInt32(0))
    }
    head += Data("fmt ".utf8) + little(UInt32(16)) + little(UInt16(3)) + little(UInt16(channels))
    head += little(UInt32(48_000)) + little(UInt32(48_000 * frameBytes))
    head += little(UInt16(frameBytes)) + little(UInt16(64)) + Data("data".utf8)
    let field: UInt32 =
      switch size {
      case .wrapped: UInt32(truncatingIfNeeded: bytes)
      case .unknown, .rf64: .max
      case .zero: 0
      }
    head += little(field)
    let file = try OpenFile(writing: url)
    let handle = FileHandle(fileDescriptor: file.descriptor, closeOnDealloc: false)
    try handle.write(contentsOf: head)
    try handle.seek(toOffset: UInt64(head.count + bytes - 8))
    try handle.write(contentsOf: little((0.25 as Double).bitPattern) + tail)
  }

  @Test(arguments: ["wrapped", "unknown", "zero", "rf64"])
  func `every frame of a WAV beyond 4 GiB or of unknown size is read, and none of what follows`(
    kind: String
  ) throws {
    let size = try #require(Size(rawValue: kind))
    let folder = try TemporaryFolder()
    let url = folder.file("long.wav")
    // A size that is not known makes everything up to the end samples.
    let isKnown = size == .wrapped || size == .rf64
    let tail =
      isKnown
      ? Data("LIST".utf8) + Self.little(UInt32(2_000)) + Data(repeating: 0x40, count: 2_000)
      : Data()
    try Self.write(size, to: url, tail: tail)
    let file = try OpenFile(reading: url)
    defer { withExtendedLifetime(file) {} }
    var reader = try MediaReader(descriptor: file.descriptor, stop: StopFlag())
    if isKnown { #expect(reader.source.claimedFrames == Self.frames(size)) }
    var last: Float = 0
    while let block = try reader.next() {
      last = block.withChannel(Self.channels - 1) { $0[$0.count - 1] }
    }
    #expect(reader.framesRead == Self.frames(size))
    #expect(last == 0.25)
  }

  /// A worker of its own, so that its peak memory is nobody else's.
  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["STUDIO_TORTURE"] == "1",
      "set STUDIO_TORTURE=1 to run it"))
  func `ten hours are rendered within 200 MB`() throws {
    let folder = try TemporaryFolder()
    let (input, output) = (folder.file("long.wav"), folder.file("long.mp3"))
    // Ten hours of silence are sparse; a word every ten minutes makes them a programme.
    let seconds = 36_000
    try Self.writeProgramme(seconds: seconds, to: input)
    let request = MediaRequest.process(
      ProcessRequest(inputs: [input.path], outputs: [OutputRequest(path: output.path)]))
    let text = folder.file("request.json")
    try (JSONEncoder().encode(request) + Data("\n".utf8)).write(to: text)
    let worker = PackageRoot.products.appending(path: "studio-media").path
    // VmHWM is the peak resident size (proc_pid_status(5)); read while the worker still lives.
    let pipe = Pipe()
    let running = try BuiltProgram(URL(filePath: "/bin/sh")).start(
      ["-c", #"echo $$; exec "$0" <"$1""#, worker, text.path], outputTo: pipe)
    try pipe.fileHandleForWriting.close()
    let process = try #require(try pipe.nextLine())
    var peak = 0
    var fractions: [Double] = []
    var last: WorkerMessage?
    while let line = try pipe.nextLine() {
      let message = try JSONDecoder().decode(WorkerMessage.self, from: Data(line.utf8))
      if case .progress(let progress) = message { fractions.append(progress.fraction) }
      last = message
      let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
      let figure = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      peak = figure.flatMap { Int($0.filter(\.isNumber)) } ?? peak
    }
    _ = try running.result()
    guard case .rendered(let report)? = last else {
      Issue.record("\(String(describing: last))")
      return
    }
    #expect(report.deliverables[0].durationSeconds == Double(seconds))
    #expect(fractions == fractions.sorted())
    #expect(peak > 0 && peak <= 200 * 1_024, "\(peak) kB")
  }

  /// A programme with a second of tone every ten minutes and silence, which costs no disk, between.
  private static func writeProgramme(seconds: Int, to url: URL) throws {
    let bytes = seconds * 48_000 * frameBytes
    var head = Data("RF64".utf8) + little(UInt32.max) + Data("WAVEds64".utf8)
    head += little(UInt32(28)) + little(UInt64(bytes + 72)) + little(UInt64(bytes))
    head += little(UInt64(bytes / frameBytes)) + little(UInt32(0))
    head += Data("fmt ".utf8) + little(UInt32(16)) + little(UInt16(3)) + little(UInt16(channels))
    head += little(UInt32(48_000)) + little(UInt32(48_000 * frameBytes))
    head += little(UInt16(frameBytes)) + little(UInt16(64)) + Data("data".utf8) + little(UInt32.max)
    let file = try OpenFile(writing: url)
    let handle = FileHandle(fileDescriptor: file.descriptor, closeOnDealloc: false)
    try handle.write(contentsOf: head)
    let second = (0..<48_000).reduce(into: Data()) { data, frame in
      data += little((0.3 * sin(Double(frame) * 0.05)).bitPattern)
    }
    for start in stride(from: 0, to: seconds, by: 600) {
      try handle.seek(toOffset: UInt64(head.count + start * 48_000 * frameBytes))
      try handle.write(contentsOf: second)
    }
    try handle.seek(toOffset: UInt64(head.count + bytes - 8))
    try handle.write(contentsOf: little((0.25 as Double).bitPattern))
  }
}
