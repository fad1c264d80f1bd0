import FFmpegShim
import Foundation
import StudioTestSupport
import Testing

@Suite struct DecoderTests {
  static let precisions: [(WAVBytes.Sample, Double)] = [
    (.int16, 1.0 / 32_000), (.int24, 1.0 / 4_000_000), (.int32, 1.0 / 8_000_000),
    (.float32, 1.0 / 8_000_000), (.float64, 1.0 / 8_000_000),
  ]

  @Test(arguments: precisions)
  func `every PCM format keeps its precision and its sample count`(
    sample: WAVBytes.Sample, tolerance: Double
  ) throws {
    let folder = try TemporaryFolder()
    let wave = sine(level: 0.7, frames: 10_001, channels: 2, rate: 44_100)
    let url = folder.file("a.wav")
    try WAVBytes.file(wave, channels: 2, rate: 44_100, sample: sample).write(to: url)

    let decoded = try decode(url)

    #expect(decoded.result == fs_end_of_file)
    #expect(decoded.info.sample_rate == 44_100)
    #expect(decoded.info.claimed_frames == 10_001)
    #expect(decoded.planes.map(\.count) == [10_001, 10_001])
    let worst = zip(decoded.planes[0], stride(from: 0, to: wave.count, by: 2))
      .map { abs(Double($0) - wave[$1]) }.max()!
    #expect(worst <= tolerance)
  }

  @Test func `samples that are not finite become 0, giants become 8, and both are counted`() throws
  {
    let folder = try TemporaryFolder()
    var wave = sine(frames: 4800)
    wave[10] = .nan
    wave[11] = .infinity
    wave[12] = -1e20
    wave[13] = 1e5
    let url = folder.file("nan.wav")
    try WAVBytes.file(wave, channels: 1, rate: 48_000, sample: .float32).write(to: url)

    let decoded = try decode(url)

    #expect(decoded.counts.repaired_samples == 4)
    #expect(decoded.planes[0][10...13] == [0, 0, -8, 8])
    #expect(decoded.planes[0][14] == Float(wave[14]))
    #expect(try decode(url, sanitise: false).planes[0][10].isNaN)
  }

  @Test func `a WAV that ends early gives what is there and keeps its claim`() throws {
    let folder = try TemporaryFolder()
    let whole = WAVBytes.file(sine(frames: 48_000), channels: 1, rate: 48_000)
    let url = folder.file("cut.wav")
    try whole.prefix(44 + 24_001).write(to: url)
    let decoded = try decode(url)
    #expect(decoded.frames == 12_000)
    #expect(decoded.info.claimed_frames > decoded.frames)
  }

  @Test func `a stop that is requested ends the read at once`() throws {
    let folder = try TemporaryFolder()
    let url = folder.file("a.wav")
    try WAVBytes.file(sine(frames: 480_000), channels: 1, rate: 48_000).write(to: url)
    let file = try OpenedFile(reading: url)
    defer { withExtendedLifetime(file) {} }
    var stop: OpaquePointer?
    unsafe fs_stop_create(&stop)
    defer { unsafe fs_stop_free(stop) }
    var demuxer: OpaquePointer?
    #expect(unsafe fs_demuxer_open(file.descriptor, stop!, &demuxer) == 0)
    defer { unsafe fs_demuxer_close(demuxer) }
    var decoder: OpaquePointer?
    #expect(unsafe fs_decoder_open(demuxer!, 1, &decoder) == 0)
    defer { unsafe fs_decoder_close(decoder) }
    let room = PlaneRoom(channels: 1)
    #expect(unsafe room.read(decoder!) == 0)
    unsafe fs_stop_request(stop!)
    #expect(unsafe room.read(decoder!) == FS_STOPPED)

    var second: OpaquePointer?
    #expect(unsafe fs_demuxer_open(file.descriptor, stop!, &second) == FS_STOPPED)
    #expect(unsafe second == nil)
  }

  @Test func `a text named wav and a WAV cut inside its header are refused`() throws {
    let folder = try TemporaryFolder()
    let text = folder.file("text.wav")
    try Data(String(repeating: "Ceci n'est pas un son. ", count: 400).utf8).write(to: text)
    #expect(try decode(text).result == FS_UNSUPPORTED_FORMAT)
    let cut = folder.file("cut.wav")
    try WAVBytes.file(sine(frames: 480), channels: 1, rate: 48_000).prefix(30).write(to: cut)
    #expect(try decode(cut).result < 0)
    #expect(try decode(cut).frames == 0)
  }

  @Test func `a thousand opens and closes keep no descriptor and no memory`() throws {
    let folder = try TemporaryFolder()
    let url = folder.file("a.wav")
    try WAVBytes.file(sine(frames: 480), channels: 1, rate: 48_000).write(to: url)
    for _ in 0..<1_000 { #expect(try decode(url).frames == 480) }
  }
}
