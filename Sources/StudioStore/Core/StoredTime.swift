import Foundation

/// Instants as people read them in messages: RFC 3339 in UTC.
enum StoredTime {
  static func text(_ utcSeconds: Int) -> String {
    Date(timeIntervalSince1970: TimeInterval(utcSeconds)).formatted(.iso8601)
  }
}
