import Testing

@testable import StudioServer

@Suite struct EntityTagTests {
  static let tag = EntityTag(strong: "a")

  @Test(arguments: [
    ("\"a\"", true), ("W/\"a\"", true), ("\"b\", \"a\"", true), ("\"b\",W/\"a\" , \"c\"", true),
    ("*", true), (" * ", true), ("a", false), ("\"b\"", false), ("", false), ("\"a", false),
    ("w/\"a\"", false), ("\"A\"", false), ("junk, \"a\"", true), ("\"b,\"a\"", false),
    ("\"x,y\", \"a\"", true), ("**", false),
  ])
  func `lists match weakly`(header: String, matches: Bool) {
    let found =
      switch EntityTag.condition(header) {
      case .any: true
      case .tags(let tags): tags.contains { $0.matchesWeakly(Self.tag) }
      }
    #expect(found == matches)
  }

  @Test(arguments: [
    ("\"a\"", true), ("W/\"a\"", false), ("\"b\"", false), ("\"a\", \"b\"", false), ("a", false),
    ("Sun, 06 Nov 1994 08:49:37 GMT", false),
  ])
  func `a single tag matches strongly`(header: String, matches: Bool) {
    #expect((EntityTag.single(header)?.matchesStrongly(Self.tag) ?? false) == matches)
  }

  @Test func `tags are written as they are read`() {
    for text in ["\"a\"", "W/\"a-gz\""] { #expect(EntityTag.single(text)?.headerValue == text) }
  }
}
