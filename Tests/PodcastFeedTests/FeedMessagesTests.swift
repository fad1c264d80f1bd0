import Localization
import Testing

@testable import PodcastFeed

@Suite struct FeedMessagesTests {
  @Test func `every sentence exists in every language`() {
    #expect(FeedMessages.catalogue.disagreements() == [])
  }

  @Test func `every rule and error has a sentence`() {
    for rule in FeedRule.allCases {
      #expect(
        FeedMessages.catalogue.text("rule.\(rule.rawValue)", in: .french) != "rule.\(rule.rawValue)"
      )
    }
    for code in FeedError.Code.allCases {
      #expect(!FeedError(code).message(in: .dutch).hasPrefix("error."))
    }
  }
}
