"""What is wrong with a figure that a reader would stumble on: labels that overlap, are cut, or have a line through."""

from itertools import combinations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from foederis.export.drawing.canvas import quiet


def faults(figure: Figure) -> list[str]:
    """Return a line for each fault, by the boxes that matplotlib's own renderer gives the texts."""
    with quiet():
        figure.set_dpi(150)
        renderer = FigureCanvasAgg(figure).get_renderer()
        texts = [one for one in figure.findobj(Text) if one.get_text().strip() and one.get_visible()]
        boxes = [(one.get_text(), one.get_window_extent(renderer)) for one in texts]
        page = figure.bbox
        found = [
            f"cut: {words}"
            for words, box in boxes
            if box.x0 < page.x0 or box.x1 > page.x1 or box.y0 < page.y0 or box.y1 > page.y1
        ]
        for (one, a), (two, b) in combinations(boxes, 2):
            if a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 and b.y0 < a.y1:
                found.append(f"overlap: {one} / {two}")
        for line in figure.findobj(PathPatch):
            path = line.get_transform().transform_path(line.get_path())
            for words, box in boxes:
                inner = Bbox.from_extents(box.x0, box.y0 + 2, box.x1, box.y1 - 2)
                if path.intersects_bbox(inner, filled=False):
                    found.append(f"line through: {words}")
    return found
