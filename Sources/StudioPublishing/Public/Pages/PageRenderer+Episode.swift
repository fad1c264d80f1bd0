import Foundation
import Localization
import PodcastFeed

extension PageRenderer {
  /// What the page of one episode is made from.
  struct EpisodePage: Sendable {
    let show: Show
    let episode: Episode
    let extras: EpisodeExtras
    let transcript: Transcript?
    /// The episodes published just after and before it.
    let newer: Episode?
    let older: Episode?
  }

  /// Everything an episode has of its own: its page and player in every language, and the documents
  /// that describe the player to other sites.
  ///
  /// - Returns: files under the public folder with their bytes.
  /// - Throws: what the JSON encoder throws, which strings and numbers do not provoke.
  func files(_ page: EpisodePage) throws -> [(String, [UInt8])] {
    let (show, episode) = (page.show, page.episode)
    let pages = try zip(
      PublicPage.episode(episode.slug, in: show.slug).files,
      Language.allCases.map { try self.episode(page, $0) })
    let players = zip(
      PublicPage.embed(episode.slug, in: show.slug).files,
      Language.allCases.map { embed(episode, in: show, $0) })
    return try Array(pages) + Array(players) + oEmbedFiles(episode, in: show)
  }

  /// The page of one episode.
  ///
  /// - Throws: what the JSON encoder throws, which strings and numbers do not provoke.
  func episode(_ page: EpisodePage, _ language: Language) throws -> [UInt8] {
    let (show, episode) = (page.show, page.episode)
    let audio = episode.published.map { addresses.enclosure(of: episode, as: $0) } ?? ""
    var context = context(
      of: page, at: .episode(episode.slug, in: show.slug), audio: audio, language)
    context["oembedJSON"] = addresses.base + Self.oEmbedPath(episode, in: show, as: .json)
    context["oembedXML"] = addresses.base + Self.oEmbedPath(episode, in: show, as: .xml)
    if let artwork = episode.details.artwork { context["cover"] = cover(artwork) }
    context["embedCode"] = embedCode(episode, in: show, language)
    context["embedURL"] = addresses.url(.embed(episode.slug, in: show.slug), in: language)
    context["embedHeight"] = Self.embedHeightPixels
    context["linkedData"] = try LinkedData.text(linkedData(page, language))
    context["newer"] = page.newer.map { link(to: $0, in: show, language) }
    context["older"] = page.older.map { link(to: $0, in: show, language) }
    return render("episode", context)
  }

  /// The page of an episode that is not public yet: nothing on it leads elsewhere, and its own cover,
  /// which would stay when the preview is closed, is not on it.
  ///
  /// - Parameters:
  ///   - page: the episode.
  ///   - token: the secret part of its address.
  ///   - audio: the full address of its sound.
  ///   - language: the page's language.
  /// - Returns: the page's bytes.
  func preview(
    _ page: EpisodePage, _ token: PreviewToken, audio: String, _ language: Language
  ) -> [UInt8] {
    var context = context(of: page, at: .preview(token), audio: audio, language)
    context["preview"] = true
    context["noindex"] = true
    return render("episode", context)
  }

  /// The player alone, for other sites to frame.
  func embed(_ episode: Episode, in show: Show, _ language: Language) -> [UInt8] {
    let audio = episode.published.map { addresses.enclosure(of: episode, as: $0) } ?? ""
    var context = frame(
      .episode(episode.slug, in: show.slug), of: show, language,
      title: "\(episode.details.title) · \(show.details.title)", description: "")
    if let artwork = episode.details.artwork { context["cover"] = cover(artwork) }
    context["episode"] = playable(episode, in: show, audio: audio, language)
    context["speeds"] = speeds(language)
    return render("embed", context)
  }

  /// What an episode's page shows wherever it stands.
  private func context(
    of page: EpisodePage, at place: PublicPage, audio: String, _ language: Language
  ) -> [String: Any] {
    let (show, episode) = (page.show, page.episode)
    var context = frame(
      place, of: show, language, title: "\(episode.details.title) · \(show.details.title)",
      description: excerpt(
        episode.details.notes.isEmpty ? show.details.summary : episode.details.notes,
        language: show.details.language))
    context["shareTitle"] = episode.details.title
    context["episode"] = playable(episode, in: show, audio: audio, language)
    context["speeds"] = speeds(language)
    if var words = context["text"] as? [String: String], let deliverable = episode.published {
      words["download"] = text(language).text(
        "download",
        [
          "format": deliverable.fileExtension.uppercased(),
          "size": text(language).size(deliverable.bytes),
        ])
      context["text"] = words
    }
    addSections(page, to: &context, language, path: addresses.reference(audio))
    return context
  }

