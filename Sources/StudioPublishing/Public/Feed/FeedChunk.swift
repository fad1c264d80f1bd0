import Foundation

/// A run of rendered items, with the same bytes compressed.
struct FeedChunk {
  /// One item of it.
  struct Item: Equatable {
    /// Names the item's content.
    let key: String
    /// How many bytes it has.
    let count: Int
  }

  /// The items, in the order of the feed.
  let items: [Item]
  /// The items' XML, one behind the other.
  let xml: [UInt8]
  /// The checksum of the XML.
  let checksum: Checksum
  /// The same as a piece of a gzip file.
  let deflated: [UInt8]

  /// Compresses rendered items.
  ///
  /// - Parameter fragments: each item's key and XML.
  /// - Throws: ``CompressionFailure``.
  init(_ fragments: [(key: String, xml: [UInt8])]) throws {
    items = fragments.map { Item(key: $0.key, count: $0.xml.count) }
    xml = fragments.flatMap(\.xml)
    checksum = .of(xml)
    deflated = try DeflatePiece.compress(xml, isLast: false)
  }

  /// The items one by one.
  var fragments: [(key: String, xml: [UInt8])] {
    var start = 0
    return items.map { item in
      defer { start += item.count }
      return (item.key, Array(xml[start..<start + item.count]))
    }
  }
}

extension FeedChunk {
  /// The first word of a kept chunk: the form below, in its first version.
  private static let mark = "studio-items-1"

  /// The chunk as a file: one line of counts and checksums, a line an item, the two contents.
  ///
  /// The checksums stand in for syncing: a chunk that a power cut left incomplete is not used.
  var file: [UInt8] {
    let head = [
      Self.mark, String(items.count), String(xml.count), String(deflated.count),
      String(checksum.value), String(Checksum.of(deflated).value),
    ].joined(separator: " ")
    let lines = items.map { "\($0.key) \($0.count)\n" }.joined()
    return Array("\(head)\n\(lines)".utf8) + xml + deflated
  }

  /// Reads a kept chunk; nil when it is not whole.
  init?(file: [UInt8]) {
    var rest = file[...]
    guard let head = Self.line(&rest)?.split(separator: " "), head.count == 6,
      head[0] == Self.mark
    else { return nil }
    let numbers = head.dropFirst().compactMap { Int($0) }
    guard numbers.count == 5, numbers.allSatisfy({ $0 >= 0 }) else { return nil }
    var items: [Item] = []
    for _ in 0..<numbers[0] {
      guard let words = Self.line(&rest)?.split(separator: " "), words.count == 2,
        let count = Int(words[1]), count >= 0
      else { return nil }
      items.append(Item(key: String(words[0]), count: count))
    }
    guard rest.count == numbers[1] + numbers[2],
      items.reduce(0, { $0 + $1.count }) == numbers[1]
    else { return nil }
    self.items = items
    xml = Array(rest.prefix(numbers[1]))
    deflated = Array(rest.suffix(numbers[2]))
    checksum = .of(xml)
    guard checksum.value == UInt32(exactly: numbers[3]),
      Checksum.of(deflated).value == UInt32(exactly: numbers[4])
    else { return nil }
  }

  private static func line(_ rest: inout ArraySlice<UInt8>) -> String? {
    guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    defer { rest = rest[(end + 1)...] }
    return String(decoding: rest[..<end], as: UTF8.self)
  }
}
