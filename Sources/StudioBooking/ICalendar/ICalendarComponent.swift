/// One line of an iCalendar object: `DTSTART;TZID=Europe/Brussels:20261201T140000`.
public struct ICalendarProperty: Hashable, Sendable {
  /// The name in capitals.
  public let name: String
  /// The parameters by name in capitals, in the order written.
  public let parameters: [Parameter]
  /// The value as it stands in the file, escapes and all.
  public let value: String

  /// One parameter.
  public struct Parameter: Hashable, Sendable {
    /// The name in capitals.
    public let name: String
    /// The value without quotes.
    public let value: String

    /// Pairs a name with a value.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Makes a line whose value needs no escaping, such as a time.
  public init(_ name: String, _ parameters: [Parameter] = [], raw value: String) {
    self.name = name
    self.parameters = parameters
    self.value = value
  }

  /// Makes a line of text for people; what has a meaning in the format is escaped.
  public init(_ name: String, _ parameters: [Parameter] = [], text: String) {
    self.init(name, parameters, raw: ICalendarText.escaped(text))
  }

  /// The text for people in the value.
  public var text: String { ICalendarText.unescaped(value) }

  /// The first parameter of a name.
  public func parameter(_ name: String) -> String? {
    parameters.first { $0.name == name }?.value
  }
}

/// A component of an iCalendar object: `VCALENDAR`, `VEVENT`, `VTIMEZONE` … (RFC 5545 §3.6).
public struct ICalendarComponent: Hashable, Sendable {
  /// The name in capitals.
  public let name: String
  /// The lines of the component itself.
  public var properties: [ICalendarProperty]
  /// The components inside.
  public var children: [ICalendarComponent]

  /// Makes a component.
  public init(
    _ name: String, properties: [ICalendarProperty] = [], children: [ICalendarComponent] = []
  ) {
    self.name = name
    self.properties = properties
    self.children = children
  }

  /// The first line of a name.
  public func property(_ name: String) -> ICalendarProperty? {
    properties.first { $0.name == name }
  }

  /// Every line of a name.
  public func properties(_ name: String) -> [ICalendarProperty] {
    properties.filter { $0.name == name }
  }
}
