import Localization

/// Something a person typed that names nothing this installation has.
enum UsageRefusal: ExplainedError {
  case badClock(String)
  case badPerson(String)
  case badSession(String)
  case badSlug(String)
  case unreadableFile(String)
  case tooLargeFile(String, actual: Int, limit: Int)
  case unwritableFile(String)
  case occupiedFolder(String)
  case nothingFree
  case nonexistentTime(String, next: String)
  case ambiguousTime(String, first: String, second: String)
  case noFile(String)
  case foreignDemo(String)
  case cannotListen(String, reason: String)

  var code: String {
    switch self {
    case .badClock: "bad_clock"
    case .badPerson: "bad_person"
    case .badSession: "bad_session"
    case .badSlug: "bad_slug"
    case .unreadableFile: "unreadable"
    case .tooLargeFile: "file_too_large"
    case .unwritableFile: "output_unwritable"
    case .occupiedFolder: "export_occupied"
    case .nothingFree: "nothing_free"
    case .nonexistentTime: "nonexistent_time"
    case .ambiguousTime: "ambiguous_time"
    case .noFile: "not_found"
    case .foreignDemo: "demo_foreign"
    case .cannotListen: "cannot_listen"
    }
  }

  func message(in language: Language) -> String {
    studioMessages.text(code, in: language, values)
  }

  private var values: [String: String] {
    switch self {
    case .badClock(let text), .badPerson(let text), .badSession(let text), .badSlug(let text),
      .unreadableFile(let text), .unwritableFile(let text), .noFile(let text),
      .foreignDemo(let text), .occupiedFolder(let text):
      ["value": text]
    case .nothingFree: [:]
    case .tooLargeFile(let text, let actual, let limit):
      ["value": text, "actual": "\(actual)", "limit": "\(limit)"]
    case .cannotListen(let text, let reason): ["value": text, "reason": reason]
    case .nonexistentTime(let text, let next): ["value": text, "next": next]
    case .ambiguousTime(let text, let first, let second):
      ["value": text, "first": first, "second": second]
    }
  }
}

/// The sentences of the commands about sessions, shows and episodes.
let studioMessages = MessageCatalogue([
  .french: PackageResources.studio_fr_json, .dutch: PackageResources.studio_nl_json,
  .german: PackageResources.studio_de_json, .english: PackageResources.studio_en_json,
])
