public import Testing

extension Trait where Self == ConditionTrait {
  /// Skips a test visibly where a tool is not installed; where tools are required it runs, and
  /// fails for want of it.
  ///
  /// - Parameter tools: names of programs, as PATH finds them.
  /// - Returns: the trait.
  public static func needs(_ tools: String...) -> Self {
    .enabled(
      if: BuiltProgram.toolsAreRequired || tools.allSatisfy { BuiltProgram.tool($0) != nil },
      "not installed: \(tools.filter { BuiltProgram.tool($0) == nil }.joined(separator: ", "))")
  }

  /// Skips a test visibly without the Python of `.venv`, which scripts/test makes.
  public static var needsPython: Self {
    .enabled(if: PythonTool.isWanted, "needs .venv, made by scripts/test")
  }
}
