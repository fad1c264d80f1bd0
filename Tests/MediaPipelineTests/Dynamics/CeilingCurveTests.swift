import StudioTestSupport
import Testing

@testable import MediaPipeline

@Suite struct CeilingCurveTests {
  private typealias Over = CeilingCurve.Over

  @Test func `around an over the ceiling is lower for 50 ms on either side, then no more`() {
    let curve = CeilingCurve(baseDBTP: -1).lowered(by: [Over(timeSeconds: 10.01, overDB: 0.8)])
    for offset in stride(from: -0.05, through: 0.05, by: 0.001) {
      #expect(abs(curve.ceilingDBTP(at: 10.01 + offset) - -1.8) < 1e-9)
    }
    #expect(curve.ceilingDBTP(at: 9.90) == -1)
    #expect(curve.ceilingDBTP(at: 10.12) == -1)
    #expect(curve.lowestDBTP(from: 9, to: 11) == -1.8)
    #expect(curve.lowestDBTP(from: 11, to: 12) == -1)
  }

  @Test func `the ceiling has no step`() {
    let curve = CeilingCurve(baseDBTP: -1).lowered(by: [
      Over(timeSeconds: 1, overDB: 0.8), Over(timeSeconds: 1.09, overDB: 0.3),
    ])
    var last = curve.ceilingDBTP(at: 0.8)
    for millisecond in 801...1_300 {
      let here = curve.ceilingDBTP(at: Double(millisecond) / 1000)
      #expect(abs(here - last) < 0.8 / 20)
      last = here
    }
  }

  @Test func `the deeper of two corrections counts in one round, and rounds add up`() {
    let first = CeilingCurve(baseDBTP: -1).lowered(by: [
      Over(timeSeconds: 5, overDB: 0.3), Over(timeSeconds: 5.02, overDB: 0.6),
    ])
    #expect(abs(first.ceilingDBTP(at: 5.01) - -1.6) < 1e-9)
    let second = first.lowered(by: [Over(timeSeconds: 5, overDB: 0.1)], extraDB: 0.05)
    #expect(abs(second.ceilingDBTP(at: 5.01) - -1.75) < 1e-9)
    #expect(second.rebased(to: -2).ceilingDBTP(at: 5.01) == second.ceilingDBTP(at: 5.01) - 1)
  }

  @Test func `what is not over changes nothing, and the start of the programme is no exception`() {
    let base = CeilingCurve(baseDBTP: -1)
    #expect(base.lowered(by: [Over(timeSeconds: 3, overDB: 0)]) == base)
    let early = base.lowered(by: [Over(timeSeconds: 0, overDB: 1)])
    #expect(early.ceilingDBTP(at: 0) == -2)
  }

  @Test func `no stretch's lowest ceiling is above any instant within it`() {
    var random = SeededGenerator(seed: 12)
    var curve = CeilingCurve(baseDBTP: -1)
    for _ in 0..<3 {
      curve = curve.lowered(
        by: (0..<10).map { _ in
          Over(
            timeSeconds: Double.random(in: 0...4, using: &random),
            overDB: Double.random(in: 0.01...1, using: &random))
        })
    }
    for _ in 0..<2_000 {
      let start = Double.random(in: 0...4, using: &random)
      let end = start + Double.random(in: 0...0.3, using: &random)
      let inside = Double.random(in: start...end, using: &random)
      #expect(curve.lowestDBTP(from: start, to: end) <= curve.ceilingDBTP(at: inside) + 1e-12)
    }
  }
}
