extension LintPass {
  /// Checks the elements of the Podcast Namespace directly inside a channel or item, and what
  /// stands inside those.
  mutating func checkPodcastTags(of parent: FeedElement) {
    let isChannel = parent.name == "channel"
    var counts: [String: Int] = [:]
    for child in parent.children where child.isIn(.podcast) {
      guard let tag = PodcastTag.all[child.name] else {
        report(.podcastTagUnknown, child)
        continue
      }
      switch tag.parent {
      case .both: break
      case .channel where isChannel: break
      case .item where !isChannel: break
      default: report(.podcastTagMisplaced, child, ["actual": parent.qualifiedName])
      }
      counts[child.name, default: 0] += 1
      // The channel's guid is counted where its presence is checked.
      if tag.isSingle, counts[child.name] == 2, child.name != "guid" {
        report(.elementRepeated, child, ["limit": "1"])
      }
      check(child, against: tag)
      checkChildren(of: child)
    }
  }

  private mutating func checkChildren(of element: FeedElement) {
    for child in element.children where child.isIn(.podcast) {
      if let tag = PodcastTag.all[child.name] { check(child, against: tag) }
    }
    switch element.name {
    case "alternateEnclosure":
      if element.all("source", in: .podcast).isEmpty {
        report(.requiredElementMissing, "podcast:source", line: element.line)
      }
      let proofs = element.all("integrity", in: .podcast)
      if proofs.count > 1 { report(.elementRepeated, proofs[1], ["limit": "1"]) }
    case "podroll" where element.all("remoteItem", in: .podcast).isEmpty:
      report(.requiredElementMissing, "podcast:remoteItem", line: element.line)
    case "publisher":
      // Exactly one, which names the publisher's own feed.
      let feeds = element.all("remoteItem", in: .podcast)
      if feeds.count != 1 || feeds[0].attributes["medium"] != "publisher" {
        report(
          .requiredElementMissing, "podcast:remoteItem medium=\"publisher\"", line: element.line)
      }
    case "socialInteract":
      if element.attributes["protocol"] != "disabled", element.attributes["uri"] == nil {
        report(.attributeMissing, element, ["attribute": "uri"])
      }
    case "person":
      let role = element.attributes["role"] ?? ""
      if !role.isEmpty, !PersonRole.all.contains(role.lowercased()) {
        report(.personUnlisted, element, ["actual": role])
      }
      let group = element.attributes["group"] ?? ""
      if !group.isEmpty, PersonRole.byGroup[group.lowercased()] == nil {
        report(.personUnlisted, element, ["actual": group])
      }
    case "license":
      if element.attributes["url"] == nil, !Self.isListedLicense(element.text.trimmed) {
        report(.licenseUnexplained, element, ["actual": element.text.trimmed])
      }
    default: break
    }
  }

