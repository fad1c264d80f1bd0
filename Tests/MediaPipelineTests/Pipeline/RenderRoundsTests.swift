import Foundation
import MediaProtocol
import StudioTestSupport
import Synchronization
import Testing

@testable import MediaPipeline

/// Deliverables are decoded again and corrected side by side.
@Suite struct RenderRoundsTests {
  /// All encoders go too high, and each deliverable is corrected while others are.
  @Test func `corrected files are the same on one, two and eight threads`() throws {
    let rate = AACCorrectionTests.rate
    let sound = AACCorrectionTests.tooLoud(rate: rate, channels: 2)
    var first: [[UInt8]] = []
    for threads in [1, 2, 8] {
      let planned = try PlannedDeliverables(
        sound, rate: rate, ["a.m4a", "a.mp3", "b.m4a", "b.mp3", "a.flac"], bitRate: 112_000)
      let seen = Mutex<[Double]>([])
      try planned.render(threads: threads) { fraction in seen.withLock { $0.append(fraction) } }
      let bytes = try planned.all.map(planned.bytes)
      if first.isEmpty { first = bytes }
      #expect(bytes == first)
      let steps = seen.withLock { $0 }
      #expect(steps.count > 20 && steps.allSatisfy { (0...1).contains($0) })
      #expect(try #require(steps.max()) > 0.94)
      for deliverable in planned.all {
        let proof = try #require(deliverable.proof)
        #expect(proof.overs.isEmpty)
        if deliverable.settings.bitRate > 0 { #expect(deliverable.search.round > 1) }
      }
    }
  }

  /// What the second one has written is gone before it is read again.
  @Test func `when one file fails, the others go no further, and its failure is told`() throws {
    let planned = try PlannedDeliverables(
      AACCorrectionTests.tooLoud(rate: 44_100, channels: 1), rate: 44_100,
      ["a.m4a", "b.m4a", "c.m4a"])
    let descriptor = planned.all[1].file.descriptor
    #expect {
      try planned.render(threads: 2) { fraction in
        // The pass ends here; what follows it has not begun.
        if fraction > 0.85, fraction < 0.856 { ftruncate(descriptor, 0) }
      }
    } throws: { ($0 as? MediaError)?.subject.hasSuffix("b.m4a") == true }
    #expect(planned.all[2].proof == nil)
  }
}
