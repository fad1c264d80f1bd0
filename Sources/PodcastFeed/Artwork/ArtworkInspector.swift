/// Looks at a picture's header without decoding it.
///
/// Sources: ITU-T T.81 §B.2 (JPEG markers and frame header), Adobe's APP14 segment for the colour
/// transform, TIFF 6.0 for the Exif orientation (tag 0x0112), W3C PNG §11.2.2 (IHDR).
public enum ArtworkInspector {
  /// Apple Podcasts: covers are square, 1400 to 3000 pixels (podcasters.apple.com/support/896).
  public static let coverPixels = 1_400...3_000

  /// Reads what a picture's header says.
  ///
  /// - Parameter bytes: the file; its first 64 kB suffice for most.
  /// - Returns: nil when it is neither a JPEG nor a PNG, or is cut inside its header.
  /// - Complexity: O(number of header segments).
  public static func facts(_ bytes: [UInt8]) -> ArtworkFacts? {
    png(bytes) ?? JPEGHeader(bytes)?.facts
  }

  /// Checks a cover.
  ///
  /// - Parameter bytes: the whole file.
  /// - Returns: what its header says.
  /// - Throws: ``ArtworkRefusal`` naming the first rule it breaks.
  public static func cover(_ bytes: [UInt8]) throws(ArtworkRefusal) -> ArtworkFacts {
    guard let facts = facts(bytes) else { throw ArtworkRefusal(.format, actual: "") }
    let size = "\(facts.widthPixels) × \(facts.heightPixels)"
    guard facts.widthPixels == facts.heightPixels else {
      throw ArtworkRefusal(.square, actual: size)
    }
    guard coverPixels.contains(facts.widthPixels) else {
      throw ArtworkRefusal(.size, actual: size)
    }
    guard facts.colourSpace == .rgb else {
      throw ArtworkRefusal(.colour, actual: facts.colourSpace.rawValue)
    }
    guard facts.orientation == 1 else {
      throw ArtworkRefusal(.orientation, actual: "\(facts.orientation)")
    }
    return facts
  }

  private static func png(_ bytes: [UInt8]) -> ArtworkFacts? {
    let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    guard bytes.count >= 33, bytes.starts(with: signature),
      bytes[12..<16].elementsEqual("IHDR".utf8)
    else { return nil }
    let (width, height) = (bigEndian(bytes[16..<20]), bigEndian(bytes[20..<24]))
    guard (1..<1 << 31).contains(width), (1..<1 << 31).contains(height) else { return nil }
    // Colour types 0 and 4 are grey, 2 and 6 true colour, 3 a palette of RGB.
    let isGrey = bytes[25] == 0 || bytes[25] == 4
    return ArtworkFacts(
      format: .png, widthPixels: width, heightPixels: height,
      colourSpace: isGrey ? .grey : .rgb, bytes: bytes.count)
  }

  static func bigEndian(_ bytes: some Sequence<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }
}
