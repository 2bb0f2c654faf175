//! What a page draws: the strings of its content, each with its letters and where it stands (ISO 32000-2, 9.2 to 9.4).

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::file::{File, Inherited, Page, unpack};
use super::font::Font;
use super::{Fault, Read};
use crate::intake::Limits;

/// No bulletin draws more, on all of its pages.
const OPERATIONS: usize = 5_000_000;
/// No bulletin has more letters.
const LETTERS: usize = 5_000_000;
/// How deep forms are drawn within forms.
const FORMS: usize = 12;
/// How deep states are kept.
const STATES: usize = 256;

/// Letters that were drawn together from left to right, on a page whose origin is at the lower left.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Piece {
    /// Its letters.
    pub text: String,
    /// Where its first letter begins.
    pub left: f32,
    /// Where its last letter ends.
    pub right: f32,
    /// The line on which its letters stand.
    pub base: f32,
    /// The size of its letters.
    pub size: f32,
}

/// A matrix as PDF writes it.
type Matrix = [f32; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

fn times(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

/// What is in force while a page is drawn.
#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    letter_space: f32,
    word_space: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
}

/// Reads the pages of a file one after the other.
pub struct Reader<'a> {
    file: &'a File,
    fonts: HashMap<ObjectId, Option<Rc<Font>>>,
    /// How many bytes may still be unpacked.
    bytes: usize,
    operations: usize,
    letters: usize,
    unknown: usize,
    /// The forms that are being drawn, each within the one before.
    forms: Vec<*const Stream>,
    /// Whether a content was missing, or could not be parsed to its end.
    damaged: bool,
}

impl<'a> Reader<'a> {
    /// Before the first page.
    pub fn new(file: &'a File, limits: &Limits) -> Self {
        let bytes = usize::try_from(limits.unpacked).unwrap_or(usize::MAX);
        Self {
            file,
            fonts: HashMap::new(),
            bytes,
            operations: 0,
            letters: 0,
            unknown: 0,
            forms: Vec::new(),
            damaged: false,
        }
    }

    /// How many letters were drawn, and of how many of them no font told which they are.
    pub fn letters(&self) -> (usize, usize) {
        (self.letters, self.unknown)
    }

    /// Whether some of the pages could not be read to their end.
    pub fn damaged(&self) -> bool {
        self.damaged
    }

