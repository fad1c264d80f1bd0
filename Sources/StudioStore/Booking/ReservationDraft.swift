import StudioBooking

/// What a new reservation is besides the decision about its time and units.
struct ReservationDraft {
  /// Whether it is booked together with others.
  enum Group {
    case none
    /// The first one, which names the group.
    case founder
    case member(ReservationID)
  }

  let kind: ReservationKind
  /// Whose it is; nil for a block.
  let person: PersonID?
  let title: String?
  let people: Int?
  let heldUntilUTC: Int?
  let group: Group
  let guests: [Guest]
  /// For whom besides the person.
  let behalf: BookingBehalf
  /// What the public agenda says of it; nil announces nothing.
  let publicity: Publicity?
  /// The word for the history.
  let change: String
  /// Why, where somebody said so.
  let reason: String?

  init(
    kind: ReservationKind = .booking, person: PersonID?, title: String? = nil,
    people: Int? = nil, heldUntilUTC: Int? = nil, group: Group = .none,
    guests: [Guest] = [], behalf: BookingBehalf = .themselves, publicity: Publicity? = nil,
    change: String,
    reason: String? = nil
  ) {
    self.kind = kind
    self.person = person
    self.title = title
    self.people = people
    self.heldUntilUTC = heldUntilUTC
    self.group = group
    self.guests = guests
    self.behalf = behalf
    self.publicity = publicity
    self.change = change
    self.reason = reason
  }
}
