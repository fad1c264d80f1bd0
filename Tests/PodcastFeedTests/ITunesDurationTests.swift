import PodcastFeed
import Testing

@Suite struct ITunesDurationTests {
  @Test(arguments: [(0.0, 1), (0.4, 1), (61.5, 62), (3600.2, 3600), (-3, 1), (.nan, 1)])
  func `a playing time is at least one whole second`(exact: Double, seconds: Int) {
    #expect(ITunesDuration.seconds(exactSeconds: exact) == seconds)
  }

  @Test(
    arguments: [
      ("61", 61), ("1:01", 61), ("01:00:01", 3601), ("61.5", nil), ("1:60", nil), ("-5", nil),
      ("+5", nil), ("", nil), ("1:2:3:4", nil),
    ] as [(String, Int?)])
  func `seconds and clock forms are read`(text: String, seconds: Int?) {
    #expect(ITunesDuration.seconds(of: text) == seconds)
  }
}
