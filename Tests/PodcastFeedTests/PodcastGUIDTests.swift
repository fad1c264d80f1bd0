import Foundation
import PodcastFeed
import Testing

@Suite struct PodcastGUIDTests {
  /// Source: vectors of the Podcast Namespace's guid page.
  @Test(arguments: [
    ("https://podnews.net/rss", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
    ("podnews.net/rss/", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
    ("http://mp3s.nashownotes.com/pc20rss.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
  ])
  func `the published vectors come out`(feedURL: String, guid: String) {
    #expect(PodcastGUID(feedURL: feedURL).description == guid)
  }

  @Test func `an imported identity is kept in lower case`() {
    let text = "917393E3-1B1E-5CEF-ACE4-EDAA54E1F810"
    #expect(PodcastGUID(text)?.description == text.lowercased())
  }

  @Test(arguments: ["", "917393e3", "917393e3-1b1e-5cef-ace4-edaa54e1f81g", "-----"])
  func `what is no UUID is refused`(text: String) {
    #expect(PodcastGUID(text) == nil)
  }

  @Test func `it travels as one JSON string`() throws {
    let guid = PodcastGUID(feedURL: "https://podnews.net/rss")
    let data = try JSONEncoder().encode([guid])
    #expect(String(decoding: data, as: UTF8.self) == "[\"\(guid)\"]")
    #expect(try JSONDecoder().decode([PodcastGUID].self, from: data) == [guid])
  }
}
