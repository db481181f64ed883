//! What lies on a page without being part of it: form fields, whose values are read where they are text; text boxes, stamps and
//! drawings, which stand in place of text; and lines that strike text out.

use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as Bytes};
use hayro_syntax::page::Page as Source;

use super::content::Reader;
use super::graphics::State;
use super::operators::numbers_of;
use crate::document::Reason;
use crate::input::page_layout::{Bounds, Canvas, Glyph, IDENTITY, Ink, Outline, apply, bounds_of, times};
use crate::input::{Encoding, Error};

/// No page of a report has more.
const MAX_ANNOTATIONS: usize = 5_000;

/// Fields inside fields.
const MAX_PARENTS: usize = 16;

impl Reader {
    /// Draws the annotations of a page onto it.
    pub fn annotations(&mut self, source: &Source<'_>, canvas: &mut Canvas, state: &State) -> Result<(), Error> {
        const HIDDEN: i32 = 2 | 32;
        let Some(annotations) = source.raw().get::<Array<'_>>("Annots") else {
            return Ok(());
        };
        for (index, annotation) in annotations.iter::<Dict<'_>>().enumerate() {
            if index >= MAX_ANNOTATIONS {
                return Err(Error::TooComplex);
            }
            if annotation.get::<i32>("F").unwrap_or(0) & HIDDEN != 0 || self.is_on_hidden_layer(&annotation)? {
                continue;
            }
            let Some(rect) = numbers_of(&annotation, "Rect") else {
                continue;
            };
            let place = bounds_of(&state.ctm, rect);
            match annotation.get::<Name<'_>>("Subtype").as_deref() {
                Some(b"Widget") => self.field(&annotation, source, canvas, state)?,
                Some(b"FreeText") => {
                    let text = self.looks(&annotation, source, state)?;
                    if text.is_empty() {
                        canvas.object(place);
                    }
                    for glyph in &text {
                        canvas.object([glyph.left, glyph.top, glyph.right, glyph.bottom]);
                    }
                }
                Some(b"Stamp") => canvas.picture(place, &state.clip, &Ink::BLACK, false)?,
                Some(b"StrikeOut") => strike_out(&annotation, canvas, state)?,
                Some(b"Line") => {
                    if let Some([x0, y0, x1, y1]) = numbers_of(&annotation, "L") {
                        let points = vec![apply(&state.ctm, x0, y0), apply(&state.ctm, x1, y1)];
                        canvas.stroke(&[line(points)], 1.0, &state.clip, &Ink::BLACK)?;
                    }
                }
                Some(b"Ink") => draw_ink(&annotation, canvas, state)?,
                Some(b"Square")
                    if annotation
                        .get::<Array<'_>>("IC")
                        .is_some_and(|colour| !colour.data().is_empty()) =>
                {
                    canvas.fill(&[rectangle(place)], &state.clip, &Ink::BLACK)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// A field of a form: what it shows, if that is what it holds.
    fn field(
        &mut self,
        field: &Dict<'_>,
        source: &Source<'_>,
        canvas: &mut Canvas,
        state: &State,
    ) -> Result<(), Error> {
        let Some(rect) = numbers_of(field, "Rect") else {
            return Ok(());
        };
        let place = bounds_of(&state.ctm, rect);
        match inherited(field, "FT").and_then(Object::into_name).as_deref() {
            Some(b"Tx" | b"Ch") => {}
            Some(b"Btn") => {
                if field.get::<Name<'_>>("AS").is_some_and(|shown| *shown != *b"Off") {
                    canvas.object(place);
                }
                return Ok(());
            }
            // A seal, or nothing that is known.
            _ => return Ok(()),
        }
        let value = match inherited(field, "V") {
            Some(Object::String(value)) => self.text_of(&value),
            Some(Object::Name(value)) => value.as_str().to_owned(),
            Some(Object::Null(_)) | None => String::new(),
            Some(_) => {
                canvas.object(place);
                return Ok(());
            }
        };
        let shown = self.looks(field, source, state)?;
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let seen: String = shown.iter().map(|glyph| glyph.c).collect();
        if shown.is_empty() && letters(&value).is_empty() {
            return Ok(());
        }
        canvas.begin_run();
        if letters(&value).is_empty() || (seen == letters(&value) && !is_comb(field)) {
            for glyph in shown {
                canvas.glyph(glyph, &Ink::BLACK);
            }
        } else if (seen.is_empty() || seen == letters(&value)) && !value.contains(['\n', '\r']) {
            let quadding = inherited(field, "Q").and_then(Object::into_i32).unwrap_or(0);
            set_text(&value, place, quadding).for_each(|glyph| canvas.glyph(glyph, &Ink::BLACK));
        } else {
            // It shows something else than it holds.
            canvas.object(place);
        }
        Ok(())
    }

