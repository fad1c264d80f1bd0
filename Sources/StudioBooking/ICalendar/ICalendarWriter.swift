/// Writes iCalendar objects: content lines of at most 75 octets, CRLF after each (RFC 5545 §3.1).
enum ICalendarWriter {
  /// The most octets in a line, its line break not counted (RFC 5545 §3.1).
  static let lineOctets = 75

  static func text(of component: ICalendarComponent) -> String {
    var result = ""
    append(component, to: &result)
    return result
  }

  private static func append(_ component: ICalendarComponent, to result: inout String) {
    appendFolded("BEGIN:\(component.name)", to: &result)
    for property in component.properties {
      let parameters = property.parameters.map {
        ";\($0.name)=\(ICalendarText.parameter($0.value))"
      }
      appendFolded("\(property.name)\(parameters.joined()):\(property.value)", to: &result)
    }
    for child in component.children { append(child, to: &result) }
    appendFolded("END:\(component.name)", to: &result)
  }

  /// Folds between characters as people see them, so that a reader that shows lines one by one cuts
  /// no accent or emoji; a character of more than a line is cut between its scalars.
  private static func appendFolded(_ line: String, to result: inout String) {
    var used = 0
    func add(_ piece: String, _ octets: Int) {
      if used + octets > lineOctets {
        result += "\r\n "
        used = 1
      }
      result += piece
      used += octets
    }
    for character in line {
      let octets = character.utf8.count
      if octets < lineOctets {
        add(String(character), octets)
      } else {
        for scalar in character.unicodeScalars {
          add(String(scalar), UTF8.width(scalar))
        }
      }
    }
    result += "\r\n"
  }
}
