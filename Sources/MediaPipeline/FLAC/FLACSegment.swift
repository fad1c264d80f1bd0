internal import FFmpegShim

/// A segment of a FLAC stream as it stands in the file.
struct FLACSegment: Sendable {
  /// Its frames, numbered as the stream's.
  private(set) var frames: PacketRun
  /// The samples they hold: interleaved, three bytes each, lowest first.
  private(set) var samples: [UInt8] = []
  /// The next frame's number.
  private var number: Int

  /// A segment without frames.
  ///
  /// - Parameters:
  ///   - firstNumber: of its first frame in the stream.
  ///   - expectedBytes: of its samples.
  init(firstNumber: Int, expectedBytes: Int) {
    number = firstNumber
    // Levelled speech and music come to nearly half of that; what does not fit makes room by itself.
    frames = PacketRun(expectedBytes: expectedBytes / 2)
    samples.reserveCapacity(expectedBytes)
  }

  /// Adds the frame that an encoder of the segment's own made next.
  ///
  /// - Throws: ``MediaError`` with code `outputUnwritable` when it is no FLAC frame.
  mutating func add(_ packet: EncodedPacket) throws(MediaError) {
    let frame = packet.bytes
    // The last packet has none: it only tells its encoder's STREAMINFO.
    guard !frame.isEmpty else { return }
    frames.append(try FLACFrame.renumbered(frame, as: number), frames: packet.frames)
    number += 1
  }

  /// Adds what an encoder is given, rounded as it rounds.
  mutating func add(samplesOf block: AudioBlock) {
    let bytes = block.frameCount * block.channelCount * FLACStreamInfo.bytesPerSample
    unsafe block.withPlanePointers { planes in
      let packed = unsafe [UInt8](unsafeUninitializedCapacity: bytes) { buffer, count in
        guard let base = buffer.baseAddress else { return }
        unsafe fs_pack_s24(planes, Int32(block.channelCount), Int32(block.frameCount), base)
        count = bytes
      }
      samples += packed
    }
  }
}
