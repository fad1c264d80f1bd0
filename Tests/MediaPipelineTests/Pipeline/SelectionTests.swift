import Foundation
import MediaProtocol
import StudioTestSupport
import Testing

@testable import MediaPipeline

/// Parts, channels and joins of what recorders really give.
@Suite struct SelectionTests {
  static let rate = 48_000

  /// Opens files as one programme and reads it to its end.
  private func read(
    _ urls: [URL], _ selection: InputSelection = InputSelection(), rate: Int = Self.rate,
    blocks: [Int] = [], toMono: Bool = false
  ) throws -> (block: AudioBlock, starts: [Double], warnings: [MediaWarning]) {
    let files = try urls.map(OpenFile.init(reading:))
    defer { withExtendedLifetime(files) {} }
    let stop = StopFlag()
    let set = try InputSet(
      zip(urls, files).map { RenderInput(name: $0.lastPathComponent, descriptor: $1.descriptor) },
      isMono: toMono ? true : nil, selection: selection, stop: stop)
    var stream = Programme(set, sampleRate: rate, stop: stop, sanitises: true)
    var whole = AudioBlock(channelCount: stream.format.channelCount)
    var turn = 0
    while let block = blocks.isEmpty
      ? try stream.next() : try stream.next(frames: blocks[turn % blocks.count])
    {
      if !blocks.isEmpty, block.frameCount != blocks[turn % blocks.count] {
        #expect(try stream.next(frames: 1) == nil, "only the last block is shorter")
      }
      turn += 1
      whole.append(contentsOf: block)
      #expect(stream.position == whole.frameCount)
    }
    return (
      whole, stream.inputStarts.map { Double($0) / Double(rate) },
      set.warnings + stream.log.warnings
    )
  }

  private func samples(_ block: AudioBlock, _ channel: Int = 0) -> [Float] {
    block.withChannel(channel) { span in (0..<span.count).map { span[$0] } }
  }

  @Test func `a recording split in the middle of a word is joined sample by sample`() throws {
    let folder = try TemporaryFolder()
    let whole = chatter(frames: 50_001, rate: Self.rate, level: 0.3, seed: 1)
    let cuts = [0, 8_191, 8_192, 30_000, 50_001]
    let urls = try zip(cuts, cuts.dropFirst()).enumerated().map { number, cut in
      let url = folder.file("\(number).wav")
      try wavBytes([Array(whole[cut.0..<cut.1])], rate: Self.rate).write(to: url)
      return url
    }
    let joined = try read(urls)
    #expect(samples(joined.block) == whole)
    #expect(joined.starts == cuts.dropLast().map { Double($0) / 48_000 })
    #expect(joined.warnings.isEmpty)
    // Also through a change of rate: the filter runs on over the seams.
    let one = folder.file("whole.wav")
    try wavBytes([whole], rate: Self.rate).write(to: one)
    #expect(try read(urls, rate: 44_100).block == read([one], rate: 44_100).block)
  }

  @Test(arguments: [[1], [7, 100, 4_099], [8_192], [100_000]])
  func `blocks of a wanted length hold the same frames`(lengths: [Int]) throws {
    let folder = try TemporaryFolder()
    let url = folder.file("in.wav")
    let frames = lengths == [1] ? 300 : 40_000
    try wavBytes([chatter(frames: frames, rate: Self.rate, level: 0.3, seed: 2)], rate: Self.rate)
      .write(to: url)
    #expect(try read([url], blocks: lengths).block == read([url]).block)
  }

  @Test func `a part is cut to the sample and faded only at its cuts`() throws {
    let folder = try TemporaryFolder()
    let url = folder.file("in.wav")
    try wavBytes([[Float](repeating: 1, count: 96_000)], rate: Self.rate).write(to: url)
    let fade = 480
    func level(_ step: Int) -> Float {
      Float(0.5 - 0.5 * cos(Double.pi * (Double(step) + 0.5) / Double(fade)))
    }
    let middle = samples(
      try read([url], InputSelection(fromSeconds: 0.5, toSeconds: 1.25)).block)
    #expect(middle.count == 36_000)
    #expect(middle[..<fade].elementsEqual((0..<fade).map(level)))
    #expect(middle[(36_000 - fade)...].elementsEqual((0..<fade).reversed().map(level)))
    #expect(middle[fade..<36_000 - fade].allSatisfy { $0 == 1 })
    let tail = samples(try read([url], InputSelection(fromSeconds: 1.5)).block)
    #expect(tail.count == 24_000 && tail[0] < 0.001 && tail[23_999] == 1)
    let head = samples(try read([url], InputSelection(fromSeconds: 0, toSeconds: 0.5)).block)
    #expect(head.count == 24_000 && head[0] == 1 && head[23_999] < 0.001)
    // An end beyond the recording's is no cut.
    #expect(samples(try read([url], InputSelection(toSeconds: 9)).block).last == 1)
  }

