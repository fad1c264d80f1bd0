import Localization
import Logging
import ServiceLifecycle
import StudioPublishing

/// Keeps the public files true while the server runs: what a command decided but could not build any
/// more is made up for.
struct ShowClock: Service {
  let builder: PublicBuilder
  let unbuilt: UnbuiltShows

  /// How often to look; a look reads one row and one small file a show.
  static let interval = Duration.seconds(1)
  /// How long a failure is left alone: a full disk is not written to every second.
  static let patience = Duration.seconds(60)

  func run() async throws {
    await cancelWhenGracefulShutdown {
      var seen: Set<WantedVersion> = []
      while !Task.isCancelled {
        var pause = Self.interval
        do {
          let behind = try await builder.behind()
          // A command that has just decided something is building it: it is left a second for that,
          // and not waited for where it takes longer.
          let failures = await builder.build(behind.filter(seen.contains))
            .filter { !($0.reason is LockBusy) }
          seen = Set(behind)
          unbuilt.report(failures)
          if !failures.isEmpty { pause = Self.patience }
        } catch {
          unbuilt.logger.error("shows.unreadable", metadata: ["reason": "\(error)"])
          pause = Self.patience
        }
        guard (try? await Task.sleep(for: pause)) != nil else { return }  // cancelled
      }
    }
  }
}

/// Says which shows could not be built, a sentence for each.
struct UnbuiltShows: Sendable {
  let logger: Logger
  let language: Language

  func report(_ failures: [BuildFailure]) {
    for failure in failures {
      let reason = (failure.reason as? any ExplainedError)?.message(in: language)
      let sentence = studioMessages.text(
        "show_unbuilt", in: language,
        ["show": failure.show.rawValue, "reason": reason ?? "\(failure.reason)"])
      logger.error("\(sentence)")
    }
  }
}
