import Localization
import Testing

@Suite struct LanguageTests {
  @Test(arguments: [
    ("fr", Language.french), ("fr-BE", .french), ("fr_BE.UTF-8", .french), ("NL", .dutch),
    ("de_AT@euro", .german), ("en_GB", .english),
  ])
  func `a tag's primary subtag names the language`(tag: String, language: Language) {
    #expect(Language(tag: tag) == language)
  }

  @Test(arguments: ["", "C", "C.UTF-8", "POSIX", "es_ES", "french"])
  func `a tag of no language we speak is refused`(tag: String) {
    #expect(Language(tag: tag) == nil)
  }

  @Test func `the option wins over the environment and the environment over the venue`() {
    let environment = ["STUDIO_LANG": "nl", "LC_ALL": "de_DE", "LANG": "en_GB"]
    #expect(Language.chosen(option: .french, environment: environment, venue: .german) == .french)
    #expect(Language.chosen(option: nil, environment: environment, venue: .german) == .dutch)
    #expect(
      Language.chosen(option: nil, environment: ["LC_ALL": "C", "LANG": "de"], venue: .french)
        == .german)
    #expect(Language.chosen(option: nil, environment: ["LANG": "C"], venue: .dutch) == .dutch)
  }
}
