import PodcastFeed
import StudioTestSupport
import Testing

@Suite struct RFC822DateTests {
  @Test(
    arguments: [
      (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
      (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
      (1_796_133_600, "Tue, 01 Dec 2026 14:00:00 GMT"),
      (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
      (4_107_542_399, "Sun, 28 Feb 2100 23:59:59 GMT"),
    ] as [(Int64, String)])
  func `an instant is written in GMT with English names`(seconds: Int64, text: String) {
    #expect(RFC822Date.text(unixSeconds: seconds) == text)
    #expect(RFC822Date.unixSeconds(of: text) == seconds)
  }

  @Test(
    arguments: [
      ("Tue, 01 Dec 2026 15:00:00 +0100", 1_796_133_600),
      ("01 Dec 2026 14:00 GMT", 1_796_133_600),
      ("1 Dec 2026 08:30:00 -0530", 1_796_133_600),
    ] as [(String, Int64)])
  func `other valid spellings are read`(text: String, seconds: Int64) {
    #expect(RFC822Date.unixSeconds(of: text) == seconds)
  }

  @Test(arguments: [
    "2026-12-01T14:00:00Z", "mar., 01 déc. 2026 14:00:00 GMT", "Wed, 01 Dec 2026 14:00:00 GMT",
    "Tue, 01 Dec 2026 14:00:00 CEST", "Tue, 01 Dec 26 14:00:00 GMT",
    "Tue, 31 Nov 2026 14:00:00 GMT", "Tue, 01 Dec 2026 24:00:00 GMT",
    "Tue, 01 Dec 2026 2:00:00 PM GMT", "", "Tue,",
  ])
  func `what directories refuse is refused`(text: String) {
    #expect(RFC822Date.unixSeconds(of: text) == nil)
  }

  @Test func `writing and reading agree over four centuries`() {
    var generator = SeededGenerator(seed: 822)
    for _ in 0..<5_000 {
      let seconds = Int64.random(in: -6_000_000_000...12_000_000_000, using: &generator)
      #expect(RFC822Date.unixSeconds(of: RFC822Date.text(unixSeconds: seconds)) == seconds)
    }
  }
}
