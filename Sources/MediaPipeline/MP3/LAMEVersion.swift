/// Which LAME encodes.
enum LAMEVersion {
  /// As LAME names itself in nine characters, such as "LAME3.100".
  ///
  /// Players believe the delays of an Info frame when it names LAME. lavcodec does not tell the
  /// version, but LAME signs unused slots with it, and in silence nearly all are unused.
  static let shortName: String = {
    guard let format = try? MP3Format(sampleRate: 48_000, channels: 1, bitRate: 128_000),
      let run = try? silence(format), let start = firstName(in: run.bytes)
    else { return "LAME" }
    return String(decoding: run.bytes[start..<start + 9], as: UTF8.self)
  }()

  private static func silence(_ format: MP3Format) throws(MediaError) -> MP3FrameRun {
    let frames = 20 * format.samplesPerFrame
    let segment = MP3Segment(format: format, index: 0, firstFrame: 0, endFrame: nil, warmUp: 0)
    var encoder = try MP3SegmentEncoder(segment, totalSamples: frames, stop: StopFlag())
    try encoder.add(AudioBlock(channelCount: 1, frameCount: frames))
    return try encoder.finish()
  }

  /// Where "LAME", a digit, a dot and four more bytes stand.
  private static func firstName(in bytes: [UInt8]) -> Int? {
    let name = Array("LAME".utf8)
    return bytes.indices.dropLast(8).first { index in
      bytes[index..<index + 4].elementsEqual(name)
        && (0x30...0x39).contains(bytes[index + 4]) && bytes[index + 5] == 0x2E
        && bytes[index + 6..<index + 9].allSatisfy { (0x20...0x7E).contains($0) }
    }
  }
}
