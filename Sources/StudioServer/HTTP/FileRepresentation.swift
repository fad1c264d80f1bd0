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
  /// The fields of 304: those of the file's kind, also `Content-Encoding` and `Vary`, and the
  /// validators.
  let validatingFields: HTTPFields
  /// The fields of 200.
  let fields: HTTPFields

  /// Puts the fields together once, for many answers.
  ///
  /// - Parameters:
  ///   - file: the bytes.
  ///   - contentType: the value of `Content-Type`.
  ///   - entityTag: identifies exactly these bytes, in this encoding.
  ///   - lastModified: when the bytes last changed; nil where clients must go by the tag alone.
  ///   - kindFields: the fields of the file's kind, also `Content-Encoding` and `Vary`.
  init(
    file: OpenFile, contentType: String, entityTag: EntityTag, lastModified: String?,
    kindFields: HTTPFields
  ) {
    self.file = file
    self.contentType = contentType
    self.entityTag = entityTag
    self.lastModified = lastModified
    var fields = kindFields
    fields[.eTag] = entityTag.headerValue
    fields[.lastModified] = lastModified
    validatingFields = fields
    fields[.acceptRanges] = "bytes"
    fields[.contentType] = contentType
    fields[.contentLength] = String(file.stamp.size)
    self.fields = fields
  }

  /// Length in bytes.
  var size: Int64 { file.stamp.size }
}
