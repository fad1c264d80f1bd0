import Glibc

/// What tells one state of a file from another without reading it.
///
/// Files under `public/` are replaced by rename and never written in place, so a new state is a
/// new inode; size and both times guard against an inode number that is used again.
struct FileStamp: Sendable, Hashable {
  /// The device the file is on.
  let device: UInt64
  /// The inode on that device.
  let inode: UInt64
  /// Length in bytes.
  let size: Int64
  /// When the bytes last changed, in nanoseconds since 1970.
  let modifiedNanoseconds: Int64
  /// When the inode last changed, in nanoseconds since 1970.
  let changedNanoseconds: Int64

  /// Takes the stamp from a `stat`.
  ///
  /// - Parameter status: the `stat` of an open file.
  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int64(status.st_size)
    modifiedNanoseconds = Self.nanoseconds(status.st_mtim)
    changedNanoseconds = Self.nanoseconds(status.st_ctim)
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
