/// Some offerings are for certain categories, or for organisations, only; and only for those that
/// the tariff has a price for.
struct WhoMayBookRule: BookingRule {
  let code = RefusalCode.notAllowed

  func refusal(of candidate: BookingCandidate, in context: RuleContext) -> Refusal? {
    let offering = candidate.offering
    let rules = offering.policy.bookers
    let category = context.booker.category
    func refusal(_ rule: RefusalRule, _ limit: String) -> Refusal {
      Refusal(
        rule, subject: offering.id.rawValue, subjectName: offering.name, limit: .text(limit),
        actual: .text(category ?? "?"))
    }
    if rules.organisationsOnly, !isOrganisation(context) {
      let kinds = context.venue.categories.filter(\.isOrganisation).map(\.id)
      return refusal(.organisationsOnly, kinds.joined(separator: ", "))
    }
    if !rules.categories.isEmpty, !rules.categories.contains(category ?? "") {
      return refusal(.whoMayBook, rules.categories.joined(separator: ", "))
    }
    if let category, let priced = pricedCategories(candidate, context), !priced.contains(category) {
      return refusal(.noPrice, priced.joined(separator: ", "))
    }
    return nil
  }

  /// A record of its own, or a person whose category is one of organisations: a school may be known
  /// by its name alone.
  private func isOrganisation(_ context: RuleContext) -> Bool {
    let booker = context.booker
    return booker.organisation != nil
      || booker.category.flatMap(context.venue.category)?.isOrganisation == true
  }

  /// The categories with a price on the day; nil when the offering costs nothing, or everybody the
  /// same.
  private func pricedCategories(
    _ candidate: BookingCandidate, _ context: RuleContext
  ) -> [String]? {
    let date = context.zone.local(atUTC: candidate.interval.startUTC).date
    guard let tariff = candidate.offering.tariff(on: date) else { return nil }
    return tariff.categories.map { $0.sorted() }
  }
}

/// Some units are kept for whoever comes to the desk.
struct KeptForWalkInsRule: BookingRule {
  let code = RefusalCode.notAllowed

  func refusal(of candidate: BookingCandidate, in context: RuleContext) -> Refusal? {
    let offering = candidate.offering
    let kept = offering.policy.bookers.keptForWalkIns
    guard !kept.isEmpty, !context.booker.isWalkIn else { return nil }
    let chosen = candidate.chosen.first(where: kept.contains)
    let short = offering.needs.first { need in
      switch need {
      case .all(let units): units.contains(where: kept.contains)
      case .any(let count, let units): units.filter { !kept.contains($0) }.count < count
      }
    }
    guard let unit = chosen ?? short?.candidates.first(where: kept.contains) else { return nil }
    return Refusal(
      .keptForWalkIns, subject: unit.rawValue, subjectName: offering.name,
      limit: .text(kept.map(\.rawValue).joined(separator: ", ")), actual: .text(unit.rawValue))
  }
}
