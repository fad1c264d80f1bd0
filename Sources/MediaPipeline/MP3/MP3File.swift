/// Writes an MP3: an ID3v2 tag, the Info frame, the frames.
///
/// Frames that are written may be replaced by others of the same sizes. The descriptor is borrowed: a
/// readable and writable, empty, seekable regular file, because the Info frame in front is complete
/// only at the end. Without ``finish(samples:stop:)`` the file is not complete.
struct MP3File {
  private let descriptor: Int32
  private let tag: [UInt8]
  private var start: (info: InfoFrame, offset: Int)?
  /// Bytes of every frame.
  private var frameSizes: [UInt16] = []
  /// Where every ``markedFrames``th frame begins, bytes from the start of the file.
  private var marks: [Int] = []
  /// Where the next frame will begin.
  private var end = 0

  /// Frames from one mark to the next.
  private static let markedFrames = 256
  /// Bytes that are checked at a time.
  private static let portionBytes = 1 << 18

  /// Prepares a file.
  ///
  /// - Parameters:
  ///   - descriptor: open for reading and writing, empty.
  ///   - tag: a whole ID3v2 tag, or nothing.
  init(descriptor: Int32, tag: [UInt8] = []) {
    self.descriptor = descriptor
    self.tag = tag
  }

  /// MP3 frames written so far, the Info frame not counted.
  var frameCount: Int { frameSizes.count }

  /// Writes final frames: over those that have their numbers, and behind them.
  ///
  /// - Parameter run: begins at most where the next frame is missing.
  /// - Throws: ``MediaError`` with code `outputUnwritable` or `diskFull`.
  /// - Complexity: O(bytes).
  mutating func put(_ run: MP3FrameRun) throws(MediaError) {
    precondition(run.firstFrame <= frameCount, "frames are missing")
    guard !run.frames.isEmpty else { return }
    if start == nil { try begin(run) }
    let known = min(run.numbers.upperBound, frameCount)
    for number in run.firstFrame..<max(run.firstFrame, known)
    where run[number].header.frameBytes != Int(frameSizes[number]) {
      // Both were padded by the same pattern; anything else would move all that follows.
      throw MediaError(.outputUnwritable, detail: "MP3 frame \(number) has changed its size")
    }
    try FileBytes.write(run.bytes, to: descriptor, at: offset(of: run.firstFrame))
    for number in max(known, run.firstFrame)..<run.numbers.upperBound {
      if number % Self.markedFrames == 0 { marks.append(end) }
      let size = run[number].header.frameBytes
      frameSizes.append(UInt16(size))
      end += size
    }
  }

  /// Frames by their numbers, to be read later.
  ///
  /// - Parameter numbers: a range within those written.
  /// - Returns: where they lie.
  func stored(_ numbers: Range<Int>) -> MP3StoredFrames {
    MP3StoredFrames(
      descriptor: descriptor, offset: offset(of: numbers.lowerBound),
      firstFrame: numbers.lowerBound, sizes: Array(frameSizes[numbers]))
  }

  /// Completes the Info frame.
  ///
  /// - Parameters:
  ///   - samples: frames of audio of the programme; a player gives exactly those.
  ///   - stop: ends the work early: ten hours take half a second.
  /// - Throws: ``MediaError`` with code `emptyInput` when no frame was written, `outputUnwritable`
  ///   when the frames cannot be read back or the frame not be written, or `cancelled`.
  /// - Complexity: O(bytes): the check is that of what lies in the file.
  func finish(samples: Int, stop: StopFlag) throws(MediaError) {
    guard let start else { throw MediaError(.emptyInput, detail: "no MP3 frame was encoded") }
    let musicStart = start.offset + start.info.byteCount
    var check = CRC16()
    for portion in stride(from: musicStart, to: end, by: Self.portionBytes) {
      try stop.check()
      let count = min(Self.portionBytes, end - portion)
      check.add(try FileBytes.read(descriptor, count: count, at: portion))
    }
    let contents = InfoFrame.Contents(
      frames: frameCount, musicBytes: end - musicStart, samples: samples, musicCRC: check.value,
      hundredths: hundredths(infoBytes: start.info.byteCount))
    try FileBytes.write(start.info.bytes(contents), to: descriptor, at: start.offset)
  }

  private mutating func begin(_ run: MP3FrameRun) throws(MediaError) {
    let bits = run.bytes.prefix(MP3Header.byteCount).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    let info = try InfoFrame(first: bits)
    try FileBytes.write(tag, to: descriptor, at: 0)
    start = (info, tag.count)
    end = tag.count + info.byteCount
  }

  /// Where a frame begins, or where the next one will.
  private func offset(of number: Int) -> Int {
    guard number < frameCount else { return end }
    let mark = number / Self.markedFrames
    return frameSizes[mark * Self.markedFrames..<number].reduce(marks[mark]) { $0 + Int($1) }
  }

  /// Where each hundredth of the frames begins, bytes from the start of the Info frame.
  private func hundredths(infoBytes: Int) -> [Int] {
    var offsets: [Int] = []
    offsets.reserveCapacity(100)
    var position = infoBytes
    for (number, size) in frameSizes.enumerated() {
      while offsets.count < 100, offsets.count * frameSizes.count / 100 <= number {
        offsets.append(position)
      }
      position += Int(size)
    }
    return offsets
  }
}
