extension FeedLinter {
  /// The files a feed names: its pictures, and sound, chapters and transcripts of its first items.
  ///
  /// - Parameters:
  ///   - feed: RSS 2.0, from anybody.
  ///   - count: of how many items.
  /// - Returns: each address once, the channel's first.
  /// - Throws: ``FeedError`` when the bytes are no feed at all.
  public func files(
    inFeed feed: [UInt8], ofItems count: Int
  ) throws(FeedError) -> [NamedFile] {
    let channel = try FeedDocument(feed, limitBytes: limitBytes).channel
    var files: [NamedFile] = []
    func add(
      _ kind: NamedFile.Kind, _ elements: [FeedElement], _ attribute: String,
      _ item: (number: Int, title: String)? = nil
    ) {
      for element in elements {
        guard let url = element.attributes[attribute]?.trimmed,
          url.hasPrefix("https://") || url.hasPrefix("http://"),
          !files.contains(where: { $0.url == url })
        else { continue }
        files.append(
          NamedFile(
            kind: kind, url: url, length: element.attributes["length"].flatMap { Int($0) },
            type: element.attributes["type"], element: element, item: item))
      }
    }
    add(.image, channel.all("image", in: .itunes), "href")
    for (index, item) in channel.all("item").prefix(count).enumerated() {
      let named = (number: index + 1, title: item.all("title").first?.text.trimmed ?? "")
      add(.enclosure, item.all("enclosure"), "url", named)
      add(.image, item.all("image", in: .itunes), "href", named)
      add(.side, item.all("chapters", in: .podcast), "url", named)
      add(.side, item.all("transcript", in: .podcast), "url", named)
    }
    return files
  }

  /// Checks how the files a feed names were answered.
  ///
  /// - Parameter answers: what was asked and answered.
  /// - Returns: what directories refuse, file by file.
  public func findings(about answers: [FileAnswers]) -> [FeedFinding] {
    var pass = LintPass(linter: self)
    for answer in answers { pass.checkDelivery(answer) }
    return pass.findings
  }

  /// Checks how the feed itself was answered.
  ///
  /// - Parameters:
  ///   - get: the answer to GET.
  ///   - head: the answer to HEAD.
  ///   - again: the answer to GET with the validators of the first; nil when it gave none.
  /// - Returns: what directories refuse, and what costs everybody traffic.
  public func findings(
    aboutFeed get: FileAnswer, head: FileAnswer, again: FileAnswer?
  ) -> [FeedFinding] {
    var pass = LintPass(linter: self)
    let address = feedURL ?? ""
    // RFC 9110 leaves the choice; the profile asks for RSS' own type, apps take any XML.
    let allowed = ["application/rss+xml", "application/xml", "text/xml", "application/atom+xml"]
    if let type = get.type, !allowed.contains(type) {
      pass.report(.servedAs, "rss", ["url": address, "actual": type, "allowed": allowed[0]])
    }
    if head.status != 200 {
      pass.report(.headRefused, "rss", ["url": address, "actual": head.text])
    }
    if again?.status != 304 { pass.report(.feedNotRevalidated, "rss", ["url": address]) }
    return pass.findings
  }
}

extension LintPass {
  fileprivate mutating func checkDelivery(_ answers: FileAnswers) {
    let file = answers.file
    enter(item: file.item?.number, title: file.item?.title ?? "")
    defer { enter(item: nil) }
    let (element, url) = (file.element, file.url)
    guard answers.head.status == 200 else {
      if answers.get?.status == 200 {
        report(.headRefused, element, ["url": url, "actual": answers.head.text])
      } else {
        report(
          .fileUnreachable, element, ["url": url, "actual": (answers.get ?? answers.head).text])
      }
      return
    }
    checkType(answers)
    if file.kind == .enclosure {
      if let length = file.length, length > 0, let served = answers.head.length, served != length {
        report(
          .lengthContradicted, element,
          ["url": url, "actual": String(served), "allowed": String(length)])
      }
      if let part = answers.part, part.status != 206 {
        report(.rangesRefused, element, ["url": url, "actual": part.text])
      }
    }
    if let facts = answers.facts { check(Artwork(url: url, facts: facts)) }
  }

  /// Pages of text in place of a file are what a login or an error looks like.
  private mutating func checkType(_ answers: FileAnswers) {
    let file = answers.file
    guard let type = answers.head.type else { return }
    let allowed: String
    switch file.kind {
    case .enclosure:
      guard !type.hasPrefix("audio/"), !type.hasPrefix("video/") else { return }
      allowed = file.type ?? "audio/mpeg"
    case .image:
      guard !["image/jpeg", "image/png"].contains(type) else { return }
      allowed = "image/jpeg, image/png"
    case .side:
      guard type == "text/html", file.type != "text/html" else { return }
      allowed = file.type ?? ChaptersJSON.mediaType
    }
    report(.servedAs, file.element, ["url": file.url, "actual": type, "allowed": allowed])
  }
}
