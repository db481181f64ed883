//! The module as Python sees it.

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::{Array, StructArray};
use gouji::input::{Encoding, formats, holds_report};
use gouji::language::Lang;
use gouji::output;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::{PyCapsule, PyDict};

use crate::answer::{answer, to_json};
use crate::batch::{Batch, batch, empty};
use crate::guard;

/// More inputs would not fit into one Arrow array of plain strings.
const MOST_INPUTS: usize = 50_000;
const MOST_BYTES: usize = 1 << 30;

/// An input: a text, the bytes of a file, or the error that came of reading it.
#[derive(FromPyObject)]
enum Content {
    #[pyo3(annotation = "str")]
    Text(PyBackedStr),
    #[pyo3(annotation = "bytes")]
    Bytes(PyBackedBytes),
    #[pyo3(annotation = "OSError")]
    Unread { strerror: String },
}

impl Content {
    fn read(&self) -> Result<&[u8], &str> {
        match self {
            Self::Text(text) => Ok(text.as_bytes()),
            Self::Bytes(bytes) => Ok(bytes),
            Self::Unread { strerror } => Err(strerror),
        }
    }

    fn bytes(&self) -> &[u8] {
        self.read().unwrap_or_default()
    }
}

fn language(lang: &str) -> PyResult<Lang> {
    match lang {
        "zh" => Ok(Lang::Zh),
        "en" => Ok(Lang::En),
        other => Err(PyValueError::new_err(format!(
            "lang must be \"zh\" or \"en\", not {other:?}"
        ))),
    }
}

/// The reviews of all reports in an input, a JSON text each.
#[pyfunction]
fn reviews_json(
    py: Python<'_>,
    content: &Bound<'_, PyAny>,
    name: Option<&str>,
    lang: &str,
    with_text: bool,
) -> PyResult<Vec<String>> {
    let (content, lang) = (content.extract::<Content>()?, language(lang)?);
    Ok(py.detach(|| to_json(&answer(content.bytes(), name).reviews, lang, with_text)))
}

/// The review of the first report in an input as JSON, with the number of the others.
#[pyfunction]
fn review_json(
    py: Python<'_>,
    content: &Bound<'_, PyAny>,
    name: Option<&str>,
    lang: &str,
    with_text: bool,
) -> PyResult<String> {
    let (content, lang) = (content.extract::<Content>()?, language(lang)?);
    Ok(py.detach(|| {
        let mut reviews = answer(content.bytes(), name).reviews;
        let more = reviews.len().saturating_sub(1);
        reviews.truncate(1);
        for review in &mut reviews {
            review.more = more;
        }
        to_json(&reviews, lang, with_text).pop().unwrap_or_default()
    }))
}

/// A table that hands itself to any Arrow library by the C data interface.
#[pyclass(frozen, name = "Table", module = "gouji")]
struct PyTable(StructArray);

#[pymethods]
impl PyTable {
    /// The columns, as an Arrow schema.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        schema_capsule(py, &self.0)
    }

    /// The columns and the rows. A schema that is asked for is a wish: the table comes as it is.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
        let _ = requested_schema;
        let array = FFI_ArrowArray::new(&self.0.to_data());
        Ok((
            schema_capsule(py, &self.0)?,
            PyCapsule::new_with_value(py, array, c"arrow_array")?,
        ))
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __repr__(&self) -> String {
        format!("<gouji.Table: {} rows, {} columns>", self.0.len(), self.0.num_columns())
    }
}

fn schema_capsule<'py>(py: Python<'py>, table: &StructArray) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(table.data_type());
    let schema = schema.map_err(|error| PyValueError::new_err(error.to_string()))?;
    PyCapsule::new_with_value(py, schema, c"arrow_schema")
}

/// The tables `reviews` and `reports` of some inputs, and what archives among them hold beside reports.
type Tables = (PyTable, PyTable, Vec<String>);

fn tables(batch: Batch) -> Tables {
    (PyTable(batch.reviews), PyTable(batch.reports), batch.left_out)
}

/// Checks many inputs.
#[pyfunction]
#[allow(clippy::needless_pass_by_value)] // they are what the call took out of Python
fn check_tables(
    py: Python<'_>,
    names: Vec<Option<PyBackedStr>>,
    contents: Vec<Option<Content>>,
    lang: &str,
) -> PyResult<Tables> {
    let lang = language(lang)?;
    if names.len() != contents.len() {
        let (names, contents) = (names.len(), contents.len());
        return Err(PyValueError::new_err(format!(
            "there must be as many names as contents: {names} names, {contents} contents"
        )));
    }
    let inputs = || {
        let read = contents
            .iter()
            .map(|content| content.as_ref().map_or(Ok(&[][..]), Content::read));
        names.iter().map(|name| name.as_deref()).zip(read)
    };
    if names.len() > MOST_INPUTS || inputs().map(|input| input.1.map_or(0, <[u8]>::len)).sum::<usize>() > MOST_BYTES {
        return Err(PyValueError::new_err(format!(
            "a batch holds at most {MOST_INPUTS} inputs and {MOST_BYTES} bytes: hand over fewer at a time"
        )));
    }
    Ok(tables(py.detach(|| batch(inputs(), lang))))
}

/// The two tables without rows.
#[pyfunction]
fn empty_tables(py: Python<'_>) -> Tables {
    tables(py.detach(empty))
}

/// The catalogue of rules as JSON.
#[pyfunction]
fn rules_json(lang: &str) -> PyResult<String> {
    let rules = output::rules_view(language(lang)?);
    serde_json::to_string(&rules).map_err(|error| PyValueError::new_err(error.to_string()))
}

/// Which agency a name is of.
#[pyfunction]
fn body<'py>(py: Python<'py>, agency: Option<&str>, path: &str) -> PyResult<Bound<'py, PyDict>> {
    let body = crate::body::body(agency, path);
    let told = PyDict::new(py);
    told.set_item("name", body.name)?;
    told.set_item("region", body.region)?;
    told.set_item("region_by", body.region_by)?;
    told.set_item("kind", body.kind.name())?;
    told.set_item("level", body.level.map(gouji::set::Level::name))?;
    told.set_item("unit", body.unit)?;
    told.set_item("stem", body.stem)?;
    Ok(told)
}

/// Whether a file in a folder may be a report: by its name; without an ending by the beginning of what it holds.
#[pyfunction]
fn may_be_report(name: &str, head: Option<&[u8]>) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    if formats::is_debris(file) {
        return false;
    }
    match (formats::ending(file), head) {
        (Some(ending), _) => formats::is_known(&ending),
        (None, Some(head)) => holds_report(head, None, Encoding::decode),
        (None, None) => true,
    }
}

#[pymodule]
fn _gouji(module: &Bound<'_, PyModule>) -> PyResult<()> {
    guard::install();
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<PyTable>()?;
    module.add_function(wrap_pyfunction!(reviews_json, module)?)?;
    module.add_function(wrap_pyfunction!(review_json, module)?)?;
    module.add_function(wrap_pyfunction!(check_tables, module)?)?;
    module.add_function(wrap_pyfunction!(empty_tables, module)?)?;
    module.add_function(wrap_pyfunction!(rules_json, module)?)?;
    module.add_function(wrap_pyfunction!(body, module)?)?;
    module.add_function(wrap_pyfunction!(may_be_report, module)?)
}
