//! What is drawn on a page, in its order → what is to be seen of it.
//!
//! Text beneath a picture or an area that is drawn later, text in the colour of what lies beneath it, and text that is drawn with no
//! ink at all is not what the page shows. Text above a picture, whatever its size, is.

use super::geometry::{Bounds, NOWHERE, area, extend, holds, intersection, within};
use super::{Glyph, Page, Rule};
use crate::document::Reason;
use crate::input::budget::Budget;
use crate::input::{Error, MAX_PIECES};

/// A filled area no wider than this is a line, in points; a stroke wider than twice this is an area.
pub const THIN: f32 = 3.0;

/// A longer area may be a line though it is wider: a thick border.
const THICK: f32 = 6.0;
const LONG: f32 = 12.0;

/// What is drawn in place of a character is of such a height and width.
const LETTER: std::ops::RangeInclusive<f32> = 1.5..=40.0;

/// Digits as a picture fit into this part of the page's width and height.
const IN_CELL: (f32, f32) = (0.5, 0.12);

/// Smaller type than this nobody reads, in points.
const SMALLEST: f32 = 1.2;

/// Lines, areas and shapes of all pages, before pieces are put together.
const MAX_DRAWN: usize = 20 * MAX_PIECES;

/// No page of a report has more pictures.
#[cfg(feature = "office")]
const MANY: usize = 500;

/// Strips of a page in which areas are looked for.
const STRIPS: usize = 96;

/// Red, green, blue.
pub type Colour = [u8; 3];

/// Colours that differ by less than this look the same.
const SAME_COLOUR: u8 = 14;

const WHITE: Colour = [255; 3];

/// What something is drawn with.
#[derive(Clone, Copy, Debug)]
pub struct Ink {
    /// Its colour; none if it is not known: a pattern, a shading.
    pub colour: Option<Colour>,
    /// From 0, nothing to be seen, to 1.
    pub opacity: f32,
    /// Whether something else keeps it from being seen: a layer that is switched off, a mode that draws nothing.
    pub is_hidden: bool,
}

impl Ink {
    /// What is drawn with nothing set.
    pub const BLACK: Self = Self {
        colour: Some([0; 3]),
        opacity: 1.0,
        is_hidden: false,
    };

    fn is_seen(&self) -> bool {
        !self.is_hidden && self.opacity > 0.03
    }

    fn is_opaque(&self) -> bool {
        self.is_seen() && self.opacity > 0.9
    }

    /// How much it differs from what lies beneath it.
    fn contrast(&self, ground: Option<Colour>) -> u8 {
        let (Some(own), Some(ground)) = (self.colour, ground) else {
            return u8::MAX;
        };
        (self.opacity.clamp(0.0, 1.0) * (brightness(own) - brightness(ground)).abs()) as u8
    }
}

/// A part of an outline.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// Its corners, in places of the page.
    pub points: Vec<(f32, f32)>,
    /// Whether parts of it are curves.
    pub curved: bool,
    /// Whether its last point is joined with its first.
    pub closed: bool,
}

impl Outline {
    fn bounds(&self) -> Bounds {
        let mut bounds = NOWHERE;
        for &point in &self.points {
            extend(&mut bounds, point);
        }
        bounds
    }

    /// Whether all its sides lie across or along the page.
    fn is_rectangle(&self) -> bool {
        let straight = |pair: &[(f32, f32)]| (pair[0].0 - pair[1].0).abs() < 0.2 || (pair[0].1 - pair[1].1).abs() < 0.2;
        !self.curved && self.points.len() <= 5 && self.points.windows(2).all(straight)
    }

    /// Whether it goes up and down along a line.
    fn is_zigzag(&self) -> bool {
        const FEWEST: usize = 4;
        const HIGHEST: f32 = 10.0;
        let [left, top, right, bottom] = self.bounds();
        let steps = || self.points.windows(2).map(|pair| pair[1].0 - pair[0].0);
        let goes_on = steps().all(|step| step > 0.0) || steps().all(|step| step < 0.0);
        self.points.len() >= FEWEST && !self.closed && bottom - top <= HIGHEST.min(right - left) && goes_on
    }
}

