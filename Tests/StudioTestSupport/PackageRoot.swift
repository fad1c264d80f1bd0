public import Foundation

/// Where the checkout is and which outside tools it has, for tests that need real files or tools.
public enum PackageRoot {
  /// The folder that holds Package.swift.
  public static let url: URL = {
    var folder = URL(filePath: #filePath)
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      if FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
        return folder
      }
    }
    preconditionFailure("the tests run from a checkout")
  }()

  /// The Python of `.venv`, made by scripts/test; nil when it is absent.
  public static var python: URL? {
    let python = url.appending(path: ".venv/bin/python3")
    return FileManager.default.isExecutableFile(atPath: python.path) ? python : nil
  }

  /// Real recordings beside the checkout; nil when the folder is absent.
  public static var recordings: URL? {
    let folder = url.deletingLastPathComponent().appending(path: "shared/recordings")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }

  /// The folder with the built executables.
  public static var products: URL {
    var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    while folder.path != "/" {
      // `STUDIO_PART=media` builds the worker alone.
      if ["studio", "studio-media"].contains(where: {
        FileManager.default.isExecutableFile(atPath: folder.appending(path: $0).path)
      }) {
        return folder
      }
      folder.deleteLastPathComponent()
    }
    return url.appending(path: ".build/debug")
  }
}
