import Foundation

/// What the operating system says about failed calls.
package enum SystemCall {
  /// The text of the last failed call on this thread: "No space left on device".
  package static var lastErrorText: String { text(of: errno) }

  /// The text of an error number.
  ///
  /// - Parameter number: a value of `errno`.
  /// - Returns: the system's own words.
  package static func text(of number: Int32) -> String {
    unsafe String(cString: strerror(number))
  }
}
