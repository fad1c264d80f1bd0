public import Foundation

extension DataFolder {
  /// How long unfinished work may lie still before it is taken for an orphan.
  ///
  /// Copying writes all the time, and the longest silence of a render is its measuring pass:
  /// minutes for ten hours of sound.
  static let orphanAge: TimeInterval = 6 * 3600

  /// Removes from `tmp/` what a killed program left there.
  ///
  /// Whatever was written lately belongs to a program that is still at work. What cannot be looked
  /// at or removed is left for the next start: housekeeping never stops a command.
  ///
  /// - Parameter now: the machine's time, whatever clock the command was given.
  public func removeOrphans(now: Date = Date()) {
    let files = FileManager.default
    guard let entries = try? files.contentsOfDirectory(atPath: temporary.path) else { return }
    for name in entries {
      let entry = temporary.appending(path: name)
      guard let touched = Self.lastTouched(entry), touched < now - Self.orphanAge else { continue }
      try? files.removeItem(at: entry)
    }
  }

  /// When a file, or anything in a folder, was last written; nil when that cannot be told.
  private static func lastTouched(_ entry: URL) -> Date? {
    let files = FileManager.default
    var names = [entry.path]
    if let inside = files.subpaths(atPath: entry.path) {
      names += inside.map { entry.appending(path: $0).path }
    }
    let dates = names.compactMap { name in
      try? files.attributesOfItem(atPath: name)[.modificationDate] as? Date
    }
    return dates.count == names.count ? dates.max() : nil
  }
}
