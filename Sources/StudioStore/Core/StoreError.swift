public import Localization

/// A failure of the data folder itself, not of a rule.
public enum StoreError: ExplainedError, Hashable {
  /// There is no data folder here.
  case notInitialised(path: String)
  /// A data folder is here already.
  case alreadyInitialised(path: String)
  /// The data folder was written by a newer version.
  case newerSchema(path: String)
  /// A setting that protects acknowledged writes could not be made.
  case unsafeSetting(name: String, actual: String)
  /// SQLite could not read or write the file: its disk is full, it is damaged, out of reach or busy.
  case database(DatabaseTrouble, path: String, reason: String)
  /// There is no venue yet.
  case noVenue(path: String)
  /// A row holds what this version cannot read: it is damaged, or a newer one wrote it.
  case unreadable(field: String, value: String)
  /// No such thing under this name or number.
  case unknown(kind: String, name: String)
  /// The request contradicts the state of the thing it is about.
  case conflict(code: String, values: [String: String])

  /// The stable code of DESIGN §7.
  public var code: String {
    switch self {
    case .notInitialised: "not_initialised"
    case .alreadyInitialised: "already_initialised"
    case .newerSchema: "newer_schema"
    case .unsafeSetting: "unsafe_setting"
    case .database(let trouble, _, _): trouble.rawValue
    case .noVenue: "no_venue"
    case .unreadable: "unreadable"
    case .unknown: "unknown"
    case .conflict(let code, _): code
    }
  }

  /// Says what to do about it.
  ///
  /// - Parameter language: the reader's language.
  /// - Returns: one sentence.
  public func message(in language: Language) -> String {
    var values = values
    if let kind = values["kind"] {
      values["kind"] = storeMessages.text("kind_\(kind)", in: language)
    }
    return storeMessages.text(code, in: language, values)
  }

  private var values: [String: String] {
    switch self {
    case .notInitialised(let path), .alreadyInitialised(let path), .newerSchema(let path),
      .noVenue(let path):
      ["path": path]
    case .unreadable(let field, let value): ["field": field, "value": value]
    case .unsafeSetting(let name, let actual): ["name": name, "actual": actual]
    case .database(_, let path, let reason): ["path": path, "reason": reason]
    case .unknown(let kind, let name): ["kind": kind, "name": name]
    case .conflict(_, let values): values
    }
  }
}

/// The sentences of this module.
let storeMessages = MessageCatalogue([
  .french: PackageResources.store_fr_json, .dutch: PackageResources.store_nl_json,
  .german: PackageResources.store_de_json, .english: PackageResources.store_en_json,
])
