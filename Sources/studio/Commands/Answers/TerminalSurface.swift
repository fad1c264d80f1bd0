import Foundation

/// How wide the terminal is and whether it shows colours.
struct TerminalSurface {
  /// Columns of text.
  let width: Int
  /// Whether colours are wanted: on a terminal, unless `NO_COLOR` is set (https://no-color.org) or
  /// the terminal is dumb.
  let hasColour: Bool

  /// The width of paper and of everything that is not a terminal.
  static let usualWidth = 80
  /// Below this nothing readable fits.
  static let smallestWidth = 40

  /// A surface of a known width.
  init(width: Int, hasColour: Bool) {
    self.width = max(width, Self.smallestWidth)
    self.hasColour = hasColour
  }

  /// Standard output as it is now.
  ///
  /// - Parameter chosen: the width that `--width` gives.
  init(width chosen: Int?) {
    let environment = ProcessInfo.processInfo.environment
    let isTerminal = isatty(STDOUT_FILENO) == 1
    var size = winsize()
    let known = unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    let measured = isTerminal && known ? Int(size.ws_col) : nil
    self.init(
      width: chosen ?? measured ?? environment["COLUMNS"].flatMap { Int($0) } ?? Self.usualWidth,
      hasColour: isTerminal && (environment["NO_COLOR"] ?? "").isEmpty
        && environment["TERM"] != "dumb")
  }
}

/// Text measured in terminal columns.
enum TextColumns {
  /// How many columns a character takes: 2 for East Asian wide characters and emoji, 0 for marks
  /// that join the one before, else 1 (Unicode UAX #11; ranges of what people's names hold).
  static func width(of character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    if character.unicodeScalars.contains(where: { $0.value == 0xFE0F }) { return 2 }
    if scalar.properties.generalCategory == .nonspacingMark { return 0 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// How many columns a text takes.
  static func width(of text: String) -> Int { text.reduce(0) { $0 + width(of: $1) } }

  /// The longest beginning of a text that fits; control characters become spaces.
  static func fit(_ text: String, into columns: Int) -> String {
    var fitted = ""
    var left = columns
    for character in text {
      let shown: Character = character.isNewline || character == "\t" ? " " : character
      if shown.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
        continue
      }
      left -= width(of: shown)
      guard left >= 0 else { break }
      fitted.append(shown)
    }
    return fitted
  }

  /// A text that fits, and says with an ellipsis where it was cut.
  static func elided(_ text: String, into columns: Int) -> String {
    let whole = fit(text, into: .max)
    guard width(of: whole) > columns else { return whole }
    var beginning = Substring(fit(whole, into: columns - 1))
    while let last = beginning.last, ", ".contains(last) { beginning.removeLast() }
    return beginning + "…"
  }

  /// A text cut or filled up with spaces to an exact width.
  static func padded(_ text: String, to columns: Int) -> String {
    let fitted = fit(text, into: columns)
    return fitted + String(repeating: " ", count: columns - width(of: fitted))
  }
}
