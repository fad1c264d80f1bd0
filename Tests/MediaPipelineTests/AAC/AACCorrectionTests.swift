import Foundation
import MediaProtocol
import StudioTestSupport
import Testing

@testable import MediaPipeline

/// A correction of an AAC deliverable encodes a few seconds of it.
@Suite struct AACCorrectionTests {
  /// Renders without having tried the encoder, so that it comes out too high in places.
  @Test(arguments: [1, 2], [true, false])
  func `only patches are encoded again, or all where none fits, and it ends under the ceiling`(
    channels: Int, fits: Bool
  ) throws {
    let folder = try TemporaryFolder()
    let input = folder.file("in.wav")
    let rate = 44_100
    var random = SeededGenerator(seed: 31)
    // Quiet chatter with a few loud bursts of noise, 12 s apart: there the encoder goes too high.
    let planes = (0..<channels).map { channel in
      var plane = chatter(frames: 60 * rate, rate: rate, level: 0.25, seed: UInt64(channel + 3))
      for burst in stride(from: 9 * rate, to: plane.count - rate, by: 24 * rate) {
        for frame in burst..<burst + rate / 20 {
          plane[frame] = Float.random(in: -0.9...0.9, using: &random)
        }
      }
      return plane
    }
    try wavBytes(planes, rate: rate).write(to: input)
    let open = try OpenFile(reading: input)
    defer { withExtendedLifetime(open) {} }
    let stop = StopFlag()
    let set = try InputSet(
      [RenderInput(name: "in.wav", descriptor: open.descriptor)], isMono: nil,
      selection: InputSelection(), stop: stop)
    let survey = try Survey(set, stop: stop, sanitises: true) { _ in }
    let target = try LevelTarget(.named("podcast"))
    let planner = try LevelPlanner(survey: survey, set: set, target: target, stop: stop)
    let plan = try planner.ideal(.m4a)
    let steps = LevelSteps(
      measure: .loudness, sampleRate: rate, frameCount: survey.frameCount,
      energies: survey.record.stepEnergies)
    let deliverable = try Deliverable(
      settings: planner.settings(plan), file: try OutputFile(path: folder.file("a.m4a").path),
      metadata: MediaMetadata(), frameCount: survey.frameCount,
      search: LevelSearch(
        plan,
        programme: DeliverablePlan.Programme(
          peaks: try #require(survey.record.peakMap), steps: steps)))

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
        deliverable.grid ?? SegmentGrid(sampleRate: rate, frameCount: survey.frameCount)
      let lane = try deliverable.newLane(cuts, stop: stop, sanitises: true)
      let pass = RenderPass(set: set, stop: stop, sanitises: true)
      try pass.run([lane], threads: 2) { _ in }
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
    #expect(try #require(reading.truePeakDBTP) <= target.ceilingDBTP)
    #expect(abs(try #require(reading.integratedLUFS) - target.levelDB) <= LevelSearch.toleranceDB)
    var reader = try MediaReader(descriptor: deliverable.file.descriptor, stop: stop)
    while try reader.next() != nil {}
    #expect(reader.framesRead == survey.frameCount)
    #expect(reader.faults.damagedPackets == 0)
  }
}
