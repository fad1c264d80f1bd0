import Foundation
import StudioBooking
import Testing

@Suite struct VenueFileTests {
  @Test func `the shipped venue has everything of the town's table`() throws {
    let venue = try SampleVenue.tiersLieu()
    #expect(
      venue.offerings.map(\.id.rawValue) == [
        "podcast-studio", "podcast-studio-tech", "podcast-kit", "gaming-station",
        "whole-gaming-room",
      ])
    #expect(venue.units.count == 12)
    #expect(venue.offering(OfferingID(rawValue: "whole-gaming-room"))?.candidates.count == 8)
    #expect(venue.closedOn == ["jours-feries"])
  }

  @Test func `exporting and reading again changes nothing, settings not read yet included`()
    throws
  {
    let venue = try SampleVenue.tiersLieu()
    let again = try JSONDecoder().decode(Venue.self, from: try JSONEncoder().encode(venue))
    #expect(again == venue)
    // What another part reads is carried until that part is there; of this one nothing is.
    #expect(again.carriedSettings.allSatisfy { $0.hasSuffix("releaseAfterMinutes") })
  }

  @Test func `a setting that is not known travels through and is named`() throws {
    let json = String(decoding: SampleVenue.tiersLieuJSON, as: UTF8.self)
      .replacingOccurrences(
        of: #""closedOn": ["jours-feries"]"#, with: #""closedOn": [], "colour": "red""#)
    let venue = try JSONDecoder().decode(Venue.self, from: Data(json.utf8))
    #expect(venue.carriedSettings.contains("colour"))
    let again = try JSONDecoder().decode(Venue.self, from: try JSONEncoder().encode(venue))
    #expect(again == venue)
  }

  @Test(arguments: [
    (#""zone": "Europe/Brussels""#, #""zone": "Europe/Atlantis""#, "Atlantis"),
    (#""all": ["studio"]"#, #""all": ["sauna"]"#, "sauna"),
    (#""id": "PC-2""#, #""id": "PC-1""#, "twice"),
    (#""closedOn": ["jours-feries"]"#, #""closedOn": ["carnaval"]"#, "carnaval"),
    (#""everyMinutes": 60"#, #""everyMinutes": 50"#, "divide"),
    (#""08:30-23:00""#, #""08:30-25:00""#, "25:00"),
    (#""all": ["studio"]"#, #""all": []"#, "needs all of no unit"),
    (#""all": ["studio"]"#, #""all": ["studio", "studio"]"#, "appears twice"),
    (#"{"any": 1, "of": ["PC-1""#, #"{"any": 9, "of": ["PC-1""#, "9 of 8"),
    (#""citoyen": 200"#, #""voisin": 200"#, "voisin"),
    (#""mostAhead": 2"#, #""mostAhead": 0"#, "0 bookings ahead"),
    (#""lead": {"hours": 0}"#, #""lead": {"hours": -1}"#, "lead time of -1"),
  ])
  func `a mistake in a venue file is named`(text: String, mistake: String, named: String) {
    let json = String(decoding: SampleVenue.tiersLieuJSON, as: UTF8.self)
      .replacingOccurrences(of: text, with: mistake)
    #expect {
      _ = try JSONDecoder().decode(Venue.self, from: Data(json.utf8))
    } throws: { error in
      "\(error)".contains(named)
    }
  }
}
