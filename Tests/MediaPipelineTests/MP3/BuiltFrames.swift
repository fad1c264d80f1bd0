@testable import MediaPipeline

/// Frames written bit by bit: 128 kb/s, 48 kHz, mono, no CRC.
enum BuiltFrames {
  static let frameBytes = 384
  static let slots = frameBytes - 4 - 17

  /// What a test wants of one frame.
  struct Wanted {
    var mainDataBegin = 0
    /// Bytes of main data, shared by both granules.
    var mainDataBytes = 100
    /// Of the last granule; 0 is written without window switching.
    var blockType = 0
    /// Of the last granule; never chosen by LAME.
    var isMixed = false
    /// Fills the slots.
    var filler: UInt8 = 0xA5
  }

  static func run(_ frames: [Wanted], firstFrame: Int) throws -> MP3FrameRun {
    try MP3FrameRun(bytes: frames.flatMap(bytes), firstFrame: firstFrame)
  }

  static func bytes(_ frame: Wanted) -> [UInt8] {
    var bits: [Bool] = []
    func put(_ value: Int, _ count: Int) {
      for bit in (0..<count).reversed() { bits.append(value >> bit & 1 == 1) }
    }
    put(0xFFFB_94C0, 32)
    put(frame.mainDataBegin, 9)
    put(0, 9)
    for granule in 0..<2 {
      put(frame.mainDataBytes * 4, 12)
      put(0, 9 + 8 + 4)
      let blockType = granule == 1 ? frame.blockType : 0
      put(blockType == 0 ? 0 : 1, 1)
      put(blockType, 2)
      put(frame.isMixed && granule == 1 ? 1 : 0, 1)
      put(0, 19 + 3)
    }
    var bytes = stride(from: 0, to: bits.count, by: 8).map { start in
      bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
    }
    bytes += [UInt8](repeating: frame.filler, count: frameBytes - bytes.count)
    return bytes
  }
}

extension MP3Frames {
  /// The frames of a run.
  init(_ run: MP3FrameRun) {
    self.init(
      firstFrame: run.firstFrame, bytes: run.bytes,
      sizes: run.frames.map { UInt16($0.header.frameBytes) })
  }
}
