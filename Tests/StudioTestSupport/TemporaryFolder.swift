public import Foundation

/// A fresh folder that goes away with the value.
public final class TemporaryFolder: Sendable {
  /// Where it is.
  public let url: URL

  public init(_ label: String = "studio-test") throws {
    url = FileManager.default.temporaryDirectory
      .appending(path: "\(label)-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// A path inside the folder.
  public func file(_ name: String) -> URL { url.appending(path: name) }
}