    /// The characters that an annotation shows.
    fn looks(&mut self, annotation: &Dict<'_>, source: &Source<'_>, state: &State) -> Result<Vec<Glyph>, Error> {
        let normal = annotation
            .get::<Dict<'_>>("AP")
            .and_then(|looks| looks.get::<Object<'_>>("N"));
        let form = match normal {
            Some(Object::Stream(form)) => Some(form),
            Some(Object::Dict(states)) => {
                let chosen = annotation.get::<Name<'_>>("AS");
                chosen.and_then(|name| states.get::<Stream<'_>>(&*name))
            }
            _ => None,
        };
        let Some(form) = form else { return Ok(Vec::new()) };
        let (Some(rect), Some(bbox)) = (numbers_of(annotation, "Rect"), numbers_of(form.dict(), "BBox")) else {
            return Ok(Vec::new());
        };
        let matrix = numbers_of(form.dict(), "Matrix").unwrap_or(IDENTITY);
        let [left, low, right, high] = bounds_of(&matrix, bbox);
        let [x0, y0, x1, y1] = bounds_of(&IDENTITY, rect);
        if right - left <= 0.0 || high - low <= 0.0 {
            return Ok(Vec::new());
        }
        let (scale_x, scale_y) = ((x1 - x0) / (right - left), (y1 - y0) / (high - low));
        let fit = [scale_x, 0.0, 0.0, scale_y, x0 - left * scale_x, y0 - low * scale_y];
        let mut state = state.clone();
        state.ctm = times(&fit, &state.ctm);
        let [_, _, width, height] = state.clip;
        let mut own = Canvas::new(width, height);
        self.form(&form, source.resources(), &mut own, state, 0)?;
        let mut glyphs = own.finish()?.glyphs;
        glyphs.retain(|glyph| glyph.note != Some(Reason::Hidden) && !glyph.c.is_whitespace());
        Ok(glyphs)
    }

    /// A string as text.
    fn text_of(&self, value: &Bytes<'_>) -> String {
        let bytes = value.as_bytes();
        match bytes {
            [0xfe, 0xff, rest @ ..] => {
                let units = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
                char::decode_utf16(units)
                    .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
                    .collect()
            }
            [0xef, 0xbb, 0xbf, rest @ ..] => (self.decode)(rest, Encoding::Utf8),
            _ if bytes.is_ascii() => String::from_utf8_lossy(bytes).into_owned(),
            // What forms hold that were filled in by Chinese programs.
            _ => (self.decode)(bytes, Encoding::Gb18030),
        }
    }
}

/// A value of a field, or of the field that it is part of.
fn inherited<'a>(field: &Dict<'a>, key: &str) -> Option<Object<'a>> {
    let mut field = field.clone();
    for _ in 0..MAX_PARENTS {
        if let Some(value) = field.get::<Object<'_>>(key) {
            return Some(value);
        }
        field = field.get::<Dict<'_>>("Parent")?;
    }
    None
}

