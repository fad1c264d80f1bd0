import Foundation
import MediaProtocol
import Testing

@Suite struct ReportKeysTests {
  static let loudnessKeys: Set<String> = [
    "file", "durationSeconds", "sampleRate", "channels", "integratedLUFS", "loudnessRangeLU",
    "truePeakDBTP", "samplePeakDBFS", "maxMomentaryLUFS", "maxShortTermLUFS",
    "clippedSamples", "silences", "damagedPackets", "repairedSamples", "warnings",
  ]

  private func object(_ value: some Encodable) throws -> [String: Any] {
    let data = try JSONEncoder().encode(value)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test(arguments: [Examples.loudness, Examples.silence])
  func `a measurement has exactly the contract's keys, undefined ones null`(
    summary: LoudnessSummary
  ) throws {
    let written = try object(summary)
    #expect(Set(written.keys) == Self.loudnessKeys)
    #expect((written["integratedLUFS"] is NSNull) == (summary.integratedLUFS == nil))
    #expect((written["truePeakDBTP"] is NSNull) == (summary.truePeakDBTP == nil))
  }

  @Test func `loudness over time is in no report that is printed or kept`() throws {
    var report = Examples.report(of: Examples.withCourse)
    report.deliverables[0].course = Examples.withCourse.course
    #expect(report.withoutCourses == Examples.report(of: Examples.loudness))
    #expect(try object(Examples.withCourse)["course"] != nil)
  }

  @Test func `a report has the contract's keys, also for silence`() throws {
    let written = try object(Examples.report(of: Examples.silence))
    #expect(
      Set(written.keys)
        == ["input", "plan", "deliverables", "warnings", "timings", "environment"])
    let plan = try #require(written["plan"] as? [String: Any])
    #expect(Set(plan.keys) == ["targetLUFS", "ceilingDBTP", "gainDB", "limiter"])
    let limiter = try #require(plan["limiter"] as? [String: Any])
    #expect(Set(limiter.keys) == ["active", "maxReductionDB", "events"])
    let deliverable = try #require((written["deliverables"] as? [[String: Any]])?.first)
    #expect(
      Set(deliverable.keys) == [
        "path", "format", "bytes", "bitRate", "durationSeconds", "sha256", "verified",
      ])
    let verified = try #require(deliverable["verified"] as? [String: Any])
    #expect(verified["integratedLUFS"] is NSNull)
    #expect(verified["truePeakDBTP"] is NSNull)
  }
}
