import Testing

@testable import StudioServer

@Suite struct FileClassTests {
  @Test(arguments: [
    ("preview/secret/index.html", FileClass.previewPage),
    ("nl/preview/secret/index.html", .previewPage), ("preview/secret/x.mp3", .previewAudio),
    ("shows/preview/subscribe/index.html", .page), ("shows/preview/index.html", .page),
    ("nl/shows/preview/subscribe/index.html", .page),
  ])
  func `a show may be called preview: only two letters of a language stand before the folder`(
    path: String, kind: FileClass
  ) {
    #expect(FileClass(components: path.split(separator: "/").map(String.init)) == kind)
  }
}
