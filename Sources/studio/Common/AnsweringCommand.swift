import ArgumentParser

/// What a command found or did: the same thing for programs and for people.
struct Answer {
  /// Printed with `--json`.
  let value: any Encodable
  /// Printed without.
  let lines: [String]
  /// Whether the command found what it was to find out, and it is bad: exit status 1.
  let isFailure: Bool

  /// An answer of any shape.
  init(_ value: any Encodable, lines: [String], isFailure: Bool = false) {
    self.value = value
    self.lines = lines
    self.isFailure = isFailure
  }

  /// A list, one line an element; `none` says that there is nothing to list.
  init<Element: Encodable>(list: [Element], none: String? = nil, line: (Element) -> String) {
    self.init(list, lines: list.isEmpty ? none.map { [$0] } ?? [] : list.map(line))
  }
}

/// A command in a data folder: opens it, does its work there, shows the answer.
protocol AnsweringCommand: AsyncParsableCommand {
  var data: DataOptions { get }
  var output: OutputOptions { get }

  /// Does the command's work.
  func answer(at place: Workplace) async throws -> Answer
}

extension AnsweringCommand {
  func run() async throws {
    try await Workplace.run(data, output) { place in
      let answer = try await answer(at: place)
      try await place.keepAgendaUpToDate()
      if output.json {
        try Terminal.sayJSON(answer.value)
      } else {
        answer.lines.forEach(Terminal.say)
      }
      if answer.isFailure { throw ExitCode.failure }
    }
  }
}
