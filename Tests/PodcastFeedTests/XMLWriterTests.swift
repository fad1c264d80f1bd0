import Testing

@testable import PodcastFeed

@Suite struct XMLWriterTests {
  @Test(arguments: [
    ("Tom & Jerry <3 \"x\"", "Tom &amp; Jerry &lt;3 \"x\""),
    ("a]]>b", "a]]&gt;b"),
    ("nul\u{0}bell\u{7}esc\u{1B}end", "nulbellescend"),
    ("tab\tline\nreturn\rend", "tab\tline\nreturn&#13;end"),
    ("\u{FFFE}a\u{FFFF}b\u{FFFD}", "ab\u{FFFD}"),
    ("👩‍👩‍👧‍👦 مرحبا \u{202E}", "👩‍👩‍👧‍👦 مرحبا \u{202E}"),
    ("ﾾ\u{FFBE}\u{FFBF}", "ﾾ\u{FFBE}\u{FFBF}"),
    ("  trimmed \u{A0}", "trimmed"),
  ])
  func `text is escaped once and loses only what XML forbids`(raw: String, written: String) {
    var xml = XMLWriter()
    xml.text("t", raw)
    #expect(String(decoding: xml.bytes, as: UTF8.self) == "<t>\(written)</t>\n")
  }

  @Test func `attributes also escape quotes and line ends`() {
    var xml = XMLWriter()
    xml.empty("t", ["a": "x\"y\n&", "gone": nil])
    #expect(String(decoding: xml.bytes, as: UTF8.self) == "<t a=\"x&quot;y&#10;&amp;\"/>\n")
  }

  @Test func `a missing text writes nothing`() {
    var xml = XMLWriter()
    xml.text("t", nil)
    #expect(xml.bytes.isEmpty)
  }
}
