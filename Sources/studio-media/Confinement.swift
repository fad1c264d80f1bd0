import Foundation
import WorkerConfinement

/// What the worker takes away from itself before it touches media.
enum Confinement {
  /// Decoding and encoding hours of audio needs little; the libraries alone map about a gigabyte.
  private static let addressSpaceBytes: UInt64 = 6 << 30
  /// Ten hours of audio take minutes; nothing honest takes an hour.
  private static let cpuSeconds: UInt64 = 3_600
  /// A RIFF of 16 GiB is the largest input that is promised; an output may be as large.
  private static let fileBytes: UInt64 = 20 << 30
  private static let openFiles: UInt64 = 128

  /// Limits this process, then forbids every path but those below the given folders.
  ///
  /// - Parameter folders: the output folders.
  /// - Returns: whether the kernel enforces the paths; false where it has no Landlock.
  @discardableResult
  static func enter(outputFolders folders: [String]) -> Bool {
    let limits = wc_limits(
      address_space_bytes: addressSpaceBytes, cpu_seconds: cpuSeconds, file_bytes: fileBytes,
      open_files: openFiles)
    // A limit that cannot be set leaves the parent's, which is what there would be without us.
    _ = wc_limit(limits)
    let opened = Set(folders).compactMap { folder in
      let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      return descriptor >= 0 ? descriptor : nil
    }
    defer { for descriptor in opened { close(descriptor) } }
    return unsafe wc_confine(opened, opened.count) == 1
  }
}
