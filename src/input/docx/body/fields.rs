//! Fields: an instruction, and what it results in. What is shown is the result.

use super::{Body, NAME, is_on};
use crate::input::Error;
use crate::input::flow::{is_left_out, is_value};
use crate::input::xml::Element;

/// Of a field's instruction only its first words matter.
const MAX_INSTRUCTION: usize = 64;

/// Fields inside fields.
const MAX_FIELDS: usize = 1000;

/// A field that has begun.
#[derive(Default)]
pub struct Field {
    instruction: String,
    /// The result has begun.
    results: bool,
    /// How much had been written, and how much left out, when it began.
    written: usize,
    concealed: usize,
    form: Form,
}

/// What a field of a form holds.
#[derive(Default)]
pub struct Form {
    entries: Vec<String>,
    chosen: usize,
}

impl Field {
    /// A field that results in what follows.
    pub fn simple(instruction: String) -> Self {
        Self {
            instruction,
            results: true,
            ..Self::default()
        }
    }

    /// Whether what stands in it is shown.
    pub fn is_shown(&self) -> bool {
        self.results && !is_left_out(&self.instruction)
    }

    /// Adds to what the field is to show.
    pub fn instruct(&mut self, text: &str) {
        if !self.results && self.instruction.len() < MAX_INSTRUCTION {
            self.instruction.push_str(text);
        }
    }
}

impl Form {
    /// Takes up what an element inside a list of choices says.
    pub fn add(&mut self, element: &Element<'_>) {
        match element.name() {
            ("w", "listEntry") => self.entries.extend(element.attribute("val")),
            ("w", "default" | "result") => {
                self.chosen = element
                    .number("val")
                    .and_then(|at| usize::try_from(at).ok())
                    .unwrap_or(0);
            }
            _ => {}
        }
    }
}

impl Body<'_, '_> {
    /// Begins a field.
    pub fn begin_field(&mut self, mut field: Field) -> Result<(), Error> {
        (field.written, field.concealed) = (self.written, self.concealed);
        self.concealing += usize::from(!field.is_shown());
        let fields = &mut self.container().fields;
        if fields.len() == MAX_FIELDS {
            return Err(Error::TooComplex);
        }
        fields.push(field);
        Ok(())
    }

    /// Begins the result of the innermost field.
    pub fn begin_result(&mut self) {
        let Some(field) = self.container().fields.last_mut().filter(|field| !field.results) else {
            return;
        };
        field.results = true;
        if field.is_shown() {
            self.concealing = self.concealing.saturating_sub(1);
        }
    }

    /// Ends the innermost field. One that shows something, and whose result is not in the file, is an object.
    pub fn end_field(&mut self) -> Result<(), Error> {
        let Some(field) = self.container().fields.pop() else {
            return Ok(());
        };
        self.concealing -= usize::from(!field.is_shown()).min(self.concealing);
        if self.written > field.written {
            return Ok(());
        }
        if let Some(entry) = field.form.entries.get(field.form.chosen) {
            return self.write(entry);
        }
        if is_value(&field.instruction) && self.is_in_cell() {
            return self.write_object();
        }
        Ok(())
    }

    /// Gives up the fields of a container that has ended. One that never ends took text with it that may belong to the report.
    pub fn end_fields(&mut self, fields: Vec<Field>) -> Result<(), Error> {
        for field in fields {
            if !field.is_shown() {
                self.concealing = self.concealing.saturating_sub(1);
                if self.concealed > field.concealed {
                    return Err(Error::Damaged(NAME));
                }
            }
        }
        Ok(())
    }

    /// Takes up what an element inside a list of choices says.
    pub fn form_property(&mut self, element: &Element<'_>) {
        if let Some(field) = self.container().fields.last_mut() {
            field.form.add(element);
        }
    }

    /// Takes up a property of a content control.
    pub fn control_property(&mut self, element: &Element<'_>) {
        if element.name() == ("w", "showingPlcHdr")
            && is_on(element)
            && let Some(control) = self.controls.last_mut()
        {
            control.shows_prompt = true;
        }
    }
}
