/// Whole MP3 frames by their numbers, without what their side information says.
struct MP3Frames: Sendable {
  /// Number of the first frame.
  let firstFrame: Int
  /// All frames, one behind the other.
  let bytes: [UInt8]
  /// Bytes of each.
  let sizes: [UInt16]

  /// Numbers of the frames.
  var numbers: Range<Int> { firstFrame..<firstFrame + sizes.count }
}

/// Frames that lie in a file, for whoever reads them later, from any thread.
struct MP3StoredFrames: Sendable {
  /// The file, borrowed.
  let descriptor: Int32
  /// Where the first byte lies in it.
  let offset: Int
  /// Number of the first frame.
  let firstFrame: Int
  /// Bytes of each.
  let sizes: [UInt16]

  /// Reads them.
  ///
  /// - Throws: ``MediaError`` with code `outputUnwritable` when they are not there any more.
  func read() throws(MediaError) -> MP3Frames {
    let count = sizes.reduce(0) { $0 + Int($1) }
    let bytes = try FileBytes.read(descriptor, count: count, at: offset)
    return MP3Frames(firstFrame: firstFrame, bytes: bytes, sizes: sizes)
  }
}
