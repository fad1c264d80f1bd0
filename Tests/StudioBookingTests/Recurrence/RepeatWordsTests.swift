import Localization
import Testing

@testable import StudioBooking

@Suite struct RepeatWordsTests {
  private let start = CivilDate("2026-12-01")!

  @Test(
    arguments: [
      ("day", nil, "FREQ=DAILY"), ("2 weeks", nil, "FREQ=WEEKLY;INTERVAL=2"),
      ("week", "tue,thu", "FREQ=WEEKLY;BYDAY=TU,TH"),
      ("week", "Tuesday, thursday", "FREQ=WEEKLY;BYDAY=TU,TH"),
      ("weekday", nil, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
      ("month", "1st thu", "FREQ=MONTHLY;BYDAY=1TH"),
      ("month", "last fri", "FREQ=MONTHLY;BYDAY=-1FR"),
      ("month", "2nd last mon", "FREQ=MONTHLY;BYDAY=-2MO"),
      ("month", "31", "FREQ=MONTHLY;BYMONTHDAY=31"),
      ("month", "1,15th", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
      ("month", "last", "FREQ=MONTHLY;BYMONTHDAY=-1"),
      ("3 months", "first mon,third mon", "FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO,3MO"),
      ("year", nil, "FREQ=YEARLY"), ("year", "1st thu", "FREQ=YEARLY;BYMONTH=12;BYDAY=1TH"),
    ] as [(String, String?, String)])
  func `people's words become the rule they mean`(
    every: String, on: String?, rule: String
  ) throws {
    #expect(try RepeatWords.rule(every: every, on: on, start: start).description == rule)
  }

  @Test(
    arguments: [
      ("fortnight", nil, "fortnight"), ("0 weeks", nil, "0 weeks"), ("week", "1st thu", "1st thu"),
      ("week", "31", "31"), ("month", "32", "32"), ("month", "6th thu", "6th thu"),
      ("month", "thu,31", "thu,31"), ("day", "soon", "soon"), ("month", "", ""),
    ] as [(String, String?, String)])
  func `words that say nothing are named`(every: String, on: String?, words: String) {
    #expect(throws: RepeatWords.Unreadable(words: words)) {
      try RepeatWords.rule(every: every, on: on, start: start)
    }
  }

  @Test(arguments: [
    (
      "FREQ=MONTHLY;BYDAY=1TH;COUNT=10", "chaque mois, le 1er jeudi, 10 fois",
      "elke maand, op de 1e donderdag, 10 keer", "jeden Monat, am 1. Donnerstag, 10-mal",
      "every month, on the 1st Thursday, 10 times"
    ),
    (
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20270630",
      "toutes les 2 semaines, le mardi et le jeudi, jusqu'au mer. 30/06/2027",
      "om de 2 weken, op dinsdag en op donderdag, tot en met wo 30/06/2027",
      "alle 2 Wochen, am Dienstag und am Donnerstag, bis Mi. 30.06.2027",
      "every 2 weeks, on Tuesday and on Thursday, until Wed 2027-06-30"
    ),
    (
      "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=1", "chaque mois, le dernier jour du mois, une fois",
      "elke maand, op de laatste dag van de maand, één keer",
      "jeden Monat, am letzten Tag des Monats, einmal",
      "every month, on the last day of the month, once"
    ),
  ])
  func `a rule is said in four languages`(
    text: String, french: String, dutch: String, german: String, english: String
  ) throws {
    let rule = try RecurrenceRule(text: text)
    let zone = VenueZone(identifier: "Europe/Brussels")!
    let first = LocalDateTime("2026-12-01T14:00")!
    let said = Language.allCases.map {
      RecurrenceText.phrase(rule, start: first, zone: zone, in: $0)
    }
    #expect(said == [french, dutch, german, english])
  }

  @Test func `the words of repetition exist in every language`() {
    #expect(recurrenceMessages.disagreements() == [])
  }
}
