"""Writes small pictures of every kind that ArtworkInspector tells apart into a folder."""

import pathlib
import sys

from PIL import Image

folder = pathlib.Path(sys.argv[1])
Image.new("RGB", (1400, 1400), "navy").save(folder / "rgb.jpg")
Image.new("RGB", (300, 200), "navy").save(folder / "progressive.jpg", progressive=True)
Image.new("CMYK", (64, 64)).save(folder / "cmyk.jpg")
Image.new("L", (64, 65)).save(folder / "grey.jpg")
exif = Image.Exif()
exif[0x0112] = 6
Image.new("RGB", (64, 32)).save(folder / "turned.jpg", exif=exif)
Image.new("RGBA", (64, 64)).save(folder / "rgba.png")
Image.new("P", (10, 20)).save(folder / "palette.png")
Image.new("L", (10, 20)).save(folder / "grey.png")
Image.new("RGB", (10, 10)).save(folder / "webp.png", format="WEBP")
