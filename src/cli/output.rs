//! What `convert` and `export` write, where to, and what stands beside it.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use gongbao::error::Error;
use gongbao::export::{self, CANONICAL, CSV, Exporter, FORMATS, Format, Selection, Written};
use gongbao::lexicon::{BASE, Lexicon, Scheme};
use jiff::civil::Date;
use oxigraph::model::NamedNode;

use super::Done;

/// What is written, and what of it.
#[derive(clap::Args)]
pub struct Output {
    /// turtle, trig, ntriples, nquads, jsonld or rdfxml; or csv for a table of the outcomes
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    to: Option<&'static Format>,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write canonical N-Quads (RDFC-1.0) and tell their SHA-256: the same graph gives the same
    ///
    /// With --output the hash comes on standard output, as `sha256sum` writes it; else on standard error.
    #[arg(long, conflicts_with = "to")]
    canonical: bool,
    /// Write what the columns of a CSV mean to this file (CSVW) [default: beside --output, as NAME.csv-metadata.json]
    #[arg(long, value_name = "FILE")]
    metadata: Option<PathBuf>,
    /// Write what is in the output to this file, in VoID and DCAT, as Turtle
    #[arg(long, value_name = "FILE")]
    description: Option<PathBuf>,
    /// The licence that the description names
    #[arg(long, value_name = "IRI", requires = "description", value_parser = iri)]
    license: Option<NamedNode>,
    #[command(flatten)]
    chosen: Chosen,
}

/// Which outcomes are written. One that does not fit is left out with what only it needs, and so is a bulletin of which
/// nothing is left.
#[derive(clap::Args)]
#[command(next_help_heading = "Choosing outcomes")]
struct Chosen {
    /// Only outcomes of this place, by its ISO 3166 code, and of what lies in it (repeatable)
    #[arg(long, value_name = "CODE")]
    place: Vec<String>,
    /// Only outcomes whose period is said to begin on this day or later
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<Date>,
    /// Only outcomes whose period is said to end on this day or earlier
    #[arg(long, value_name = "YYYY-MM-DD")]
    until: Option<Date>,
    /// Only outcomes of agencies of this kind, such as publicSecurity (repeatable)
    #[arg(long, value_name = "KIND")]
    agency_kind: Vec<String>,
    /// Only bulletins in this language, such as es or zh (repeatable)
    #[arg(long, value_name = "TAG", value_parser = language)]
    language: Vec<String>,
    /// Leave out the texts, and the nodes that say where in them something stands; the quotes stay
    #[arg(long)]
    without_evidence: bool,
}

/// The format with this name.
fn format(name: &str) -> Result<&'static Format, String> {
    let known = || FORMATS.iter().chain([&CSV]).map(|f| f.name).collect::<Vec<_>>().join(", ");
    let csv = Some(&CSV).filter(|csv| csv.name.eq_ignore_ascii_case(name));
    csv.or_else(|| Format::by_name(name)).ok_or_else(|| format!("no format of this name; hint: there are {}", known()))
}

fn iri(text: &str) -> Result<NamedNode, String> {
    NamedNode::new(text).map_err(|_| "not an IRI; hint: write it in full, with https://".to_owned())
}

/// A tag or the beginning of one: zh for zh-Hans and zh-Hant.
fn language(tag: &str) -> Result<String, String> {
    let is_within = |known: &str| {
        let known = known.to_ascii_lowercase();
        let tag = tag.to_ascii_lowercase();
        known == tag || known.strip_prefix(&tag).is_some_and(|rest| rest.starts_with('-'))
    };
    if gongbao::lang::LANGUAGES.iter().any(|l| is_within(l.tag)) {
        return Ok(tag.to_owned());
    }
    super::input::language(tag)
}

impl Output {
    /// Makes an exporter of what the options say, `default` being the format where none is given; has `feed` give it graphs, and
    /// writes what stands beside them. A file gets its name when it is whole.
    pub fn write(
        &self,
        default: &str,
        lexicon: &Lexicon,
        out: &mut dyn Write,
        feed: impl FnOnce(&mut Exporter<&mut dyn Write>) -> Result<Done, Error>,
    ) -> Result<Done, Error> {
        let format = self.format(default)?;
        let selection = self.chosen.selection(lexicon)?;
        if self.metadata.is_some() && !std::ptr::eq(format, &raw const CSV) {
            return Err(Error::Other("--metadata goes with CSV; hint: add --to csv".to_owned()));
        }
        let mut done = Done::Well;
        let export = |out: &mut dyn Write| -> Result<Written, Error> {
            let mut exporter = Exporter::new(format, selection.clone(), self.description.is_some(), out);
            done = feed(&mut exporter)?;
            Ok(exporter.finish()?)
        };
        let written = match &self.output {
            None => export(out)?,
            Some(path) => {
                let mut written = None;
                to_file(path, |file| {
                    written = Some(export(file)?);
                    Ok(())
                })?;
                written.ok_or_else(|| Error::Other("nothing was written".to_owned()))?
            }
        };
        if self.canonical {
            self.tell_hash(&written, out)?;
        }
        self.beside(format, written)?;
        Ok(done)
    }

