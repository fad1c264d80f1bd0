internal import FFmpegShim
internal import Glibc

/// Everything that the runs of an MP3 depend on, as text.
///
/// A killed render's runs may serve the next one only if that would make the very same ones: the same
/// bytes come in, the same is done to them, by the same libraries on a processor of the same kind.
enum WorkIdentity {
  /// The layout of the parts; raised when it changes.
  private static let version = 2

  /// Describes the work on one file.
  ///
  /// - Parameters:
  ///   - set: the inputs; each is told by its place on the disk, its size and its time of change.
  ///   - settings: of the deliverable.
  ///   - plan: its first plan.
  ///   - reading: what the programme reads, to the last digit.
  ///   - sanitises: whether samples that are not finite are replaced.
  /// - Returns: the same text for the same work only.
  static func text(
    _ set: InputSet, _ settings: MediaWriter.Settings, _ plan: DeliverablePlan,
    _ reading: LoudnessReading, sanitises: Bool
  ) -> String {
    let inputs = set.inputs.map { input in
      var status = stat()
      guard unsafe fstat(input.descriptor, &status) == 0 else { return "unknown \(input.name)" }
      let changed = "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
      return "\(status.st_dev):\(status.st_ino) \(status.st_size) \(changed) \(input.track ?? 0)"
    }
    let sound = [
      "\(set.mixes.map(\.matrix))", "\(set.part)", "\(reading.durationSeconds)",
      "\(reading.integratedLUFS ?? 0)", "\(reading.truePeakDBTP ?? 0)",
    ]
    let work = [
      "\(settings)", "\(plan.target)", "\(plan.gainDB)", "\(plan.allowance)",
      unsafe String(cString: fs_versions()), LAMEVersion.shortName, program,
      "\(fs_processor_flags())", "\(sanitises)",
    ]
    return (["studio work \(version)"] + inputs + sound + work).joined(separator: "\n")
  }

  /// Which build of the program this is: its file's size and time of change, since every change of
  /// the code may change a run.
  private static let program: String = {
    var status = stat()
    guard unsafe stat("/proc/self/exe", &status) == 0 else { return "unknown program" }
    return "\(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
  }()
}
