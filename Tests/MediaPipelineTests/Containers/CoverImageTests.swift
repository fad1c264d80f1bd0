import Foundation
import StudioTestSupport
import Testing

@testable import MediaPipeline

/// Pictures of every kind: taken whole, or refused.
@Suite struct CoverImageTests {
  static let jpeg: [UInt8] = {
    let file = PackageRoot.url.appending(path: "Samples/artwork/cover.jpg")
    return (try? Data(contentsOf: file)).map(Array.init) ?? []
  }()

  @Test func `scenario 27: whole pictures are taken as they are`() throws {
    let jpeg = try CoverImage(bytes: Self.jpeg)
    #expect(jpeg.kind == .jpeg && jpeg.width >= 1400 && jpeg.bytes == Self.jpeg)
    let png = try CoverImage(bytes: Pictures.png)
    #expect(png.kind == .png && png.width == 1)
    // What a camera or a store appends behind the picture is no fault of it.
    #expect(try CoverImage(bytes: Self.jpeg + [0, 0, 0]).bytes.count == Self.jpeg.count + 3)
  }

  @Test(arguments: [0.02, 0.3, 0.9, 0.999])
  func `scenario 27: one that ends too early is refused`(part: Double) throws {
    for picture in [Self.jpeg, Pictures.png] {
      let cut = Array(picture.prefix(Int(Double(picture.count) * part)))
      #expect(throws: MediaError.self) { try CoverImage(bytes: cut) }
    }
  }

  @Test func `scenario 27: other formats, enormous ones and 20 MB are refused`() {
    let webP =
      Array("RIFF".utf8) + [16, 0, 0, 0] + Array("WEBPVP8 ".utf8) + [UInt8](repeating: 0, count: 64)
    var enormous = Pictures.png
    enormous.replaceSubrange(16..<24, with: [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60])
    let heavy = Self.jpeg + [UInt8](repeating: 0, count: 20 << 20)
    for bytes in [webP, enormous, heavy, [], Array("no picture".utf8)] {
      #expect {
        _ = try CoverImage(bytes: bytes)
      } throws: { error in
        (error as? MediaError)?.code == .badCover
      }
    }
  }
}
