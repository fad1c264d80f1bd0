extension LintPass {
  /// Checks what surrounds the channel: encoding and namespaces.
  mutating func checkDocument(_ document: FeedDocument) {
    if document.encoding != "utf-8" && document.encoding != "utf8" {
      report(.encodingNotUTF8, document.rss, ["actual": document.encoding])
    }
    if document.hasByteOrderMark { report(.byteOrderMark, document.rss) }
    if document.rss.attributes["version"] != "2.0" {
      report(
        .attributeInvalid, document.rss,
        ["attribute": "version", "actual": document.rss.attributes["version"] ?? ""])
    }
    for namespace in FeedNamespace.allCases {
      guard let uri = document.prefixes[namespace.prefix], uri != namespace.rawValue else {
        continue
      }
      report(
        .namespaceWrong, document.rss,
        ["element": namespace.prefix, "actual": uri, "allowed": namespace.rawValue])
    }
  }
}
