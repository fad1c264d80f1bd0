import Foundation
import StudioTestSupport
import Testing

@testable import MediaPipeline

@Suite struct WaveformPeaksTests {
  static func waveform(_ planes: [[Float]], rate: Int, framesPerPoint: Int) throws -> WaveformPeaks
  {
    let format = AudioFormat(
      sampleRate: rate, roles: Array(repeating: .unknown, count: planes.count))
    var meter = LoudnessMeter(
      format: format, options: .init(peaks: false, framesPerPoint: framesPerPoint))
    meter.add(AudioBlock(channels: planes))
    return try #require(meter.record().waveform)
  }

  @Test(arguments: [1_000, 256, 777, 400_000])
  func `each point has the extremes of its frames, whatever chunks they lie in`(
    framesPerPoint: Int
  ) throws {
    // 8 kHz: chunks of 128 000 frames.
    let planes = (0..<2).map {
      chatter(frames: 300_123, rate: 8_000, level: 1, seed: UInt64($0 + 1))
    }
    let waveform = try Self.waveform(planes, rate: 8_000, framesPerPoint: framesPerPoint)
    var expected: [Int16] = []
    for first in stride(from: 0, to: 300_123, by: framesPerPoint) {
      for plane in planes {
        let part = plane[first..<min(300_123, first + framesPerPoint)]
        for value in [part.min() ?? 0, part.max() ?? 0] {
          expected.append(Int16((value * 32_767).rounded()))
        }
      }
    }
    #expect(waveform.values == expected)
    #expect(waveform.count == (300_123 + framesPerPoint - 1) / framesPerPoint)
  }

  @Test func `what is beyond full scale is cut`() throws {
    let waveform = try Self.waveform([[0, 2, -3]], rate: 8_000, framesPerPoint: 3)
    #expect(waveform.values == [-32_767, 32_767])
  }

  /// Reads the layout of audiowaveform's DataFormat.md and prints it as the JSON twin.
  static let parser = """
    import json, struct, sys
    data = open(sys.argv[1], 'rb').read()
    version, flags, rate, points, length, channels = struct.unpack_from('<iIiiIi', data, 0)
    bits = 8 if flags & 1 else 16
    count = 2 * channels * length
    assert len(data) == 24 + count * bits // 8
    values = struct.unpack_from('<%d%s' % (count, 'b' if bits == 8 else 'h'), data, 24)
    twin = json.load(open(sys.argv[2]))
    mine = {'version': version, 'channels': channels, 'sample_rate': rate,
            'samples_per_pixel': points, 'bits': bits, 'length': length, 'data': list(values)}
    print('same' if mine == twin else 'different', values[0:4])
    """

  @Test func `a long waveform is written in portions, and is one`() throws {
    let plane = (0..<80_000).map { Float($0 % 200 - 100) / 100 }
    let waveform = try Self.waveform([plane], rate: 8_000, framesPerPoint: 2)
    try #require(waveform.values.count > 65_536)
    var text: [UInt8] = []
    waveform.writeJSON(bits: .sixteen) { text += $0 }
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(text)) as? [String: Any])
    #expect(json["data"] as? [Int] == waveform.values.map(Int.init))
    var data: [UInt8] = []
    waveform.writeData(bits: .sixteen) { data += $0 }
    #expect(data.count == 24 + 2 * waveform.values.count)
  }

  @Test(arguments: [(1, 256), (320_000_000, 256), (345_600_000, 512), (1_728_000_000, 2_048)])
  func `long programmes have fewer points a second`(frames: Int, perPoint: Int) {
    #expect(WaveformFile.framesPerPoint(of: frames) == perPoint)
  }

  @Test(
    .enabled(if: Tools.python != nil || Tools.required, "python3 is absent"),
    arguments: WaveformBits.allCases)
  func `the data file and its JSON twin say the same to an independent reader`(
    bits: WaveformBits
  ) throws {
    let waveform = try Self.waveform(
      [[0.5, -0.25, 0.1, 0.2], [1, -1, 0, 0]], rate: 44_100, framesPerPoint: 2)
    let folder = try TemporaryFolder()
    let (file, twin) = (folder.file("peaks.dat"), folder.file("peaks.json"))
    var data: [UInt8] = []
    waveform.writeData(bits: bits) { data += $0 }
    try Data(data).write(to: file)
    var text: [UInt8] = []
    waveform.writeJSON(bits: bits) { text += $0 }
    try Data(text).write(to: twin)
    let answer = try Tools.run(
      try #require(Tools.python), ["-c", Self.parser, file.path, twin.path])
    let values = bits == .eight ? "(-32, 64, -127, 127)" : "(-8192, 16384, -32767, 32767)"
    #expect(answer == "same \(values)\n")
  }
}
