//! The words of a sentence with their types: what the lexicon, the numerals and the names of a language give, and
//! what its productions and [`crate::resolve`] read.

use jiff::civil::Date;

use crate::bulletin::{Compare, Id, Quantity, Reason, Span};
use crate::lexicon::Sense;

/// A typed stretch of a sentence. Tokens stand in order, do not overlap, and leave gaps where nothing is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Where it stands in the bulletin's text.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// The types of tokens.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A number with its unit, bound and counting word.
    Quantity(Quantity),
    /// A word of the lexicon with all that it can mean (破案 is an action and a target).
    Word(Vec<Sense>),
    /// A period or a day that says when.
    Period(Period),
    /// A body, as an index into [`Names::agencies`].
    Agency(usize),
    /// A country or first-level subdivision that is named.
    Place(Id),
    /// A person with a post, as an index into [`Names::officials`].
    Official(usize),
    /// A named operation, as an index into [`Names::campaigns`].
    Campaign(usize),
    /// A law, as an index into [`Names::laws`].
    Law(usize),
    /// A word that builds sentences.
    Mark(Mark),
    /// A numeral that reports nothing, with the reason.
    Figure(Reason),
    /// A word that nothing is known of but that matters to the grammar of its language (English marks the words
    /// between tokens; Chinese leaves gaps).
    Gap,
}

/// When something was, as far as the words alone say. Resolved against the day of the statement and the period in
/// force by [`crate::resolve`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// Known at both ends, or at one ("by the end of October", 截至10月底).
    Span {
        /// First day.
        from: Option<Date>,
        /// Last day.
        to: Option<Date>,
    },
    /// From a day to the day of the statement ("since the beginning of this year", 今年以来).
    Since(Date),
    /// To the day of the statement; keeps the beginning in force ("so far", 截至目前).
    ToNow,
    /// So many months back from the day of the statement ("in the past five years", 五年来).
    Back {
        /// Number of months.
        months: i32,
    },
    /// So many days back from the day of the statement ("in the past week", 半个月来).
    DaysBack {
        /// Number of days.
        days: i32,
    },
    /// The period in force, so many years earlier ("the same period last year", 去年同期, when it is no mere base).
    SamePeriod {
        /// Number of years before.
        years_before: i16,
    },
    /// The period in force ("during this period", 同期, 期间).
    Same,
    /// To the end of the year of the period in force ("by the end of the year", 到年底).
    YearEnd,
    /// A period that a change is held against, and that no figure covers ("than in 2015", 与2015年相比).
    Against {
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
    },
    /// A period that is not told exactly ("in recent years"): neither end.
    Vague,
    /// The day of the statement itself ("at a press conference on the 13th"). It dates "so far" and "since", not
    /// the figures.
    Statement(Date),
}

/// Words that build sentences, the same for every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// `,` `，`
    Comma,
    /// `、`
    ListComma,
    /// `;` `；`
    Semicolon,
    /// `.` `。` `！` `？`
    Stop,
    /// `:` `：`
    Colon,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A quotation mark.
    Quote,
    /// "and", 和, 及, 以及, 与.
    And,
    /// "or", 或.
    Or,
    /// "of", 的.
    Of,
    /// "by", 由 (the doer of a passive).
    By,
    /// 对, 把, 将: the object stands before its verb.
    Object,
    /// 被, 获, 受到; "was", "were", "been", "being": what stands before is what was acted on.
    Passive,
    /// "respectively", 分别, 依次, "in turn".
    Respectively,
    /// "among them", "of these", 其中.
    Among,
    /// "not", 未, 不.
    Not,
    /// "accounting for", 占, 占比: a share follows.
    Share,
    /// "up", "rise", 上升, 增长.
    Increase,
    /// "down", "fall", 下降, 减少.
    Decrease,
    /// What a change is held against: "year-on-year", 同比, 环比, "than a year before".
    Base(Compare),
    /// "was", "reached", "stood at", 为, 达, 有: the value of what stands before.
    Equals,
    /// "from", 由, 从: a former level.
    From,
    /// "to", 至, 到: a new level.
    To,
    /// "on average", 平均.
    Average,
    /// "daily", "every day", 日均, 每天: an average by this unit (day, week, month, year, case, person).
    Per(&'static str),
    /// "consecutive", "in a row", 连续: a streak.
    Streak,
    /// "a total of", 共, 累计, 合计.
    Total,
    /// "each", 各.
    Each,
    /// "said", 介绍, 表示: the official of the sentence speaks.
    Speech,
    /// "he", "she", "the person in charge": the official in force.
    Pronoun,
    /// "the province", 全省, 全市: the place of the bulletin.
    Here,
    /// "nationwide", 全国: the country of the bulletin.
    Nationwide,
    /// "under the operation", "during the campaign", 行动中, 行动以来: the campaign in force.
    Operation,
    /// "number of", "amount of", 数, 量: what stands beside it is measured.
    Number,
    /// "rate", 率, 比例.
    Rate,
    /// "in one case", "for example", "a 78-year-old", 案情, 王某: from here to the end of the paragraph the story of a single
    /// case is told.
    Story,
    /// What somebody is held to have done (とみられる, …した疑い).
    Alleged,
    /// "alone", 仅: the period beside it is a part of the one in force and holds for its sentence.
    Alone,
}

/// The names that a bulletin holds, settled over the whole text so that a surname or a short form finds its bearer.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Bodies.
    pub agencies: Vec<AgencyName>,
    /// Persons with posts.
    pub officials: Vec<OfficialName>,
    /// Named operations.
    pub campaigns: Vec<crate::bulletin::Campaign>,
    /// Laws and plans.
    pub laws: Vec<crate::bulletin::Law>,
    /// The marks of the names in the text, in order: agencies, officials, campaigns, laws and places.
    pub tokens: Vec<Token>,
}

/// The level of a body, as its name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Of a whole country, or of none.
    National,
    /// Of a first-level subdivision, a city or a county: its place is the subdivision.
    Local,
    /// The words do not tell ("the police", 公安机关).
    Open,
}

/// A body as the text writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyName {
    /// The id of the agency kind.
    pub kind: Id,
    /// The ISO 3166 code of its place where the name or its near context tells it; `resolve` fills it from the
    /// bulletin's own place and country by `level` else.
    pub place: Option<Id>,
    /// Of which level the name is.
    pub level: Level,
    /// The names as written, first one first.
    pub names: Vec<String>,
    /// Whether it is listed as an agency of the bulletin: named as a body of the state, or acting as one.
    pub mentioned: bool,
    /// International bodies have no place.
    pub international: bool,
    /// A news office that hosts a press conference, or a body that is only spoken to: it is named, but what follows is
    /// not its doing and not its statement.
    pub host: bool,
}

/// A person with a post as the text writes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialName {
    /// Full name as written.
    pub name: String,
    /// See [`crate::bulletin::Official::key`].
    pub key: String,
    /// Other forms as written.
    pub other_names: Vec<String>,
    /// The post as written.
    pub role: String,
    /// Its body, as an index into [`Names::agencies`].
    pub agency: Option<usize>,
}
