internal import Glibc

/// The packets of a deliverable as its encoder made them, kept beside the file: a few can be replaced,
/// and all the others need not be encoded again.
///
/// They are as long as each other, save the last, and begin ``packetFrames`` before the programme, as
/// AAC's do (ISO/IEC 14496-3: a frame is heard together with the one before). Not `Sendable`.
final class PacketTape {
  /// Frames of audio from one packet to the next.
  let packetFrames: Int
  private let file: ScratchFile
  /// Bytes of each packet as it was recorded, and where those end in the file.
  private var sizes: [UInt16] = []
  private var end = 0
  /// Recorded bytes that are not in the file yet.
  private var unwritten: [UInt8] = []
  /// Where those that replace others lie.
  private var replaced: [Int: Range<Int>] = [:]
  /// How many frames of audio the last packet stands for.
  private var lastFrames = 0
  private var isGivenUp = false

  /// Bytes that are written and packets that are read at a time.
  private static let portionBytes = 1 << 16
  private static let portionPackets = 256

  /// Takes an empty file.
  ///
  /// - Parameters:
  ///   - file: where the packets go.
  ///   - packetFrames: frames of audio from one packet to the next.
  init(_ file: ScratchFile, packetFrames: Int) {
    self.file = file
    self.packetFrames = packetFrames
  }

  /// How many packets there are; none when the tape was given up.
  var count: Int { sizes.count }

  /// Forgets everything, to record anew.
  func restart() {
    (sizes, end, unwritten, replaced) = ([], 0, [], [:])
    isGivenUp = false
  }

  /// Records the next packet.
  ///
  /// A tape that cannot be written, on a full disk say, is given up and empty from then on: the file may
  /// well fit, and a correction can encode all of it again.
  ///
  /// - Parameters:
  ///   - packet: at most 64 KiB; an AAC frame has at most 1.5 KiB.
  ///   - frames: frames of audio it stands for.
  func append(_ packet: [UInt8], frames: Int) {
    guard !isGivenUp else { return }
    guard let size = UInt16(exactly: packet.count) else { return giveUp() }
    sizes.append(size)
    lastFrames = frames
    unwritten += packet
    if unwritten.count >= Self.portionBytes { finish() }
  }

  /// Writes what waits.
  func finish() {
    guard !isGivenUp else { return }
    do {
      try write()
    } catch {
      giveUp()
    }
  }

  private func giveUp() {
    restart()
    isGivenUp = true
    // Room that cannot be given back now is given back with the file.
    _ = ftruncate(file.descriptor, 0)
  }

  private func write() throws(MediaError) {
    try FileBytes.write(unwritten, to: file.descriptor, at: end)
    end += unwritten.count
    unwritten.removeAll(keepingCapacity: true)
  }

  /// Replaces packets.
  ///
  /// - Parameters:
  ///   - first: the number of the first.
  ///   - packets: as many as are to be replaced, none beyond the last.
  ///   - lastFrames: for how many frames of audio the last of them stands, where it is the tape's last.
  /// - Throws: ``MediaError`` with code `outputUnwritable` or `diskFull`.
  func replace(
    from first: Int, by packets: [[UInt8]], lastFrames: Int
  ) throws(MediaError) {
    precondition(first >= 0 && first + packets.count <= count, "no such packets")
    try write()
    for (index, packet) in packets.enumerated() {
      replaced[first + index] = end + unwritten.count..<end + unwritten.count + packet.count
      unwritten += packet
    }
    try write()
    if first + packets.count == count { self.lastFrames = lastFrames }
  }

  /// Some packets.
  ///
  /// - Parameter numbers: those that are there.
  /// - Returns: their bytes.
  /// - Throws: ``MediaError`` with code `outputUnwritable` when they cannot be read back.
  /// - Complexity: O(number of the first), and of what is read.
  func packets(_ numbers: Range<Int>) throws(MediaError) -> [[UInt8]] {
    var found: [[UInt8]] = []
    try read(numbers, from: offset(of: numbers.lowerBound)) { packet, _ in
      found.append(Array(packet))
    }
    return found
  }

  /// Calls back for every packet in order.
  ///
  /// - Parameter body: receives a packet, the frame of audio it starts at, counted from the programme's
  ///   first, and how many it stands for.
  /// - Throws: what `body` throws, and ``MediaError`` with code `outputUnwritable`.
  func forEach(
    _ body: (ArraySlice<UInt8>, Int, Int) throws(MediaError) -> Void
  ) throws(MediaError) {
    var offset = 0
    for first in stride(from: 0, to: count, by: Self.portionPackets) {
      let numbers = first..<min(count, first + Self.portionPackets)
      try read(numbers, from: offset) { (packet, number) throws(MediaError) in
        try body(
          packet, (number - 1) * packetFrames, number == count - 1 ? lastFrames : packetFrames)
      }
      offset += recordedBytes(numbers)
    }
  }

  /// Reads packets whose first was recorded at an offset.
  private func read(
    _ numbers: Range<Int>, from offset: Int,
    _ body: (ArraySlice<UInt8>, Int) throws(MediaError) -> Void
  ) throws(MediaError) {
    let bytes = try FileBytes.read(file.descriptor, count: recordedBytes(numbers), at: offset)
    var start = 0
    for number in numbers {
      let next = start + Int(sizes[number])
      if let place = replaced[number] {
        let packet = try FileBytes.read(file.descriptor, count: place.count, at: place.lowerBound)
        try body(packet[...], number)
      } else {
        try body(bytes[start..<next], number)
      }
      start = next
    }
  }

  private func offset(of number: Int) -> Int { recordedBytes(0..<number) }

  private func recordedBytes(_ numbers: Range<Int>) -> Int {
    sizes[numbers].reduce(0) { $0 + Int($1) }
  }
}
