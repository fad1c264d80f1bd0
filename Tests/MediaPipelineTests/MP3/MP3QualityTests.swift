import Foundation
import StudioTestSupport
import Testing

@testable import MediaPipeline

/// Coding noise of a stitched MP3 beside that of a serial one.
///
/// The figures are those of the difference block by block; beside them the table shows the
/// difference of both encodes' own percentiles, which in a short recording is the luck of a few
/// blocks. Segmental SNR per block of 1,024 frames, 0…16 kHz, against the programme: what LAME is fed is the
/// programme times the make-up that LAME takes away again. `STUDIO_QUALITY_FILES` names more
/// recordings, separated by colons; scripts/quality-table sets it and shows the lines printed.
@Suite struct MP3QualityTests {
  /// Issue 3: at the median and at the 5th percentile, decibels.
  static let medianLoss = -0.05
  static let lowLoss = -0.3

  @Test(arguments: [44_100, 48_000], TestProgramme.allCases)
  func `a stitched programme is as clean as a serial one`(rate: Int, sound: TestProgramme) throws {
    let block = sound.block(seconds: 24, rate: rate, channels: 2)
    try compare("\(sound.rawValue) \(rate)", block, rate: rate, segmentSeconds: 4)
  }

  @Test(
    .enabled(
      if: (PackageRoot.recordings != nil && Tools.ffmpeg != nil)
        || (Tools.required && PackageRoot.recordings != nil),
      "../shared/recordings or ffmpeg is absent"),
    arguments: ["music-lets-go-fishin", "speech-5703", "speech-austen-barnett"])
  func `a real recording is as clean as by a serial encode`(name: String) throws {
    let folder = try TemporaryFolder()
    let url = folder.file("in.wav")
    let recording = try #require(PackageRoot.recordings).appending(path: "\(name).ogg")
    _ = try Tools.run(
      try #require(Tools.ffmpeg),
      [
        "-v", "error", "-i", recording.path, "-t", "60", "-ar", "44100", "-c:a", "pcm_f32le",
        url.path,
      ])
    let read = try WholeFile(url)
    try compare(name, read.block, rate: 44_100, segmentSeconds: 4)
  }

  @Test func `recordings named from outside`() throws {
    let names = ProcessInfo.processInfo.environment["STUDIO_QUALITY_FILES"] ?? ""
    for name in names.split(separator: ":").map(String.init) {
      let read = try WholeFile(URL(filePath: name))
      try compare(
        URL(filePath: name).lastPathComponent, read.block,
        rate: read.source.format.sampleRate, segmentSeconds: MP3Grid.segmentSeconds)
    }
  }

  private func compare(
    _ name: String, _ programme: AudioBlock, rate: Int, segmentSeconds: Int
  ) throws {
    let format = try MP3Format(
      sampleRate: rate, channels: programme.channelCount, bitRate: 128_000)
    let stitched = try StitchedProgramme(programme, format, segmentSeconds: segmentSeconds)
    let serial = try StitchedProgramme.serial(programme, format)
    let noise = SegmentalNoise(rate: rate)
    let one = noise.ratios(try decoded(stitched.frames, programme, format), programme)
    let other = noise.ratios(try decoded(serial, programme, format), programme)
    let gains = zip(one, other).map { $0 - $1 }
    let median = Self.percentile(one, 50) - Self.percentile(other, 50)
    let low = Self.percentile(one, 5) - Self.percentile(other, 5)
    let stuffing = stitched.seams.map(\.stuffingBytes)
    print(
      "quality | \(name) | \(one.count) blocks | serial \(Self.text(Self.percentile(other, 50))) "
        + "\(Self.text(Self.percentile(other, 5))) | difference \(Self.text(median)) "
        + "\(Self.text(low)) | per block \(Self.text(Self.percentile(gains, 50))) "
        + "\(Self.text(Self.percentile(gains, 5))) | seams \(stitched.seams.count) "
        + "at first try \(stitched.seams.count - stitched.retries) "
        + "serial \(stitched.serialSegments.count) stuffing max \(stuffing.max() ?? 0) "
        + "mean \(stuffing.isEmpty ? 0 : stuffing.reduce(0, +) / stuffing.count) "
        + "delay max \(stitched.seams.map(\.delayFrames).max() ?? 0)")
    #expect(!one.isEmpty)
    #expect(Self.percentile(gains, 50) >= Self.medianLoss)
    #expect(Self.percentile(gains, 5) >= Self.lowLoss)
  }

