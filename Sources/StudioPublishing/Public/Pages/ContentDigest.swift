import Crypto
import Foundation
import PodcastFeed

/// The hash of everything that something is made from; the same values always give the same text.
struct ContentDigest {
  private var hash = SHA256()

  /// Adds a text; its length goes first, so that neighbouring texts cannot be confused.
  mutating func add(_ text: String?) {
    guard let text else { return add(-1) }
    add(text.utf8.count)
    hash.update(data: Array(text.utf8))
  }

  /// Adds a number; nil counts as a value of its own.
  mutating func add(_ number: Int?) {
    hash.update(data: Array("\(number ?? Int.min);".utf8))
  }

  /// The hash so far, 64 hexadecimal digits.
  var text: String { Hexadecimal.text(hash.finalize()) }
}
