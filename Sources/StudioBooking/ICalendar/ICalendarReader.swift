/// Reads iCalendar objects that others wrote: tolerant of line ends, cases and stray lines, strict
/// about size.
public enum ICalendarReader {
  /// The largest file, in bytes: ten years of a busy house.
  public static let maximumBytes = 8_000_000
  /// The most components in a file.
  public static let maximumComponents = 50_000
  /// How deep components may lie in each other.
  private static let maximumDepth = 8

  /// What was in a file.
  public struct Content: Hashable, Sendable {
    /// The outermost components, `VCALENDAR` as a rule.
    public let components: [ICalendarComponent]
    /// Lines that could not be read, by number from 1.
    public let strayLines: [Int]
  }

  /// Reads a file.
  ///
  /// - Parameter bytes: the file; UTF-8, a byte-order mark is skipped.
  /// - Returns: its components.
  /// - Throws: a refusal with code `bad_calendar` when it is too large or holds no calendar.
  public static func read(_ bytes: [UInt8]) throws(Refusal) -> Content {
    guard bytes.count <= maximumBytes else {
      throw refusal("bytes", limit: maximumBytes, actual: bytes.count)
    }
    var stack: [ICalendarComponent] = []
    var finished: [ICalendarComponent] = []
    var stray: [Int] = []
    var count = 0
    for line in lines(of: bytes) {
      guard let property = property(line.text) else {
        stray.append(line.number)
        continue
      }
      switch property.name {
      case "BEGIN":
        count += 1
        guard count <= maximumComponents, stack.count < maximumDepth else {
          throw refusal("components", limit: maximumComponents, actual: count)
        }
        stack.append(ICalendarComponent(property.value.uppercased()))
      case "END":
        guard let ended = stack.popLast() else {
          stray.append(line.number)
          continue
        }
        if stack.isEmpty {
          finished.append(ended)
        } else {
          stack[stack.count - 1].children.append(ended)
        }
      default:
        if stack.isEmpty {
          stray.append(line.number)
        } else {
          stack[stack.count - 1].properties.append(property)
        }
      }
    }
    // A file cut short still has what came before the cut.
    while let ended = stack.popLast() {
      if stack.isEmpty {
        finished.append(ended)
      } else {
        stack[stack.count - 1].children.append(ended)
      }
    }
    guard finished.contains(where: { $0.name == "VCALENDAR" }) else {
      throw Refusal(
        .calendarFile, subject: "BEGIN:VCALENDAR", limit: .count(1), actual: .count(0))
    }
    return Content(components: finished, strayLines: stray)
  }

  private static func refusal(_ what: String, limit: Int, actual: Int) -> Refusal {
    Refusal(.calendarFile, subject: what, limit: .count(limit), actual: .count(actual))
  }

  /// The content lines, folds joined; joined as bytes, because some writers fold within a character.
  private static func lines(of bytes: [UInt8]) -> [(number: Int, text: String)] {
    var rest = bytes[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    var found: [(number: Int, text: String)] = []
    var current: [UInt8] = []
    var (number, first) = (0, 1)
    func finish() {
      let text = String(decoding: current, as: UTF8.self)
      if !text.allSatisfy(\.isWhitespace) { found.append((first, text)) }
    }
    for physical in rest.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      var line = physical
      while line.last == 0x0D { line = line.dropLast() }
      if let start = line.first, start == 0x20 || start == 0x09 {
        current += line.dropFirst()
      } else {
        finish()
        current = Array(line)
        first = number
      }
    }
    finish()
    return found
  }

  /// Takes a content line apart; nil when it is none.
  static func property(_ line: String) -> ICalendarProperty? {
    var parts: [String] = []
    var part = ""
    var isQuoted = false
    var rest = line.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "\"" { isQuoted.toggle() }
      if !isQuoted, scalar == ";" || scalar == ":" {
        parts.append(part)
        part = ""
        if scalar == ":" {
          return property(named: parts, value: String(rest))
        }
      } else {
        part.unicodeScalars.append(scalar)
      }
    }
    return nil
  }

  private static func property(named parts: [String], value: String) -> ICalendarProperty? {
    guard let name = parts.first, !name.isEmpty,
      name.utf8.allSatisfy({ $0 == 0x2D || $0 == 0x2E || isLetterOrDigit($0) })
    else { return nil }
    let parameters = parts.dropFirst().compactMap { part -> ICalendarProperty.Parameter? in
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2 else { return nil }
      let written = sides[1].filter { $0 != "\"" }
      return ICalendarProperty.Parameter(
        sides[0].uppercased(), ICalendarText.parameterValue(written))
    }
    return ICalendarProperty(
      name.split(separator: ".").last.map { $0.uppercased() } ?? name.uppercased(), parameters,
      raw: value)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
