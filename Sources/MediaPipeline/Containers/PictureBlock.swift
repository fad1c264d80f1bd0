internal import FoundationEssentials

/// A front cover as FLAC keeps it, for containers whose comments can carry it.
///
/// - Source: RFC 9639 §8.8 (picture block); RFC 7845 and the Xiph wiki ("VorbisComment", cover art)
///   for `METADATA_BLOCK_PICTURE`, its Base64 as a comment.
struct PictureBlock {
  private let bytes: [UInt8]

  /// Lays a picture out.
  init(_ image: CoverImage) {
    // §8.8, table 13: 3 is the front cover. Depth 24 bits; 0 colours: no palette is named.
    bytes =
      ID3Frame.big32(3) + Self.counted(Array(image.mediaType.utf8)) + Self.counted([])
      + [image.width, image.height, 24, 0].flatMap(ID3Frame.big32) + Self.counted(image.bytes)
  }

  /// The picture as a Vorbis comment.
  var comment: (key: String, value: String) {
    ("METADATA_BLOCK_PICTURE", Data(bytes).base64EncodedString())
  }

  private static func counted(_ bytes: [UInt8]) -> [UInt8] {
    ID3Frame.big32(bytes.count) + bytes
  }
}