/// An area that hides what lies beneath it.
struct Cover {
    bounds: Bounds,
    /// None for pictures and what else has no single colour.
    colour: Option<Colour>,
    /// Whether it hides what lies beneath it; others only lie beneath what comes later.
    hides: bool,
    is_picture: bool,
    /// Whether text stands above it.
    is_background: bool,
}

/// A character that was drawn.
struct Drawn {
    glyph: Glyph,
    ink: Ink,
    /// How many areas were drawn before it.
    above: usize,
}

/// A page that is being drawn.
pub struct Canvas {
    page: Page,
    glyphs: Vec<Drawn>,
    covers: Vec<Cover>,
    /// Pictures and shapes that may stand in place of text, with the area that each is.
    objects: Vec<(Bounds, Option<usize>)>,
    pictured: f32,
}

impl Canvas {
    /// An empty page.
    pub fn new(width: f32, height: f32) -> Self {
        Self {
            page: Page {
                width,
                height,
                ..Page::default()
            },
            glyphs: Vec::new(),
            covers: Vec::new(),
            objects: Vec::new(),
            pictured: 0.0,
        }
    }

    /// Another size of the page.
    #[cfg(feature = "office")]
    pub fn resize(&mut self, width: f32, height: f32) {
        (self.page.width, self.page.height) = (width, height);
    }

    /// A number of the page's own for what is written in one go.
    pub fn begin_run(&mut self) {
        self.page.runs += 1;
    }

    /// A character. Its run and its contrast are found here.
    pub fn glyph(&mut self, mut glyph: Glyph, ink: &Ink) {
        glyph.run = self.page.runs;
        if glyph.note.is_none() && (!ink.is_seen() || glyph.size() < SMALLEST) {
            glyph.note = Some(Reason::Hidden);
        }
        self.glyphs.push(Drawn {
            glyph,
            ink: *ink,
            above: self.covers.len(),
        });
    }

    /// Something that stands in place of text.
    pub fn object(&mut self, bounds: Bounds) {
        self.objects.push((bounds, None));
    }

    /// A line across or along the page; others are kept as what may strike text out.
    fn line(&mut self, from: (f32, f32), to: (f32, f32), clip: &Bounds, ink: &Ink) -> Result<(), Error> {
        let bounds = [from.0.min(to.0), from.1.min(to.1), from.0.max(to.0), from.1.max(to.1)];
        let (width, height) = (bounds[2] - bounds[0], bounds[3] - bounds[1]);
        if width.min(height) <= 0.7 {
            self.rule(bounds, clip, 0.7, ink)
        } else if width.max(height) > LETTER.end() / 8.0 && ink.is_seen() && !is_paper(ink) {
            self.page.slants.push([from.0, from.1, to.0, to.1]);
            self.count()
        } else {
            Ok(())
        }
    }

    /// An area that is next to nothing in one direction.
    fn rule(&mut self, bounds: Bounds, clip: &Bounds, thin: f32, ink: &Ink) -> Result<(), Error> {
        let [left, top, right, bottom] = intersection(&bounds, &super::geometry::grown(clip, 1.0));
        let (width, height) = (right - left, bottom - top);
        let is_line = width >= 0.0 && height >= 0.0 && width.min(height) <= thin && width.max(height) > 0.0;
        if !is_line || !ink.is_seen() {
            return Ok(());
        }
        self.page.rules.push(Rule {
            left,
            top,
            right,
            bottom,
            is_faint: is_paper(ink),
        });
        self.count()
    }

    fn count(&self) -> Result<(), Error> {
        let page = &self.page;
        let drawn = page.rules.len() + page.slants.len() + page.boxes.len() + self.covers.len() + self.objects.len();
        if drawn > MAX_DRAWN {
            Err(Error::TooComplex)
        } else {
            Ok(())
        }
    }