  /// The values of an episode that both its page and its player show.
  private func playable(
    _ episode: Episode, in show: Show, audio: String, _ language: Language
  ) -> [String: Any] {
    var facts = summary(of: episode, in: show, language)
    guard let deliverable = episode.published else { return facts }
    let seconds = Int(deliverable.durationSeconds.rounded())
    facts["enclosureURL"] = audio
    facts["enclosurePath"] = addresses.reference(audio)
    facts["mediaType"] = deliverable.mediaType
    facts["seconds"] = seconds
    facts["duration"] = ClockText.text(seconds: seconds)
    facts["notes"] =
      ShowNotes.sanitised(
        episode.details.notes, limitBytes: FeedWriter.fullNotesLimitBytes
      ).html
    return facts
  }

  private func addSections(
    _ page: EpisodePage, to context: inout [String: Any], _ language: Language, path: String
  ) {
    let extras = page.extras
    let tag = page.show.details.language
    let chapters = extras.chapters
    if !chapters.isEmpty {
      context["hasChapters"] = true
      context["chapters"] = chapters.map { chapter -> [String: Any] in
        place(chapter.startMilliseconds, path).merging([
          "title": FrenchSpacing.text(chapter.title, language: tag)
        ]) { $1 }
      }
    }
    context["hasNotes"] = PlainText.text(ofHTML: page.episode.details.notes).isEmpty ? nil : true
    if !extras.people.isEmpty {
      context["hasPeople"] = true
      context["people"] = extras.people.map { person -> [String: Any] in
        var facts: [String: Any] = ["name": PlainText.title(person.name)]
        facts["role"] = person.role.map { text(language).role($0) }
        facts["url"] = person.pageURL
        return facts
      }
    }
    if let transcript = page.transcript, !transcript.cues.isEmpty {
      context["hasTranscript"] = true
      context["transcriptLanguage"] = page.episode.details.transcript?.language ?? tag
      context["passages"] = PagePassage.passages(of: transcript).map { facts(of: $0, path) }
    }
    if !extras.transcriptFiles.isEmpty {
      context["hasTranscriptFiles"] = true
      context["transcriptFiles"] = extras.transcriptFiles.map {
        ["name": $0.name, "path": addresses.reference($0.url)]
      }
    }
  }

  private func facts(of passage: PagePassage, _ path: String) -> [String: Any] {
    var facts = place(passage.cues.first?.startMilliseconds ?? 0, path)
    facts["speaker"] = passage.speaker.map { PlainText.title($0) }
    facts["cues"] = passage.cues.map { cue -> [String: Any] in
      [
        "start": Self.seconds(cue.startMilliseconds), "end": Self.seconds(cue.endMilliseconds),
        "words": PlainText.title(cue.text),
      ]
    }
    return facts
  }

  /// A moment of the sound: without scripts its link opens the file there (W3C Media Fragments).
  private func place(_ milliseconds: Int64, _ path: String) -> [String: Any] {
    let seconds = Self.seconds(milliseconds)
    return [
      "seconds": seconds, "path": "\(path)#t=\(seconds)",
      "time": ClockText.text(seconds: Int(milliseconds / 1000)),
    ]
  }

  private static func seconds(_ milliseconds: Int64) -> String {
    let rest = milliseconds % 1000
    guard rest != 0 else { return "\(milliseconds / 1000)" }
    return "\(milliseconds / 1000).\(String(rest + 1000).dropFirst())"
  }

  private func link(to episode: Episode, in show: Show, _ language: Language) -> [String: String] {
    [
      "title": FrenchSpacing.text(episode.details.title, language: show.details.language),
      "path": addresses.reference(.episode(episode.slug, in: show.slug), in: language),
    ]
  }

  private func speeds(_ language: Language) -> [[String: Any]] {
    [0.75, 1, 1.25, 1.5, 1.75, 2].map { factor in
      ["value": factor, "label": text(language).speed(factor), "isUsual": factor == 1]
    }
  }

  private func linkedData(_ page: EpisodePage, _ language: Language) -> LinkedData.Episode {
    let (show, episode) = (page.show, page.episode)
    let deliverable = episode.published
    return LinkedData.Episode(
      name: episode.details.title,
      url: addresses.url(.episode(episode.slug, in: show.slug), in: language),
      datePublished: Self.iso(episode.publishedUTC ?? 0),
      duration: LinkedData.duration(
        seconds: Int((deliverable?.durationSeconds ?? 0).rounded())),
      description: PlainText.text(ofHTML: episode.details.notes),
      inLanguage: show.details.language, episodeNumber: episode.details.number,
      associatedMedia: LinkedData.Media(
        contentUrl: deliverable.map { addresses.enclosure(of: episode, as: $0) } ?? "",
        encodingFormat: deliverable?.mediaType ?? "", contentSize: "\(deliverable?.bytes ?? 0)"),
      partOfSeries: LinkedData.Series(
        context: nil, name: show.details.title,
        url: addresses.url(.show(show.slug), in: language), webFeed: addresses.feed(of: show)))
  }

  /// RFC 3339 in UTC.
  static func iso(_ unixSeconds: Int) -> String {
    Date(timeIntervalSince1970: TimeInterval(unixSeconds)).formatted(.iso8601)
  }
}

extension Episode {
  /// The file that the feed and the pages play.
  var published: Deliverable? { render?.deliverables.first }
}
