import Testing

@testable import StudioServer

@Suite struct AcceptEncodingTests {
  @Test(arguments: [
    ("gzip", true), ("GZIP", true), ("x-gzip", true), ("deflate, gzip;q=0.5", true),
    ("gzip;q=0", false), ("gzip; q=0.000", false), ("*", true), ("*;q=0", false),
    ("gzip;q=0, *", false), ("*;q=0, gzip", true), ("br", false), ("identity", false), ("", false),
    ("gzip;q=x", false), ("gzipped", false), ("gzip;level=9", true),
  ])
  func `gzip is sent to those who take it`(header: String, allowed: Bool) {
    #expect(AcceptEncoding.allowsGzip(header) == allowed)
  }

  @Test func `without a header nothing is compressed`() {
    #expect(!AcceptEncoding.allowsGzip(nil))
  }
}
