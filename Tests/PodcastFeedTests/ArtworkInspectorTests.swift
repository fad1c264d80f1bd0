import Foundation
import StudioTestSupport
import Testing

@testable import PodcastFeed

@Suite struct ArtworkInspectorTests {
  /// A JPEG's header with the segments that matter.
  static func jpeg(
    _ width: Int, _ height: Int, components: UInt8 = 3, orientation: UInt8? = nil
  ) -> [UInt8] {
    var bytes: [UInt8] = [0xFF, 0xD8]
    if let orientation {
      let tiff: [UInt8] = [
        0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0,
      ]
      let payload = Array("Exif\0\0".utf8) + tiff
      bytes += [0xFF, 0xE1, 0, UInt8(payload.count + 2)] + payload
    }
    let size = [UInt8(height >> 8), UInt8(height & 255), UInt8(width >> 8), UInt8(width & 255)]
    let parts = (0..<components).flatMap { [$0, 0x11, 0] }
    return bytes + [0xFF, 0xFF, 0xC0, 0, 8 + 3 * components, 8] + size + [components] + parts
  }

  static func png(_ width: Int, _ height: Int, colourType: UInt8) -> [UInt8] {
    func four(_ number: Int) -> [UInt8] {
      [
        UInt8(number >> 24), UInt8(number >> 16 & 255), UInt8(number >> 8 & 255),
        UInt8(number & 255),
      ]
    }
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
      + four(width) + four(height) + [8, colourType, 0, 0, 0, 0, 0, 0, 0]
  }

  @Test(arguments: [1_400, 1_500, 3_000])
  func `a square RGB picture of a cover's size is taken`(side: Int) throws {
    #expect(try ArtworkInspector.cover(Self.jpeg(side, side)).format == .jpeg)
    #expect(try ArtworkInspector.cover(Self.png(side, side, colourType: 2)).format == .png)
    #expect(try ArtworkInspector.cover(Self.jpeg(side, side, orientation: 1)).orientation == 1)
  }

  @Test(arguments: [
    (jpeg(1_399, 1_399), ArtworkRefusal.Rule.size), (jpeg(3_001, 3_001), .size),
    (jpeg(1_500, 1_499), .square), (jpeg(1_500, 1_500, components: 4), .colour),
    (jpeg(1_500, 1_500, components: 1), .colour), (png(1_500, 1_500, colourType: 0), .colour),
    (jpeg(1_500, 1_500, orientation: 6), .orientation), (Array("<svg/>".utf8), .format),
    (Array(jpeg(1_500, 1_500).prefix(12)), .format), ([], .format),
  ])
  func `anything else names the rule it breaks`(bytes: [UInt8], rule: ArtworkRefusal.Rule) {
    let refusal = #expect(throws: ArtworkRefusal.self) { try ArtworkInspector.cover(bytes) }
    #expect(refusal?.rule == rule)
  }

  @Test func `the sample cover is a cover`() throws {
    let file = PackageRoot.url.appending(path: "Samples/artwork/cover.jpg")
    let facts = try ArtworkInspector.cover(Array(try Data(contentsOf: file)))
    #expect(facts.widthPixels == 1_500)
    #expect(facts.colourSpace == .rgb)
  }

  @Test func `random bytes behind a JPEG's start never stop the program`() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<2_000 {
      var bytes = Self.jpeg(1_500, 1_500, orientation: 1)
      for _ in 0..<4 {
        bytes[Int.random(in: 2..<bytes.count, using: &random)] = .random(
          in: 0...255, using: &random)
      }
      _ = ArtworkInspector.facts(
        Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random))))
    }
  }
}
