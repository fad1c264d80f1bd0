"""Draws the sample show's cover (1500 x 1500 JPEG, sRGB): make-cover.py OUT.jpg. Needs pillow."""

import sys

from PIL import Image, ImageDraw, ImageFont

SIZE = 1500
SCALE = 2  # drawn at twice the size, then reduced, so that edges are smooth
NIGHT, PAPER, CORAL, SAND = "#12263a", "#f4efe6", "#e4572e", "#f2c14e"
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"


def box(draw, x0, y0, x1, y1, fill, radius=0):
    draw.rounded_rectangle([v * SCALE for v in (x0, y0, x1, y1)], radius * SCALE, fill)


image = Image.new("RGB", (SIZE * SCALE, SIZE * SCALE), NIGHT)
draw = ImageDraw.Draw(image)

# A level meter that settles: uneven bars on the left, even ones on the right.
heights = [90, 420, 180, 560, 120, 330, 300, 340, 310, 330, 320, 330, 320]
for index, height in enumerate(heights):
    x = 150 + index * 94
    even = index >= 5
    box(draw, x, 640 - height / 2, x + 58, 640 + height / 2, SAND if even else CORAL, 29)

title = ImageFont.truetype(FONT, 168 * SCALE)
line = ImageFont.truetype(FONT, 62 * SCALE)
draw.text((150 * SCALE, 960 * SCALE), "La voix du", font=title, fill=PAPER)
draw.text((150 * SCALE, 1130 * SCALE), "tiers-lieu", font=title, fill=PAPER)
draw.text((154 * SCALE, 1345 * SCALE), "Le podcast fait ici, par vous", font=line, fill=SAND)

image = image.resize((SIZE, SIZE), Image.LANCZOS)
image.save(sys.argv[1], quality=88, optimize=True, dpi=(72, 72))
