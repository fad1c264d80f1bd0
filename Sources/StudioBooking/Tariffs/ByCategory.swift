/// One value for everybody, or one a category: `1500` or `{"citoyen": 1000, "asbl": 500}`.
public enum ByCategory<Value: Hashable & Sendable & Codable>: Hashable, Sendable {
  /// The same for everybody.
  case same(Value)
  /// One a category; a category without one cannot book.
  case each([String: Value])

  /// The value of a category.
  public subscript(_ category: String?) -> Value? {
    switch self {
    case .same(let value): value
    case .each(let values): category.flatMap { values[$0] }
    }
  }

  /// The categories that have a value; nil when all have.
  public var categories: Set<String>? {
    if case .each(let values) = self { Set(values.keys) } else { nil }
  }
}

extension ByCategory: Codable {
  /// Reads a single value, or an object with one a category.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let values = try? container.decode([String: Value].self) {
      // `try?`: not an object means a single value, whose failure is thrown below.
      self = .each(values)
    } else {
      self = .same(try container.decode(Value.self))
    }
  }

  /// Writes the form that was read.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .same(let value): try container.encode(value)
    case .each(let values): try container.encode(values)
    }
  }
}
