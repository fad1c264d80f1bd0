/// Packets that follow each other, in memory.
struct PacketRun: Sendable {
  /// The packets, one behind the other.
  private(set) var bytes: [UInt8] = []
  /// Bytes of each.
  private(set) var sizes: [Int] = []
  /// How many frames of audio the last one stands for.
  private(set) var lastFrames = 0

  /// An empty run.
  ///
  /// - Parameter expectedBytes: for how many there is to be room.
  init(expectedBytes: Int = 0) { bytes.reserveCapacity(expectedBytes) }

  /// Adds a packet; one without bytes, which only says something about the stream, is left out.
  mutating func append(_ packet: EncodedPacket) {
    let count = unsafe packet.withBytes { buffer in
      unsafe bytes.append(contentsOf: buffer)
      return buffer.count
    }
    guard count > 0 else { return }
    sizes.append(count)
    lastFrames = packet.frames
  }

  /// Adds the bytes of a packet that stands for some frames of audio.
  mutating func append(_ packet: [UInt8], frames: Int) {
    bytes += packet
    sizes.append(packet.count)
    lastFrames = frames
  }

  /// Calls back for every packet in order.
  ///
  /// - Parameter body: receives its place in the run and its bytes.
  /// - Throws: what `body` throws.
  func forEach<Failure: Error>(
    _ body: (Int, ArraySlice<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    var start = 0
    for (place, size) in sizes.enumerated() {
      try body(place, bytes[start..<start + size])
      start += size
    }
  }
}
