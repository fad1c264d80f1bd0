import Testing

@testable import MediaPipeline

@Suite struct BlockPoolTests {
  @Test func `a block that serves again is empty, has its channels and is large enough`() {
    let pool = BlockPool()
    pool.give(AudioBlock(channels: [[1, 2, 3, 4], [5, 6, 7, 8]]))
    pool.give(AudioBlock(channels: [[9, 9]]))
    let other = pool.take(channelCount: 2, capacity: 5)
    #expect(other.capacity == 5 && other.isEmpty)
    var again = pool.take(channelCount: 2, capacity: 3)
    #expect(again.capacity == 4 && again.isEmpty && again.channelCount == 2)
    again.append(contentsOf: AudioBlock(channels: [[0.5], [0.25]]))
    #expect(again == AudioBlock(channels: [[0.5], [0.25]]))
    pool.empty()
    let new = pool.take(channelCount: 1, capacity: 1)
    #expect(new.capacity == 1 && new.isEmpty)
  }
}