  private func decoded(
    _ run: MP3FrameRun, _ programme: AudioBlock, _ format: MP3Format
  ) throws -> AudioBlock {
    var block = AudioBlock(channelCount: format.channels, capacity: programme.frameCount)
    try MP3FrameDecoder.decode(
      0..<programme.frameCount, from: MP3Frames(run), format: format, into: &block)
    return block
  }

  /// Linear between the two nearest values, as numpy does.
  private static func percentile(_ values: [Double], _ percent: Double) -> Double {
    let sorted = values.sorted()
    let position = percent / 100 * Double(sorted.count - 1)
    let below = Int(position)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
  }

  private static func text(_ value: Double) -> String { String(format: "%+.3f", value) }
}

/// Signal over coding noise, block by block.
struct SegmentalNoise {
  private static let blockFrames = 1_024
  /// Power of spectral lines below which a block is silence, as in the prototype of the measure.
  private static let silence = 1e-2
  private let lines: Int
  private let turns: [(cos: Double, sin: Double)]

  init(rate: Int) {
    lines = 16_000 * Self.blockFrames / rate
    turns = (0..<Self.blockFrames / 2).map {
      let angle = -2 * Double.pi * Double($0) / Double(Self.blockFrames)
      return (cos(angle), sin(angle))
    }
  }

  /// Decibels of every block with sound in it, all channels together.
  func ratios(_ decoded: AudioBlock, _ programme: AudioBlock) -> [Double] {
    var ratios: [Double] = []
    let size = Self.blockFrames
    for start in stride(from: 0, through: programme.frameCount - size, by: size) {
      var signal = 0.0
      var noise = 0.0
      for channel in 0..<programme.channelCount {
        programme.withChannel(channel) { wanted in
          decoded.withChannel(channel) { made in
            let samples = (start..<start + size).map { Double(wanted[$0]) }
            let errors = (start..<start + size).map { Double(made[$0]) - Double(wanted[$0]) }
            let powers = bandPowers(samples, errors)
            signal += powers.first
            noise += powers.second
          }
        }
      }
      if signal > Self.silence { ratios.append(10 * log10(signal / max(noise, 1e-30))) }
    }
    return ratios
  }

  /// Power below 16 kHz of two real signals by one complex transform (Cooley and Tukey, radix 2).
  private func bandPowers(
    _ first: [Double], _ second: [Double]
  ) -> (first: Double, second: Double) {
    var (re, im) = (first, second)
    let size = re.count
    var target = 0
    for index in 1..<size {
      var bit = size >> 1
      while target & bit != 0 {
        target ^= bit
        bit >>= 1
      }
      target |= bit
      if index < target {
        re.swapAt(index, target)
        im.swapAt(index, target)
      }
    }
    var half = 1
    while half < size {
      for start in stride(from: 0, to: size, by: 2 * half) {
        for index in 0..<half {
          let turn = turns[index * (size / 2 / half)]
          let (a, b) = (start + index, start + index + half)
          let real = re[b] * turn.cos - im[b] * turn.sin
          let imaginary = re[b] * turn.sin + im[b] * turn.cos
          (re[b], im[b]) = (re[a] - real, im[a] - imaginary)
          (re[a], im[a]) = (re[a] + real, im[a] + imaginary)
        }
      }
      half *= 2
    }
    var powers = (first: 0.0, second: 0.0)
    for line in 0..<lines {
      let mirror = (size - line) & (size - 1)
      let sumRe = re[line] + re[mirror]
      let differenceIm = im[line] - im[mirror]
      let sumIm = im[line] + im[mirror]
      let differenceRe = re[line] - re[mirror]
      powers.first += (sumRe * sumRe + differenceIm * differenceIm) / 4
      powers.second += (sumIm * sumIm + differenceRe * differenceRe) / 4
    }
    return powers
  }
}
