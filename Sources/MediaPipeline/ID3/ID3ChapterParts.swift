/// Links and pictures of an MP3's chapters, which libavformat does not read.
///
/// Only what is plain is taken: a tag without unsynchronisation, frames without compression or
/// encryption. Anything else has chapters without links and pictures, as before.
///
/// - Source: ID3v2.3.0 and ID3v2.4.0 §3, ID3v2 Chapter Frame Addendum 1.0 §3.1.
struct ID3ChapterParts {
  /// What one chapter has besides its time and title.
  struct Part: Equatable {
    var link: String?
    /// The bytes of its picture, unchecked.
    var image: [UInt8]?
  }

  /// By the chapter's start, milliseconds.
  private(set) var parts: [Int64: Part] = [:]

  /// Bytes of a tag that is looked at; pictures of five hundred chapters fit.
  private static let maxBytes = 64 << 20
  private static let headerBytes = 10

  /// Reads the tag at the beginning of a file; one that has none, or a broken one, has no parts.
  init(descriptor: Int32) {
    guard let head = try? FileBytes.read(descriptor, count: Self.headerBytes, at: 0),
      head.starts(with: Array("ID3".utf8)),
      head[3] == 3 || head[3] == 4, head[5] & 0x80 == 0
    else { return }
    let size = Self.synchsafe(head[6...])
    guard size <= Self.maxBytes,
      let tag = try? FileBytes.read(descriptor, count: size, at: Self.headerBytes)
    else {
      return
    }
    let isSynchsafe = head[3] == 4
    var body = tag[...]
    if head[5] & 0x40 != 0 {
      // The extended header: 2.3 counts what follows its size, 2.4 all of it (§3.2).
      guard body.count >= 4 else { return }
      let length = isSynchsafe ? Self.synchsafe(body) : Self.big32(body) + 4
      body = body.dropFirst(length)
    }
    for frame in Frames(body, isSynchsafe: isSynchsafe) where frame.id == "CHAP" {
      guard let end = frame.body.firstIndex(of: 0) else { continue }
      let rest = frame.body[(end + 1)...]
      // Start, end, and two byte offsets, four bytes each.
      guard rest.count >= 16 else { continue }
      let part = Self.part(Frames(rest.dropFirst(16), isSynchsafe: isSynchsafe))
      if part != Part() { parts[Int64(Self.big32(rest))] = part }
    }
  }

  private static func part(_ frames: Frames) -> Part {
    var part = Part()
    for frame in frames {
      switch frame.id {
      case "WXXX":
        // Encoding, description, then the address, always Latin-1 (§4.3.2).
        let address = afterText(frame.body.dropFirst(), encoding: frame.body.first)
          .prefix { $0 != 0 }
        if !address.isEmpty {
          part.link = String(String.UnicodeScalarView(address.map { Unicode.Scalar($0) }))
        }
      case "APIC":
        // Encoding, media type, kind, description, then the picture (§4.15).
        guard let end = frame.body.dropFirst().firstIndex(of: 0) else { continue }
        let image = afterText(frame.body[(end + 1)...].dropFirst(), encoding: frame.body.first)
        if !image.isEmpty { part.image = Array(image) }
      default: break
      }
    }
    return part
  }

  /// What follows a terminated text: one NUL, or in UTF-16 two at an even place.
  private static func afterText(_ bytes: ArraySlice<UInt8>, encoding: UInt8?) -> ArraySlice<UInt8> {
    guard encoding == 1 || encoding == 2 else {
      return bytes.firstIndex(of: 0).map { bytes[($0 + 1)...] } ?? []
    }
    var place = bytes.startIndex
    while place + 1 < bytes.endIndex {
      if bytes[place] == 0, bytes[place + 1] == 0 { return bytes[(place + 2)...] }
      place += 2
    }
    return []
  }

  /// The frames of a tag or of a chapter, up to the padding or the first that does not fit.
  private struct Frames: Sequence, IteratorProtocol {
    private var rest: ArraySlice<UInt8>
    private let isSynchsafe: Bool

    init(_ bytes: ArraySlice<UInt8>, isSynchsafe: Bool) {
      rest = bytes
      self.isSynchsafe = isSynchsafe
    }

    mutating func next() -> (id: String, body: ArraySlice<UInt8>)? {
      while rest.count > headerBytes, let first = rest.first, first != 0 {
        let sizes = rest.dropFirst(4)
        let size = isSynchsafe ? synchsafe(sizes) : big32(sizes)
        let flags = rest[rest.startIndex + 9]
        guard size <= rest.count - headerBytes else { return nil }
        let id = String(decoding: rest.prefix(4), as: UTF8.self)
        let body = rest.dropFirst(headerBytes).prefix(size)
        rest = rest.dropFirst(headerBytes + size)
        // Compressed, encrypted, grouped or unsynchronised (2.3 §3.3.1, 2.4 §4.1.2).
        if flags == 0 { return (id, body) }
      }
      return nil
    }
  }

  /// 28 bits in the low sevens of four bytes (§3.1); 0 when there are not four.
  private static func synchsafe(_ bytes: ArraySlice<UInt8>) -> Int {
    guard bytes.count >= 4 else { return 0 }
    return bytes.prefix(4).reduce(0) { $0 << 7 | Int($1 & 0x7F) }
  }

  private static func big32(_ bytes: ArraySlice<UInt8>) -> Int {
    guard bytes.count >= 4 else { return 0 }
    return bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
  }
}
