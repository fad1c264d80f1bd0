internal import Foundation

#if canImport(FoundationXML)
  internal import FoundationXML
#endif

/// A feed read from bytes that may come from anybody.
struct FeedDocument {
  /// The `rss` element.
  let rss: FeedElement
  /// Its channel.
  let channel: FeedElement
  /// Namespace URI by prefix, as declared anywhere; the last declaration counts.
  let prefixes: [String: String]
  /// Encoding named by the XML declaration, lower case; `utf-8` when none is.
  let encoding: String
  /// Whether the bytes begin with a byte-order mark.
  let hasByteOrderMark: Bool

  /// Encodings in which an entity declaration cannot hide from a scan of the bytes.
  private static let encodings: Set<String> = [
    "utf-8", "utf8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252",
  ]

  /// Reads a feed.
  ///
  /// Nothing outside the bytes is ever loaded, and entity declarations are refused unread.
  init(_ bytes: [UInt8], limitBytes: Int) throws(FeedError) {
    guard bytes.count <= limitBytes else {
      throw FeedError(
        .feedTooLarge, ["bytes": String(bytes.count), "limit": String(limitBytes)])
    }
    encoding = Self.declaredEncoding(of: bytes)
    guard Self.encodings.contains(encoding), !bytes.prefix(256).contains(0) else {
      throw FeedError(.feedEncodingRefused, ["encoding": encoding])
    }
    guard !Self.contains(bytes, "<!ENTITY") else { throw FeedError(.feedDeclaresEntities) }
    hasByteOrderMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let builder = FeedTreeBuilder()
    let parser = XMLParser(data: Data(bytes))
    parser.shouldResolveExternalEntities = false
    parser.shouldProcessNamespaces = true
    parser.shouldReportNamespacePrefixes = true
    parser.delegate = builder
    guard parser.parse(), let root = builder.root else {
      throw FeedError(.feedMalformed, ["line": String(parser.lineNumber)])
    }
    guard root.name == "rss", root.namespace.isEmpty, let channel = root.first("channel") else {
      throw FeedError(.feedNotRSS, ["root": String(root.qualifiedName.prefix(40))])
    }
    rss = root
    self.channel = channel
    prefixes = builder.prefixes
  }

  private static func declaredEncoding(of bytes: [UInt8]) -> String {
    let head = String(decoding: bytes.prefix(200), as: UTF8.self)
    guard let end = head.firstRange(of: "?>"),
      let key = head[..<end.lowerBound].firstRange(of: "encoding")
    else { return "utf-8" }
    let value = head[key.upperBound..<end.lowerBound]
    return value.split { $0 == "=" || $0 == "\"" || $0 == "'" || $0.isWhitespace }
      .first.map { $0.lowercased() } ?? ""
  }

  private static func contains(_ bytes: [UInt8], _ text: StaticString) -> Bool {
    Data(bytes).range(of: Data("\(text)".utf8)) != nil
  }
}
