import Foundation
import StudioTestSupport

@testable import MediaPipeline

/// A programme encoded in segments and joined, with the runs it was made of.
struct StitchedProgramme {
  let format: MP3Format
  let programme: AudioBlock
  /// Everything that was added to the stitcher, in order.
  private(set) var runs: [(segment: MP3Segment, run: MP3FrameRun)] = []
  private(set) var frames: MP3FrameRun
  private(set) var seams: [MP3Seam]
  private(set) var serialSegments: [Int]

  init(
    _ programme: AudioBlock, _ format: MP3Format, segmentSeconds: Int, warmUp: Int = MP3Grid.warmUp
  ) throws {
    self.programme = programme
    self.format = format
    var stitcher = MP3Stitcher()
    var all: MP3FrameRun?
    func take() {
      guard let more = stitcher.takeReady() else { return }
      if all == nil { all = more } else { all?.append(more) }
    }
    let grid = MP3Grid(format: format, segmentSeconds: segmentSeconds, warmUp: warmUp)
    for segment in grid.segments(totalSamples: programme.frameCount) {
      var next: MP3Segment? = segment
      while let segment = next {
        let run = try Self.encode(segment, programme)
        runs.append((segment, run))
        next = stitcher.add(run, of: segment)
        take()
      }
    }
    stitcher.finish()
    take()
    frames = all!
    seams = stitcher.seams
    serialSegments = stitcher.serialSegments
  }

  /// Runs beyond one a segment.
  var retries: Int { runs.count - Set(runs.map(\.segment.firstFrame)).count }

  /// One run of the encoder.
  static func encode(_ segment: MP3Segment, _ programme: AudioBlock) throws -> MP3FrameRun {
    var encoder = try MP3SegmentEncoder(
      segment, totalSamples: programme.frameCount, stop: StopFlag())
    var position = encoder.samplesNeeded.lowerBound
    // Blocks of an awkward length: packets never end with a block.
    while position < encoder.samplesNeeded.upperBound {
      let end = min(position + 5_001, encoder.samplesNeeded.upperBound)
      try encoder.add(programme.slice(position..<end))
      position = end
    }
    return try encoder.finish()
  }

  /// The whole programme by one run.
  static func serial(_ programme: AudioBlock, _ format: MP3Format) throws -> MP3FrameRun {
    try encode(
      MP3Segment(format: format, index: 0, firstFrame: 0, endFrame: nil, warmUp: 0), programme)
  }

  /// Writes the joined frames as a file.
  func write(to url: URL, tag: [UInt8] = []) throws {
    try Self.write(frames, samples: programme.frameCount, to: url, tag: tag)
  }

  static func write(
    _ frames: MP3FrameRun, samples: Int, to url: URL, tag: [UInt8] = []
  ) throws {
    let output = try OpenFile(writing: url)
    defer { withExtendedLifetime(output) {} }
    var file = MP3File(descriptor: output.descriptor, tag: tag)
    // In two parts, as a render gives them.
    let middle = frames.firstFrame + frames.frames.count / 2
    try file.put(frames.part(frames.firstFrame..<middle))
    try file.put(frames.part(middle..<frames.numbers.upperBound))
    try file.finish(samples: samples, stop: StopFlag())
  }
}
