import Foundation
import Testing

@testable import StudioServer

@Suite struct HTTPDateTests {
  @Test(arguments: [
    (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
    (951_782_399, "Mon, 28 Feb 2000 23:59:59 GMT"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
    (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
  ])
  func `instants read as RFC 9110 writes them`(unixSeconds: Int64, text: String) {
    #expect(HTTPDate.text(unixSeconds: unixSeconds) == text)
  }

  @Test func `one day a week over 400 years agrees with Foundation`() {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    for day in stride(from: Int64(0), to: 146_097, by: 7) {
      let instant = day * 86_400 + day % 86_400
      let expected = formatter.string(from: Date(timeIntervalSince1970: TimeInterval(instant)))
      #expect(HTTPDate.text(unixSeconds: instant) == expected)
    }
  }
}
