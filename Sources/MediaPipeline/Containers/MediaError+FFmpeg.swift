internal import FFmpegShim
internal import Glibc

extension MediaError {
  /// The one place where a code of the shim becomes an error of ours.
  ///
  /// - Parameters:
  ///   - avCode: negative code of the shim.
  ///   - operation: what was being done, in English.
  ///   - fallback: the kind of failure when the code itself does not name one.
  /// - Returns: the error, with what FFmpeg logged last on this thread.
  static func ffmpeg(_ avCode: Int32, _ operation: String, fallback: Code) -> MediaError {
    let text = unsafe text(capacity: 128) { unsafe fs_error_text(avCode, $0, $1) }
    var detail = "\(operation): \(text)"
    let line = unsafe Self.text(capacity: 512) { unsafe fs_take_log_line($0, $1) }
    if !line.isEmpty { detail += " (\(line))" }
    return MediaError(kind(avCode) ?? fallback, detail: detail)
  }

  /// A failed system call.
  static func system(_ number: Int32, _ operation: String, fallback: Code) -> MediaError {
    MediaError(
      kind(-number) ?? fallback, detail: "\(operation): \(unsafe String(cString: strerror(number)))"
    )
  }

  private static func kind(_ code: Int32) -> Code? {
    switch code {
    case FS_UNSUPPORTED_FORMAT, FS_UNSUPPORTED_CODEC, FS_OUT_OF_RANGE: .unsupportedFormat
    case FS_NO_AUDIO: .noAudio
    case FS_EMPTY: .emptyInput
    case FS_STOPPED: .cancelled
    case -ENOSPC, -EDQUOT: .diskFull
    case -ENOENT: .notFound
    default: nil
    }
  }

  /// The NUL-terminated text that `write` puts into a buffer of `capacity` bytes.
  static func text(
    capacity: Int, _ write: (UnsafeMutablePointer<CChar>, Int) -> Void
  ) -> String {
    unsafe String(unsafeUninitializedCapacity: capacity) { bytes in
      guard let start = bytes.baseAddress else { return 0 }
      return unsafe start.withMemoryRebound(to: CChar.self, capacity: capacity) { characters in
        unsafe write(characters, capacity)
        return unsafe strlen(characters)
      }
    }
  }
}
