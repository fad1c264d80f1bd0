/// Reads what a picture's header says, without decoding it.
public enum ArtworkInspector {
  /// Inspects a picture.
  ///
  /// - Parameter bytes: the whole file; only the header is read, the count is kept.
  /// - Returns: real type, size, colour and orientation.
  /// - Throws: ``FeedError`` with code `artwork_unreadable` for anything but JPEG and PNG, and for
  ///   a header that is cut off.
  public static func facts(of bytes: [UInt8]) throws(FeedError) -> ArtworkFacts {
    if bytes.starts(with: pngSignature) { return try png(bytes) }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return try jpeg(bytes) }
    throw FeedError(.artworkUnreadable, ["detail": name(ofUnknown: bytes)])
  }

  /// Source: PNG (ISO/IEC 15948) §5.2.
  private static let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// IHDR is the first chunk: length, "IHDR", width, height, depth, colour type (§11.2.2); colour
  /// types 0 and 4 are grey.
  private static func png(_ bytes: [UInt8]) throws(FeedError) -> ArtworkFacts {
    guard bytes.count >= 33, bytes[12..<16].elementsEqual("IHDR".utf8) else {
      throw FeedError(.artworkUnreadable, ["detail": "PNG without IHDR"])
    }
    let reader = HeaderReader(bytes: bytes[...], isBigEndian: true)
    return ArtworkFacts(
      format: .png, widthPixels: reader.number(at: 16, width: 4) ?? 0,
      heightPixels: reader.number(at: 20, width: 4) ?? 0,
      colourSpace: [0, 4].contains(bytes[25]) ? .grey : .rgb, bytes: bytes.count)
  }

  /// Walks the segments up to the frame header; an EXIF segment before it gives the orientation.
  ///
  /// Source: JPEG (ITU-T T.81) §B.1.1.4 segments, §B.2.2 frame header.
  private static func jpeg(_ bytes: [UInt8]) throws(FeedError) -> ArtworkFacts {
    let reader = HeaderReader(bytes: bytes[...], isBigEndian: true)
    var position = 2
    var orientation = 1
    while position + 4 <= bytes.count, bytes[position] == 0xFF {
      let marker = bytes[position + 1]
      if marker == 0xFF {  // fill byte
        position += 1
        continue
      }
      guard let length = reader.number(at: position + 2, width: 2), length >= 2 else { break }
      if isFrameHeader(marker) {
        guard let height = reader.number(at: position + 5, width: 2),
          let width = reader.number(at: position + 7, width: 2),
          let components = reader.number(at: position + 9, width: 1)
        else { break }
        let space: ArtworkFacts.ColourSpace =
          components == 4 ? .cmyk : components == 1 ? .grey : .rgb
        return ArtworkFacts(
          format: .jpeg, widthPixels: width, heightPixels: height, colourSpace: space,
          bytes: bytes.count, orientation: orientation)
      }
      let end = min(position + 2 + length, bytes.count)
      if marker == 0xE1, let found = exifOrientation(bytes[(position + 4)..<max(end, position + 4)])
      {
        orientation = found
      }
      if marker == 0xDA { break }  // picture data before any frame header
      position += 2 + length
    }
    throw FeedError(.artworkUnreadable, ["detail": "JPEG without frame header"])
  }

  /// SOF0 to SOF15, without the tables and extensions among them (T.81 table B.1).
  private static func isFrameHeader(_ marker: UInt8) -> Bool {
    (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
  }

  /// Source: Exif 2.32 §4.5 and §4.6.4: tag 0x0112 in the first directory.
  private static func exifOrientation(_ segment: ArraySlice<UInt8>) -> Int? {
    guard segment.starts(with: Array("Exif".utf8) + [0, 0]) else { return nil }
    let tiff = segment.dropFirst(6)
    let reader = HeaderReader(bytes: tiff, isBigEndian: tiff.first == UInt8(ascii: "M"))
    guard let directory = reader.number(at: 4, width: 4),
      let count = reader.number(at: directory, width: 2)
    else { return nil }
    for index in 0..<min(count, 200) {
      let entry = directory + 2 + index * 12
      if reader.number(at: entry, width: 2) == 0x0112 {
        let value = reader.number(at: entry + 8, width: 2) ?? 1
        return (1...8).contains(value) ? value : 1
      }
    }
    return nil
  }

  /// What the bytes are, for people: a known kind of file, else their number and the first few.
  private static func name(ofUnknown bytes: [UInt8]) -> String {
    if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) {
      return "WebP"
    }
    for kind in kinds where bytes.starts(with: kind.start.utf8) { return kind.name }
    if bytes.dropFirst(4).starts(with: "ftyp".utf8) { return "HEIC, AVIF, MP4" }
    let first: [String] = bytes.prefix(4).map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return byte < 16 ? "0\(digits)" : digits
    }
    return first.isEmpty ? "0 bytes" : "\(bytes.count) bytes: \(first.joined(separator: " "))…"
  }

  /// Source: the signature each format's own specification gives.
  private static let kinds: [(start: String, name: String)] = [
    ("GIF8", "GIF"), ("BM", "BMP"), ("%PDF", "PDF"), ("II*\0", "TIFF"), ("MM\0*", "TIFF"),
    ("<svg", "SVG"), ("<?xml", "XML, SVG"), ("<!DOCTYPE", "HTML"), ("ID3", "MP3"),
    ("8BPS", "Photoshop"), ("PK\u{3}", "ZIP"),
  ]
}
