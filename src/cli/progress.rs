//! How far a run is: a bar on a terminal, nothing elsewhere.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use gongbao::error::Error;
use gongbao::intake::Watch;
use indicatif::{ProgressBar, ProgressState, ProgressStyle};

use super::{files, tell};

/// The bar of a run. Files that are named one by one count by their bytes as they lie on the disk, packed or not; files
/// of folders count by their number.
#[derive(Clone)]
pub struct Progress {
    bar: ProgressBar,
    by_bytes: bool,
    /// How many files of folders hold no bulletin.
    passed_over: Arc<AtomicUsize>,
}

impl Progress {
    /// No bar.
    pub fn none() -> Self {
        Self::of(ProgressBar::hidden(), false)
    }

    fn of(bar: ProgressBar, by_bytes: bool) -> Self {
        Self { bar, by_bytes, passed_over: Arc::default() }
    }

    /// A bar over these files and folders, on standard error when that is a terminal.
    pub fn over(paths: &[PathBuf]) -> Self {
        let by_bytes = !paths.iter().any(|path| path.is_dir());
        let bar = ProgressBar::no_length();
        if bar.is_hidden() {
            return Self::of(bar, by_bytes);
        }
        if by_bytes {
            let sizes: Option<u64> = paths.iter().map(|path| std::fs::metadata(path).ok().map(|m| m.len())).sum();
            if let Some(all) = sizes {
                bar.set_length(all);
            }
        } else {
            // A folder is counted while its first files are read.
            let (paths, counted) = (paths.to_owned(), bar.clone());
            std::thread::spawn(move || counted.set_length(files::count(&paths)));
        }
        let unit = if by_bytes {
            "{bytes} of {total_bytes}, {bytes_per_sec}"
        } else {
            "{human_pos} of {human_len} files, {rate}"
        };
        let template = format!("{{elapsed}} {{wide_bar}} {unit}, {{eta}} left{{msg}}");
        let style = ProgressStyle::with_template(&template).unwrap_or_else(|_| ProgressStyle::default_bar());
        // The one of the crate has four decimals.
        let rate = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
            let _ = write!(out, "{:.0}/s", state.per_sec());
        };
        Self::of(bar.with_style(style.with_key("rate", rate)), by_bytes)
    }

    /// What counts the bytes of files as they are read.
    pub fn watch(&self) -> Option<Watch> {
        let bar = self.bar.clone();
        (self.by_bytes && !bar.is_hidden()).then(|| Arc::new(move |bytes| bar.inc(bytes)) as Watch)
    }

    /// A file is done.
    pub fn file(&self, _: &Path) {
        if !self.by_bytes {
            self.bar.inc(1);
        }
    }

    /// A file of a folder holds no bulletin.
    pub fn pass_over(&self, path: &Path) {
        self.passed_over.fetch_add(1, Ordering::Relaxed);
        self.file(path);
    }

    /// How many files held none so far.
    pub fn passed_over(&self) -> usize {
        self.passed_over.load(Ordering::Relaxed)
    }

    /// How many bulletins there are so far.
    pub fn bulletins(&self, count: usize) {
        if !self.bar.is_hidden() {
            self.bar.set_message(format!("; {count} bulletins"));
        }
    }

    /// Says on standard error what went wrong, above the bar.
    pub fn tell(&self, error: &Error) {
        self.bar.suspend(|| tell(error));
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}
