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
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  /// Larger feeds are refused: 5,000 full episodes are 13 MB.
  private static let limitBytes = 64 << 20

  func run() async throws {
    if feed.hasPrefix("https://") || feed.hasPrefix("http://") {
      try await reporting(output) {
        let fetched = try await FeedFetch(limitBytes: Self.limitBytes).fetch(feed)
        let linter = FeedLinter(feedURL: fetched.address, nowUnixSeconds: try Self.now())
        try say(try linter.findings(inFeed: fetched.bytes), output.language())
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