    /// Outlines that are drawn with a line of that width.
    pub fn stroke(&mut self, outlines: &[Outline], width: f32, clip: &Bounds, ink: &Ink) -> Result<(), Error> {
        for outline in outlines {
            let bounds = outline.bounds();
            if width > 2.0 * THIN {
                self.cover(
                    super::geometry::grown(&bounds, width / 2.0),
                    clip,
                    ink,
                    outline.points.len() == 2,
                )?;
                continue;
            }
            if outline.curved {
                self.shape(&bounds, clip, ink)?;
                continue;
            }
            if outline.closed && outline.is_rectangle() {
                self.outlined(bounds, clip, ink)?;
            }
            if outline.is_zigzag() && ink.is_seen() && !is_paper(ink) {
                let middle = f32::midpoint(bounds[1], bounds[3]);
                self.page.slants.push([bounds[0], middle, bounds[2], middle]);
                self.count()?;
            }
            let closing = if outline.closed { outline.points.first() } else { None };
            let ends = outline.points.iter().skip(1).chain(closing);
            for (&from, &to) in outline.points.iter().zip(ends) {
                self.line(from, to, clip, ink)?;
            }
        }
        Ok(())
    }

    /// Areas that are filled in one go.
    pub fn fill(&mut self, outlines: &[Outline], clip: &Bounds, ink: &Ink) -> Result<(), Error> {
        // A frame: an area with another one cut out of it.
        if let [outer, inner] = outlines
            && outer.is_rectangle()
            && inner.is_rectangle()
        {
            let (a, b) = (outer.bounds(), inner.bounds());
            let (outer, inner) = if within(&b, &a) { (a, b) } else { (b, a) };
            if within(&inner, &outer) && area(&inner) > 0.0 {
                return self.frame(outer, inner, clip, ink);
            }
        }
        for outline in outlines {
            let bounds = outline.bounds();
            let [width, height] = [bounds[2] - bounds[0], bounds[3] - bounds[1]];
            let (short, long) = (width.min(height), width.max(height));
            // Borders may be cut off at a slant; what has more corners is no line.
            let is_plain = !outline.curved && (outline.points.len() <= 5 || short <= 1.0);
            if short <= THIN && (is_plain || long <= THIN) {
                self.rule(bounds, clip, THIN, ink)?;
            } else if outline.is_rectangle() && short <= THICK && long >= LONG * short {
                self.rule(bounds, clip, THICK, ink)?;
            } else if outline.is_rectangle() {
                self.outlined(bounds, clip, ink)?;
                self.cover(bounds, clip, ink, true)?;
            } else {
                self.shape(&bounds, clip, ink)?;
                if short > *LETTER.end() {
                    self.cover(bounds, clip, ink, false)?;
                }
            }
        }
        Ok(())
    }

    /// The four sides of a frame.
    fn frame(&mut self, outer: Bounds, inner: Bounds, clip: &Bounds, ink: &Ink) -> Result<(), Error> {
        let middle = [0, 1, 2, 3].map(|side| f32::midpoint(outer[side], inner[side]));
        let [left, top, right, bottom] = middle;
        self.outlined(middle, clip, ink)?;
        for (from, to) in [
            ((left, top), (right, top)),
            ((left, bottom), (right, bottom)),
            ((left, top), (left, bottom)),
            ((right, top), (right, bottom)),
        ] {
            self.line(from, to, clip, ink)?;
        }
        Ok(())
    }

    /// A rectangle with edges that may be those of a cell.
    fn outlined(&mut self, bounds: Bounds, clip: &Bounds, ink: &Ink) -> Result<(), Error> {
        const LEAST: f32 = 6.0;
        let bounds = intersection(&bounds, clip);
        let [width, height] = [bounds[2] - bounds[0], bounds[3] - bounds[1]];
        if ink.is_seen() && width > LEAST && height > LEAST {
            self.page.boxes.push(bounds);
            self.count()?;
        }
        Ok(())
    }