    /// What a page draws within its edges.
    pub fn page(&mut self, id: &(ObjectId, Inherited)) -> Read<Vec<Piece>> {
        let Some(page) = self.file.page(id) else { return Ok(Vec::new()) };
        let content = self.content(page.dictionary)?;
        let mut drawn = Vec::new();
        let state = State {
            matrix: upright(&page),
            font: None,
            size: 0.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        self.draw(&content, page.resources, state, 0, &mut drawn)?;
        let [left, bottom, right, top] = page.edges;
        let (width, height) =
            if page.turned % 180 == 0 { (right - left, top - bottom) } else { (top - bottom, right - left) };
        let slack = 4.0;
        drawn.retain(|p: &Piece| {
            p.left >= -slack && p.left <= width + slack && p.base >= -slack && p.base <= height + slack
        });
        Ok(drawn)
    }

    /// The content of a page: one stream, or several one after the other.
    fn content(&mut self, page: &Dictionary) -> Read<Vec<u8>> {
        let mut content = Vec::new();
        match self.file.get(page, b"Contents") {
            Some(Object::Stream(stream)) => content = unpack(stream, self.bytes)?,
            Some(Object::Array(parts)) => {
                for part in parts {
                    if let Some(Object::Stream(stream)) = self.file.resolve(part) {
                        let left = self.bytes.checked_sub(content.len()).ok_or(Fault::Large)?;
                        content.extend(unpack(stream, left)?);
                        content.push(b'\n');
                    }
                }
            }
            _ => self.damaged |= page.has(b"Contents"),
        }
        self.bytes = self.bytes.checked_sub(content.len()).ok_or(Fault::Large)?;
        Ok(content)
    }

    /// Draws a content.
    fn draw(
        &mut self,
        content: &[u8],
        resources: Option<&'a Dictionary>,
        state: State,
        depth: usize,
        drawn: &mut Vec<Piece>,
    ) -> Read<()> {
        let mut state = state;
        let mut kept: Vec<State> = Vec::new();
        let (mut text, mut line) = (IDENTITY, IDENTITY);
        // What cannot be parsed ends the page; what was drawn before stays.
        for operation in Content::decode_iter(content) {
            let Ok(operation) = operation else {
                self.damaged = true;
                break;
            };
            self.operations += 1;
            if self.operations > OPERATIONS {
                return Err(Fault::Large);
            }
            let of = |at: usize| operation.operands.get(at).and_then(|n| n.as_float().ok()).unwrap_or(0.0);
            let next = |line: Matrix, x: f32, y: f32| times([1.0, 0.0, 0.0, 1.0, x, y], line);
            match operation.operator.as_str() {
                "q" if kept.len() < STATES => kept.push(state.clone()),
                "Q" => state = kept.pop().unwrap_or(state),
                "cm" => state.matrix = times(matrix(&operation), state.matrix),
                "BT" => (text, line) = (IDENTITY, IDENTITY),
                "Tf" => {
                    state.size = of(1);
                    let name = operation.operands.first().and_then(|name| name.as_name().ok()).unwrap_or(b"");
                    state.font = self.font(resources, name)?;
                }
                "Tc" => state.letter_space = of(0),
                "Tw" => state.word_space = of(0),
                "Tz" => state.stretch = of(0) / 100.0,
                "TL" => state.leading = of(0),
                "Ts" => state.rise = of(0),
                "Tm" => (text, line) = (matrix(&operation), matrix(&operation)),
                "Td" | "TD" => {
                    if operation.operator == "TD" {
                        state.leading = -of(1);
                    }
                    line = next(line, of(0), of(1));
                    text = line;
                }
                "T*" => {
                    line = next(line, 0.0, -state.leading);
                    text = line;
                }
                "Tj" => self.show(operation.operands.first(), &state, &mut text, drawn)?,
                "'" | "\"" => {
                    if operation.operator == "\"" {
                        (state.word_space, state.letter_space) = (of(0), of(1));
                    }
                    line = next(line, 0.0, -state.leading);
                    text = line;
                    self.show(operation.operands.last(), &state, &mut text, drawn)?;
                }
                "TJ" => {
                    let parts = operation.operands.first().and_then(|parts| parts.as_array().ok());
                    for part in parts.into_iter().flatten() {
                        match part.as_float() {
                            Ok(back) => {
                                let by = -back / 1000.0 * state.size;
                                let down = state.font.as_ref().is_some_and(|font| font.vertical);
                                let (x, y) = if down { (0.0, by) } else { (by * state.stretch, 0.0) };
                                text = next(text, x, y);
                            }
                            Err(_) => self.show(Some(part), &state, &mut text, drawn)?,
                        }
                    }
                }
                "Do" if depth < FORMS => self.form(&operation, resources, &state, depth, drawn)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Draws a form; pictures draw no letters.
    fn form(
        &mut self,
        operation: &Operation,
        resources: Option<&'a Dictionary>,
        state: &State,
        depth: usize,
        drawn: &mut Vec<Piece>,
    ) -> Read<()> {
        let name = operation.operands.first().and_then(|name| name.as_name().ok());
        let forms = resources.and_then(|r| self.file.dictionary(r, b"XObject"));
        let Some(Object::Stream(form)) = name.and_then(|name| self.file.get(forms?, name)) else { return Ok(()) };
        if self.file.get(&form.dict, b"Subtype").and_then(|s| s.as_name().ok()) != Some(b"Form") {
            return Ok(());
        }
        // A form that draws itself draws nothing more.
        if self.forms.contains(&std::ptr::from_ref(form)) {
            return Ok(());
        }
        self.operations += 100;
        let content = unpack(form, self.bytes)?;
        self.bytes = self.bytes.checked_sub(content.len() + 64).ok_or(Fault::Large)?;
        let own = self.file.get(&form.dict, b"Matrix").and_then(|m| self.file.numbers(m));
        let own = own.and_then(|m| Matrix::try_from(m).ok()).unwrap_or(IDENTITY);
        let state = State { matrix: times(own, state.matrix), ..state.clone() };
        let resources = self.file.dictionary(&form.dict, b"Resources").or(resources);
        self.forms.push(form);
        let drawn = self.draw(&content, resources, state, depth + 1, drawn);
        self.forms.pop();
        drawn
    }

    /// A font by its name.
    fn font(&mut self, resources: Option<&'a Dictionary>, name: &[u8]) -> Read<Option<Rc<Font>>> {
        let fonts = resources.and_then(|r| self.file.dictionary(r, b"Font"));
        let Some(object) = fonts.and_then(|fonts| fonts.get(name).ok()) else { return Ok(None) };
        let id = object.as_reference().ok();
        if let Some(font) = id.and_then(|id| self.fonts.get(&id)) {
            return Ok(font.clone());
        }
        let dictionary = self.file.resolve(object).and_then(|font| font.as_dict().ok());
        // Maps are large beside what a page draws; a file that makes them over and over again has other purposes.
        self.operations += 2_000;
        let font = dictionary.map(|d| Font::new(self.file, d)).transpose()?.map(Rc::new);
        if let Some(id) = id {
            self.fonts.insert(id, font.clone());
        }
        Ok(font)
    }

    /// Shows a string and moves on behind it.
    fn show(&mut self, string: Option<&Object>, state: &State, text: &mut Matrix, drawn: &mut Vec<Piece>) -> Read<()> {
        let (Some(string), Some(font)) = (string.and_then(|s| s.as_str().ok()), &state.font) else { return Ok(()) };
        let (mut piece, mut along) = (String::new(), 0.0);
        let (mut letters, mut unknown) = (0, 0);
        font.each(string, |letter| {
            letters += 1;
            match &letter.text {
                Some(text) => piece.push_str(text),
                None => {
                    unknown += 1;
                    piece.push('\u{FFFD}');
                }
            }
            let width = if font.vertical { 1000.0 } else { letter.width };
            let word = if letter.blank { state.word_space } else { 0.0 };
            along += width / 1000.0 * state.size + state.letter_space + word;
        });
        self.letters += letters;
        self.unknown += unknown;
        if self.letters > LETTERS {
            return Err(Fault::Large);
        }
        let (x, y) = if font.vertical { (0.0, -along) } else { (along * state.stretch, 0.0) };
        let from = times([1.0, 0.0, 0.0, 1.0, 0.0, state.rise], times(*text, state.matrix));
        *text = times([1.0, 0.0, 0.0, 1.0, x, y], *text);
        let to = times([1.0, 0.0, 0.0, 1.0, 0.0, state.rise], times(*text, state.matrix));
        let size = state.size.abs() * (from[2] * from[2] + from[3] * from[3]).sqrt();
        // What stands aslant is a stamp or a watermark.
        let level = font.vertical || (to[5] - from[5]).abs() <= 0.2 * (to[4] - from[4]).abs().max(size);
        let sound = [from[4], from[5], to[4], size].iter().all(|n| n.is_finite() && n.abs() < 1e6);
        if sound && level && size > 0.5 && !piece.is_empty() {
            let right = if font.vertical { from[4] + size } else { to[4].max(from[4]) };
            drawn.push(Piece { text: piece, left: from[4], right, base: from[5], size });
        }
        Ok(())
    }
}

fn matrix(operation: &Operation) -> Matrix {
    let mut matrix = [0.0; 6];
    for (slot, operand) in matrix.iter_mut().zip(&operation.operands) {
        *slot = operand.as_float().unwrap_or(0.0);
    }
    matrix
}

/// The matrix that puts the lower left corner of a page at the origin, as it is turned for reading.
fn upright(page: &Page<'_>) -> Matrix {
    let [left, bottom, right, top] = page.edges;
    match page.turned {
        90 => [0.0, -1.0, 1.0, 0.0, -bottom, right],
        180 => [-1.0, 0.0, 0.0, -1.0, right, top],
        270 => [0.0, 1.0, -1.0, 0.0, top, -left],
        _ => [1.0, 0.0, 0.0, 1.0, -left, -bottom],
    }
}
