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

  private var encoder: PacketEncoder
  private let muxer: Muxer
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
    let made = try PacketEncoder(settings, stop: stop, sanitises: sanitises)
    muxer = try Muxer(
      descriptor: descriptor, settings: settings, encoder: made, metadata: metadata,
      durationSeconds: durationSeconds, stop: stop)
    encoder = made
    self.tape = tape
  }

  /// Encodes the next frames.
  ///
  /// - Parameter block: any number of frames, in the channels of the settings.
  /// - Throws: ``MediaError`` with code `outputUnwritable`, `diskFull` or `cancelled`.
  public mutating func add(_ block: consuming AudioBlock) throws(MediaError) {
    let (muxer, tape) = (muxer, tape)
    try encoder.add(block) { packet throws(MediaError) in
      tape?.append(packet.bytes, frames: packet.frames)
      try muxer.write(packet)
    }
  }

  /// Encodes what is left and completes the file's header and index.
  ///
  /// - Throws: ``MediaError`` with code `outputUnwritable`, `diskFull` or `cancelled`.
  public mutating func finish() throws(MediaError) {
    let (muxer, tape) = (muxer, tape)
    try encoder.finish { packet throws(MediaError) in
      tape?.append(packet.bytes, frames: packet.frames)
      try muxer.write(packet)
    }
    tape?.finish()
    try muxer.finish()
  }
}
