import StudioTestSupport
import Testing

@testable import MediaPipeline

@Suite struct MP3FrameRunTests {
  @Test(arguments: [
    // version, kb/s, Hz, padded, mono, bytes: ISO/IEC 11172-3 §2.4.2.3, 13818-3 §2.4.2.3.
    (UInt32(0xFFFB_9000), 128, 44_100, false, false, 417),
    (0xFFFB_9200, 128, 44_100, true, false, 418), (0xFFFB_94C4, 128, 48_000, false, true, 384),
    (0xFFFB_E800, 320, 32_000, false, false, 1_440), (0xFFF3_80C0, 64, 22_050, false, true, 208),
    (0xFFF3_1800, 8, 16_000, false, false, 36), (0xFFE3_4000, 32, 11_025, false, false, 208),
  ])
  func `a header means what the standard's tables say`(
    bits: UInt32, kilobits: Int, rate: Int, isPadded: Bool, isMono: Bool, bytes: Int
  ) throws {
    let header = try #require(MP3Header(bits: bits))
    #expect(header.bitRate == kilobits * 1_000)
    #expect(header.sampleRate == rate)
    #expect(header.isPadded == isPadded)
    #expect(header.isMono == isMono)
    #expect(header.frameBytes == bytes)
    #expect(!header.isProtected)
  }

  @Test(arguments: [
    UInt32(0), 0xFFFF_FFFF, 0xFFFB_0000, 0xFFFB_F000, 0xFFFB_9C00, 0xFFFD_9000, 0xFFEB_9000,
    0xFFFB_9002, 0x7FFB_9000,
  ])
  func `what no encoder of ours writes is no header`(bits: UInt32) {
    #expect(MP3Header(bits: bits) == nil)
  }

  @Test func `fields lie where the standard puts them`() throws {
    let run = try BuiltFrames.run(
      [.init(mainDataBegin: 511, mainDataBytes: 300, blockType: 2), .init()], firstFrame: 7)
    #expect(run.numbers == 7..<9)
    #expect(run[7].side.mainDataBegin == 511)
    #expect(run[7].side.mainDataBits == 2_400)
    #expect(run[7].side.lastWindows == [.init(blockType: 2, isMixed: false)])
    #expect(run[8].side.lastWindows == [.init(blockType: 0, isMixed: false)])
    #expect(run.freeBytes(after: 8) == BuiltFrames.slots - 100)
  }

  @Test func `slots are read and replaced across frames`() throws {
    var run = try BuiltFrames.run(
      [.init(filler: 1), .init(filler: 2), .init(filler: 3)], firstFrame: 0)
    let taken = try #require(run.slotBytes(BuiltFrames.slots + 2, before: 2))
    #expect(taken == [1, 1] + [UInt8](repeating: 2, count: BuiltFrames.slots))
    let replaced = run.replaceSlotBytes(before: 2, with: [9, 8] + taken.dropFirst(2))
    #expect(replaced)
    #expect(run.slotBytes(BuiltFrames.slots + 3, before: 2)?.prefix(4) == [1, 9, 8, 2])
    #expect(run.slotBytes(2 * BuiltFrames.slots + 1, before: 2) == nil)
    let before = run.bytes
    let overran = run.replaceSlotBytes(before: 1, with: [UInt8](repeating: 0, count: 400))
    #expect(!overran)
    #expect(run.bytes == before)
  }

  @Test func `garbage is refused and never stops the program`() throws {
    var random = SeededGenerator(seed: 11)
    let good = BuiltFrames.bytes(.init()) + BuiltFrames.bytes(.init(blockType: 3))
    for _ in 0..<5_000 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        bytes[Int.random(in: 0..<30, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
      if let run = try? MP3FrameRun(bytes: bytes, firstFrame: 0) {
        // Whatever passes is whole frames and nothing else.
        #expect(run.frames.reduce(0) { $0 + $1.header.frameBytes } == bytes.count)
      }
    }
    #expect(throws: MediaError.self) {
      try MP3FrameRun(bytes: Array(good.dropLast()), firstFrame: 0)
    }
    #expect(throws: MediaError.self) { try MP3FrameRun(bytes: [1] + good, firstFrame: 0) }
  }
}
