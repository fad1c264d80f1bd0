import Foundation
import Glibc
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
}