/// Whether a field sets its characters into boxes of equal width.
fn is_comb(field: &Dict<'_>) -> bool {
    const COMB: i32 = 1 << 24;
    inherited(field, "Ff").and_then(Object::into_i32).unwrap_or(0) & COMB != 0
}

/// A field's value as a program would set it that draws it itself.
fn set_text(text: &str, [left, top, right, bottom]: Bounds, quadding: i32) -> impl Iterator<Item = Glyph> {
    const LARGEST: f32 = 12.0;
    const MARGIN: f32 = 2.0;
    let size = (0.7 * (bottom - top)).min(LARGEST);
    let advance = |c: char| if c.is_ascii() { 0.5 } else { 1.0 } * size;
    let room = right - left - 2.0 * MARGIN - text.chars().map(advance).sum::<f32>();
    let mut x = left
        + MARGIN
        + match quadding {
            1 => room / 2.0,
            2 => room,
            _ => 0.0,
        };
    let foot = f32::midpoint(top, bottom) + 0.35 * size;
    let glyphs: Vec<Glyph> = text
        .chars()
        .map(|c| {
            let start = x;
            x += advance(c);
            Glyph::new(c, [start, foot - 0.8 * size, x, foot])
        })
        .collect();
    glyphs.into_iter().filter(|glyph| !glyph.c.is_whitespace())
}

fn line(points: Vec<(f32, f32)>) -> Outline {
    Outline {
        points,
        ..Outline::default()
    }
}

fn rectangle([left, top, right, bottom]: Bounds) -> Outline {
    Outline {
        points: vec![(left, top), (right, top), (right, bottom), (left, bottom)],
        curved: false,
        closed: true,
    }
}

/// Lines through the middle of what is marked: four corners each.
fn strike_out(annotation: &Dict<'_>, canvas: &mut Canvas, state: &State) -> Result<(), Error> {
    let numbers: Vec<f32> = annotation
        .get::<Array<'_>>("QuadPoints")
        .unwrap_or_default()
        .iter::<f32>()
        .collect();
    for corners in numbers.chunks_exact(8) {
        let (xs, ys): (Vec<f32>, Vec<f32>) = corners.chunks_exact(2).map(|point| (point[0], point[1])).unzip();
        let ends = |values: &[f32]| {
            (
                values.iter().copied().fold(f32::MAX, f32::min),
                values.iter().copied().fold(f32::MIN, f32::max),
            )
        };
        let ((left, right), (low, high)) = (ends(&xs), ends(&ys));
        let middle = f32::midpoint(low, high);
        let points = vec![apply(&state.ctm, left, middle), apply(&state.ctm, right, middle)];
        canvas.stroke(&[line(points)], 1.0, &state.clip, &Ink::BLACK)?;
    }
    Ok(())
}

/// What was drawn by hand: a straight line may strike text out, anything else may be a number.
fn draw_ink(annotation: &Dict<'_>, canvas: &mut Canvas, state: &State) -> Result<(), Error> {
    for list in annotation
        .get::<Array<'_>>("InkList")
        .unwrap_or_default()
        .iter::<Array<'_>>()
    {
        let numbers: Vec<f32> = list.iter::<f32>().collect();
        let points: Vec<(f32, f32)> = numbers
            .chunks_exact(2)
            .map(|point| apply(&state.ctm, point[0], point[1]))
            .collect();
        let (Some(&first), Some(&last)) = (points.first(), points.last()) else {
            continue;
        };
        let heights = points.iter().map(|point| point.1);
        let height = heights.clone().fold(f32::MIN, f32::max) - heights.fold(f32::MAX, f32::min);
        let outline = if height < 0.25 * (last.0 - first.0).abs() {
            let middle = f32::midpoint(first.1, last.1);
            line(vec![(first.0, middle), (last.0, middle)])
        } else {
            Outline {
                points,
                curved: true,
                closed: false,
            }
        };
        canvas.stroke(&[outline], 1.0, &state.clip, &Ink::BLACK)?;
    }
    Ok(())
}
