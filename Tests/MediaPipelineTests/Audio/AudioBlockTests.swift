import MediaPipeline
import Testing

@Suite struct AudioBlockTests {
  private func values(_ block: AudioBlock, _ channel: Int) -> [Float] {
    block.withChannel(channel) { plane in (0..<plane.count).map { plane[$0] } }
  }

  @Test func `appending, dropping and slicing keep each channel's own frames in order`() {
    var block = AudioBlock(channels: [[1, 2, 3], [-1, -2, -3]])
    block.append(contentsOf: AudioBlock(channels: [[4, 5], [-4, -5]]))
    #expect(values(block, 0) == [1, 2, 3, 4, 5])
    #expect(values(block, 1) == [-1, -2, -3, -4, -5])
    block.dropFirst(2)
    #expect(values(block, 0) == [3, 4, 5])
    #expect(values(block, 1) == [-3, -4, -5])
    #expect(block.slice(1..<3) == AudioBlock(channels: [[4, 5], [-4, -5]]))
    #expect(block.slice(1..<1).isEmpty)
  }

  @Test func `capacity is room, not content`() {
    var block = AudioBlock(channelCount: 2, capacity: 8)
    #expect(block.isEmpty)
    block.setFrameCount(1)
    block.withMutableChannel(1) { $0[0] = 0.5 }
    block.reserveCapacity(20)
    #expect(block.capacity == 20)
    #expect(block == AudioBlock(channels: [[0], [0.5]]))
    block.withPlanes { #expect($0[20] == 0.5) }
  }

  @Test func `more frames than there is room for stop the program`() async {
    await #expect(processExitsWith: .failure) {
      var block = AudioBlock(channelCount: 1, capacity: 4)
      block.setFrameCount(5)
    }
  }
}
