import StudioTestSupport
import Testing

@testable import StudioServer

@Suite struct ByteRangesTests {
  @Test(
    arguments: [
      ("bytes=0-0", [0..<1]), ("bytes=0-99", [0..<100]), ("bytes=99-99", [99..<100]),
      ("bytes=10-", [10..<100]), ("bytes=0-", [0..<100]), ("bytes=-1", [99..<100]),
      ("bytes=-100", [0..<100]), ("bytes=-101", [0..<100]), ("bytes=50-1000", [50..<100]),
      ("BYTES=1-2", [1..<3]), ("bytes= 1-2 ,\t4-5", [1..<3, 4..<6]), ("bytes=,1-2,", [1..<3]),
      ("bytes=4-5,1-2", [4..<6, 1..<3]), ("bytes=1-2,200-300", [1..<3]),
      ("bytes=0-99999999999999999999999", [0..<100]),
      ("bytes=-99999999999999999999999", [0..<100]),
      ("bytes=0-9,0-9", [0..<10, 0..<10]),
    ] as [(String, [Range<Int64>])])
  func `well-formed ranges become parts`(header: String, parts: [Range<Int64>]) {
    #expect(ByteRanges(header: header, size: 100) == .parts(parts))
  }

  @Test(arguments: [
    "bytes=100-", "bytes=100-200", "bytes=-0", "bytes=200-,300-400",
    "bytes=99999999999999999999999-",
  ])
  func `ranges past the end cannot be satisfied`(header: String) {
    #expect(ByteRanges(header: header, size: 100) == .unsatisfiable)
  }

  @Test(arguments: [
    "", "bytes", "bytes=", "bytes=,", "bytes=a-b", "bytes=1", "bytes=-", "bytes=5-4", "bytes=1-2-3",
    "bytes=+1-2", "bytes=1-+2", "bytes=1 - 2", "bytes:1-2", "items=0-1", "bytes=0-1, bytes=2-3",
    "bytes=0-1;2-3", "bytes=٣-٤", "bytes =0-1", "bytes=0x1-2",
  ])
  func `what is no byte range set is ignored`(header: String) {
    #expect(ByteRanges(header: header, size: 100) == .whole)
  }

  @Test func `no header asks for the whole file`() {
    #expect(ByteRanges(header: nil, size: 100) == .whole)
  }

  @Test func `overlapping ranges that ask for more than the file get the file`() {
    #expect(ByteRanges(header: "bytes=0-,0-", size: 100) == .whole)
    #expect(ByteRanges(header: "bytes=0-60,40-99", size: 100) == .whole)
  }

  @Test func `sixteen ranges are served, seventeen get the file`() {
    let ranges = (0..<17).map { "\($0 * 2)-\($0 * 2)" }
    let sixteen = "bytes=" + ranges.prefix(16).joined(separator: ",")
    let parts = (0..<16).map { (index: Int64) -> Range<Int64> in index * 2..<(index * 2 + 1) }
    #expect(ByteRanges(header: sixteen, size: 100) == .parts(parts))
    let all = "bytes=" + ranges.joined(separator: ",")
    #expect(ByteRanges(header: all, size: 100) == .whole)
  }

  @Test(arguments: ["bytes=0-", "bytes=0-0", "bytes=-5"])
  func `an empty file has no range`(header: String) {
    #expect(ByteRanges(header: header, size: 0) == .unsatisfiable)
  }

  @Test func `single ranges agree with a byte-by-byte model`() {
    var generator = SeededGenerator(seed: 42)
    for _ in 0..<5_000 {
      let size = Int64.random(in: 0...20, using: &generator)
      let first = Bool.random(using: &generator) ? Int64.random(in: 0...25, using: &generator) : nil
      let last = Int64.random(in: 0...25, using: &generator)
      let hasLast = first == nil || Bool.random(using: &generator)
      let header = "bytes=\(first.map(String.init) ?? "")-\(hasLast ? String(last) : "")"
      // The model: which bytes of the file does the header name, one by one?
      let named = (0..<size).filter { byte in
        if let first { return byte >= first && (!hasLast || byte <= last) }
        return byte >= size - last
      }
      let expected: ByteRanges =
        if let first, hasLast, last < first {
          .whole
        } else if let start = named.first, let end = named.last {
          .parts([start..<end + 1])
        } else {
          .unsatisfiable
        }
      #expect(ByteRanges(header: header, size: size) == expected, "\(header) of \(size)")
    }
  }
}
