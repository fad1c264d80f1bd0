import Foundation
import StudioTestSupport
import Testing

@testable import MediaPipeline

@Suite struct PacketTapeTests {
  static func tape(_ packets: [[UInt8]], in folder: TemporaryFolder) throws -> PacketTape {
    let file = try OutputFile(path: folder.file("a").path)
    let tape = PacketTape(try file.scratchFile(), packetFrames: 10)
    for (index, packet) in packets.enumerated() {
      tape.append(packet, frames: index == packets.count - 1 ? 7 : 10)
    }
    tape.finish()
    return tape
  }

  @Test func `what was recorded and replaced comes back, in order, with its place`() throws {
    let folder = try TemporaryFolder()
    var random = SeededGenerator(seed: 5)
    func packet() -> [UInt8] {
      (0..<Int.random(in: 1...900, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
    }
    var packets = (0..<700).map { _ in packet() }
    let tape = try Self.tape(packets, in: folder)
    var last = 7
    for round in 0..<12 {
      let first = round == 11 ? 690 : Int.random(in: 0..<690, using: &random)
      let others = (0..<(round == 11 ? 10 : Int.random(in: 0...9, using: &random))).map { _ in
        packet()
      }
      packets.replaceSubrange(first..<first + others.count, with: others)
      try tape.replace(from: first, by: others, lastFrames: 3)
      if first + others.count == packets.count { last = 3 }
    }
    #expect(tape.count == packets.count && last == 3)
    var number = 0
    try tape.forEach { bytes, start, frames in
      #expect(Array(bytes) == packets[number])
      #expect(start == (number - 1) * 10)
      #expect(frames == (number == packets.count - 1 ? last : 10))
      number += 1
    }
    #expect(number == packets.count)
    #expect(try tape.packets(250..<520) == Array(packets[250..<520]))
    tape.restart()
    #expect(tape.count == 0)
  }

  @Test func `a tape that cannot be written is empty, and the file goes on`() throws {
    let folder = try TemporaryFolder()
    let tape = try Self.tape([[1], [2]], in: folder)
    // No packet has so many bytes that its size is not kept.
    tape.append([UInt8](repeating: 0, count: 70_000), frames: 10)
    tape.append([3], frames: 10)
    #expect(tape.count == 0)
    var heard = 0
    try tape.forEach { _, _, _ in heard += 1 }
    #expect(heard == 0)
    tape.restart()
    tape.append([4], frames: 10)
    #expect(tape.count == 1)
  }
}