    /// Something that is neither line nor rectangle: as large as a letter, it may be one.
    fn shape(&mut self, bounds: &Bounds, clip: &Bounds, ink: &Ink) -> Result<(), Error> {
        let bounds = intersection(bounds, clip);
        if !ink.is_seen() || is_paper(ink) || area(&bounds) <= 0.0 {
            return Ok(());
        }
        self.page.shapes += 1;
        if LETTER.contains(&(bounds[2] - bounds[0])) && LETTER.contains(&(bounds[3] - bounds[1])) {
            self.objects.push((bounds, None));
        }
        self.count()
    }

    fn cover(&mut self, bounds: Bounds, clip: &Bounds, ink: &Ink, is_whole: bool) -> Result<(), Error> {
        let bounds = intersection(&bounds, clip);
        if ink.is_seen() && area(&bounds) > 0.0 {
            self.covers.push(Cover {
                bounds,
                colour: ink.colour.filter(|_| ink.is_opaque()),
                hides: is_whole && ink.is_opaque(),
                is_picture: false,
                is_background: false,
            });
            self.count()?;
        }
        Ok(())
    }

    /// Whether text was drawn where a picture comes to lie.
    #[cfg(feature = "office")]
    pub fn is_over_text(&self, bounds: &Bounds) -> bool {
        // Where there are many, each may be.
        self.covers.len() > MANY || self.glyphs.iter().any(|drawn| holds(bounds, drawn.glyph.middle()))
    }

    /// A picture; whether it lets nothing through.
    pub fn picture(&mut self, bounds: Bounds, clip: &Bounds, ink: &Ink, is_whole: bool) -> Result<(), Error> {
        let seen = intersection(&bounds, clip);
        let [width, height] = [seen[2] - seen[0], seen[3] - seen[1]];
        if !ink.is_seen() || width <= 0.0 || height <= 0.0 {
            return Ok(());
        }
        let page = [0.0, 0.0, self.page.width, self.page.height];
        self.pictured += area(&intersection(&seen, &page));
        if width.min(height) <= THIN {
            return self.rule(bounds, clip, THIN, ink);
        }
        if width < IN_CELL.0 * self.page.width && height < IN_CELL.1 * self.page.height {
            self.objects.push((seen, Some(self.covers.len())));
        }
        self.covers.push(Cover {
            bounds: seen,
            colour: None,
            hides: is_whole && ink.is_opaque(),
            is_picture: true,
            is_background: false,
        });
        self.count()
    }

    /// What is to be seen.
    pub fn finish(mut self) -> Result<Page, Error> {
        let paper = (self.page.width * self.page.height).max(1.0);
        self.page.pictured = (self.pictured / paper).min(1.0);
        self.hide()?;
        let Self {
            mut page,
            glyphs,
            covers,
            objects,
            ..
        } = self;
        page.glyphs = glyphs.into_iter().map(|drawn| drawn.glyph).collect();
        let stands_for_text = |&(_, cover): &(Bounds, Option<usize>)| {
            cover
                .and_then(|cover| covers.get(cover))
                .is_none_or(|cover| !cover.is_background)
        };
        let objects = objects.into_iter().filter(stands_for_text);
        page.glyphs.extend(objects.map(|(bounds, _)| Glyph::object(bounds)));
        Ok(page)
    }

