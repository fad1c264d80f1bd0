import FFmpegShim
import Foundation

/// A file opened for the shim, closed with the value.
final class OpenedFile {
  let descriptor: Int32

  init(reading url: URL) throws {
    descriptor = unsafe open(url.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw CocoaError(.fileReadNoSuchFile) }
  }

  init(writing url: URL) throws {
    descriptor = unsafe open(url.path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  deinit { close(descriptor) }
}

/// What a whole read gave.
struct Decoded {
  var info = fs_audio_info()
  var planes: [[Float]] = []
  var counts = fs_decoder_counts()
  var result: Int32 = 0
  var frames: Int { planes.first?.count ?? 0 }
}

/// Opens and decodes everything the shim gives; `result` is the code that ended it.
func decode(_ url: URL, sanitise: Bool = true) throws -> Decoded {
  let file = try OpenedFile(reading: url)
  defer { withExtendedLifetime(file) {} }
  var stop: OpaquePointer?
  unsafe fs_stop_create(&stop)
  defer { unsafe fs_stop_free(stop) }
  var decoded = Decoded()
  var demuxer: OpaquePointer?
  decoded.result = unsafe fs_demuxer_open(file.descriptor, stop!, &demuxer)
  guard let demuxer = unsafe demuxer else { return decoded }
  defer { unsafe fs_demuxer_close(demuxer) }
  unsafe fs_demuxer_audio_info(demuxer, &decoded.info)
  var decoder: OpaquePointer?
  decoded.result = unsafe fs_decoder_open(demuxer, sanitise ? 1 : 0, &decoder)
  guard let decoder = unsafe decoder else { return decoded }
  defer { unsafe fs_decoder_close(decoder) }
  decoded.planes = Array(repeating: [], count: Int(decoded.info.channels))
  let room = PlaneRoom(channels: Int(decoded.info.channels))
  while true {
    decoded.result = unsafe room.read(decoder)
    guard decoded.result == 0 else { break }
    for channel in decoded.planes.indices {
      decoded.planes[channel].append(contentsOf: room.samples(channel))
    }
  }
  unsafe fs_decoder_get_counts(decoder, &decoded.counts)
  return decoded
}

/// Planes that the shim decodes into.
final class PlaneRoom {
  private static let capacity = 4_096
  private let channels: Int
  private var buffer: [Float]
  private var frames: Int32 = 0

  init(channels: Int) {
    self.channels = channels
    buffer = Array(repeating: 0, count: channels * Self.capacity)
  }

  func read(_ decoder: OpaquePointer) -> Int32 {
    unsafe buffer.withUnsafeMutableBufferPointer { samples in
      let planes = unsafe (0..<channels).map { unsafe samples.baseAddress! + $0 * Self.capacity }
      return unsafe fs_decoder_read(decoder, planes, Int32(Self.capacity), &frames)
    }
  }

  func samples(_ channel: Int) -> ArraySlice<Float> {
    buffer[channel * Self.capacity..<channel * Self.capacity + Int(frames)]
  }
}
