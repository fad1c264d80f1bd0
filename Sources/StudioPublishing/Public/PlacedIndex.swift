import Foundation

/// Which episodes' files lie in the public folder, in which state.
///
/// A state is written only after everything in it was placed and synced, so the index may be behind
/// the folder, never ahead of it; a lost one means that everything is placed again.
struct PlacedIndex: Equatable {
  private var states: [String: String] = [:]

  /// Reads the index; an absent one knows nothing.
  init(readingFrom file: URL) throws {
    guard FileManager.default.fileExists(atPath: file.path) else { return }
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 1)
      if words.count == 2 { states[String(words[0])] = String(words[1]) }
    }
  }

  /// Whether an episode's files lie there in this state.
  func has(_ id: PublicID, in state: String) -> Bool { states[id.rawValue] == state }

  /// Notes that an episode's files lie there.
  mutating func note(_ id: PublicID, in state: String) { states[id.rawValue] = state }

  /// Forgets all episodes but these.
  mutating func keep(_ ids: Set<String>) { states = states.filter { ids.contains($0.key) } }

  /// The index as a file, a line an episode.
  var bytes: [UInt8] {
    Array(states.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }.joined().utf8)
  }
}
