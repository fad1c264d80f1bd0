import HTTPTypes

/// One file as one client gets it: the bytes, and what the headers say about them.
struct FileRepresentation: Sendable {
  /// The bytes.
  let file: OpenFile
  /// The value of `Content-Type`.
  let contentType: String
  /// Identifies exactly these bytes, in this encoding.
  let entityTag: EntityTag
  /// When the bytes last changed, as HTTP writes it; nil where clients must go by the tag alone.
  let lastModified: String?
  /// Fields of the file's kind, also `Content-Encoding` and `Vary`.
  let fields: HTTPFields

  /// Length in bytes.
  var size: Int64 { file.stamp.size }
}
