import ArgumentParser
import Localization
import PodcastFeed
import StudioBooking
import StudioPublishing
import StudioStore

struct EpisodePublish: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Puts an episode into the feed, now or at a time to come.")
  @OptionGroup var target: EpisodeArgument
  @Option(help: "When: 2026-12-01T18:00 by the venue's clock, or with an offset.") var at: String?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let found = try await place.store.episode(target.episode)
    guard let at else {
      return try await place.answer(
        try await place.publishingDesk.publish(found, at: place.now))
    }
    let instant = try place.instant(at)
    return try await place.answerWithPromise(
      try await place.publishingDesk.schedule(found, for: instant, at: place.now))
  }
}

struct EpisodeUnschedule: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "unschedule", abstract: "Takes back a date; the episode is ready again.")
  @OptionGroup var target: EpisodeArgument
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let found = try await place.store.episode(target.episode)
    let ready = try await place.store.unschedule(found.id)
    try await place.publishingDesk.refresh(ready)
    return try await place.answer(ready)
  }
}

struct EpisodeUnpublish: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "unpublish",
    abstract: "Takes an episode out of the feed; its page and files answer 410 from now on.")
  @OptionGroup var target: EpisodeArgument
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let found = try await place.store.episode(target.episode)
    return try await place.answer(
      try await place.publishingDesk.unpublish(found, at: place.now))
  }
}

struct EpisodeSubmit: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit", abstract: "Hands an episode of a moderated podcast in for approval.")
  @OptionGroup var target: EpisodeArgument
  @Option(help: "When it is to appear: 2026-12-01T18:00; once approved when absent.")
  var at: String?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let found = try await place.store.episode(target.episode)
    let instant = try at.map(place.instant)
    return try await place.answer(
      try await place.publishingDesk.submit(found, for: instant, at: place.now))
  }
}

struct EpisodeApprove: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Approves a submitted episode: it is published, or scheduled for its time.")
  @OptionGroup var target: EpisodeArgument
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let found = try await place.store.episode(target.episode)
    return try await place.answerWithPromise(
      try await place.publishingDesk.approve(found, at: place.now))
  }
}

struct EpisodeReject: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject", abstract: "Hands a submitted episode back, with a reason.")
  @OptionGroup var target: EpisodeArgument
  @Option(help: "What has to change.") var reason: String
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if reason.allSatisfy(\.isWhitespace) { throw ValidationError("--reason must not be empty.") }
  }

  func answer(at place: Workplace) async throws -> Answer {
    let found = try await place.store.episode(target.episode)
    return try await place.answer(try await place.store.reject(found.id, reason: reason))
  }
}

/// `studio episode check`: everything that could be better, before it is public.
struct EpisodeCheck: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Says what directories and apps would miss in an episode.")
  @OptionGroup var target: EpisodeArgument
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let found = try await place.store.episode(target.episode)
    guard found.render != nil else {
      throw StoreError.conflict(code: "not_processed", values: ["episode": found.id.rawValue])
    }
    let findings = try await place.publishingDesk.findings(about: found, at: place.now)
    let errors = findings.count { $0.severity == .error }
    var lines = findings.map {
      ($0.severity == .error ? "✗ " : "! ") + $0.message(in: place.language)
    }
    if found.unheardChapters > 0 {
      lines.append(
        "! "
          + studioMessages.text(
            "chapters_unheard", in: place.language, ["count": "\(found.unheardChapters)"]))
    }
    if found.hasOtherChaptersInFile {
      lines.append("! " + studioMessages.text("chapters_not_in_file", in: place.language))
    }
    return Answer(
      findings.map { $0.body(in: place.language) },
      lines: lines.isEmpty ? [studioMessages.text("feed_clean", in: place.language)] : lines,
      isFailure: errors > 0)
  }
}

extension Workplace {
  /// What a time on the command line means at the venue.
  ///
  /// - Parameter text: with an offset, or by the venue's clock.
  /// - Returns: UTC seconds.
  /// - Throws: `ValidationError` for what is no time; ``UsageRefusal`` for a reading that the clock
  ///   skips or shows twice that day.
  func instant(_ text: String) throws -> Int {
    guard let time = RequestedTime(text) else {
      throw ValidationError("'\(text)' is not a time; write for instance 2026-12-01T18:00.")
    }
    switch time.resolve(in: venue.zone) {
    case .unique(let utc): return utc
    case .missing(_, _, let next):
      throw UsageRefusal.nonexistentTime("\(time.local)", next: "\(next)")
    case .ambiguous(let first, let second):
      throw UsageRefusal.ambiguousTime(
        "\(time.local)", first: venue.zone.zoned(first).rfc3339,
        second: venue.zone.zoned(second).rfc3339)
    }
  }

  /// An episode with its date, and who keeps the promise: a running server, or the next start.
  func answerWithPromise(_ episode: StudioPublishing.Episode) async throws -> Answer {
    let shown = try await answer(episode)
    guard episode.status == .scheduled, let instant = episode.scheduledUTC else { return shown }
    let moment = HumanTime.moment(venue.zone.zoned(instant), in: language)
    return Answer(
      shown.value,
      lines: shown.lines + [
        studioMessages.text("episode_promise", in: language, ["moment": moment])
      ])
  }
}
