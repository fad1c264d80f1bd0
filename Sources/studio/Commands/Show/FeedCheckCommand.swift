import ArgumentParser
import Foundation
import Localization
import PodcastFeed
import StudioBooking
import StudioPublishing
import StudioStore

/// `studio feed check`: what directories and apps would fault.
struct FeedCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Says what directories and apps would fault in a feed, and what to change.")
  @Argument(help: "A file, an http(s) address, or the short name of a podcast here.")
  var feed: String
  @Option(help: "Of how many episodes the files are asked for, when the feed is on the web.")
  var files = 5
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  /// Larger feeds are refused: 5,000 full episodes are 13 MB.
  private static let limitBytes = 64 << 20

  func validate() throws {
    guard (0...10_000).contains(files) else {
      throw ValidationError("--files goes from 0 to 10000.")
    }
  }

  func run() async throws {
    if feed.hasPrefix("https://") || feed.hasPrefix("http://") {
      try await reporting(output) {
        let fetched = try await FeedFetch(limitBytes: Self.limitBytes).fetch(feed)
        let linter = FeedLinter(feedURL: fetched.address, nowUnixSeconds: try Self.now())
        let inside = try linter.findings(inFeed: fetched.bytes)
        try say(inside + (try await delivery(of: fetched, linter)), output.language())
      }
    } else if Slug(rawValue: feed) != nil, !FileManager.default.fileExists(atPath: feed) {
      try await Workplace.run(data, output) { place in
        let show = try await place.show(named: feed)
        try say(
          try await place.publishingDesk.findings(for: show, at: place.now), place.language)
      }
    } else {
      try await reporting(output) {
        guard let file = FileHandle(forReadingAtPath: feed),
          let bytes = try file.read(upToCount: Self.limitBytes + 1)
        else { throw UsageRefusal.unreadableFile(feed) }
        try say(
          try FeedLinter(nowUnixSeconds: try Self.now()).findings(inFeed: Array(bytes)),
          output.language())
      }
    }
  }

  /// How the feed and the files it names are answered.
  private func delivery(
    of feed: FeedFetch.Fetched, _ linter: FeedLinter
  ) async throws -> [FeedFinding] {
    let probe = FeedProbe()
    let own = await probe.answers(about: feed)
    var answers: [FileAnswers] = []
    for file in try linter.files(inFeed: feed.bytes, ofItems: files) {
      answers.append(await probe.answers(about: file))
    }
    return linter.findings(aboutFeed: own.get, head: own.head, again: own.again)
      + linter.findings(about: answers)
  }

  private static func now() throws -> Int64 { Int64(try StudioClock.ofThisRun().nowUTC) }

  /// Prints the findings; errors make the command fail.
  private func say(_ findings: [FeedFinding], _ language: Language) throws {
    if output.json {
      try Terminal.sayJSON(findings.map { $0.body(in: language) })
    } else if findings.isEmpty {
      Terminal.say(studioMessages.text("feed_clean", in: language))
    } else {
      for finding in findings {
        let line = finding.place.line.map { " (\($0))" } ?? ""
        let sign = finding.severity == .error ? "✗" : "!"
        Terminal.say("\(sign) \(finding.message(in: language)) [\(finding.rule.rawValue)]\(line)")
      }
    }
    if findings.contains(where: { $0.severity == .error }) { throw ExitCode.failure }
  }
}
