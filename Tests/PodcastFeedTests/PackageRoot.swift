import Foundation

/// The checkout this test was built from.
enum PackageRoot {
  static let url = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