    /// Marks the characters that are not to be seen.
    fn hide(&mut self) -> Result<(), Error> {
        let height = self.page.height.max(1.0);
        let strip = |y: f32| ((y / height * STRIPS as f32) as usize).min(STRIPS - 1);
        let mut strips: Vec<Vec<usize>> = vec![Vec::new(); STRIPS];
        for (index, cover) in self.covers.iter().enumerate() {
            for strip in &mut strips[strip(cover.bounds[1])..=strip(cover.bounds[3])] {
                strip.push(index);
            }
        }
        let mut budget = Budget::new();
        for drawn in self.glyphs.iter_mut().filter(|drawn| drawn.glyph.note.is_none()) {
            let middle = drawn.glyph.middle();
            let near = &strips[strip(middle.1)];
            let (beneath, above) = near.split_at(near.partition_point(|&index| index < drawn.above));
            let is_there = |index: &&usize| holds(&self.covers[**index].bounds, middle);
            budget.spend(1 + near.len())?;
            if above.iter().any(|index| self.covers[*index].hides && is_there(&index)) {
                drawn.glyph.note = Some(Reason::Hidden);
                continue;
            }
            let ground = match beneath.iter().rfind(is_there) {
                Some(&index) if self.covers[index].is_picture => {
                    self.covers[index].is_background = true;
                    None
                }
                Some(&index) => self.covers[index].colour,
                None => Some(WHITE),
            };
            drawn.glyph.contrast = drawn.ink.contrast(ground);
            if let (Some(own), Some(ground)) = (drawn.ink.colour, ground)
                && is_same(own, ground)
            {
                drawn.glyph.note = Some(Reason::Hidden);
            }
        }
        Ok(())
    }
}

fn is_same(a: Colour, b: Colour) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) < SAME_COLOUR)
}

fn brightness([red, green, blue]: Colour) -> f32 {
    0.3 * f32::from(red) + 0.59 * f32::from(green) + 0.11 * f32::from(blue)
}

/// Whether something is drawn in the colour of the paper.
fn is_paper(ink: &Ink) -> bool {
    ink.colour.is_some_and(|colour| is_same(colour, WHITE))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Bounds = [0.0, 0.0, 100.0, 100.0];

    fn text(canvas: &mut Canvas, ink: &Ink) {
        canvas.glyph(Glyph::new('1', [50.0, 40.0, 55.0, 48.0]), ink);
    }

    fn rectangle([left, top, right, bottom]: Bounds) -> [Outline; 1] {
        [Outline {
            points: vec![(left, top), (right, top), (right, bottom), (left, bottom)],
            curved: false,
            closed: true,
        }]
    }

    fn ink(colour: Colour) -> Ink {
        Ink {
            colour: Some(colour),
            ..Ink::BLACK
        }
    }

    fn note(draw: impl Fn(&mut Canvas)) -> Option<Reason> {
        let mut canvas = Canvas::new(100.0, 100.0);
        draw(&mut canvas);
        canvas.finish().unwrap().glyphs[0].note
    }

    #[test]
    fn what_is_drawn_over_text_hides_it() {
        let area = rectangle([30.0, 30.0, 70.0, 70.0]);
        let over = |ink: Ink| {
            let area = &area;
            move |canvas: &mut Canvas| {
                text(canvas, &Ink::BLACK);
                canvas.fill(area, &PAGE, &ink).unwrap();
            }
        };
        assert_eq!(note(over(ink(WHITE))), Some(Reason::Hidden));
        let thin = Ink {
            opacity: 0.4,
            ..ink(WHITE)
        };
        assert_eq!(note(over(thin)), None);
        let picture = |canvas: &mut Canvas| {
            text(canvas, &Ink::BLACK);
            canvas
                .picture([0.0, 0.0, 60.0, 60.0], &PAGE, &Ink::BLACK, true)
                .unwrap();
        };
        assert_eq!(note(picture), Some(Reason::Hidden));
    }

    #[test]
    fn text_over_a_background_is_seen_unless_it_has_its_colour() {
        let area = rectangle([30.0, 30.0, 70.0, 70.0]);
        let on = |ground: Colour, own: Colour| {
            let area = &area;
            move |canvas: &mut Canvas| {
                canvas.fill(area, &PAGE, &ink(ground)).unwrap();
                text(canvas, &ink(own));
            }
        };
        assert_eq!(note(on([0, 0, 128], WHITE)), None);
        assert_eq!(note(on([0, 0, 128], [0, 0, 130])), Some(Reason::Hidden));
        assert_eq!(note(|canvas| text(canvas, &ink([250; 3]))), Some(Reason::Hidden));
        assert_eq!(note(|canvas| text(canvas, &ink([200; 3]))), None);
    }
}
