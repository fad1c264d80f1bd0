extension LintPass {
  /// Checks the channel's own elements.
  mutating func checkChannel(_ channel: FeedElement) {
    let title = required("title", of: channel)
    check(title, atMost: 255)
    checkTitleMarkup(title)
    if let description = required("description", of: channel) { checkNotes(description) }
    if let link = required("link", of: channel) { check(url: link.text.trimmed, of: link) }
    checkLanguage(channel)
    checkCategories(channel)
    let explicit = required("explicit", in: .itunes, of: channel)
    check(explicit, isOneOf: ["true", "false"])
    checkImage(required("image", in: .itunes, of: channel, isBare: true))
    checkSelfLink(channel)
    check(
      single("author", in: .itunes, of: channel, orElse: .recommendedElementMissing), atMost: 255)
    check(single("type", in: .itunes, of: channel), isOneOf: ["episodic", "serial"])
    check(single("complete", in: .itunes, of: channel), isOneOf: ["Yes"])
    check(single("block", in: .itunes, of: channel), isOneOf: ["Yes"])
    if let moved = single("new-feed-url", in: .itunes, of: channel) {
      check(url: moved.text.trimmed, of: moved)
    }
    for name in ["lastBuildDate", "pubDate"] { checkDate(single(name, of: channel)) }
    checkCopyright(single("copyright", of: channel))
    checkShowGUID(channel)
    if channel.all("locked", in: .podcast).isEmpty {
      report(.recommendedElementMissing, "podcast:locked")
    }
    checkObsolete(channel, itunes: ["keywords", "title", "subtitle"])
    checkPodcastTags(of: channel)
    if channel.all("item").isEmpty { report(.noEpisode, "item") }
  }

  private mutating func checkLanguage(_ channel: FeedElement) {
    guard let language = required("language", of: channel) else { return }
    if !LanguageCode.isKnown(language.text.trimmed) {
      report(.languageUnknown, language, ["actual": language.text.trimmed])
    }
  }

  private mutating func checkCategories(_ channel: FeedElement) {
    let categories = channel.all("category", in: .itunes)
    if categories.isEmpty { report(.requiredElementMissing, "itunes:category") }
    for category in categories {
      let name = category.attributes["text"] ?? ""
      let children = category.all("category", in: .itunes)
      if PodcastCategory(name) == nil {
        report(.categoryUnknown, category, ["actual": name])
      } else {
        for child in children {
          let sub = child.attributes["text"] ?? ""
          if PodcastCategory(name, sub) == nil {
            report(.categoryUnknown, child, ["actual": "\(name) > \(sub)"])
          }
        }
      }
    }
  }

  private mutating func checkSelfLink(_ channel: FeedElement) {
    let links = channel.all("link", in: .atom).filter { $0.attributes["rel"] == "self" }
    guard let link = links.first, let address = link.attributes["href"] else {
      return report(.requiredElementMissing, "atom:link rel=\"self\"")
    }
    check(url: address, of: link, attribute: "href")
    if let expected = linter.feedURL, expected != address {
      report(.selfLinkMismatch, link, ["actual": address, "allowed": expected])
    }
  }

  private mutating func checkCopyright(_ copyright: FeedElement?) {
    guard let copyright else { return }
    let text = copyright.text.lowercased()
    let hasYear = text.split { !$0.isNumber }.contains { $0.count == 4 }
    if text.contains("copyright") || text.contains("©") || text.contains("(c)") || hasYear {
      report(.copyrightWording, copyright, ["actual": copyright.text.trimmed])
    }
  }

  private mutating func checkShowGUID(_ channel: FeedElement) {
    guard
      let guid = single("guid", in: .podcast, of: channel, orElse: .recommendedElementMissing)
    else { return }
    if PodcastGUID(guid.text.trimmed) == nil {
      report(.podcastGUIDMalformed, guid, ["actual": guid.text.trimmed])
    }
  }
}
