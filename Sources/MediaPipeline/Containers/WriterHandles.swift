internal import FFmpegShim
internal import MediaProtocol

/// Encoder, muxer and packet of one writer, freed together, also when only some could be made.
@safe final class WriterHandles {
  let encoder: OpaquePointer
  let muxer: OpaquePointer
  let packet: OpaquePointer
  /// The muxer looks at the flag until it is freed.
  private let stop: StopFlag

  init(
    descriptor: Int32, settings: MediaWriter.Settings, stop: StopFlag, sanitises: Bool
  ) throws(MediaError) {
    let encoder = unsafe try Self.makeEncoder(settings, sanitises: sanitises)
    var made: OpaquePointer?
    let code = unsafe fs_muxer_create(
      descriptor, settings.format.containerName, encoder, stop.handle, &made)
    guard let muxer = unsafe made else {
      unsafe fs_encoder_free(encoder)
      throw .ffmpeg(code, "create \(settings.format.rawValue)", fallback: .outputUnwritable)
    }
    var empty: OpaquePointer?
    let packetCode = unsafe fs_packet_create(&empty)
    guard let packet = unsafe empty else {
      unsafe fs_muxer_free(muxer)
      unsafe fs_encoder_free(encoder)
      throw .ffmpeg(packetCode, "make a packet", fallback: .outputUnwritable)
    }
    unsafe self.encoder = encoder
    unsafe self.muxer = muxer
    unsafe self.packet = packet
    self.stop = stop
  }

  deinit {
    unsafe fs_packet_free(packet)
    unsafe fs_muxer_free(muxer)
    unsafe fs_encoder_free(encoder)
  }

  /// An encoder with lavcodec's defaults, owned by the caller.
  static func makeEncoder(
    _ settings: MediaWriter.Settings, sanitises: Bool
  ) throws(MediaError) -> OpaquePointer {
    let quality: Double = if case .quality(let scale) = settings.rateControl { scale } else { -1 }
    let keepsHeaders = unsafe fs_container_keeps_headers(settings.format.containerName)
    var made: OpaquePointer?
    let code = unsafe settings.format.encoderName.withCString { name in
      var values = unsafe fs_encoder_settings(
        codec: name, sample_rate: Int32(settings.sampleRate), channels: Int32(settings.channels),
        bit_rate: Int64(settings.bitRate), average: settings.rateControl == .average ? 1 : 0,
        quality: quality, global_header: keepsHeaders,
        sanitise: sanitises ? 1 : 0)
      return unsafe fs_encoder_create(&values, &made)
    }
    guard let encoder = unsafe made else {
      throw .ffmpeg(code, "open \(settings.format.encoderName)", fallback: .outputUnwritable)
    }
    return unsafe encoder
  }
}
