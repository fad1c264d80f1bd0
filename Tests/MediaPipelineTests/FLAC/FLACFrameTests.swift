import Foundation
import MediaProtocol
import StudioTestSupport
import Testing

@testable import MediaPipeline

/// A frame of FLAC takes its place in a stream.
@Suite struct FLACFrameTests {
  /// The frames that one encoder makes of some sound.
  static func frames(_ block: AudioBlock, rate: Int) throws -> [[UInt8]] {
    var encoder = try PacketEncoder(
      MediaWriter.Settings(format: .flac, sampleRate: rate, channels: block.channelCount),
      stop: StopFlag())
    var frames: [[UInt8]] = []
    try encoder.add(block) { frames.append($0.bytes) }
    try encoder.finish { frames.append($0.bytes) }
    return frames.filter { !$0.isEmpty }
  }

  @Test(arguments: [0, 1, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10_FFFF])
  func `a number is coded as UTF-8 codes the character`(number: UInt32) throws {
    let character = try #require(Unicode.Scalar(number))
    #expect(FLACFrame.coded(Int(number)) == Array(String(character).utf8))
  }

  /// RFC 9639 section 9.1.5: beyond the characters, as the first UTF-8 went on.
  @Test(arguments: [
    (0x1F_FFFF, [0xF7, 0xBF, 0xBF, 0xBF]), (0x20_0000, [0xF8, 0x88, 0x80, 0x80, 0x80]),
    (0x3FF_FFFF, [0xFB, 0xBF, 0xBF, 0xBF, 0xBF]),
    (0x400_0000, [0xFC, 0x84, 0x80, 0x80, 0x80, 0x80]),
    (0x7FFF_FFFF, [0xFD, 0xBF, 0xBF, 0xBF, 0xBF, 0xBF]),
  ])
  func `higher numbers are coded in up to six bytes`(number: Int, bytes: [UInt8]) {
    #expect(FLACFrame.coded(number) == bytes)
  }

  /// Rates that stand in the header's own bytes too.
  @Test(arguments: [8_000, 11_025, 44_100, 48_000, 37_800, 64_001])
  func `a frame with another number is read as the same sound, and takes its own back`(
    rate: Int
  ) throws {
    let block = TestProgramme.music.block(seconds: 1, rate: rate, channels: 2)
    let frames = try Self.frames(block, rate: rate)
    #expect(frames.count > 2)
    for (number, frame) in frames.enumerated() {
      var other = frame
      for moved in [5, 200, 3_000, 70_000, 3_000_000, 70_000_000] {
        other = try FLACFrame.renumbered(other, as: moved)
        #expect(other.count == frame.count + FLACFrame.coded(moved).count - 1)
      }
      #expect(try FLACFrame.renumbered(other, as: number) == frame)
    }
  }

  @Test func `bytes that are no frame are refused`() throws {
    let frame = try #require(
      try Self.frames(
        TestProgramme.speech.block(seconds: 0.3, rate: 44_100, channels: 1), rate: 44_100
      ).first)
    func changed(_ place: Int, _ byte: UInt8) -> [UInt8] {
      var bytes = frame
      bytes[place] = byte
      return bytes
    }
    let wrong: [[UInt8]] = [
      [], Array(frame.prefix(4)), Array(frame.prefix(7)), changed(0, 0xFE),
      // Blocks of different sizes, whose numbers count samples.
      changed(1, 0xF9),
      // No number begins so.
      changed(4, 0x80), changed(4, 0xFE),
      // Anything else in the header is under its check.
      changed(2, frame[2] ^ 0x10), changed(3, frame[3] ^ 0x10), changed(5, frame[5] ^ 1),
    ]
    for bytes in wrong {
      #expect { try FLACFrame.renumbered(bytes, as: 1) } throws: {
        ($0 as? MediaError)?.code == .outputUnwritable
      }
    }
  }
}
