/// Who does something, and with which rights.
public enum Actor: Hashable, Sendable {
  /// Staff; the person if known. The command line on the venue's machine acts as staff.
  case staff(PersonID?)
  /// A person acting for themselves.
  case person(PersonID)
  /// Anyone, not signed in.
  case anonymous
  /// The program itself, for what falls due.
  case system

  /// Whether names and titles may be shown.
  public var seesNames: Bool {
    if case .staff = self { return true }
    return false
  }

  /// The text kept in the history: a role and at most a number, never a name.
  public var historyText: String {
    switch self {
    case .staff(let id): id.map { "staff:\($0)" } ?? "staff"
    case .person(let id): "person:\(id)"
    case .anonymous: "anonymous"
    case .system: "system"
    }
  }
}
