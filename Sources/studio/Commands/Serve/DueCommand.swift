import ArgumentParser
import StudioStore

/// `studio due`: does what has fallen due, once.
struct DueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "due",
    abstract:
      "Does what has fallen due: holds, missed starts, offers to those who wait, scheduled episodes.",
    discussion: "“studio serve” does the same by itself; for a timer where it does not run.")
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Workplace.run(data, output) { place in
      let report = try await place.duePass.run(at: place.now)
      if output.json {
        try Terminal.sayJSON(report)
      } else {
        Terminal.say(
          LifecycleText.text(
            report.done.isEmpty ? "due.none" : "due.done", place,
            ["count": String(report.done.count)]))
      }
      for failure in report.failed {
        Terminal.warn(
          LifecycleText.text(
            "due.failed", place,
            [
              "kind": failure.item.kind, "subject": failure.item.subject,
              "reason": failure.reason,
            ]))
      }
      if !report.failed.isEmpty { throw ExitCode.failure }
    }
  }
}

extension Workplace {
  /// Everything that falls due in this installation, and who does it.
  var duePass: DuePass {
    DuePass(store, tasks: [BookingDueTask(store), PublicationDueTask(publishingDesk)])
  }
}
