extension LintPass {
  /// Checks HTML notes: size and markup that apps refuse to run.
  mutating func checkNotes(_ notes: FeedElement, limitBytes: Int? = 4_000) {
    let text = notes.text.trimmed
    if let limitBytes, text.utf8.count > limitBytes {
      report(
        .descriptionTooLong, notes,
        ["actual": String(text.utf8.count), "limit": String(limitBytes)])
    }
    if let found = UnsafeMarkup.first(in: text) {
      report(.unsafeMarkup, notes, ["actual": found])
    }
  }

  /// Checks that a title is plain text.
  mutating func checkTitleMarkup(_ title: FeedElement?) {
    guard let title, PlainText.title(title.text) != PlainText.collapsed(title.text) else { return }
    report(.markupInTitle, title, ["actual": title.text.trimmed])
  }

  /// Checks a cover's address.
  mutating func checkImage(_ image: FeedElement?) {
    guard let image else { return }
    guard let url = image.attributes["href"], !url.isEmpty else {
      return report(.attributeMissing, image, ["attribute": "href"])
    }
    check(url: url, of: image, attribute: "href")
    if !["jpg", "jpeg", "png"].contains(FeedURL.pathExtension(of: url)) {
      report(.imageExtension, image, ["actual": url])
    }
  }

  /// Checks a date's form; gives the instant.
  @discardableResult
  mutating func checkDate(_ date: FeedElement?) -> Int64? {
    guard let date else { return nil }
    let instant = RFC822Date.unixSeconds(of: date.text.trimmed)
    if instant == nil { report(.dateMalformed, date, ["actual": date.text.trimmed]) }
    return instant
  }

  /// Checks for elements that services stopped reading.
  mutating func checkObsolete(_ parent: FeedElement, itunes names: Set<String>) {
    for child in parent.children {
      let isGooglePlay = child.namespace.contains("google.com/schemas/play-podcasts")
      if isGooglePlay || child.isIn(.itunes) && names.contains(child.name) {
        report(.elementObsolete, child)
      }
    }
  }
}
