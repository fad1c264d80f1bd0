import Foundation
import PodcastFeed
import StudioTestSupport
import Testing

@Suite struct ArtworkInspectorTests {
  static func png(width: UInt32, height: UInt32, colourType: UInt8) -> [UInt8] {
    var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]
    bytes += Array("IHDR".utf8)
    for size in [width, height] {
      for shift in [24, 16, 8, 0] as [UInt32] {
        bytes.append(UInt8(truncatingIfNeeded: size >> shift))
      }
    }
    bytes += [8, colourType, 0, 0, 0, 0, 0, 0, 0]
    return bytes
  }

  @Test func `a PNG header gives size and colour`() throws {
    let facts = try ArtworkInspector.facts(of: Self.png(width: 1400, height: 70_000, colourType: 2))
    #expect(facts.format == .png && facts.colourSpace == .rgb && facts.orientation == 1)
    #expect(facts.widthPixels == 1400 && facts.heightPixels == 70_000)
    let grey = try ArtworkInspector.facts(of: Self.png(width: 1, height: 1, colourType: 4))
    #expect(grey.colourSpace == .grey)
  }

  @Test(
    arguments: [
      [], [0xFF], [0xFF, 0xD8, 0xFF], [0xFF, 0xD8, 0xFF, 0xE1, 0xFF, 0xFF],
      [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8], [0xFF, 0xD8, 0xFF, 0xFF, 0xFF],
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], Array("RIFF1234WEBPVP8 ".utf8),
      Array("GIF89a".utf8), [0xFF, 0xD8, 0xFF, 0xDA, 0, 2, 0, 0],
    ] as [[UInt8]])
  func `anything else is refused`(bytes: [UInt8]) {
    let error = #expect(throws: FeedError.self) { try ArtworkInspector.facts(of: bytes) }
    #expect(error?.kind == .artworkUnreadable)
  }

  @Test func `a header cut anywhere never stops the program`() throws {
    var generator = SeededGenerator(seed: 42)
    for _ in 0..<2_000 {
      var bytes: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE1, 0, 30] + Array("Exif".utf8) + [0, 0]
      bytes += (0..<Int.random(in: 0...60, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      _ = try? ArtworkInspector.facts(of: bytes)  // refused or read, never trapped
    }
  }

  @Test(.needsPython)
  func `pictures written by Pillow are read as Pillow made them`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "studio-artwork-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }  // only a temporary folder
    let result = try PythonTool.run(["Tests/Interop/make_pictures.py", folder.path])
    try #require(result.exitCode == 0, "\(result.standardOutput)\(result.standardError)")
    let expected: [(String, ArtworkFacts.Format, Int, Int, ArtworkFacts.ColourSpace, Int)] = [
      ("rgb.jpg", .jpeg, 1400, 1400, .rgb, 1), ("progressive.jpg", .jpeg, 300, 200, .rgb, 1),
      ("cmyk.jpg", .jpeg, 64, 64, .cmyk, 1), ("grey.jpg", .jpeg, 64, 65, .grey, 1),
      ("turned.jpg", .jpeg, 64, 32, .rgb, 6), ("rgba.png", .png, 64, 64, .rgb, 1),
      ("palette.png", .png, 10, 20, .rgb, 1), ("grey.png", .png, 10, 20, .grey, 1),
    ]
    for (name, format, width, height, space, orientation) in expected {
      let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
      #expect(
        try ArtworkInspector.facts(of: bytes)
          == ArtworkFacts(
            format: format, widthPixels: width, heightPixels: height, colourSpace: space,
            bytes: bytes.count, orientation: orientation), "\(name)")
    }
    let webP = Array(try Data(contentsOf: folder.appending(path: "webp.png")))
    #expect(throws: FeedError.self) { try ArtworkInspector.facts(of: webP) }
  }
}