  /// Whether a name is a listed licence that somebody would give sound: Creative Commons, public
  /// domain, Free Art, and the usual ones for documents, data and programs.
  ///
  /// Source: Podcast Namespace `license`: identifiers of the SPDX licence list, in lower case.
  private static func isListedLicense(_ name: String) -> Bool {
    if name.wholeMatch(of: #/cc-by(-nc)?(-nd|-sa)?-[1-4]\.[05](-[a-z]{2,4})?/#) != nil {
      return true
    }
    let families =
      #/(lal-1\.[23]|gfdl-1\.[123]|ogl-uk-[123]\.0|[al]?gpl-[123]\.[01]|mpl-[12]\.[01])/#
    let bare = name.replacing(#/-(only|or-later)$/#, with: "")
    return bare.wholeMatch(of: families) != nil || listedLicenses.contains(name)
  }

  private static let listedLicenses: Set<String> = [
    "0bsd", "apache-2.0", "bsd-2-clause", "bsd-3-clause", "cc-pddc", "cc-pdm-1.0", "cc0-1.0",
    "etalab-2.0", "isc", "mit", "odbl-1.0", "odc-by-1.0", "pddl-1.0", "unlicense", "wtfpl", "zlib",
  ]

  private mutating func check(_ element: FeedElement, against tag: PodcastTag) {
    for name in tag.required where (element.attributes[name] ?? "").isEmpty {
      report(.attributeMissing, element, ["attribute": name])
    }
    for (name, kind) in tag.attributes.sorted(by: { $0.key < $1.key }) {
      guard let value = element.attributes[name], !value.isEmpty else { continue }
      if case .url = kind {
        check(url: value, of: element, attribute: name)
      } else if !isValid(value, kind) {
        report(.attributeInvalid, element, ["attribute": name, "actual": value])
      }
    }
    for (name, limit) in tag.limits.sorted(by: { $0.key < $1.key }) {
      let count = (element.attributes[name] ?? "").unicodeScalars.count
      if count > limit {
        report(
          .attributeTooLong, element,
          ["attribute": name, "actual": String(count), "limit": String(limit)])
      }
    }
    let text = element.text.trimmed
    let isNumber = !tag.isNumeric || isValid(text, .seconds)
    let isCount = !tag.isWhole || (WholeNumber.read(text) ?? 0) >= 1
    if !text.isEmpty, !isNumber || !isCount {
      report(.numberInvalid, element, ["actual": text])
    }
    if tag.needsText, text.isEmpty { report(.textMissing, element) }
    if let limit = tag.textLimit { check(element, atMost: limit) }
    if let allowed = tag.texts, !text.isEmpty { check(element, isOneOf: allowed) }
  }

  private func isValid(_ value: String, _ kind: PodcastTag.Value) -> Bool {
    switch kind {
    case .url: FeedURL.problem(in: value) == nil
    case .seconds:
      value.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
        && Double(value) != nil
    case .number: WholeNumber.read(value) != nil
    case .date: RFC822Date.unixSeconds(of: value) != nil
    case .mediaType: value.split(separator: "/", omittingEmptySubsequences: false).count == 2
    case .uuid: PodcastGUID(value) != nil
    case .geo: value.lowercased().hasPrefix("geo:") && value.contains(",")
    case .osm: Self.isMapElement(value)
    case .country: value.count == 2 && value.allSatisfy { $0.isASCII && $0.isUppercase }
    case .rule: value.contains("FREQ=")
    case .language: LanguageCode.isKnown(value)
    case .uri: UnsafeMarkup.isHarmless(link: value)
    case .integrity: Self.isIntegrity(value)
    case .instant: Self.isInstant(value)
    case .aspectRatio: Self.isAspectRatio(value)
    case .oneOf(let allowed): allowed.contains(value)
    }
  }

  /// One or more digests with their algorithm; a signature has none.
  private static func isIntegrity(_ value: String) -> Bool {
    if value.hasPrefix("-----BEGIN PGP") { return true }
    return value.split(separator: " ").allSatisfy { digest in
      ["sha256-": 44, "sha384-": 64, "sha512-": 88].contains { algorithm, length in
        guard digest.hasPrefix(algorithm) else { return false }
        let text = digest.dropFirst(algorithm.count)
        return text.utf8.count == length
          && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+/=".contains($0)) }
      }
    }
  }

  /// A date and a time with its offset.
  private static func isInstant(_ value: String) -> Bool {
    value.wholeMatch(
      of: /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})/) != nil
  }

  private static func isAspectRatio(_ value: String) -> Bool {
    let sides = value.split(separator: "/", omittingEmptySubsequences: false)
    return sides.count <= 2 && sides.allSatisfy { (Double($0) ?? 0) > 0 }
  }

  /// `N`, `W` or `R`, a number, and after `#` a revision.
  private static func isMapElement(_ value: String) -> Bool {
    guard let kind = value.first, "NWR".contains(kind) else { return false }
    let number = value.dropFirst().prefix { $0 != "#" }
    return WholeNumber.read(String(number)) != nil
  }
}
