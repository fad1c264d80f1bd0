/// MP3 frames that follow each other, by their numbers in the programme.
///
/// Numbers count from the first frame of a serial encode; the Info frame has none. Main data of a
/// frame may lie in the slots of frames before it, also of frames before the run.
struct MP3FrameRun: Sendable {
  /// One frame of a run.
  struct Frame: Sendable {
    let header: MP3Header
    let side: MP3SideInformation
    /// Where its first byte lies in the run.
    let start: Int

    /// Where its bytes lie in the run.
    var range: Range<Int> { start..<start + header.frameBytes }
    /// Where its slots for main data lie in the run.
    var mainDataSlots: Range<Int> {
      start + header.sideInformationRange.upperBound..<start + header.frameBytes
    }
  }

  /// Number of the first frame.
  let firstFrame: Int
  /// All frames, one behind the other.
  private(set) var bytes: [UInt8]
  /// One entry a frame.
  private(set) var frames: [Frame]

  /// Numbers of the frames.
  var numbers: Range<Int> { firstFrame..<firstFrame + frames.count }

  /// Reads a run.
  ///
  /// - Parameters:
  ///   - bytes: whole frames and nothing else, all of one version, sample rate and channel count.
  ///   - firstFrame: number of the first one, at least 0.
  /// - Throws: ``MediaError`` with code `unreadable` at the first byte that is none of that.
  /// - Complexity: O(frames).
  init(bytes: [UInt8], firstFrame: Int) throws(MediaError) {
    precondition(firstFrame >= 0, "frames are numbered from 0")
    var frames: [Frame] = []
    var offset = 0
    while offset < bytes.count {
      guard let frame = Self.frame(in: bytes, at: offset), frame.range.upperBound <= bytes.count,
        frames.first.map({ Self.match($0.header, frame.header) }) ?? true
      else {
        throw MediaError(
          .unreadable, detail: "no MP3 frame at byte \(offset) of \(bytes.count) from the encoder")
      }
      frames.append(frame)
      offset = frame.range.upperBound
    }
    self.firstFrame = firstFrame
    self.bytes = bytes
    self.frames = frames
  }

  private init(bytes: [UInt8], frames: [Frame], firstFrame: Int) {
    self.bytes = bytes
    self.frames = frames
    self.firstFrame = firstFrame
  }

  /// A frame by its number, which must be in ``numbers``.
  subscript(number: Int) -> Frame { frames[number - firstFrame] }

  /// The frames of some numbers, a range within ``numbers``.
  ///
  /// - Complexity: O(bytes).
  func part(_ part: Range<Int>) -> MP3FrameRun {
    precondition(
      part.lowerBound >= numbers.lowerBound && part.upperBound <= numbers.upperBound,
      "no such frames")
    guard !part.isEmpty else {
      return MP3FrameRun(bytes: [], frames: [], firstFrame: part.lowerBound)
    }
    let start = self[part.lowerBound].start
    return MP3FrameRun(
      bytes: Array(bytes[start..<self[part.upperBound - 1].range.upperBound]),
      frames: part.map { number in
        let frame = self[number]
        return Frame(header: frame.header, side: frame.side, start: frame.start - start)
      }, firstFrame: part.lowerBound)
  }

  /// Adds the frames that come next.
  mutating func append(_ next: MP3FrameRun) {
    precondition(next.firstFrame == numbers.upperBound, "the runs do not meet")
    let offset = bytes.count
    bytes.append(contentsOf: next.bytes)
    frames.append(
      contentsOf: next.frames.map {
        Frame(header: $0.header, side: $0.side, start: $0.start + offset)
      })
  }

  /// Bytes of slots between the end of a frame's main data and the next frame's own slots.
  ///
  /// That is how far before its slots the next frame's main data may begin. Negative only in a run
  /// that no encoder made.
  func freeBytes(after number: Int) -> Int {
    let frame = self[number]
    return frame.side.mainDataBegin + frame.header.mainDataBytes - frame.side.mainDataBytes
  }

  /// The last bytes of the slots before a frame, across as many frames as they take.
  ///
  /// - Parameters:
  ///   - count: bytes wanted.
  ///   - number: the frame they end at.
  /// - Returns: `nil` when the run does not reach that far back.
  func slotBytes(_ count: Int, before number: Int) -> [UInt8]? {
    guard let places = slotPlaces(count, before: number) else { return nil }
    return places.flatMap { bytes[$0] }
  }

  /// Replaces the last bytes of the slots before a frame.
  ///
  /// - Returns: `false`, with nothing changed, when the run does not reach that far back.
  mutating func replaceSlotBytes(before number: Int, with new: [UInt8]) -> Bool {
    guard let places = slotPlaces(new.count, before: number) else { return false }
    var rest = new[...]
    for place in places {
      bytes.replaceSubrange(place, with: rest.prefix(place.count))
      rest = rest.dropFirst(place.count)
    }
    return true
  }

  /// Where the last `count` bytes of the slots before a frame lie, in order.
  private func slotPlaces(_ count: Int, before number: Int) -> [Range<Int>]? {
    var places: [Range<Int>] = []
    var missing = count
    var current = number
    while missing > 0 {
      current -= 1
      guard current >= firstFrame else { return nil }
      let slots = self[current].mainDataSlots
      let taken = min(missing, slots.count)
      places.append(slots.upperBound - taken..<slots.upperBound)
      missing -= taken
    }
    return places.reversed()
  }

  private static func frame(in bytes: [UInt8], at offset: Int) -> Frame? {
    guard offset + MP3Header.byteCount <= bytes.count else { return nil }
    let bits = bytes[offset..<offset + MP3Header.byteCount].reduce(UInt32(0)) {
      $0 << 8 | UInt32($1)
    }
    guard let header = MP3Header(bits: bits), header.mainDataBytes >= 0 else { return nil }
    let range = header.sideInformationRange
    guard offset + range.upperBound <= bytes.count,
      let side = MP3SideInformation(
        bytes[offset + range.lowerBound..<offset + range.upperBound], header: header)
    else { return nil }
    return Frame(header: header, side: side, start: offset)
  }

  private static func match(_ one: MP3Header, _ other: MP3Header) -> Bool {
    one.version == other.version && one.sampleRate == other.sampleRate
      && one.isMono == other.isMono
  }
}
