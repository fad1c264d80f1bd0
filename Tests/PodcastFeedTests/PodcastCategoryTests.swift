import PodcastFeed
import Testing

@Suite struct PodcastCategoryTests {
  @Test func `the list has 19 top categories and 90 subcategories`() {
    #expect(PodcastCategory.catalogue.count == 19)
    #expect(PodcastCategory.catalogue.values.joined().count == 90)
  }

  @Test(arguments: [
    ("Society & Culture > Documentary", true), ("Technology", true), ("technology", false),
    ("Technology > Documentary", false), ("Society&Culture", false), ("", false),
    ("A > B > C", false),
  ])
  func `only exact names of the list are categories`(path: String, isValid: Bool) {
    #expect((PodcastCategory(path: path) != nil) == isValid)
    if isValid { #expect(PodcastCategory(path: path)?.path == path) }
  }
}
