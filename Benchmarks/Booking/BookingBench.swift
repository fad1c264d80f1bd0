import Foundation
import StudioBooking
import StudioStore

/// Times the booking store on databases of several ages (scripts/bench-booking).
///
/// `booking-bench run DIR` makes the databases in DIR and prints the table; `booking-bench racer …`
/// is one of its own racing processes.
@main struct BookingBench {
  static func main() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch arguments.first {
    case "run" where arguments.count >= 2:
      try await run(
        in: URL(filePath: arguments[1], directoryHint: .isDirectory),
        sizes: arguments.dropFirst(2).compactMap { Int($0) })
    case "racer" where arguments.count == 4:
      try await Race.racer(
        folder: URL(filePath: arguments[1], directoryHint: .isDirectory),
        number: Int(arguments[2]) ?? 0, rounds: Int(arguments[3]) ?? 0)
    default:
      print("usage: booking-bench run DIR [reservations …]")
      exit(64)
    }
  }

  private static func run(in root: URL, sizes: [Int]) async throws {
    var columns: [(title: String, figures: [String: Figure])] = []
    for size in sizes.isEmpty ? [10_000, 100_000, 1_000_000] : sizes {
      let history = try await History(
        in: root.appending(path: "history-\(size)"), reservations: size)
      columns.append(("\(size)", try await Questions(history).answers()))
    }
    Table.print(columns)
    print()
    try await Race.print(in: root)
  }
}

/// The times of one question, in milliseconds.
struct Figure {
  let milliseconds: [Double]

  /// The value below which a part of the times lie, the nearest rank.
  func percentile(_ part: Double) -> Double {
    let sorted = milliseconds.sorted()
    let rank = Int((part * Double(sorted.count)).rounded(.up)) - 1
    return sorted.isEmpty ? .nan : sorted[min(max(rank, 0), sorted.count - 1)]
  }

  /// Times an operation several times, after one run that warms the page cache.
  static func of(
    _ runs: Int = 15, _ body: () async throws -> Void
  ) async throws -> Figure {
    try await body()
    var times: [Double] = []
    for _ in 0..<runs {
      let clock = ContinuousClock()
      let start = clock.now
      try await body()
      times.append(start.duration(to: clock.now).milliseconds)
    }
    return Figure(milliseconds: times)
  }
}

extension Duration {
  /// The length in milliseconds.
  var milliseconds: Double {
    Double(components.seconds) * 1e3 + Double(components.attoseconds) / 1e15
  }
}

/// Numbers with two decimals in columns.
enum Table {
  static func print(_ columns: [(title: String, figures: [String: Figure])]) {
    let names = Questions.names
    let width = names.map(\.count).max() ?? 0
    func cell(_ text: String) -> String {
      String(repeating: " ", count: max(18 - text.count, 0)) + text
    }
    let head = String(repeating: " ", count: width)
    Swift.print(head + columns.map { cell($0.title) }.joined() + "   ms, median / p95")
    for name in names {
      let cells = columns.map { column -> String in
        guard let figure = column.figures[name] else { return cell("-") }
        return cell("\(text(figure.percentile(0.5))) / \(text(figure.percentile(0.95)))")
      }
      Swift.print(
        name + String(repeating: " ", count: width - name.count) + cells.joined())
    }
  }

  static func text(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)"
  }
}
