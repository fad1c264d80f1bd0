import Foundation
import Localization
import Testing

@Suite struct DecodingExplanationTests {
  private struct Document: Decodable {
    struct Part: Decodable { let name: String }
    let parts: [Part]
  }

  @Test(arguments: [
    (#"{"parts": [{"name": 5}]}"#, "parts.[0].name: "), (#"{"parts": [{}]}"#, "missing."),
    ("{,}", "not valid JSON"), (#"{"parts": [{"name": null}]}"#, "parts.[0].name: "),
  ])
  func `a mistake is told with its place`(text: String, words: String) throws {
    let error = #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Document.self, from: Data(text.utf8))
    }
    #expect(error?.explanation.contains(words) == true, "\(error?.explanation ?? "")")
  }
}
