import Foundation
import WorkerConfinement

/// What the worker takes away from itself before it touches media.
enum Confinement {
  /// Decoding and encoding hours of audio needs little; the libraries alone map about a gigabyte.
  private static let addressSpaceBytes: UInt64 = 6 << 30
  /// Processor time that anything may take, and besides for every MiB of input, once to read it and
  /// once an output: an hour of MP3 at 64 kb/s is 27 MiB and takes minutes where corrections have to
  /// encode it again in several formats.
  private static let cpuSeconds: UInt64 = 3_600
  private static let cpuSecondsPerMiB: UInt64 = 8
  /// Ten hours of stereo at 48 kHz/24-bit are 10 GB; a wider form of a large file is four times it
  /// at most.
  private static let fileBytes: UInt64 = 20 << 30
  private static let largestGrowth: UInt64 = 4
  /// Besides the inputs: outputs, scratch files, pipes, what libraries open.
  private static let openFiles: UInt64 = 128

  /// Lets the process open as many files as the system lets it, before it opens its inputs.
  static func allowManyFiles() { wc_raise_open_files() }

  /// Limits this process, then forbids every path but those below the given folders.
  ///
  /// - Parameters:
  ///   - load: what there is to do.
  ///   - folders: the output folders.
  /// - Returns: whether the kernel enforces the paths; false where it has no Landlock.
  @discardableResult
  static func enter(for load: WorkLoad, outputFolders folders: [String]) -> Bool {
    let limits = wc_limits(
      address_space_bytes: addressSpaceBytes,
      cpu_seconds: cpuSeconds + (load.bytes >> 20) * cpuSecondsPerMiB * (load.outputs + 1),
      file_bytes: max(fileBytes, load.bytes * largestGrowth),
      open_files: openFiles + load.files)
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
