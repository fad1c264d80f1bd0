import Foundation
import MediaProtocol
import StudioTestSupport

@testable import MediaPipeline

/// Deliverables of one recording, planned as if their encoders took and added nothing.
struct PlannedDeliverables {
  let folder: TemporaryFolder
  let set: InputSet
  let survey: Survey
  let all: [Deliverable]
  let stop = StopFlag()
  private let input: OpenFile

  init(
    _ planes: [[Float]], rate: Int, _ names: [String], bitRate: Int? = nil
  ) throws {
    folder = try TemporaryFolder()
    let url = folder.file("in.wav")
    try wavBytes(planes, rate: rate).write(to: url)
    input = try OpenFile(reading: url)
    set = try InputSet([RenderInput(name: "in.wav", descriptor: input.descriptor)], stop: stop)
    survey = try Survey(set, stop: stop, sanitises: true) { _ in }
    let planner = try LevelPlanner(survey: survey, set: set, target: .podcast, stop: stop)
    let steps = LevelSteps(
      measure: .loudness, sampleRate: rate, frameCount: survey.frameCount,
      energies: survey.record.stepEnergies)
    let programme = DeliverablePlan.Programme(peaks: survey.record.peakMap!, steps: steps)
    all = try names.map { [folder, survey] name in
      let format = DeliverableFormat(fileName: name)!
      let plan = try planner.ideal(
        format,
        EncodingWish(
          OutputRequest(path: name, bitRate: format.defaultBitRate > 0 ? bitRate : nil)))
      return try Deliverable(
        settings: planner.settings(plan), file: try OutputFile(path: folder.file(name).path),
        metadata: MediaMetadata(), frameCount: survey.frameCount,
        search: LevelSearch(plan, programme: programme))
    }
  }

  /// The first of them.
  var deliverable: Deliverable { all[0] }

  /// Reads the programme for renders.
  var pass: RenderPass { RenderPass(set: set, stop: stop, sanitises: true) }

  /// Renders until all are right.
  func render(
    threads: Int = 2, progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) throws {
    var watch = Stopwatch()
    try RenderRounds(pass: pass, threads: threads).run(all, &watch, progress: progress)
    for deliverable in all { try deliverable.finish(stop: stop) }
  }

  /// The bytes of a file.
  func bytes(_ deliverable: Deliverable) throws -> [UInt8] {
    try FileBytes.read(deliverable.file.descriptor, count: try deliverable.file.size(), at: 0)
  }

  /// The first file, read again.
  func written() throws -> (block: AudioBlock, damagedPackets: Int) {
    var reader = try MediaReader(descriptor: deliverable.file.descriptor, stop: stop)
    var block = AudioBlock(channelCount: reader.format.channelCount)
    while let next = try reader.next() { block.append(contentsOf: next) }
    return (block, Int(reader.faults.damagedPackets))
  }
}
