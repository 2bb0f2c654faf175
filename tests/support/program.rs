//! The program as tests run it, and a folder with bulletins beside a store.
#![allow(dead_code, reason = "each test takes what it needs")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// The program at `GONGBAO_PROGRAM` (CI sets it to the release build), else the one that was built with the tests; with
/// nothing on standard input, and nothing of the environment that changes what it does.
pub fn gongbao(args: &[&str]) -> Command {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let program = std::env::var_os("GONGBAO_PROGRAM").map(|program| root.join(program));
    let mut command = Command::new(program.unwrap_or_else(|| assert_cmd::cargo::cargo_bin("gongbao")));
    command.args(args).env_remove("GONGBAO_STORE").env("NO_COLOR", "1").current_dir(root).stdin(Stdio::null());
    command
}

/// Sends a signal, such as `-INT`.
pub fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([name, &child.id().to_string()]).status().expect("kill runs");
    assert!(sent.success());
}

/// Waits until something is so, a minute at most.
#[track_caller]
pub fn wait_for(what: impl Fn() -> bool) {
    let started = Instant::now();
    while !what() {
        assert!(started.elapsed() < Duration::from_secs(60), "waited too long");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// A folder with bulletins, and the store that they go to.
pub struct Place {
    dir: TempDir,
    store: String,
    /// What else the program finds in its environment.
    pub variables: Vec<(&'static str, &'static str)>,
}

impl Place {
    /// With a store on disk beside the bulletins.
    pub fn new() -> Self {
        let dir = TempDir::new().expect("a folder");
        let store = text(&dir.path().join("store")).to_owned();
        Self::of(dir, store)
    }

    /// With the store at an address.
    pub fn at(store: &str) -> Self {
        Self::of(TempDir::new().expect("a folder"), store.to_owned())
    }

    fn of(dir: TempDir, store: String) -> Self {
        let place = Self { dir, store, variables: Vec::new() };
        fs::create_dir(place.bulletins()).expect("a folder");
        place
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn store(&self) -> PathBuf {
        self.store.clone().into()
    }

    pub fn bulletins(&self) -> PathBuf {
        self.dir.path().join("bulletins")
    }

    /// The folder of bulletins as an argument.
    pub fn folder(&self) -> String {
        text(&self.bulletins()).to_owned()
    }

    /// A file of bulletins as an argument.
    pub fn file(&self, name: &str) -> String {
        text(&self.bulletins().join(name)).to_owned()
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.bulletins().join(name), text).expect("a file");
    }

    /// Bulletins that differ from each other.
    pub fn fill(&self, count: usize) {
        for i in 0..count {
            let text = format!(
                "Shandong police arrest {i} suspects\n2024-03-01 10:00\n\nThe Zhejiang Provincial Public Security Department \
                 announced that police arrested {} suspects and froze {} million yuan. A total of {} cases of telecom fraud \
                 were solved.\n",
                i + 1,
                i + 2,
                i + 3
            );
            self.write(&format!("{i:05}.txt"), text);
        }
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = gongbao(args);
        command.env("GONGBAO_STORE", &self.store).env("XDG_DATA_HOME", self.dir.path());
        command.envs(self.variables.iter().copied()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    pub fn run(&self, args: &[&str]) -> Output {
        self.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).output().expect("the program runs")
    }

    /// What is printed by a command that succeeds.
    #[track_caller]
    pub fn good(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(output.status.success(), "{args:?} {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// What is told by a command that fails as one should.
    #[track_caller]
    pub fn bad(&self, args: &[&str]) -> String {
        let output = self.run(args);
        let told = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(1), "{args:?} {told}");
        assert!(told.starts_with("gongbao: ") && !told.contains("internal fault"), "{told}");
        told
    }

    /// Stores the folder of bulletins, and expects this to be told of them.
    #[track_caller]
    pub fn ingest(&self, expected: &str) {
        let told = self.good(&["ingest", &self.folder()]);
        assert!(told.starts_with(&format!("bulletins: {expected}\n")), "{told}");
    }

    pub fn export(&self) -> String {
        self.good(&["export", "--to", "nquads"])
    }

    /// How often a pattern is found in the store.
    #[track_caller]
    pub fn count(&self, pattern: &str) -> String {
        let query = format!("SELECT (COUNT(*) AS ?n) {{ {pattern} }}");
        self.good(&["query", "-e", &query, "--format", "csv"]).lines().nth(1).unwrap_or_default().trim().to_owned()
    }
}

/// A path as an argument.
pub fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}
