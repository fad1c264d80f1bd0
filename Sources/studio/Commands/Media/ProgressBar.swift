import Foundation
import Localization
import MediaProtocol
import Synchronization

/// Shows on stderr how far a request is, on a terminal only; one line that is written over.
final class ProgressBar: Sendable {
  private static let width = 32

  private let isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1
  private let lastPercent = Mutex(-1)
  private let language: Language

  /// Speaks a language.
  init(_ language: Language = .french) { self.language = language }

  /// Draws the bar when its percentage has changed.
  @Sendable func show(_ progress: MediaProgress) {
    guard isTerminal else { return }
    let percent = Int((progress.fraction * 100).rounded(.down))
    let isNew = lastPercent.withLock { last in
      defer { last = percent }
      return last != percent
    }
    guard isNew else { return }
    let filled = percent * Self.width / 100
    let bar =
      String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
    let stage = soundMessages.text("stage_\(progress.stage.rawValue)", in: language)
    write("\r\(bar) \(percent) % \(stage)\u{1B}[K")
  }

  /// Removes the bar.
  func finish() {
    if isTerminal { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}
