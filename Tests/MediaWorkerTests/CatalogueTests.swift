import Localization
import MediaProtocol
import Testing

@testable import MediaWorker

@Suite struct CatalogueTests {
  @Test func `every sentence exists in every language`() {
    #expect(mediaMessages.disagreements() == [])
  }

  @Test(arguments: MediaFailureCode.allCases, Language.allCases)
  func `every failure is a sentence that names its file`(
    code: MediaFailureCode, language: Language
  ) {
    let failure = MediaFailure(code, subject: "prise 1.wav", detail: "x")
    let message = failure.message(in: language)
    #expect(failure.code == code.rawValue)
    #expect(message.contains("prise 1.wav"))
    #expect(message.hasSuffix("."))
    #expect(!message.contains("{"))
  }
}
