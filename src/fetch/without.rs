//! What a program without the feature `web` says of each address.

use super::{Answer, Options, Wanted};
use crate::error::{Error, one_line};
use crate::intake::Link;

/// The web, which is not there.
pub struct Web {
    options: Options,
}

/// One fault for each address.
pub type Answers = std::vec::IntoIter<Result<Answer, Error>>;

impl Web {
    /// Nothing happens.
    pub const fn new(options: Options) -> Self {
        Self { options }
    }

    /// How it would fetch.
    pub const fn options(&self) -> &Options {
        &self.options
    }

    /// Says of each address that it is not fetched.
    pub fn fetch(&self, wanted: Vec<Wanted>) -> Answers {
        let told = |wanted: &Wanted| {
            let hint = "hint: `cargo install --path .` builds it with, or get the page and give the file";
            let address = one_line(&wanted.address);
            Err(Error::Other(format!("{address}: this program was built without the web; {hint}")))
        };
        wanted.iter().map(told).collect::<Vec<_>>().into_iter()
    }
}

/// No listing is fetched.
pub const fn bulletins(_: &str, _: Option<&str>, _: &[Link]) -> Vec<String> {
    Vec::new()
}
