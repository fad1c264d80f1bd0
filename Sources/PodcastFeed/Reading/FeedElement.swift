/// One element of a feed that was read.
struct FeedElement: Sendable {
  /// Local name: `title`.
  let name: String
  /// Namespace URI; empty for the elements of RSS itself.
  let namespace: String
  /// Name as written, with its prefix: `itunes:title`.
  let qualifiedName: String
  /// Attributes by qualified name.
  let attributes: [String: String]
  /// Line of the start tag, from 1.
  let line: Int
  /// Character data directly inside, not trimmed.
  var text = ""
  /// Child elements in document order.
  var children: [FeedElement] = []

  /// Children of one name in one namespace.
  func all(_ name: String, in namespace: FeedNamespace? = nil) -> [FeedElement] {
    children.filter { $0.name == name && $0.namespace == (namespace?.rawValue ?? "") }
  }

  /// The first child of one name.
  func first(_ name: String, in namespace: FeedNamespace? = nil) -> FeedElement? {
    children.first { $0.name == name && $0.namespace == (namespace?.rawValue ?? "") }
  }

  /// Whether the element is of one of our namespaces.
  func isIn(_ namespace: FeedNamespace) -> Bool { self.namespace == namespace.rawValue }
}
