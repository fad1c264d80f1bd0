import Logging
import StudioPublishing
import StudioStore

/// Publishes scheduled episodes at their instant while the server runs.
///
/// Other processes schedule too, so the store is asked four times a second; the question is one
/// probe of an index. Correctness does not wait for it: what was missed is published at the next
/// start, dated as promised.
struct PublicationClock {
  private static let pause = Duration.milliseconds(250)

  let place: Workplace
  let logger: Logger

  /// Runs until its task is cancelled.
  func run() async {
    while !Task.isCancelled {
      await publishDue()
      do {
        try await Task.sleep(for: Self.pause)
      } catch {
        return  // cancelled: the server stops
      }
    }
  }

  /// Publishes what is due now; a failure is logged and tried again a moment later.
  func publishDue() async {
    do {
      for due in try await place.publishingDesk.publishDue(at: place.now) {
        let id = due.episode.id
        if let problem = due.problem {
          logger.warning("episode \(id) was not published: \(problem)")
        } else {
          logger.info("episode \(id) was published as scheduled")
        }
      }
    } catch {
      logger.error("scheduled episodes: \(error)")
    }
  }
}
