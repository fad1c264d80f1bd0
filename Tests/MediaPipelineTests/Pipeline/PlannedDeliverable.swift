import Foundation
import MediaProtocol
import StudioTestSupport

@testable import MediaPipeline

/// A deliverable of one recording, planned as if its encoder took and added nothing.
struct PlannedDeliverable {
  let folder: TemporaryFolder
  let set: InputSet
  let survey: Survey
  let deliverable: Deliverable
  let stop = StopFlag()
  private let input: OpenFile

  init(
    _ planes: [[Float]], rate: Int, _ name: String, target: LevelTarget = .podcast,
    wish: EncodingWish = EncodingWish()
  ) throws {
    folder = try TemporaryFolder()
    let url = folder.file("in.wav")
    try wavBytes(planes, rate: rate).write(to: url)
    input = try OpenFile(reading: url)
    set = try InputSet([RenderInput(name: "in.wav", descriptor: input.descriptor)], stop: stop)
    survey = try Survey(set, stop: stop, sanitises: true) { _ in }
    let planner = try LevelPlanner(survey: survey, set: set, target: target, stop: stop)
    let plan = try planner.ideal(DeliverableFormat(fileName: name)!, wish)
    let steps = LevelSteps(
      measure: .loudness, sampleRate: rate, frameCount: survey.frameCount,
      energies: survey.record.stepEnergies)
    deliverable = try Deliverable(
      settings: planner.settings(plan), file: try OutputFile(path: folder.file(name).path),
      metadata: MediaMetadata(), frameCount: survey.frameCount,
      search: LevelSearch(
        plan,
        programme: DeliverablePlan.Programme(peaks: survey.record.peakMap!, steps: steps)))
  }

  /// Reads the programme for renders.
  var pass: RenderPass { RenderPass(set: set, stop: stop, sanitises: true) }

  /// The file, read again.
  func written() throws -> (block: AudioBlock, damagedPackets: Int) {
    var reader = try MediaReader(descriptor: deliverable.file.descriptor, stop: stop)
    var block = AudioBlock(channelCount: reader.format.channelCount)
    while let next = try reader.next() { block.append(contentsOf: next) }
    return (block, Int(reader.faults.damagedPackets))
  }
}
