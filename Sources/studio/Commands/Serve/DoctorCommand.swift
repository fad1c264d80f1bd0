import ArgumentParser
import Foundation
import Localization
import MediaWorker
import StudioBooking
import StudioPublishing
import StudioStore

/// `studio doctor`: checks the installation and says what to do.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Checks the installation and says what to do.")
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Workplace.run(data, output) { place in
      let findings = try await Examination(place).findings()
      if output.json {
        try Terminal.sayJSON(findings)
      } else {
        for finding in findings {
          let text = studioMessages.text(
            "doctor_\(finding.check)", in: place.language, finding.values)
          Terminal.say("\(finding.level.sign) \(text)")
        }
      }
      if findings.contains(where: { $0.level == .error }) { throw ExitCode.failure }
    }
  }
}

/// One thing the doctor looked at.
struct Finding: Encodable {
  enum Level: String, Encodable {
    case ok, warning, error

    var sign: String {
      switch self {
      case .ok: "✓"
      case .warning: "!"
      case .error: "✗"
      }
    }
  }

  /// What was looked at; the key of its sentence.
  let check: String
  let level: Level
  let values: [String: String]
}

/// The doctor's visit.
struct Examination {
  private let place: Workplace

  init(_ place: Workplace) { self.place = place }

  func findings() async throws -> [Finding] {
    var findings = [
      try await database(), baseURL(), zone(), worker(), freeSpace(),
    ]
    for setting in try StudioConfiguration.unknownSettings(in: place.folder) {
      findings.append(
        Finding(check: "unknown_setting", level: .warning, values: ["setting": setting]))
    }
    findings += calendars()
    for setting in place.venue.carriedSettings {
      findings.append(
        Finding(check: "carried", level: .warning, values: ["setting": setting]))
    }
    return findings
  }

  private func database() async throws -> Finding {
    let problems = try await place.store.integrityProblems()
    return Finding(
      check: problems.isEmpty ? "database_ok" : "database_damaged",
      level: problems.isEmpty ? .ok : .error,
      values: ["path": place.folder.database.path, "problems": problems.joined(separator: "; ")])
  }

  private func baseURL() -> Finding {
    let (check, level): (String, Finding.Level) =
      if place.addresses.isInsecure {
        ("base_url_insecure", .error)
      } else if place.addresses.isLoopback {
        ("base_url_local", .warning)
      } else {
        ("base_url_ok", .ok)
      }
    return Finding(check: check, level: level, values: ["url": place.addresses.base])
  }

  /// Day calendars that end within 90 days, or have: series and hours would soon ignore them.
  private func calendars() -> [Finding] {
    place.venue.calendars.compactMap { calendar in
      guard let last = calendar.lastDate, last < place.today.adding(days: 90) else { return nil }
      return Finding(
        check: "calendar_ends", level: .warning,
        values: ["name": calendar.name, "date": last.description])
    }
  }

  private func zone() -> Finding {
    Finding(check: "zone", level: .ok, values: ["zone": place.venue.zone.identifier])
  }

  private func worker() -> Finding {
    let path = MediaWorker().executable.path
    let isThere = FileManager.default.isExecutableFile(atPath: path)
    return Finding(
      check: isThere ? "worker_ok" : "worker_missing", level: isThere ? .ok : .error,
      values: ["path": path])
  }

  private func freeSpace() -> Finding {
    let attributes = try? FileManager.default.attributesOfFileSystem(
      forPath: place.folder.root.path)  // unknown is reported as such
    let free = attributes?[.systemFreeSize] as? Int
    let isLow = free.map { $0 < 5_000_000_000 } ?? true
    return Finding(
      check: isLow ? "disk_low" : "disk_ok", level: isLow ? .warning : .ok,
      values: ["free": free.map { ByteText.text($0, in: place.language) } ?? "?"])
  }
}
