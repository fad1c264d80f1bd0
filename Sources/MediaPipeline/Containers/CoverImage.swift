/// A JPEG or PNG picture whose header was read; its pixels are copied, never decoded.
public struct CoverImage: Sendable, Hashable {
  /// The two kinds of picture players show.
  public enum Kind: Sendable {
    /// ITU-T T.81.
    case jpeg
    /// ISO/IEC 15948.
    case png
  }

  /// Bytes a cover may have.
  public static let maxBytes = 10 << 20
  /// Pixels a cover may have (threat model row 6: a small file of enormous pictures).
  public static let maxPixels = 25_000_000

  /// Kind of picture, from its content.
  public let kind: Kind
  /// Pixels across and down.
  public let width: Int
  /// Pixels down.
  public let height: Int
  /// The file as it is.
  public let bytes: [UInt8]

  /// The media type of its bytes.
  var mediaType: String { kind == .png ? "image/png" : "image/jpeg" }

  /// Reads a picture's header, and looks whether it is all there.
  ///
  /// - Parameter bytes: a whole JPEG or PNG file.
  /// - Throws: ``MediaError`` with code `badCover` when it is neither, has no size, ends
  ///   too early or is over a limit.
  public init(bytes: [UInt8]) throws(MediaError) {
    guard bytes.count <= Self.maxBytes else {
      throw Self.refusal("\(bytes.count) bytes, at most \(Self.maxBytes)")
    }
    if let size = Self.pngSize(bytes) {
      (kind, width, height) = (.png, size.width, size.height)
    } else if let size = Self.jpegSize(bytes) {
      (kind, width, height) = (.jpeg, size.width, size.height)
    } else {
      throw Self.refusal("neither a JPEG nor a PNG")
    }
    guard width > 0, height > 0, width * height <= Self.maxPixels else {
      throw Self.refusal("\(width) × \(height) pixels, at most \(Self.maxPixels) in all")
    }
    guard kind == .png ? Self.isWholePNG(bytes) : Self.isWholeJPEG(bytes) else {
      throw Self.refusal("the picture ends too early, after \(bytes.count) bytes")
    }
    self.bytes = bytes
  }

  /// Whether the chunks lead to IEND, the last one (ISO/IEC 15948 §5.6).
  private static func isWholePNG(_ bytes: [UInt8]) -> Bool {
    var at = 8
    while at + 12 <= bytes.count {
      let length = big(bytes[at..<at + 4])
      let isLast = bytes[at + 4..<at + 8].elementsEqual("IEND".utf8)
      at += 12 + length
      if isLast { return at <= bytes.count }
    }
    return false
  }

  /// Whether the segments and the data between them lead to EOI (ITU-T T.81 §B.1.1.3, §B.2.1).
  private static func isWholeJPEG(_ bytes: [UInt8]) -> Bool {
    var at = 2
    while at + 1 < bytes.count {
      guard bytes[at] == 0xFF else {
        // Coded data: what is a marker begins with FF, which data never does without a 0 behind it.
        at += 1
        continue
      }
      switch bytes[at + 1] {
      case 0xD9: return true
      case 0xFF: at += 1
      // Stuffed zeros, restart markers and TEM have no length.
      case 0x00, 0x01, 0xD0...0xD7: at += 2
      default:
        guard at + 4 <= bytes.count else { return false }
        at += 2 + big(bytes[at + 2..<at + 4])
      }
    }
    return false
  }

  private static func refusal(_ detail: String) -> MediaError {
    MediaError(.badCover, detail: detail)
  }

  /// Size in IHDR, the first chunk of a PNG (ISO/IEC 15948 §11.2.2).
  private static func pngSize(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
    let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    guard bytes.count >= 33, bytes.starts(with: signature),
      bytes[12..<16].elementsEqual("IHDR".utf8)
    else { return nil }
    let size = (big(bytes[16..<20]), big(bytes[20..<24]))
    // The width is a 31-bit number; this also keeps the product from overflowing.
    return size.0 < 1 << 31 && size.1 < 1 << 31 ? size : nil
  }

  /// Size in the start-of-frame segment of a JPEG (ITU-T T.81 §B.2.2).
  private static func jpegSize(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
    guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
    var at = 2
    while at + 9 <= bytes.count, bytes[at] == 0xFF {
      let marker = bytes[at + 1]
      // Fill byte before a marker (§B.1.1.2).
      if marker == 0xFF {
        at += 1
        continue
      }
      // SOF0…SOF15 without DHT, JPG and DAC.
      if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
        return (big(bytes[at + 7..<at + 9]), big(bytes[at + 5..<at + 7]))
      }
      at += 2 + big(bytes[at + 2..<at + 4])
    }
    return nil
  }

  private static func big(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }
}
