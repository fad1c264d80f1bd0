public import Localization

/// Where a reservation stands.
public enum ReservationStatus: String, Sendable, Codable, CaseIterable {
  case held, requested, confirmed, checkedIn, completed, cancelled, noShow, expired, rejected

  /// Whether reservations in this state keep their units from others.
  public var ownsClaims: Bool {
    switch self {
    case .held, .requested, .confirmed, .checkedIn, .completed: true
    case .cancelled, .noShow, .expired, .rejected: false
    }
  }

  /// The states a reservation can go to from this one.
  public var successors: Set<Self> {
    switch self {
    case .held: [.requested, .confirmed, .cancelled, .expired]
    case .requested: [.confirmed, .rejected, .cancelled, .expired]
    case .confirmed: [.checkedIn, .cancelled, .noShow]
    case .checkedIn: [.completed]
    case .completed, .cancelled, .noShow, .expired, .rejected: []
    }
  }

  /// The state in words for people.
  public func name(in language: Language) -> String {
    bookingMessages.text("status.\(rawValue)", in: language)
  }
}

extension ReservationStatus {
  /// Whether time, length and units may still change.
  package var canMove: Bool {
    switch self {
    case .held, .requested, .confirmed, .checkedIn: true
    case .completed, .cancelled, .noShow, .expired, .rejected: false
    }
  }
}
