internal import FFmpegShim

/// The MD5 of samples (RFC 1321), of which a FLAC file keeps one (RFC 9639 section 8.2).
///
/// Not `Sendable`: it hears the samples in order.
@safe final class SampleDigest {
  private let handle: OpaquePointer

  /// Starts with no samples.
  ///
  /// - Throws: ``MediaError`` with code `outputUnwritable` when there is no memory.
  init() throws(MediaError) {
    guard let made = unsafe fs_md5_create() else {
      throw MediaError(.outputUnwritable, detail: "no memory for a digest")
    }
    unsafe handle = made
  }

  deinit { unsafe fs_md5_free(handle) }

  /// Adds packed samples.
  func add(_ bytes: ArraySlice<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      unsafe fs_md5_add(handle, base, buffer.count)
    }
  }

  /// Ends it; it is not to be used any more.
  ///
  /// - Returns: 16 bytes.
  func finish() -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: 16) { buffer, count in
      guard let base = buffer.baseAddress else { return }
      unsafe fs_md5_finish(handle, base)
      count = 16
    }
  }
}
