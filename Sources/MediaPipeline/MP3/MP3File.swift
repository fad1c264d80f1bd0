internal import Glibc

/// Writes an MP3: an ID3v2 tag, the Info frame, the frames.
///
/// The descriptor is borrowed: a writable, empty, seekable regular file, because the Info frame in
/// front is complete only at the end. Without ``finish(samples:)`` the file is not complete.
struct MP3File {
  private let descriptor: Int32
  private let tag: [UInt8]
  private var start: (info: InfoFrame, offset: Int)?
  private var offset = 0
  private var nextFrame = 0
  private var check = CRC16()
  /// Bytes of every frame, for the table to seek by.
  private var frameSizes: [UInt16] = []

  /// Prepares a file.
  ///
  /// - Parameters:
  ///   - descriptor: open for writing, at position 0 and empty.
  ///   - tag: a whole ID3v2 tag, or nothing.
  init(descriptor: Int32, tag: [UInt8] = []) {
    self.descriptor = descriptor
    self.tag = tag
  }

  /// MP3 frames written so far, the Info frame not counted.
  var frameCount: Int { nextFrame }

  /// Writes final frames.
  ///
  /// - Parameter run: those that follow the ones written.
  /// - Throws: ``MediaError`` with code `outputUnwritable` or `diskFull`.
  /// - Complexity: O(bytes).
  mutating func append(_ run: MP3FrameRun) throws(MediaError) {
    precondition(run.firstFrame == nextFrame, "frames are missing")
    guard !run.frames.isEmpty else { return }
    if start == nil { try begin(run) }
    try write(run.bytes, at: offset)
    offset += run.bytes.count
    nextFrame = run.numbers.upperBound
    check.add(run.bytes)
    frameSizes.append(contentsOf: run.frames.map { UInt16($0.header.frameBytes) })
  }

  /// Completes the Info frame.
  ///
  /// - Parameter samples: frames of audio of the programme; a player gives exactly those.
  /// - Throws: ``MediaError`` with code `emptyInput` when no frame was written, `outputUnwritable`
  ///   when the frames cannot hold that programme.
  mutating func finish(samples: Int) throws(MediaError) {
    guard let start else { throw MediaError(.emptyInput, detail: "no MP3 frame was encoded") }
    let musicStart = start.offset + start.info.byteCount
    let contents = InfoFrame.Contents(
      frames: nextFrame, musicBytes: offset - musicStart, samples: samples, musicCRC: check.value,
      hundredths: hundredths(infoBytes: start.info.byteCount))
    try write(start.info.bytes(contents), at: start.offset)
  }

  private mutating func begin(_ run: MP3FrameRun) throws(MediaError) {
    let bits = run.bytes.prefix(MP3Header.byteCount).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    let info = try InfoFrame(first: bits)
    try write(tag, at: 0)
    start = (info, tag.count)
    offset = tag.count + info.byteCount
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

  private func write(_ bytes: [UInt8], at position: Int) throws(MediaError) {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes[done...].withUnsafeBytes {
        unsafe pwrite(descriptor, $0.baseAddress, $0.count, off_t(position + done))
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw .system(errno, "write", fallback: .outputUnwritable)
      }
      done += count
    }
  }
}
