/// A change to one room, unit or offering of the venue.
public enum ResourceEdit: Hashable, Sendable {
  /// A new room, without units.
  case addSpace(Space)
  /// Another name for a room.
  case renameSpace(SpaceID, LocalizedText)
  /// The room and everything in it can no longer be booked.
  case retireSpace(SpaceID)
  /// A new unit in a room, taking part in offerings from now on.
  case addUnit(BookableUnit, to: SpaceID, into: [OfferingID])
  /// Other values for a unit; nil keeps what it has.
  case editUnit(UnitID, name: LocalizedText?, kind: String?, capacity: Int?, space: SpaceID?)
  /// The unit can no longer be booked, and no offering takes it.
  case retireUnit(UnitID)
  /// A new offering, or another definition of one there is.
  case putOffering(Offering)
  /// The offering can no longer be booked; its reservations stay.
  case retireOffering(OfferingID)

  /// Makes the change.
  ///
  /// - Parameter venue: the venue as it is.
  /// - Returns: the venue as it is to be.
  /// - Throws: a refusal with code `unknown_space`, `unknown_unit`, `unknown_offering` or
  ///   `bad_venue`.
  public func applied(to venue: Venue) throws(Refusal) -> Venue {
    let changed =
      switch self {
      case .addSpace(let space):
        venue.with(spaces: venue.spaces + [space], offerings: venue.offerings)
      case .renameSpace(let id, let name):
        try venue.changing(id) { $0.renamed(name) }
      case .retireSpace(let id):
        try venue.withoutSpace(id)
      case .addUnit(let unit, let space, let offerings):
        try venue.adding(unit, to: space, into: offerings)
      case .editUnit(let id, let name, let kind, let capacity, let space):
        try venue.changing(id, name: name, kind: kind, capacity: capacity, space: space)
      case .retireUnit(let id):
        try venue.checking(id).withoutUnits([id])
      case .putOffering(let offering):
        venue.putting(offering)
      case .retireOffering(let id):
        venue.with(
          spaces: venue.spaces, offerings: try venue.checking(id).offerings.filter { $0.id != id })
      }
    if let problem = VenueProblem.all(in: changed).first {
      throw Refusal(.badVenue, subject: "venue", subjectName: venue.name, limit: .text(problem))
    }
    return changed
  }
}

extension Venue {
  fileprivate func checking(_ id: UnitID) throws(Refusal) -> Venue {
    try UnitBlock.check([id], at: self)
    return self
  }

  fileprivate func checking(_ id: OfferingID) throws(Refusal) -> Venue {
    guard offering(id) != nil else {
      throw Refusal(
        .unknownOffering, subject: id.rawValue,
        limit: .text(offerings.map(\.id.rawValue).joined(separator: ", ")))
    }
    return self
  }

  fileprivate func checking(_ id: SpaceID) throws(Refusal) -> Venue {
    guard spaces.contains(where: { $0.id == id }) else {
      throw Refusal(
        .unknownSpace, subject: id.rawValue,
        limit: .text(spaces.map(\.id.rawValue).joined(separator: ", ")))
    }
    return self
  }

  fileprivate func changing(
    _ id: SpaceID, _ change: (Space) -> Space
  ) throws(Refusal) -> Venue {
    let changed = try checking(id).spaces.map { $0.id == id ? change($0) : $0 }
    return with(spaces: changed, offerings: offerings)
  }

  fileprivate func withoutSpace(_ id: SpaceID) throws(Refusal) -> Venue {
    let gone = try checking(id).spaces.first { $0.id == id }?.units.map(\.id) ?? []
    let rest = withoutUnits(Set(gone))
    return rest.with(spaces: rest.spaces.filter { $0.id != id }, offerings: rest.offerings)
  }

  /// Takes units out of rooms and offerings; an offering that needs what is gone goes with it.
  fileprivate func withoutUnits(_ gone: Set<UnitID>) -> Venue {
    with(
      spaces: spaces.map { space in
        space.withUnits(space.units.filter { !gone.contains($0.id) })
      },
      offerings: offerings.compactMap { offering in
        let needs = offering.needs.compactMap { need -> UnitNeed? in
          let rest = need.candidates.filter { !gone.contains($0) }
          if rest.isEmpty { return nil }
          return switch need {
          case .all: .all(rest)
          case .any(let count, _): .any(count: min(count, rest.count), of: rest)
          }
        }
        return needs.isEmpty ? nil : offering.withNeeds(needs)
      })
  }

  fileprivate func adding(
    _ unit: BookableUnit, to space: SpaceID, into names: [OfferingID]
  ) throws(Refusal) -> Venue {
    for name in names { _ = try checking(name) }
    let grown = try changing(space) { $0.withUnits($0.units + [unit]) }
    return grown.with(
      spaces: grown.spaces,
      offerings: offerings.map { offering in
        guard names.contains(offering.id), let last = offering.needs.last else { return offering }
        let need: UnitNeed =
          switch last {
          case .all(let units): .all(units + [unit.id])
          case .any(let count, let units): .any(count: count, of: units + [unit.id])
          }
        return offering.withNeeds(offering.needs.dropLast() + [need])
      })
  }

  fileprivate func changing(
    _ id: UnitID, name: LocalizedText?, kind: String?, capacity: Int?, space target: SpaceID?
  ) throws(Refusal) -> Venue {
    guard let old = try checking(id).unit(id), let home = space(of: id)?.id else { return self }
    let unit = BookableUnit(
      id: id, name: name ?? old.name, kind: kind ?? old.kind, hours: old.hours,
      capacity: capacity ?? old.capacity, zone: old.zone, attributes: old.attributes)
    guard let target, target != home else {
      return try changing(home) { space in
        space.withUnits(space.units.map { $0.id == id ? unit : $0 })
      }
    }
    return try changing(home) { space in space.withUnits(space.units.filter { $0.id != id }) }
      .changing(target) { space in space.withUnits(space.units + [unit]) }
  }

  fileprivate func putting(_ offering: Offering) -> Venue {
    let isNew = self.offering(offering.id) == nil
    return with(
      spaces: spaces,
      offerings: isNew
        ? offerings + [offering] : offerings.map { $0.id == offering.id ? offering : $0 })
  }
}

extension Space {
  fileprivate func renamed(_ name: LocalizedText) -> Self {
    Self(id: id, name: name, hours: hours, units: units, carried: carried)
  }
}

extension Offering {
  fileprivate func withNeeds(_ needs: [UnitNeed]) -> Self {
    Self(
      id: id, name: name, needs: needs, hours: hours, policy: policy, opensSession: opensSession,
      capacity: capacity, tariffs: tariffs, carried: carried)
  }
}
