import Foundation

/// Which episodes' files lie in the public folder, in which state.
///
/// A state is written only after everything in it was placed and synced, so the index may be behind
/// the folder, never ahead of it; a lost one means that everything is placed again.
struct PlacedIndex: Equatable {
  /// What an episode's files were made from.
  struct Placing: Equatable {
    /// The episode's revision.
    let revision: Int
    /// The episodes just newer and just older, which its page leads to, with their revisions.
    let neighbours: String
  }

  /// Names everything else that all episodes' files depend on.
  private let context: String
  private var placings: [String: Placing] = [:]

  /// Reads the index; an absent one, or one of another context, knows nothing.
  init(readingFrom file: URL, context: String) throws {
    self.context = context
    guard FileManager.default.fileExists(atPath: file.path) else { return }
    let lines = try Data(contentsOf: file).split(separator: UInt8(ascii: "\n"))
    guard lines.first?.elementsEqual(context.utf8) == true else { return }
    placings.reserveCapacity(lines.count)
    for line in lines.dropFirst() {
      let words = line.split(separator: UInt8(ascii: " "))
      if words.count == 3, let revision = Int(String(decoding: words[1], as: UTF8.self)) {
        placings[String(decoding: words[0], as: UTF8.self)] = Placing(
          revision: revision, neighbours: String(decoding: words[2], as: UTF8.self))
      }
    }
  }

  /// In which state an episode's files lie there; nil when they do not.
  func placing(of id: PublicID) -> Placing? { placings[id.rawValue] }

  /// Notes that an episode's files lie there.
  mutating func note(_ id: PublicID, as placing: Placing) { placings[id.rawValue] = placing }

  /// Forgets all episodes but these.
  mutating func keep(_ ids: Set<String>) { placings = placings.filter { ids.contains($0.key) } }

  /// The index as a file: the context, then a line an episode.
  var bytes: [UInt8] {
    let lines = placings.sorted { $0.key < $1.key }.map {
      "\($0.key) \($0.value.revision) \($0.value.neighbours)\n"
    }
    return Array("\(context)\n\(lines.joined())".utf8)
  }
}
