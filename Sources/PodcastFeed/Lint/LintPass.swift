/// The state of one check: what was found so far, and in which item the check is.
struct LintPass {
  let linter: FeedLinter
  private(set) var findings: [FeedFinding] = []
  private var item: (number: Int, title: String)?

  init(linter: FeedLinter) {
    self.linter = linter
  }

  /// Sets the item that findings are about until the next call.
  mutating func enter(item number: Int?, title: String = "") {
    item = number.map { ($0, String(PlainText.title(title).prefix(80))) }
  }

  /// Adds a finding about an element that is there.
  mutating func report(
    _ rule: FeedRule, _ element: FeedElement, _ values: [String: String] = [:],
    severity: FeedFinding.Severity? = nil
  ) {
    report(rule, element.qualifiedName, values, severity: severity, line: element.line)
  }

  /// Adds a finding about an element that is absent, or about a value.
  mutating func report(
    _ rule: FeedRule, _ element: String, _ values: [String: String] = [:],
    severity: FeedFinding.Severity? = nil, line: Int? = nil
  ) {
    findings.append(
      FeedFinding(
        rule: rule, severity: severity ?? rule.severity,
        place: .init(
          element: element, itemNumber: item?.number, itemTitle: item?.title, line: line),
        values: values.mapValues { String($0.prefix(200)) }))
  }

  /// Gives a child that must stand exactly once and not be empty; of a bare one the attributes say
  /// everything.
  mutating func required(
    _ name: String, in namespace: FeedNamespace? = nil, of parent: FeedElement,
    isBare: Bool = false
  ) -> FeedElement? {
    single(name, in: namespace, of: parent, isBare: isBare, orElse: .requiredElementMissing)
  }

  /// Gives a child that stands at most once; reports `missing` when there is none.
  @discardableResult
  mutating func single(
    _ name: String, in namespace: FeedNamespace? = nil, of parent: FeedElement,
    isBare: Bool = false, orElse missing: FeedRule? = nil
  ) -> FeedElement? {
    let found = parent.all(name, in: namespace)
    if found.count > 1 { report(.elementRepeated, found[1], ["limit": "1"]) }
    let isEmpty = found.first.map {
      isBare ? $0.attributes.isEmpty : $0.text.trimmed.isEmpty
    }
    if isEmpty ?? true, let missing {
      report(missing, namespace.map { "\($0.prefix):\(name)" } ?? name)
      return nil
    }
    return found.first
  }

  /// Checks that a text is one of a few.
  mutating func check(_ element: FeedElement?, isOneOf allowed: [String]) {
    guard let element, !allowed.contains(element.text.trimmed) else { return }
    report(
      .valueNotAllowed, element,
      ["actual": element.text.trimmed, "allowed": allowed.joined(separator: ", ")])
  }

  /// Checks the length of a text in characters.
  mutating func check(_ element: FeedElement?, atMost limit: Int) {
    guard let element else { return }
    let count = element.text.trimmed.unicodeScalars.count
    if count > limit {
      report(.textTooLong, element, ["actual": String(count), "limit": String(limit)])
    }
  }

  /// Checks an address of the element.
  mutating func check(url: String, of element: FeedElement, attribute: String? = nil) {
    guard let problem = FeedURL.problem(in: url) else { return }
    var values = ["actual": url]
    if let attribute { values["element"] = "\(element.qualifiedName)@\(attribute)" }
    let isLocal = problem == .urlNotHTTPS && FeedURL.isLoopback(url)
    report(problem, element, values, severity: isLocal ? .warning : nil)
  }
}
