//! Where answers go. Nothing of the user's is destroyed: a form that is only good as a whole takes its name when it is whole, one
//! of lines grows by whole records, and neither is ever written over what is to be checked. Who interrupts finds the former file
//! or whole records, and nothing beside them.

use std::cell::RefCell;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Mutex, MutexGuard, PoisonError};

use same_file::Handle;
use tempfile::{Builder, NamedTempFile};

use super::resume;

/// The file that is being written beside the one whose name it will take. Held while bytes go out, so that an interruption waits.
static BESIDE: Mutex<Option<PathBuf>> = Mutex::new(None);

fn beside() -> MutexGuard<'static, Option<PathBuf>> {
    BESIDE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ctrl+C and the like: what was written of a whole is removed, a record is finished, then the program ends.
pub fn end_whole_when_interrupted() {
    const INTERRUPTED: i32 = 130;
    // Where it cannot be asked for, an interruption leaves a file beside the former one.
    let _ = ctrlc::set_handler(|| {
        let mut path = beside();
        if let Some(path) = path.take() {
            let _ = fs::remove_file(path);
        }
        std::process::exit(INTERRUPTED);
    });
}

/// A file that is to be written.
pub struct Target {
    path: PathBuf,
    /// The file of that name, if there is one already.
    former: Option<Handle>,
}

impl Target {
    /// Of that name. What a link leads to is written, the link stays.
    pub fn new(path: &Path) -> Self {
        Self {
            path: fs::canonicalize(path).unwrap_or_else(|_| to_be(path)),
            former: Handle::from_path(path).ok(),
        }
    }

    /// Whether both are one file.
    pub fn is_same(&self, other: &Self) -> bool {
        self.path == other.path || (self.former.is_some() && self.former == other.former)
    }

    /// Whether the name of an input leads to the same file; `-` is standard input.
    pub fn is_input(&self, path: &Path) -> bool {
        let Some(former) = &self.former else { return false };
        let input = if path.as_os_str() == "-" {
            Handle::stdin()
        } else {
            Handle::from_path(path)
        };
        input.is_ok_and(|input| input == *former)
    }

    /// Opens it for a form that is only good as a whole.
    pub fn whole(&self) -> io::Result<Whole> {
        // What is no file, such as `/dev/null`, cannot be put in place of another.
        if self.path.exists() && !self.path.is_file() {
            let file = File::create(&self.path)?;
            return Ok(Whole(Rc::new(RefCell::new(Kept::Direct(file)))));
        }
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let mut builder = Builder::new();
        builder.prefix(".gouji-").suffix(".tmp");
        #[cfg(unix)]
        let builder = {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o666))
        };
        let file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
        *beside() = Some(file.path().to_owned());
        if let Ok(former) = fs::metadata(&self.path) {
            file.as_file().set_permissions(former.permissions())?;
        }
        Ok(Whole(Rc::new(RefCell::new(Kept::Beside(file, self.path.clone())))))
    }

    /// Opens it for a form of lines, after those that it holds already.
    pub fn records_after(&self, end: u64) -> io::Result<Records<File>> {
        Ok(Records::new(resume::open_behind(&self.path, end)?))
    }

    /// How far the lines go that it holds already; none if they are answers of other inputs.
    pub fn former(&self, form: resume::Form, names: &[String]) -> io::Result<Option<resume::Former>> {
        resume::former(&self.path, form, names)
    }

    /// Opens it for a form of lines.
    pub fn records(&self) -> io::Result<Records<Lines>> {
        Ok(Records::new(Lines(File::create(&self.path)?)))
    }
}

/// The path of a file that is not there yet, whatever folder leads to it.
fn to_be(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = fs::canonicalize(folder.unwrap_or(Path::new(".")));
    match (folder, path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

/// A file that only grows by what is whole.
pub struct Lines(File);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let _whole = beside();
        self.0.write_all(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A file that takes its name when all of it is written; until then the former one stays.
#[derive(Clone)]
pub struct Whole(Rc<RefCell<Kept>>);

enum Kept {
    Direct(File),
    /// Written beside the file of that name.
    Beside(NamedTempFile, PathBuf),
    Done,
}

impl Whole {
    /// All of it is written.
    pub fn keep(self) -> io::Result<()> {
        match self.0.replace(Kept::Done) {
            Kept::Beside(file, path) => {
                file.as_file().sync_all()?;
                let mut beside = beside();
                file.persist(path).map_err(|failed| failed.error)?;
                *beside = None;
                Ok(())
            }
            Kept::Direct(_) | Kept::Done => Ok(()),
        }
    }
}

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut *self.0.borrow_mut() {
            Kept::Direct(file) => file.write(bytes),
            Kept::Beside(file, _) => file.write(bytes),
            Kept::Done => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Keeps what is written until it is whole: each answer ends with a flush, and goes out in one go.
pub struct Records<W: Write> {
    out: W,
    waiting: Vec<u8>,
}

impl<W: Write> Records<W> {
    /// In front of a file or a stream.
    pub fn new(out: W) -> Self {
        Self {
            out,
            waiting: Vec::new(),
        }
    }
}

impl<W: Write> Write for Records<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.write_all(&self.waiting)?;
        self.waiting.clear();
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_former_file_stays_until_the_new_one_is_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.json");
        fs::write(&path, "former").expect("a file");
        let target = Target::new(&path);
        let mut whole = target.whole().expect("a file beside it");
        whole.write_all(b"[").expect("a beginning");
        assert_eq!(fs::read_to_string(&path).expect("the file"), "former");
        drop(whole);
        assert_eq!(fs::read_dir(&folder).expect("the folder").count(), 1);
        let mut whole = target.whole().expect("a file beside it");
        whole.write_all(b"[]").expect("all of it");
        whole.keep().expect("its name");
        assert_eq!(fs::read_to_string(&path).expect("the file"), "[]");
    }

    #[test]
    fn records_go_out_whole() {
        let mut out = Vec::new();
        let mut records = Records::new(&mut out);
        records.write_all(b"{\"a\"").expect("half a record");
        assert!(records.out.is_empty());
        records.write_all(b":1}\n").expect("the other half");
        records.flush().expect("a record");
        assert_eq!(out, b"{\"a\":1}\n");
    }
}
