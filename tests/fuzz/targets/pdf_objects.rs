//! PDF files of any objects, valid around them: operators, resources, fonts, annotations, layers that plain bytes never reach.

#![no_main]

mod part;

use std::io::Write;

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;

/// Names that mean something somewhere.
const NAMES: &[&str] = &[
    "AP", "AS", "Annots", "AcroForm", "ActualText", "BBox", "BM", "BaseEncoding", "BaseFont", "BaseState", "BitsPerComponent", "CA",
    "CIDSystemInfo", "CIDToGIDMap", "CMapName", "CharProcs", "ColorSpace", "Colors", "Columns", "Contents", "Count", "CropBox", "D", "DA",
    "DW", "DW2", "DecodeParms", "DescendantFonts", "Differences", "Encoding", "ExtGState", "F", "FT", "Fields", "Filter", "First",
    "FirstChar", "FlateDecode", "Font", "FontDescriptor", "FontFile2", "FontMatrix", "Form", "FreeText", "Height", "IC", "ICCBased",
    "Identity-H", "Identity-V", "Image", "ImageMask", "Index", "Ink", "InkList", "Kids", "L", "LW", "LastChar", "Length", "Line", "Mask",
    "Matrix", "MediaBox", "MissingWidth", "N", "Name", "OC", "OCG", "OCGs", "OCMD", "OCProperties", "OFF", "ON", "ObjStm", "Ordering",
    "Off", "P", "Parent", "Pattern", "Predictor", "Prev", "Properties", "QuadPoints", "Rect", "Resources", "Rotate", "SMask",
    "Separation", "Square", "Stamp", "StrikeOut", "Subtype", "ToUnicode", "Tx", "Type", "Type0", "Type1", "Type3", "TrueType", "Usage",
    "UserUnit", "V", "VE", "View", "W", "W2", "Widget", "Width", "Widths", "WinAnsiEncoding", "XObject", "ca", "And", "Or", "Not",
    "AllOn", "AnyOff", "AllOff", "R", "S", "T",
];

const OPERATORS: &[&str] = &[
    "q", "Q", "cm", "w", "gs", "g", "rg", "k", "cs", "sc", "scn", "G", "RG", "K", "CS", "SC", "SCN", "BMC", "BDC", "EMC", "Do", "Tj", "'",
    "\"", "TJ", "Tf", "BT", "ET", "Td", "TD", "Tm", "T*", "Tc", "Tw", "Tz", "TL", "Ts", "Tr", "m", "l", "c", "v", "y", "h", "re", "S",
    "s", "f", "F", "f*", "B", "B*", "b", "b*", "n", "W", "W*", "sh", "d", "i", "ri",
];

#[derive(Arbitrary, Debug)]
enum Value {
    Null,
    Bool(bool),
    Int(i16),
    Large(i64),
    Hundredths(i16),
    Name(u8),
    Text(Vec<u8>),
    Array(Vec<Value>),
    Dict(Vec<(u8, Value)>),
    Ref(u8),
}

#[derive(Arbitrary, Debug)]
enum Content {
    Operators(Vec<(u8, Vec<Value>)>),
    /// What a font's codes stand for.
    Map(Vec<(u16, u16, u16)>),
    Bytes(Vec<u8>),
}

#[derive(Arbitrary, Debug)]
struct Object {
    dict: Vec<(u8, Value)>,
    stream: Option<Content>,
}

#[derive(Arbitrary, Debug)]
struct File {
    catalog: Vec<(u8, Value)>,
    page: Vec<(u8, Value)>,
    resources: Vec<(u8, Value)>,
    operators: Vec<(u8, Vec<Value>)>,
    objects: Vec<Object>,
}

/// Objects before those of the file: its catalog, pages, page, contents and resources.
const OWN: usize = 5;

