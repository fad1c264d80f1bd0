internal import FFmpegShim

/// SHA-256 of a file (FIPS 180-4).
enum FileDigest {
  /// The digest of the whole file, lower-case hexadecimal.
  ///
  /// - Throws: ``MediaError`` with code `cancelled`, or `outputUnwritable` when it cannot be read.
  static func sha256(descriptor: Int32, stop: StopFlag) throws(MediaError) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    let code = unsafe digest.withUnsafeMutableBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return Int32(0) }
      return unsafe fs_sha256(descriptor, stop.handle, base)
    }
    if code < 0 { throw .ffmpeg(code, "read back", fallback: .outputUnwritable) }
    return digest.map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }.joined()
  }
}