  @Test func `a part across a join is on the joined timeline, whatever the blocks`() throws {
    let folder = try TemporaryFolder()
    let whole = chatter(frames: 96_000, rate: Self.rate, level: 0.3, seed: 3)
    let urls = [folder.file("1.wav"), folder.file("2.wav")]
    try wavBytes([Array(whole[..<50_000])], rate: Self.rate).write(to: urls[0])
    try wavBytes([Array(whole[50_000...])], rate: Self.rate).write(to: urls[1])
    let selection = InputSelection(fromSeconds: 1, toSeconds: 1.5)
    let part = try read(urls, selection)
    #expect(samples(part.block)[480..<23_520].elementsEqual(whole[48_480..<71_520]))
    #expect(try read(urls, selection, blocks: [1_000]).block == part.block)
    #expect(part.warnings.isEmpty, "a part that is not wanted is not missing")
  }

  @Test func `a part beyond the end is refused with the length`() throws {
    let folder = try TemporaryFolder()
    let url = folder.file("in.wav")
    try wavBytes([[Float](repeating: 0.1, count: 96_000)], rate: Self.rate).write(to: url)
    let error = #expect(throws: MediaError.self) {
      try read([url], InputSelection(fromSeconds: 2))
    }
    #expect(error?.code == .beyondEnd)
    #expect(error?.subject == "in.wav")
    #expect(error?.detail == "2.0")
  }

  /// Fourteen channels of a desk, each at a level of its own.
  private func desk(_ folder: TemporaryFolder, channels: Int = 14) throws -> URL {
    let url = folder.file("desk.wav")
    let planes = (1...channels).map { [Float](repeating: Float($0) / 100, count: 4_800) }
    try wavBytes(planes, rate: Self.rate).write(to: url)
    return url
  }

  @Test func `a desk's file gives channels 1 and 2, never a sum, and says so`() throws {
    let folder = try TemporaryFolder()
    let found = try read([try desk(folder)])
    #expect(found.block.channelCount == 2)
    #expect(samples(found.block).allSatisfy { $0 == 0.01 })
    #expect(samples(found.block, 1).allSatisfy { $0 == 0.02 })
    #expect(found.warnings == [.firstTwoChannels])
  }

  @Test(arguments: [[3], [3, 4], [14, 1], [2, 2]])
  func `the channels asked for are taken as they are, without a warning`(
    channels: [Int]
  ) throws {
    let folder = try TemporaryFolder()
    let found = try read([try desk(folder)], InputSelection(channels: channels))
    #expect(found.block.channelCount == channels.count)
    for (plane, channel) in channels.enumerated() {
      #expect(samples(found.block, plane).allSatisfy { $0 == Float(channel) / 100 })
    }
    #expect(found.warnings.isEmpty)
  }

  @Test func `a channel that does not exist is refused with both numbers`() throws {
    let folder = try TemporaryFolder()
    let url = try desk(folder, channels: 2)
    let error = #expect(throws: MediaError.self) {
      try read([url], InputSelection(channels: [9]))
    }
    #expect(error?.code == .noSuchChannel)
    #expect(error?.detail == "9 > 2")
  }

  @Test func `unequal inputs say what was done to them`() throws {
    let folder = try TemporaryFolder()
    let urls = [folder.file("1.wav"), folder.file("2.wav")]
    let quiet = [Float](repeating: 0.1, count: 44_100)
    try wavBytes([quiet], rate: 48_000).write(to: urls[0])
    try wavBytes([quiet, quiet], rate: 44_100).write(to: urls[1])
    let found = try read(urls)
    #expect(found.warnings == [.joinedRates, .joinedChannels])
    #expect(found.block.frameCount == 44_100 + 48_000)
  }

  @Test(.enabled(if: Tools.ffmpeg != nil || Tools.required, "ffmpeg is not installed"))
  func `of several audio tracks the chosen one is heard`() throws {
    let folder = try TemporaryFolder()
    let url = folder.file("two.mkv")
    let tone = "aevalsrc=%@:s=48000:d=0.5"
    _ = try Tools.run(
      #require(Tools.ffmpeg),
      [
        "-v", "error", "-f", "lavfi", "-i", tone.replacing("%@", with: "0.1"), "-f", "lavfi", "-i",
        tone.replacing("%@", with: "0.3"), "-map", "0", "-map", "1", "-c:a", "pcm_f32le", url.path,
      ])
    #expect(samples(try read([url]).block)[100] == 0.1)
    #expect(samples(try read([url], InputSelection(track: 2)).block)[100] == 0.3)
    let error = #expect(throws: MediaError.self) { try read([url], InputSelection(track: 3)) }
    #expect(error?.code == .noSuchTrack)
    #expect(error?.detail == "3")
  }
}
