/// How a loudness plot looks on white, in the dark and on paper.
///
/// Written out a class at a time: rsvg and other converters know no CSS variables. Contrast of text
/// is at least 4.5:1, of lines 3:1 (WCAG 2.2, 1.4.3 and 1.4.11).
enum PlotStyle {
  static let css = """

    text{font-family:system-ui,"Segoe UI","DejaVu Sans",sans-serif;fill:#1c2430}
    .paper{fill:#fff}
    .name{font-size:18px;font-weight:600}
    .figures{font-size:14px;fill:#465163}
    .label,.unit{font-size:12px;fill:#465163}
    .end{text-anchor:end}
    .middle{text-anchor:middle}
    .grid{stroke:#e3e7ed;stroke-width:1;fill:none}
    .tick{stroke:#8792a3;stroke-width:1}
    .band{fill:#1f9d61;fill-opacity:.2}
    .target{fill:none;stroke:#14794a;stroke-width:1.2;stroke-dasharray:6 4}
    .silence{fill:#8792a3;fill-opacity:.18}
    .momentary{fill:#7fb3d9;fill-opacity:.5;stroke:#7fb3d9;stroke-width:.6;stroke-linejoin:round}
    .short{fill:none;stroke:#0b5c99;stroke-width:2.2;stroke-linejoin:round}
    .before{fill:none;stroke:#8a7a60;stroke-width:1.2;stroke-linejoin:round}
    .event{fill:none;stroke:#c2410c;stroke-width:1.6}
    .over{fill:none;stroke:#b3123f;stroke-width:1.6}
    @media (prefers-color-scheme:dark) and (not print){
    text{fill:#e8ecf2}
    .paper{fill:#12161c}
    .figures,.label,.unit{fill:#a9b4c4}
    .grid{stroke:#28303b}
    .band{fill:#3ecf8e}
    .target{stroke:#3ecf8e}
    .momentary{fill:#3d6c94;stroke:#3d6c94}
    .short{stroke:#6cb8f0}
    .before{stroke:#c9b48f}
    .event{stroke:#ff8a50}
    .over{stroke:#ff6f91}
    }
    """
}
