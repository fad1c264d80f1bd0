/// Escapes of TEXT values (RFC 5545 §3.3.11) and of parameters (RFC 6868).
enum ICalendarText {
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case ";": result += "\\;"
      case ",": result += "\\,"
      case "\n": result += "\\n"
      // Other control characters may not stand in a content line at all (§3.1).
      case _ where scalar.value < 0x20 && scalar != "\t" || scalar.value == 0x7F: break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  static func unescaped(_ value: String) -> String {
    var result = ""
    var isEscaped = false
    for character in value {
      if isEscaped {
        result.append(character == "n" || character == "N" ? "\n" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        result.append(character)
      }
    }
    return result
  }

  /// A parameter's value as it is written: quoted where it must be, with RFC 6868 §3.1's carets for
  /// what quotes cannot hold.
  static func parameter(_ value: String) -> String {
    var safe = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "^": safe += "^^"
      case "\n": safe += "^n"
      case "\"": safe += "^'"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: break
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe.contains { ":;,".contains($0) } ? "\"\(safe)\"" : safe
  }

  static func parameterValue(_ written: String) -> String {
    guard written.contains("^") else { return written }
    var result = ""
    var isCaret = false
    for character in written {
      if isCaret {
        switch character {
        case "n": result += "\n"
        case "'": result += "\""
        case "^": result += "^"
        default: result += "^\(character)"
        }
        isCaret = false
      } else if character == "^" {
        isCaret = true
      } else {
        result.append(character)
      }
    }
    return isCaret ? result + "^" : result
  }
}
