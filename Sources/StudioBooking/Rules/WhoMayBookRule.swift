/// Some offerings are for certain categories of person only.
struct WhoMayBookRule: BookingRule {
  let code = RefusalCode.notAllowed

  func refusal(of candidate: BookingCandidate, in context: RuleContext) -> Refusal? {
    let offering = candidate.offering
    let allowed = offering.policy.categories
    guard !allowed.isEmpty, !allowed.contains(context.category ?? "") else { return nil }
    return Refusal(
      .whoMayBook, subject: offering.id.rawValue, subjectName: offering.name,
      limit: .text(allowed.joined(separator: ", ")), actual: .text(context.category ?? "?"))
  }
}
