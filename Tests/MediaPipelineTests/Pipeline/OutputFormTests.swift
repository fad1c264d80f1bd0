import Foundation
import MediaProtocol
import StudioTestSupport
import Testing

@testable import MediaPipeline

/// What a request may ask of an output's form reaches the file, or is refused.
@Suite struct OutputFormTests {
  static let seconds = 12

  @Test func `the bit rate that is told is the one the file has`() throws {
    let sound = chatter(frames: 10 * 48_000, rate: 48_000, level: 0.2, seed: 5)
    let made = try ScenarioTests.render([sound, sound], ["a.mp3", "a.m4a", "a.opus", "a.flac"])
    #expect(made.report.deliverables[0].bitRate == 128_000)
    for file in made.report.deliverables.dropFirst() {
      let average = Double(file.bytes) * 8 / file.durationSeconds
      #expect(abs(Double(file.bitRate) - average) < 1)
    }
  }

  /// Renders a stereo (or mono) WAV as the request's changes ask.
  static func render(
    _ name: String, channels: Int = 2, rate: Int = 48_000,
    target: TargetRequest = .named("podcast"),
    images: [String: [UInt8]] = [:], _ change: (inout ProcessRequest) -> Void
  ) throws -> (report: RenderReport, file: URL, folder: TemporaryFolder) {
    let folder = try TemporaryFolder()
    let input = folder.file("in.wav")
    try wavBytes(
      (0..<channels).map {
        RenderJobTests.peaky(seconds: seconds, rate: rate, seed: UInt64($0 + 3))
      },
      rate: rate
    ).write(to: input)
    let output = folder.file(name)
    var request = ProcessRequest(
      inputs: [input.path], outputs: [OutputRequest(path: output.path)], target: target)
    change(&request)
    let open = try OpenFile(reading: input)
    defer { withExtendedLifetime(open) {} }
    let report = try RenderJob(
      request, inputs: [RenderInput(name: "in.wav", descriptor: open.descriptor)],
      chapterImages: images, stop: StopFlag()
    ).run()
    return (report, output, folder)
  }

  static func check(_ report: RenderReport) throws {
    let verified = try #require(report.deliverables.first?.verified)
    #expect(abs(try #require(verified.integratedLUFS) + 16) <= 0.1)
    #expect(try #require(verified.truePeakDBTP) <= -1)
  }

  @Test func `a quality makes an MP3 of varying rate, on target and of exact length`() throws {
    let made = try Self.render("a.mp3") { $0.outputs[0].quality = 4 }
    try Self.check(made.report)
    #expect(try WholeFile(made.file).block.frameCount == Self.seconds * 48_000)
    let headers = MP3Headers.bitRates(try Data(contentsOf: made.file))
    #expect(Set(headers).count > 2, "\(Set(headers))")
    let decision = made.report.deliverables[0].decisions?.first { $0.code == .bitRateAsked }
    #expect(decision?.figures["quality"] == 4)
    #expect(made.report.environment["encoder.mp3"]?.contains("quality 4") == true)
  }

  @Test func `an average makes an MP3 of varying rate near it`() throws {
    let made = try Self.render("a.mp3") {
      ($0.outputs[0].bitRate, $0.outputs[0].isAverage) = (96_000, true)
    }
    try Self.check(made.report)
    let headers = MP3Headers.bitRates(try Data(contentsOf: made.file))
    #expect(Set(headers).count > 1)
    let mean = Double(headers.reduce(0, +)) / Double(headers.count)
    #expect((72_000...120_000).contains(mean), "\(mean)")
  }

