import Foundation

/// What the operating system said about the last failed call on this thread.
package enum SystemCall {
  /// The text of `errno`: "No space left on device".
  package static var lastErrorText: String {
    unsafe String(cString: strerror(errno))
  }
}
