import Crypto
import Foundation

/// How a show's items are grouped and named, before any of them is read.
struct FeedOutline {
  /// A run of items that is compressed together.
  struct Group {
    /// Names the run's content.
    let key: String
    /// The items, newest first, each with the name of its content.
    let items: [(item: PublicItem, key: String)]
  }

  /// The runs, newest first.
  let groups: [Group]

  /// Groups a show's items.
  ///
  /// Where a run begins depends on the episode's id alone, so that a new, removed or changed
  /// episode touches the run it is in and leaves all others as they are; a run has 32 items on
  /// average.
  ///
  /// - Parameters:
  ///   - items: newest first.
  ///   - context: names everything beside the episode that its item depends on.
  init(_ items: [PublicItem], context: String) {
    var runs: [[(item: PublicItem, key: String)]] = []
    for item in items {
      let named = (item, "\(context)-\(item.id)-\(item.revision)")
      if runs.isEmpty || Self.begins(item.id) {
        runs.append([named])
      } else {
        runs[runs.count - 1].append(named)
      }
    }
    groups = runs.map { run in
      Group(key: Self.name(run.map(\.key).joined(separator: "\n")), items: run)
    }
  }

  /// A short name for a content.
  static func name(_ text: String) -> String {
    String(Hexadecimal.text(SHA256.hash(data: Data(text.utf8))).prefix(32))
  }

  /// One id in 32 begins a run: FNV-1a, 32 bits (draft-eastlake-fnv §4).
  private static func begins(_ id: PublicID) -> Bool {
    var hash: UInt32 = 2_166_136_261
    for byte in id.rawValue.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return (hash ^ hash >> 16) & 31 == 0
  }
}

extension FeedOutline {
  /// Names everything beside the episode that an item depends on: the program, the addresses, what
  /// of the show stands in items.
  static func context(_ show: Show, _ addresses: PublicAddresses) -> String {
    let seasons = show.details.seasonNames.sorted { $0.key < $1.key }.map {
      "\($0.key)=\($0.value)"
    }
    let parts = [
      program, addresses.base, show.slug.rawValue, show.details.language,
      seasons.joined(separator: "\n"),
    ]
    return String(name(parts.joined(separator: "\u{0}")).prefix(12))
  }

  /// Tells one build of the program from another: what an older one rendered is rendered anew.
  static let program: String = {
    var status = stat()
    guard unsafe stat("/proc/self/exe", &status) == 0 else { return "unknown" }
    let time = status.st_mtim
    return "\(status.st_ino) \(status.st_size) \(time.tv_sec) \(time.tv_nsec)"
  }()
}
