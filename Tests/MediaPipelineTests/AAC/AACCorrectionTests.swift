import Foundation
import MediaProtocol
import StudioTestSupport
import Testing

@testable import MediaPipeline

/// A correction of an AAC deliverable encodes a few seconds of it.
@Suite struct AACCorrectionTests {
  static let rate = 44_100

  /// Quiet chatter with a few loud bursts of noise, 24 s apart: there an encoder goes too high.
  static func tooLoud(rate: Int, channels: Int) -> [[Float]] {
    var random = SeededGenerator(seed: 31)
    return (0..<channels).map { channel in
      var plane = chatter(frames: 60 * rate, rate: rate, level: 0.25, seed: UInt64(channel + 3))
      for burst in stride(from: 9 * rate, to: plane.count - rate, by: 24 * rate) {
        for frame in burst..<burst + rate / 20 {
          plane[frame] = Float.random(in: -0.9...0.9, using: &random)
        }
      }
      return plane
    }
  }

  /// Renders without having tried the encoder, so that it comes out too high in places.
  @Test(arguments: [1, 2], [true, false])
  func `only patches are encoded again, or all where none fits, and it ends under the ceiling`(
    channels: Int, fits: Bool
  ) throws {
    let planned = try PlannedDeliverables(
      Self.tooLoud(rate: Self.rate, channels: channels), rate: Self.rate, ["a.m4a"])
    let (deliverable, survey, stop) = (planned.deliverable, planned.survey, planned.stop)

    var (passes, patched, shares) = (0, 0, [Double]())
    while deliverable.isPending {
      passes += 1
      if deliverable.isPatched, !fits {
        // As when a patch has met no packet that it can be joined to.
        deliverable.planAroundSeam()
        #expect(deliverable.grid == nil && deliverable.isPending)
      } else if deliverable.isPatched {
        patched += 1
        let grid = try #require(deliverable.grid)
        shares.append(Double(grid.bodies.reduce(0) { $0 + $1.count }) / Double(survey.frameCount))
      }
      let cuts =
        deliverable.grid ?? SegmentGrid(sampleRate: Self.rate, frameCount: survey.frameCount)
      let lane = try deliverable.newLane(cuts, stop: stop, sanitises: true)
      try planned.pass.run([lane], threads: 2) { _ in }
      let proof = try #require(try lane.finish(threads: 2) { _ in })
      if passes == 1 { #expect(!proof.overs.isEmpty) }
      deliverable.take(proof)
    }
    // Where the encoder takes from the level, one pass more encodes all of it with another gain.
    #expect(
      fits ? patched >= 1 && passes <= patched + 2 : patched == 0 && passes >= 2,
      "\(passes) \(patched)")
    #expect(shares.allSatisfy { $0 < 0.6 }, "\(shares)")
    let reading = try #require(deliverable.proof).reading
    let target = LevelTarget.podcast
    #expect(try #require(reading.truePeakDBTP) <= target.ceilingDBTP)
    #expect(abs(try #require(reading.integratedLUFS) - target.levelDB) <= LevelSearch.toleranceDB)
    let written = try planned.written()
    #expect(written.block.frameCount == survey.frameCount)
    #expect(written.damagedPackets == 0)
  }
}