impl Value {
    fn write(&self, out: &mut Vec<u8>, objects: usize) {
        let _ = match self {
            Self::Null => write!(out, " null"),
            Self::Bool(value) => write!(out, " {value}"),
            Self::Int(value) => write!(out, " {value}"),
            Self::Large(value) => write!(out, " {value}"),
            Self::Hundredths(value) => write!(out, " {:.2}", f32::from(*value) / 100.0),
            Self::Name(name) => write!(out, "/{}", name_of(*name)),
            Self::Text(bytes) => {
                out.push(b'<');
                bytes.iter().for_each(|byte| drop(write!(out, "{byte:02x}")));
                out.write_all(b">")
            }
            Self::Array(values) => {
                out.push(b'[');
                values.iter().for_each(|value| value.write(out, objects));
                out.write_all(b"]")
            }
            Self::Dict(entries) => {
                dict(out, entries, objects);
                Ok(())
            }
            Self::Ref(number) => write!(out, " {} 0 R", 1 + usize::from(*number) % objects),
        };
    }
}

fn name_of(name: u8) -> &'static str {
    NAMES[usize::from(name) % NAMES.len()]
}

fn entries(out: &mut Vec<u8>, entries: &[(u8, Value)], objects: usize) {
    for (name, value) in entries {
        let _ = write!(out, "/{}", name_of(*name));
        value.write(out, objects);
    }
}

fn dict(out: &mut Vec<u8>, all: &[(u8, Value)], objects: usize) {
    out.extend(b"<<");
    entries(out, all, objects);
    out.extend(b">>");
}

fn operators(all: &[(u8, Vec<Value>)], objects: usize) -> Vec<u8> {
    let mut out = Vec::new();
    for (operator, operands) in all {
        operands.iter().for_each(|operand| operand.write(&mut out, objects));
        let _ = writeln!(out, " {}", OPERATORS[usize::from(*operator) % OPERATORS.len()]);
    }
    out
}

impl Content {
    fn bytes(&self, objects: usize) -> Vec<u8> {
        match self {
            Self::Operators(all) => operators(all, objects),
            Self::Bytes(bytes) => bytes.clone(),
            Self::Map(ranges) => {
                let mut out = b"1 begincodespacerange <0000> <ffff> endcodespacerange\n".to_vec();
                for (from, to, first) in ranges {
                    let _ = writeln!(out, "1 beginbfrange <{from:04x}> <{to:04x}> <{first:04x}> endbfrange");
                }
                out
            }
        }
    }
}

fn stream(out: &mut Vec<u8>, head: &[(u8, Value)], content: &[u8], objects: usize) {
    out.extend(b"<<");
    entries(out, head, objects);
    let _ = write!(out, "/Length {}>>stream\n", content.len());
    out.extend(content);
    out.extend(b"\nendstream");
}

fn file(from: &File) -> Vec<u8> {
    let count = OWN + from.objects.len();
    let mut bodies: Vec<Vec<u8>> = Vec::new();
    let mut body = |write: &dyn Fn(&mut Vec<u8>)| {
        let mut out = Vec::new();
        write(&mut out);
        bodies.push(out);
    };
    body(&|out| {
        out.extend(b"<</Type/Catalog/Pages 2 0 R");
        entries(out, &from.catalog, count);
        out.extend(b">>");
    });
    body(&|out| out.extend(b"<</Type/Pages/Count 1/Kids[3 0 R]>>"));
    body(&|out| {
        out.extend(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources 5 0 R");
        entries(out, &from.page, count);
        out.extend(b">>");
    });
    body(&|out| stream(out, &[], &operators(&from.operators, count), count));
    body(&|out| dict(out, &from.resources, count));
    for object in &from.objects {
        body(&|out| match &object.stream {
            Some(content) => stream(out, &object.dict, &content.bytes(count), count),
            None => dict(out, &object.dict, count),
        });
    }
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (index, body) in bodies.iter().enumerate() {
        places.push(out.len());
        let _ = writeln!(out, "{} 0 obj", index + 1);
        out.extend(body);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    let _ = write!(out, "xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
    for place in &places {
        let _ = write!(out, "{place:010} 00000 n \n");
    }
    let _ = write!(out, "trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", places.len() + 1);
    out
}

fuzz_target!(|from: File| {
    part::survive(&file(&from));
});
