//! Bulletins as the command line names them: files, folders, standard input, and what is told about them.

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use gongbao::bulletin::Bulletin;
use gongbao::document::{Document, Given};
use gongbao::error::Error;
use gongbao::lexicon::Lexicon;
use gongbao::{dateline, lang};
use jiff::civil::Date;
use walkdir::WalkDir;

/// The largest bulletin that is read, in bytes: what is larger is no bulletin.
const LARGEST: u64 = 64 << 20;

/// What the user says of the bulletins.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Told {
    /// The day of publication, for "this year" and 今年以来
    ///
    /// When it is not given, it is taken from a file name that begins with it (2024-12-13-shandong.txt), or from a
    /// short line below the title, such as `2022-05-19 17:42`.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub date: Option<Date>,
    /// The language of the text, such as en or zh-Hans [default: found from the text]
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub lang: Option<String>,
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "not a day; hint: write it like 2024-12-13".to_owned())
}

/// Checks a language tag.
pub fn language(tag: &str) -> Result<String, String> {
    let known = || lang::LANGUAGES.iter().map(|l| l.tag).collect::<Vec<_>>().join(", ");
    lang::by_tag(tag)
        .map(|_| tag.to_owned())
        .ok_or_else(|| format!("no reader for this language; hint: gongbao reads {}", known()))
}

/// The name of an input in messages.
pub fn name(path: &Path) -> String {
    if is_stdin(path) { "standard input".to_owned() } else { path.display().to_string() }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The bytes of a file, or of standard input for `-`.
pub fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let fault = |e| Error::io(Path::new(&name(path)), e);
    let mut bytes = Vec::new();
    if is_stdin(path) {
        std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes).map_err(fault)?;
    } else {
        File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes)).map_err(fault)?;
    }
    if bytes.len() as u64 > LARGEST {
        let what = format!("larger than {} MiB, no bulletin; hint: cut it into bulletins", LARGEST >> 20);
        return Err(Error::Other(format!("{}: {what}", name(path))));
    }
    Ok(bytes)
}

/// The bulletin in some bytes. `path` gives its name in errors, and its date where nothing else does.
pub fn bulletin(path: &Path, bytes: &[u8], told: &Told, lexicon: &Lexicon) -> Result<Bulletin, Error> {
    let name = name(path);
    let file_name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let date = told
        .date
        .or_else(|| dateline::of_file_name(file_name))
        .or_else(|| dateline::find(std::str::from_utf8(bytes).ok()?));
    let given = Given { date, language: told.lang.as_deref() };
    // A fault of the readers must not take the other bulletins along.
    let read = || Document::new(&name, bytes, given).map(|document| gongbao::read(&document, lexicon));
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
        Err(Error::Other(format!("{name}: an internal fault (told above); hint: report it with this bulletin")))
    })
}
/// The files that some paths stand for: each file as it is, each folder by its `*.txt` files, at any depth, in
/// order of their names, without hidden ones. What cannot be read is an error in its place.
pub fn files(paths: &[PathBuf]) -> Vec<Result<PathBuf, Error>> {
    paths.iter().flat_map(|path| if path.is_dir() { in_folder(path) } else { vec![Ok(path.clone())] }).collect()
}

fn in_folder(folder: &Path) -> Vec<Result<PathBuf, Error>> {
    WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|e| e.depth() == 0 || !e.file_name().to_string_lossy().starts_with('.'))
        .filter_map(|entry| match entry {
            Ok(entry) => {
                let is_text = entry.path().extension().is_some_and(|e| e.eq_ignore_ascii_case("txt"));
                (is_text && !entry.file_type().is_dir()).then(|| Ok(entry.into_path()))
            }
            Err(fault) => {
                let path = fault.path().unwrap_or(folder).to_owned();
                let source = fault.into_io_error().unwrap_or_else(|| std::io::Error::other("a loop of links"));
                Some(Err(Error::io(&path, source)))
            }
        })
        .collect()
}
