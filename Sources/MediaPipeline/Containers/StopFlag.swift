internal import FFmpegShim

/// A request to stop, shared between the thread that works and those that may cancel it.
///
/// The flag is looked at between packets and inside reads and writes, so that work ends within
/// milliseconds of the request.
@safe public final class StopFlag: Sendable {
  // Atomic inside, made to be shared (fs_stop).
  nonisolated(unsafe) let handle: OpaquePointer

  /// Makes a flag that has not been raised.
  public init() {
    var created: OpaquePointer?
    unsafe fs_stop_create(&created)
    guard let created = unsafe created else { preconditionFailure("no memory for 16 bytes") }
    unsafe handle = created
  }

  deinit { unsafe fs_stop_free(handle) }

  /// Raises the flag; safe from any thread.
  public func request() { unsafe fs_stop_request(handle) }

  /// Whether the work is to stop.
  public var isRequested: Bool { unsafe fs_stop_requested(handle) != 0 }

  /// Ends the work when the flag is up.
  func check() throws(MediaError) {
    if isRequested { throw MediaError(.cancelled, detail: "stopped on request") }
  }
}
