/// The segments of a JPEG up to its frame header (ITU-T T.81 §B.2).
struct JPEGHeader {
  private(set) var facts: ArtworkFacts
  private var orientation = 1

  /// Walks the segments; nil when this is no JPEG or it ends before a frame header.
  init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
    var found: (width: Int, height: Int, components: Int)?
    var at = 2
    while found == nil {
      guard at + 4 <= bytes.count, bytes[at] == 0xFF else { return nil }
      let marker = bytes[at + 1]
      if marker == 0xFF {  // a fill byte before the marker (§B.1.1.2)
        at += 1
        continue
      }
      let length = ArtworkInspector.bigEndian(bytes[at + 2..<at + 4])
      let end = at + 2 + length
      guard length >= 2, end <= bytes.count else { return nil }
      let segment = bytes[at + 4..<end]
      // SOF0…SOF15 without DHT, JPG and DAC.
      let isFrame = (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
      if isFrame, segment.count >= 6 {
        let fields = Array(segment)
        found = (
          ArtworkInspector.bigEndian(fields[3..<5]), ArtworkInspector.bigEndian(fields[1..<3]),
          Int(fields[5])
        )
      } else if marker == 0xE1 {
        orientation = Self.exifOrientation(Array(segment)) ?? orientation
      }
      at = end
    }
    guard let found, found.width > 0, found.height > 0 else { return nil }
    let colours: ArtworkFacts.ColourSpace =
      switch found.components {
      case 1: .grey
      case 4: .cmyk
      default: .rgb
      }
    facts = ArtworkFacts(
      format: .jpeg, widthPixels: found.width, heightPixels: found.height, colourSpace: colours,
      bytes: bytes.count, orientation: orientation)
  }

  /// Reads tag 0x0112 of the first directory of an Exif segment.
  private static func exifOrientation(_ segment: [UInt8]) -> Int? {
    guard segment.starts(with: Array("Exif\0\0".utf8)) else { return nil }
    let tiff = Array(segment.dropFirst(6))
    guard tiff.count >= 8 else { return nil }
    let isLittle = tiff[0] == UInt8(ascii: "I")
    func number(_ start: Int, _ count: Int) -> Int? {
      guard start >= 0, start + count <= tiff.count else { return nil }
      let part = tiff[start..<start + count]
      return isLittle
        ? ArtworkInspector.bigEndian(part.reversed()) : ArtworkInspector.bigEndian(part)
    }
    guard let directory = number(4, 4), let entries = number(directory, 2) else { return nil }
    for entry in 0..<min(entries, 64) {
      let start = directory + 2 + 12 * entry
      if number(start, 2) == 0x0112 { return number(start + 8, 2) }
    }
    return nil
  }
}
