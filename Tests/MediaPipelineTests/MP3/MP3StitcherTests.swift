import Foundation
import MediaProtocol
import StudioTestSupport
import Testing

@testable import MediaPipeline

@Suite struct MP3StitcherTests {
  /// Two built runs that meet at frame 40, and where they were joined.
  private static func join(
    left: (Int) -> BuiltFrames.Wanted, right: (Int) -> BuiltFrames.Wanted
  ) throws -> (again: MP3Segment?, stitcher: MP3Stitcher) {
    let format = try MP3Format(sampleRate: 48_000, channels: 1, bitRate: 128_000)
    var stitcher = MP3Stitcher()
    let first = MP3Segment(format: format, index: 0, firstFrame: 0, endFrame: 40, warmUp: 0)
    let second = MP3Segment(format: format, index: 1, firstFrame: 40, endFrame: nil, warmUp: 32)
    _ = stitcher.add(try BuiltFrames.run((0..<64).map(left), firstFrame: 0), of: first)
    let again = stitcher.add(try BuiltFrames.run((8..<80).map(right), firstFrame: 8), of: second)
    stitcher.finish()
    return (again, stitcher)
  }

  @Test func `a seam waits until enough of the reservoir is free`() throws {
    // 13 bytes free after each left frame, 60 after frame 44; the right frames want 50.
    let joined = try Self.join(
      left: { .init(mainDataBytes: BuiltFrames.slots - ($0 == 44 ? 60 : 13), filler: 1) },
      right: { _ in .init(mainDataBegin: 50, filler: 2) })
    #expect(joined.again == nil)
    var stitcher = joined.stitcher
    #expect(
      stitcher.seams == [MP3Seam(frame: 45, delayFrames: 5, stuffingBytes: 10, warmUpFrames: 32)])
    let ready = stitcher.takeReady()
    let frames = try #require(ready)
    #expect(frames.numbers == 0..<80)
    // The left main data stay, then stuffing, then the right run's first main data.
    let tail = try #require(frames.slotBytes(61, before: 45))
    #expect(tail == [1] + [UInt8](repeating: 0, count: 10) + [UInt8](repeating: 2, count: 50))
    #expect(frames[45].side.mainDataBegin == 50)
  }

  @Test(arguments: [(1, 0), (0, 3), (2, 1), (3, 2)])
  func `a seam waits until both runs overlap alike`(leftType: Int, rightType: Int) throws {
    let (again, stitcher) = try Self.join(
      left: { .init(blockType: $0 < 50 ? leftType : 0) },
      right: { .init(blockType: $0 < 50 ? rightType : 0) })
    #expect(again == nil)
    #expect(stitcher.seams.map(\.frame) == [51])
  }

  @Test func `without a legal frame the warm-up grows, then two segments become one`() throws {
    let format = try MP3Format(sampleRate: 48_000, channels: 1, bitRate: 128_000)
    let grid = MP3Grid(format: format, segmentSeconds: 3)
    let sound = TestProgramme.bursts.block(seconds: 10, rate: 48_000, channels: 1)
    let segments = grid.segments(totalSamples: sound.frameCount)
    #expect(segments.count == 3)
    var stitcher = MP3Stitcher()
    let first = stitcher.add(try StitchedProgramme.encode(segments[0], sound), of: segments[0])
    #expect(first == nil)
    // A run whose windows fit none that LAME chooses.
    var wanted = segments[1]
    for warmUp in [64, 128] {
      let run = try BuiltFrames.run(
        (wanted.startFrame..<wanted.firstFrame + 30).map { _ in .init(blockType: 2, isMixed: true)
        },
        firstFrame: wanted.startFrame)
      let longer = stitcher.add(run, of: wanted)
      wanted = try #require(longer)
      #expect(wanted.warmUp == warmUp && wanted.firstFrame == segments[1].firstFrame)
    }
    let run = try BuiltFrames.run(
      (wanted.startFrame..<wanted.firstFrame + 30).map { _ in .init(blockType: 2, isMixed: true) },
      firstFrame: wanted.startFrame)
    let joined = stitcher.add(run, of: wanted)
    let both = try #require(joined)
    #expect(both == segments[0].joined(with: segments[1]))
    let second = stitcher.add(try StitchedProgramme.encode(both, sound), of: both)
    let third = stitcher.add(try StitchedProgramme.encode(segments[2], sound), of: segments[2])
    #expect(second == nil && third == nil)
    stitcher.finish()

    #expect(stitcher.serialSegments == [1])
    let seam = try #require(stitcher.seams.first)
    #expect(stitcher.seams.count == 1 && seam.frame >= segments[2].firstFrame)
    let ready = stitcher.takeReady()
    let frames = try #require(ready)
    let serial = try StitchedProgramme.serial(sound, format)
    #expect(frames.frames.count == serial.frames.count)
    let sure = seam.frame - 4
    #expect(frames.part(0..<sure).bytes == serial.part(0..<sure).bytes)
  }

  @Test(arguments: TestFormats.all, TestProgramme.allCases)
  func `every kept frame is verbatim from its run, at every seam the reservoir holds`(
    row: (rate: Int, channels: Int, kilobits: Int), sound: TestProgramme
  ) throws {
    let format = try MP3Format(
      sampleRate: row.rate, channels: row.channels, bitRate: row.kilobits * 1_000)
    let stitched = try StitchedProgramme(
      sound.block(seconds: 11, rate: row.rate, channels: row.channels), format, segmentSeconds: 3)
    let serial = try StitchedProgramme.serial(stitched.programme, format)

    #expect(!stitched.seams.isEmpty)
    // The slots of a serial encode, frame by frame.
    #expect(stitched.frames.frames.map(\.header) == serial.frames.map(\.header))
    #expect(stitched.frames.bytes.count == serial.bytes.count)
    let joined = MainData(stitched.frames)
    let sources = stitched.runs.map { ($0.run, MainData($0.run)) }
    for number in stitched.frames.numbers {
      if number + 1 < stitched.frames.numbers.upperBound {
        #expect(
          stitched.frames.freeBytes(after: number)
            >= stitched.frames[number + 1].side.mainDataBegin)
      }
      let made = try #require(joined.frame(number))
      #expect(
        sources.contains { run, data in
          run.numbers.contains(number) && made == data.frame(number)
        }, "frame \(number)")
    }
    for seam in stitched.seams {
      #expect((0...MP3Segment.seamWindow).contains(seam.delayFrames))
      // What is free is the reservoir and what LAME itself left empty in the last frame's slots: at
      // 320 kb/s it often has nothing to put there.
      let last = stitched.frames[seam.frame - 1]
      let free = last.side.mainDataBegin + last.header.mainDataBytes - last.side.mainDataBytes
      #expect(seam.stuffingBytes == free - stitched.frames[seam.frame].side.mainDataBegin)
      #expect(seam.stuffingBytes >= 0)
    }
  }

  @Test(arguments: TestFormats.all)
  func `one segment is the serial encode, byte for byte`(
    rate: Int, channels: Int, kilobits: Int
  ) throws {
    let folder = try TemporaryFolder()
    let format = try MP3Format(sampleRate: rate, channels: channels, bitRate: kilobits * 1_000)
    let sound = TestProgramme.music.block(seconds: 3, rate: rate, channels: channels)
    let run = try StitchedProgramme(sound, format, segmentSeconds: 30).frames
    let url = folder.file("serial.mp3")
    let planes = (0..<channels).map { channel in
      sound.withChannel(channel) { span in (0..<span.count).map { span[$0] } }
    }
    try write(planes, to: url, format: .mp3, rate: rate, bitRate: kilobits * 1_000)
    let file = try Data(contentsOf: url)
    #expect(file.suffix(run.bytes.count) == Data(run.bytes))
    #expect(file.count > run.bytes.count)
  }

  @Test(arguments: TestFormats.all)
  func `a run that ends early makes the frames of one that does not`(
    rate: Int, channels: Int, kilobits: Int
  ) throws {
    let format = try MP3Format(sampleRate: rate, channels: channels, bitRate: kilobits * 1_000)
    let sound = TestProgramme.bursts.block(seconds: 7, rate: rate, channels: channels)
    let first = MP3Grid(format: format, segmentSeconds: 3)
      .segments(totalSamples: sound.frameCount)[0]
    let early = try StitchedProgramme.encode(first, sound)
    let serial = try StitchedProgramme.serial(sound, format)
    let end = try #require(first.keptEnd)
    #expect(early.numbers == 0..<end)
    let (one, other) = (MainData(early), MainData(serial))
    for number in 0..<end { #expect(one.frame(number) == other.frame(number), "\(number)") }
  }

  @Test func `the same programme gives the same bytes again`() throws {
    let format = try MP3Format(sampleRate: 44_100, channels: 2, bitRate: 128_000)
    let sound = TestProgramme.speech.block(seconds: 8, rate: 44_100, channels: 2)
    let once = try StitchedProgramme(sound, format, segmentSeconds: 3)
    let again = try StitchedProgramme(sound, format, segmentSeconds: 3)
    #expect(once.frames.bytes == again.frames.bytes)
    #expect(once.seams == again.seams)
  }
}

/// The main data of a run laid end to end, the slow and obvious way.
struct MainData {
  private let run: MP3FrameRun
  private var all: [UInt8] = []
  private var slotStarts: [Int] = []

  init(_ run: MP3FrameRun) {
    self.run = run
    for frame in run.frames {
      slotStarts.append(all.count)
      all += run.bytes[frame.mainDataSlots]
    }
  }

  /// Header, side information and the bits of main data of a frame; `nil` where they are not whole.
  func frame(_ number: Int) -> [UInt8]? {
    let frame = run[number]
    let start = slotStarts[number - run.firstFrame] - frame.side.mainDataBegin
    let end = start + frame.side.mainDataBytes
    guard start >= 0, end <= all.count else { return nil }
    var data = Array(all[start..<end])
    let spare = frame.side.mainDataBytes * 8 - frame.side.mainDataBits
    if !data.isEmpty { data[data.count - 1] &= 0xFF << UInt8(spare) }
    return Array(run.bytes[frame.start..<frame.mainDataSlots.lowerBound]) + data
  }
}
