import Foundation
import Testing

@testable import StudioServer

@Suite struct PublicPathTests {
  @Test(arguments: [
    ("/", [], true), ("/a", ["a"], false), ("/a/", ["a"], true),
    ("/a/b.mp3", ["a", "b.mp3"], false), ("/caf%C3%A9", ["café"], false),
    ("/caf\u{e9}", ["caf\u{e9}"], false), ("/a%20b", ["a b"], false), ("/%41", ["A"], false),
    ("/a..b", ["a..b"], false), ("/%2561", ["%61"], false),
  ])
  func `plain names are decoded once`(url: String, components: [String], endsInSlash: Bool) throws {
    let path = try #require(PublicPath(urlPath: url))
    #expect(path.components == components)
    #expect(path.endsInSlash == endsInSlash)
  }

  @Test(arguments: [
    "", "a", "//", "//a", "/a//b", "/.", "/..", "/../a", "/a/../b", "/a/./b", "/%2e%2e/a",
    "/%2E%2e", "/.git", "/a/.hidden", "/%2ehidden", "/a%2Fb", "/a%2fb", "/..%2fetc", "/a%5Cb",
    "/a\\b", "/a%00", "/a%0a", "/a%7F", "/%", "/%4", "/%zz", "/a%", "/%ff", "/%C3",
    "/" + String(repeating: "n", count: 256),
  ])
  func `anything that could lead elsewhere is no path`(url: String) {
    #expect(PublicPath(urlPath: url) == nil)
  }

  @Test func `a folder's reference leads back to the folder`() throws {
    let path = try #require(PublicPath(urlPath: "/%C3%A9t%C3%A9/a%20%25b"))
    #expect(path.folderReference == "a%20%25b/")
    let base = try #require(URL(string: "https://example.be/radio/%C3%A9t%C3%A9/a%20%25b"))
    let target = try #require(URL(string: path.folderReference, relativeTo: base))
    #expect(target.absoluteString == "https://example.be/radio/%C3%A9t%C3%A9/a%20%25b/")
  }

  @Test func `look-ups ignore encoding and the final slash`() {
    #expect(
      PublicPath(urlPath: "/%61/b/")?.lookupKey == PublicPath(urlPath: "/a/%62")?.lookupKey)
  }
}
