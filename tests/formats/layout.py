"""Sets a report on pages: texts and lines in points, from the top left corner; for writers that set nothing themselves."""

from dataclasses import dataclass, field

WIDTH, HEIGHT = 595.3, 841.9
MARGIN, BOTTOM = 62.0, 70.0
LEADING = 1.3


@dataclass
class Page:
    texts: list = field(default_factory=list)  # (x, baseline, size, text)
    lines: list = field(default_factory=list)  # (x1, y1, x2, y2)


def advance(char):
    """The width of a character in units of its size."""
    return 0.5 if char.isascii() else 1.0


def width(text, size):
    return sum(map(advance, text)) * size


def wrap(text, size, room):
    lines, line = [], ""
    for char in text:
        if line and width(line + char, size) > room:
            lines.append(line)
            line = ""
        line += char
    return lines + [line] if line else lines


class Setter:
    """Fills pages from top to bottom."""

    def __init__(self, report, body=11.0, small=9.0, number="- {} -", heads=True, first=None):
        """`heads`: heads of tables are repeated; `first`: another width of the first column of table three."""
        self.body, self.small, self.heads, self.first = body, small, heads, first
        self.pages = [Page()]
        self.y = MARGIN
        for kind, content in report.pieces():
            self._table(content) if kind == "table" else self._paragraph(kind, content)
        if number:
            for index, page in enumerate(self.pages, 1):
                text = number.format(index)
                page.texts.append(((WIDTH - width(text, small)) / 2, HEIGHT - 36, small, text))

    def _break(self):
        self.pages.append(Page())
        self.y = MARGIN

    def _paragraph(self, kind, text):
        size = {"title": self.body * 1.6, "heading": self.body * 1.2}.get(kind, self.body)
        room = WIDTH - 2 * MARGIN
        # The first line is set in by two characters.
        lines = wrap("　　" + text if kind == "paragraph" else text, size, room)
        for line in lines:
            if self.y + size * LEADING > HEIGHT - BOTTOM:
                self._break()
            left = MARGIN
            if kind == "title":
                left += (room - width(line, size)) / 2
            elif kind == "sign":
                left += room - width(line, size)
            indent = line.startswith("　　")
            self.pages[-1].texts.append((left + 2 * size * indent, self.y + size, size, line.lstrip("　")))
            self.y += size * LEADING
        self.y += size * 0.6

    def _table(self, grid):
        size, leading = self.small, self.small * LEADING
        widths = list(grid.widths)
        if self.first and grid.columns == 10:
            widths[0] = self.first
        scale = (WIDTH - 2 * MARGIN) / sum(widths)
        edges = [MARGIN + scale * sum(widths[:i]) for i in range(grid.columns + 1)]
        words = {
            cell: wrap(cell.text, size, edges[cell.column + cell.columns] - edges[cell.column] - 4) for cell in grid.cells
        }
        heights = [leading + 4] * grid.rows
        for cell in sorted(grid.cells, key=lambda cell: cell.rows):
            last = cell.row + cell.rows - 1
            missing = len(words[cell]) * leading + 4 - sum(heights[cell.row:last + 1])
            heights[last] += max(0, missing)
        # Runs of rows that share a page.
        start, top = 0, self.y
        repeated = sum(heights[:grid.heads])
        y = top
        for row in range(grid.rows + 1):
            full = row < grid.rows and y + heights[row] > HEIGHT - BOTTOM
            if row < grid.rows and not full:
                y += heights[row]
                continue
            if row > start:
                self._part(grid, words, edges, heights, start, row, self.y)
            if full:
                self._break()
                if self.heads and grid.heads and row >= grid.heads:
                    self._part(grid, words, edges, heights, 0, grid.heads, self.y)
                    self.y += repeated
                start, y = row, self.y + heights[row]
        self.y = y + self.body

    def _part(self, grid, words, edges, heights, first, end, top):
        """Rows from `first` to `end`; what began above goes on."""
        page, size, leading = self.pages[-1], self.small, self.small * LEADING
        for cell in grid.cells:
            if cell.row + cell.rows <= first or cell.row >= end:
                continue
            begin, stop = max(cell.row, first), min(cell.row + cell.rows, end)
            y1 = top + sum(heights[first:begin])
            y2 = y1 + sum(heights[begin:stop])
            x1, x2 = edges[cell.column], edges[cell.column + cell.columns]
            page.lines += [(x1, y1, x2, y1), (x1, y2, x2, y2), (x1, y1, x1, y2), (x2, y1, x2, y2)]
            lines = words[cell]
            if cell.row + cell.rows > end or cell.row < first:
                # A cell on two pages: what has no room on the first goes to the second.
                above = int(sum(heights[cell.row:max(first, cell.row)]) // leading) if cell.row < first else 0
                lines = lines[above:above + int((y2 - y1) // leading)]
            y = y1 + max(2, (y2 - y1 - len(lines) * leading) / 2) + size
            for line in lines:
                x = x1 + 2 if cell.kind == "label" and cell.columns + cell.column >= 3 else x1 + (x2 - x1 - width(line, size)) / 2
                page.texts.append((x, y, size, line))
                y += leading


def pages(report, **options):
    return Setter(report, **options).pages
