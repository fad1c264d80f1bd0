internal import FFmpegShim
public import MediaProtocol

/// Encodes blocks of planar float into one file; closes FFmpeg's side when it goes away.
///
/// The descriptor is borrowed: a writable, seekable regular file, so that the MP3's Info tag and
/// the MP4's index can be completed. Without ``finish()`` the file is not complete. Not `Sendable`.
@safe public struct MediaWriter: ~Copyable {
  /// What to write.
  public struct Settings: Sendable, Hashable {
    /// Kind of file.
    public var format: DeliverableFormat
    /// Hertz.
    public var sampleRate: Int
    /// 1 or 2.
    public var channels: Int
    /// Bits a second; 0 for lossless formats and where a quality decides.
    public var bitRate: Int
    /// How the bit rate is kept.
    public var rateControl = RateControl.constant

    /// How an encoder spends its bits.
    public enum RateControl: Sendable, Hashable {
      /// The same throughout, as far as the format allows.
      case constant
      /// As many on average; MP3 only.
      case average
      /// As many as a quality takes, on the encoder's own scale: MP3's goes from 0, the best, to 9.
      case quality(Double)
    }

    /// Gathers settings.
    ///
    /// - Parameters:
    ///   - format: kind of file.
    ///   - sampleRate: hertz.
    ///   - channels: 1 or 2.
    ///   - bitRate: bits a second; `nil` takes the format's default.
    public init(
      format: DeliverableFormat, sampleRate: Int, channels: Int, bitRate: Int? = nil
    ) {
      self.format = format
      self.sampleRate = sampleRate
      self.channels = channels
      self.bitRate = bitRate ?? format.defaultBitRate
    }
  }

  private let handles: WriterHandles
  private let stop: StopFlag
  private let makeUp: Float
  private let tape: PacketTape?

  /// Creates the encoder and writes the header.
  ///
  /// - Parameters:
  ///   - descriptor: an open, writable, empty regular file.
  ///   - settings: what to write.
  ///   - metadata: tags, chapters and cover; a cover is left out where the format has no place.
  ///   - durationSeconds: where the last chapter ends.
  ///   - stop: ends the work early.
  ///   - sanitises: `false` only in tests of what happens without.
  /// - Throws: ``MediaError`` with code `outputUnwritable`, `diskFull` or `cancelled`.
  public init(
    descriptor: Int32, settings: Settings, metadata: MediaMetadata = MediaMetadata(),
    durationSeconds: Double = 0, stop: StopFlag, sanitises: Bool = true
  ) throws(MediaError) {
    try self.init(
      descriptor: descriptor, settings: settings, metadata: metadata,
      durationSeconds: durationSeconds, tape: nil, stop: stop, sanitises: sanitises)
  }

  /// The same with a tape that records every packet that is encoded.
  init(
    descriptor: Int32, settings: Settings, metadata: MediaMetadata, durationSeconds: Double,
    tape: PacketTape?, stop: StopFlag, sanitises: Bool
  ) throws(MediaError) {
    let made = try WriterHandles(
      descriptor: descriptor, settings: settings, stop: stop, sanitises: sanitises)
    try made.begin(metadata, settings.format, durationSeconds: durationSeconds)
    handles = made
    self.stop = stop
    makeUp = settings.makeUp
    self.tape = tape
  }

  /// Encodes the next frames.
  ///
  /// - Parameter block: any number of frames, in the channels of the settings.
  /// - Throws: ``MediaError`` with code `outputUnwritable`, `diskFull` or `cancelled`.
  public mutating func add(_ block: consuming AudioBlock) throws(MediaError) {
    try stop.check()
    block.scale(by: makeUp)
    let (scaled, count) = (block, Int32(block.frameCount))
    var offset: Int32 = 0
    while offset < count {
      // One packet's worth at a time: the encoder takes no more before its packet is fetched.
      let taken = unsafe scaled.withPlanePointers { planes in
        unsafe fs_encoder_send(handles.encoder, planes, offset, count)
      }
      try Self.check(taken, "encode")
      offset += taken
      try drain()
    }
  }

  /// Encodes what is left and completes the file's header and index.
  ///
  /// - Throws: ``MediaError`` with code `outputUnwritable`, `diskFull` or `cancelled`.
  public mutating func finish() throws(MediaError) {
    try Self.check(unsafe fs_encoder_flush(handles.encoder), "finish encoding")
    try drain()
    tape?.finish()
    try Self.check(unsafe fs_muxer_finish(handles.muxer), "complete the file")
  }

  /// Writes a whole tape instead of encoding anything, and completes the file.
  ///
  /// - Throws: ``MediaError`` with code `outputUnwritable`, `diskFull` or `cancelled`.
  consuming func finish(writing tape: PacketTape) throws(MediaError) {
    try tape.forEach { (packet, start, frames) throws(MediaError) in
      try stop.check()
      let code = unsafe packet.withUnsafeBufferPointer { bytes in
        guard let base = bytes.baseAddress else { return fs_end_of_file }
        return unsafe fs_packet_fill(
          handles.packet, base, bytes.count, Int64(start), Int64(frames))
      }
      try Self.check(code, "fill a packet")
      try Self.check(unsafe fs_muxer_write(handles.muxer, handles.packet), "write")
    }
    try Self.check(unsafe fs_muxer_finish(handles.muxer), "complete the file")
  }

  private mutating func drain() throws(MediaError) {
    while true {
      let code = unsafe fs_encoder_receive(handles.encoder, handles.packet)
      if code == fs_again || code == fs_end_of_file { return }
      try Self.check(code, "encode")
      if let tape {
        var start: UnsafePointer<UInt8>?
        let count = unsafe fs_packet_bytes(handles.packet, &start)
        let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
        tape.append(bytes, frames: Int(unsafe fs_packet_frames(handles.packet)))
      }
      try Self.check(unsafe fs_muxer_write(handles.muxer, handles.packet), "write")
    }
  }

  private static func check(_ code: Int32, _ operation: String) throws(MediaError) {
    if code < 0 { throw .ffmpeg(code, operation, fallback: .outputUnwritable) }
  }
}