  @Test(arguments: [("a.mp3", 44_100), ("a.m4a", 32_000), ("a.flac", 22_050), ("a.wav", 96_000)])
  func `the rate asked for is the file's`(name: String, rate: Int) throws {
    let made = try Self.render(name) { $0.outputs[0].sampleRate = .hertz(rate) }
    try Self.check(made.report)
    let read = try WholeFile(made.file)
    #expect(read.source.format.sampleRate == rate)
    #expect(
      read.block.frameCount == Int((Double(Self.seconds * rate)).rounded()))
    #expect(made.report.deliverables[0].decisions?.contains { $0.code == .sampleRateAsked } == true)
  }

  @Test(arguments: ["a.mp3", "a.opus"])
  func `keeping a rate that the format has not is refused with what it has`(name: String) throws {
    let error = #expect(throws: MediaError.self) {
      try Self.render(name, rate: 16_000) { $0.outputs[0].sampleRate = .keep }
    }
    #expect(error?.code == .badOutput)
    #expect(error?.detail.contains("48000") == true)
  }

  @Test func `one channel becomes two equal ones when two are asked for`() throws {
    let made = try Self.render("a.flac", channels: 1, target: .named("mono-podcast")) {
      $0.isMono = false
    }
    let read = try WholeFile(made.file).block
    #expect(read.channelCount == 2)
    let (left, right) = (
      read.withChannel(0) { span in (0..<span.count).map { span[$0] } },
      read.withChannel(1) { span in (0..<span.count).map { span[$0] } }
    )
    #expect(left == right)
    let first = made.report.deliverables[0].decisions?.first
    #expect(first?.code == .monoToStereo)
  }

  @Test(arguments: ["a.mp3", "a.flac"])
  func `acx counts the root mean square, at 44.1 kHz and 192 kb per second or lossless`(
    name: String
  ) throws {
    let made = try Self.render(name, channels: 1, target: .named("acx")) { _ in }
    let deliverable = made.report.deliverables[0]
    #expect(made.report.plan.targetMeasure == "rms")
    let read = try WholeFile(made.file)
    #expect(read.source.format.sampleRate == 44_100)
    if name.hasSuffix("mp3") { #expect(deliverable.bitRate == 192_000) }
    let samples = read.block.withChannel(0) { span in (0..<span.count).map { Double(span[$0]) } }
    let rms = 10 * log10(samples.reduce(0) { $0 + $1 * $1 } / Double(samples.count))
    #expect(abs(rms + 20) < 0.1, "\(rms)")
    #expect(abs(try #require(deliverable.verified.rmsDB) - rms) < 0.001)
    #expect(try #require(deliverable.verified.truePeakDBTP) <= -3)
    #expect(LevelTarget.acx.acceptedDB?.contains(rms) == true)
    // Pauses of the stand-in are far too loud for an audiobook.
    #expect(deliverable.decisions?.contains { $0.code == .noiseFloorTooHigh } == true)
  }

  @Test(arguments: ["w.dat", "w.json"], ["a.mp3", "a.m4a", "a.opus"])
  func `the waveform is that of what the file decodes to`(waveform: String, name: String) throws {
    let made = try Self.render(name, channels: 1) {
      $0.waveformPath =
        URL(filePath: $0.outputs[0].path).deletingLastPathComponent()
        .appending(path: waveform).path
    }
    let decoded = try WholeFile(made.file)
    let samples = decoded.block.withChannel(0) { span in (0..<span.count).map { span[$0] } }
    let expected = stride(from: 0, to: samples.count, by: 256).flatMap { start -> [Int] in
      let part = samples[start..<min(samples.count, start + 256)]
      return [part.min()!, part.max()!].map {
        Int(max(-32_767, min(32_767, ($0 * 32_767).rounded()))) / 256
      }
    }
    let bytes = try Data(contentsOf: made.folder.file(waveform))
    let values: [Int]
    if waveform.hasSuffix("json") {
      let object = try #require(
        try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
      #expect(object["sample_rate"] as? Int == decoded.source.format.sampleRate)
      values = try #require(object["data"] as? [Int])
    } else {
      // Version 2, 8 bits, rate, frames a point, points, channels.
      func field(_ index: Int) -> Int {
        (0..<4).reduce(0) { $0 | Int(bytes[4 * index + $1]) << (8 * $1) }
      }
      #expect(
        (0..<6).map(field) == [2, 1, decoded.source.format.sampleRate, 256, expected.count / 2, 1])
      values = bytes.dropFirst(24).map { Int(Int8(bitPattern: $0)) }
    }
    #expect(values == expected)
  }

  @Test func `a waveform of no known kind is refused before any work`() throws {
    let error = #expect(throws: MediaError.self) {
      try Self.render("a.mp3") { $0.waveformPath = "/tmp/w.png" }
    }
    #expect(error?.code == .badOutput)
  }

  @Test func `a chapter's picture lies in its CHAP frame, and a broken one is refused`() throws {
    func chapters(_ request: inout ProcessRequest) {
      var second = ChapterMark(startSeconds: 4, title: "Deux")
      second.imagePath = "deux.png"
      request.chapters = [ChapterMark(startSeconds: 0, title: "Un"), second]
    }
    let made = try Self.render("a.mp3", images: ["deux.png": Pictures.png], chapters)
    let bytes = try Data(contentsOf: made.file)
    let picture = try #require(bytes.range(of: Data(Pictures.png)))
    let frames = ["CHAP", "APIC"].compactMap {
      bytes[..<picture.lowerBound].range(of: Data($0.utf8), options: .backwards)?.lowerBound
    }
    #expect(frames.count == 2 && frames[0] < frames[1])
    let error = #expect(throws: MediaError.self) {
      try Self.render("a.mp3", images: ["deux.png": [1, 2, 3]], chapters)
    }
    #expect(error?.code == .badCover)
    #expect(error?.subject == "deux.png")
  }
}

/// The bit rate of every frame of an MP3, read by its headers.
enum MP3Headers {
  /// Where the first frame lies: behind an ID3v2 tag, whose size is synchsafe.
  static func musicStart(_ bytes: [UInt8]) -> Int {
    guard bytes.starts(with: Array("ID3".utf8)) else { return 0 }
    return 10 + bytes[6..<10].reduce(0) { $0 << 7 | Int($1) }
  }

  static func bitRates(_ data: Data) -> [Int] {
    let bytes = Array(data)
    var rates: [Int] = []
    var index = musicStart(bytes)
    while index + 4 <= bytes.count {
      let bits = bytes[index..<index + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      guard let header = MP3Header(bits: bits) else { break }
      rates.append(header.bitRate)
      index += header.frameBytes
    }
    return Array(rates.dropFirst())
  }
}