    fn format(&self, default: &str) -> Result<&'static Format, Error> {
        if self.canonical {
            return Ok(&CANONICAL);
        }
        let given = self.to.or_else(|| Format::by_name(default));
        given.ok_or_else(|| Error::Other(format!("no format {default}")))
    }

    fn tell_hash(&self, written: &Written, out: &mut dyn Write) -> Result<(), Error> {
        match &self.output {
            Some(path) => writeln!(out, "{}  {}", written.sha256, path.display())?,
            None => eprintln!("gongbao: SHA-256 of the canonical N-Quads: {}", written.sha256),
        }
        Ok(())
    }

    /// The metadata of a table, and the description of the content.
    fn beside(&self, format: &'static Format, written: Written) -> Result<(), Error> {
        let name = self.output.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        if std::ptr::eq(format, &raw const CSV) {
            let beside = || {
                let mut file = self.output.as_ref()?.file_name()?.to_owned();
                file.push("-metadata.json");
                Some(self.output.as_ref()?.with_file_name(file))
            };
            if let Some(path) = self.metadata.clone().or_else(beside) {
                let table = name.clone().unwrap_or_else(|| "outcomes.csv".to_owned());
                to_file(&path, |file| Ok(file.write_all(export::csv_metadata(&table).as_bytes())?))?;
            }
        }
        if let (Some(path), Some(description)) = (&self.description, &written.description) {
            let file = export::File { name, format, bytes: written.bytes, sha256: written.sha256.clone() };
            let quads = description.quads(&format!("{BASE}dataset/bulletins"), &[file], self.license.as_ref());
            let turtle = Format::by_name("turtle").ok_or_else(|| Error::Other("no Turtle".to_owned()))?;
            to_file(path, |out| Ok(turtle.write(&quads, out).map(drop)?))?;
        }
        Ok(())
    }
}

impl Chosen {
    /// What is chosen. A place or a kind that nobody knows is an error, for nothing would fit.
    fn selection(&self, lexicon: &Lexicon) -> Result<Selection, Error> {
        let unknown =
            |what: &str, id: &str, hint: &str| Err(Error::Other(format!("{what} {id}: not known; hint: {hint}")));
        let places: Vec<String> = self.place.iter().map(|code| code.to_ascii_uppercase()).collect();
        if let Some(code) = places.iter().find(|code| lexicon.concept(Scheme::Place, code).is_none()) {
            return unknown("--place", code, "give an ISO 3166 code, such as CN, CN-SD or ES");
        }
        if let Some(kind) = self.agency_kind.iter().find(|kind| lexicon.concept(Scheme::AgencyKind, kind).is_none()) {
            let known: Vec<&str> = lexicon.concepts(Scheme::AgencyKind).map(|(id, _)| id.as_str()).collect();
            return unknown("--agency-kind", kind, &format!("there are {}", known.join(", ")));
        }
        if let (Some(from), Some(until)) = (self.from, self.until)
            && until < from
        {
            let told = format!("--until {until} is before --from {from}; hint: nothing lies between, exchange them");
            return Err(Error::Other(told));
        }
        Ok(Selection {
            places,
            from: self.from,
            until: self.until,
            agency_kinds: self.agency_kind.clone(),
            languages: self.language.clone(),
            without_evidence: self.without_evidence,
        })
    }
}

/// Writes a file that gets its name when it is whole.
fn to_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<(), Error>) -> Result<(), Error> {
    let fault = |e| Error::io(path, e);
    if path.is_dir() {
        return Err(Error::Other(format!("{}: a folder; hint: name a file in it to write to", path.display())));
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    let mut file = BufWriter::new(File::create(&part).map_err(fault)?);
    let written = write(&mut file).and_then(|()| {
        let file = file.into_inner().map_err(|e| fault(e.into_error()))?;
        file.sync_all().map_err(fault)?;
        std::fs::rename(&part, path).map_err(fault)
    });
    if written.is_err() {
        // What is not whole is of no use; that it cannot be taken away either is not worth a second line.
        let _ = std::fs::remove_file(&part);
    }
    written
}
