//! The lines of a page that are not the bulletin's, told by their words: what leads on to other pages, what is for
//! sharing, printing and commenting, whose the site is, and who edited the page.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What a line of the page is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Heads what other pages say.
    Related,
    /// Heads what readers say.
    Comments,
    /// Is for sharing, printing, fonts, subscribing.
    Tool,
    /// Says whose the site is, and who runs it.
    Owner,
    /// Names the editor.
    Editor,
}

const RELATED: &str = "相关阅读|相关新闻|相关链接|相关文章|相关报道|相关推荐|相关内容|相关稿件|相关专题|延伸阅读|推荐阅读|热门推荐|热点推荐|精彩推荐|\
    猜你喜欢|大家都在看|为您推荐|更多新闻|热门新闻|热点新闻|新闻排行|点击排行|上一篇|下一篇|上一条|下一条|\
    相關新聞|相關報導|相關連結|相關文章|相關閱讀|延伸閱讀|推薦閱讀|推薦新聞|猜你喜歡|你可能也喜歡|更多新聞|熱門新聞|熱門文章|看更多|\
    上一則|下一則|関連記事|関連ニュース|関連リンク|関連情報|関連ページ|あわせて読みたい|合わせて読みたい|おすすめ記事|おすすめ|\
    アクセスランキング|人気記事|新着記事|前の記事|次の記事|related articles|related stories|related news|related posts|\
    related links|related coverage|related content|related topics|related reading|read more|also read|read also|see also|\
    more stories|more news|more from|you may also like|recommended for you|recommended|trending|most read|most popular|\
    top stories|latest news|latest stories|editor's picks|editors' picks|up next|noticias relacionadas|notas relacionadas|\
    artículos relacionados|contenido relacionado|enlaces relacionados|documentos relacionados|te puede interesar|\
    te recomendamos|también te puede interesar|lea también|lee también|ver también|más noticias|lo más leído|lo más visto|\
    últimas noticias";

const COMMENTS: &str = "网友评论|最新评论|全部评论|热门评论|评论|发表评论|我要评论|网友留言|留言|评论区|網友評論|評論|網友回應|讀者回應|讀者留言|\
    發表評論|發表留言|コメント|コメント一覧|comments|comment|reader comments|leave a comment|leave a reply|\
    join the discussion|post a comment|comentarios|comenta|deja un comentario|deja una respuesta|deja tu comentario";

const TOOLS: &str = "分享到|分享至|分享|扫一扫|微信扫一扫|打印本页|打印|关闭窗口|关闭|字体|字号|收藏|我要纠错|纠错|返回顶部|返回首页|繁体|无障碍|\
    当前位置|您的位置|您所在的位置|你的位置|您现在的位置|友善列印|列印|回上一頁|回上頁|回首頁|轉寄|字級|目前位置|現在位置|您的位置|瀏覽人次|點閱|\
    点击数|浏览次数|阅读次数|シェア|ツイート|印刷|共有|このページの先頭|ページの先頭|本文へ|現在位置|文字サイズ|share|share this|tweet|print|\
    email this|facebook|twitter|whatsapp|telegram|linkedin|copy link|font size|text size|listen|follow us|subscribe|sign up|\
    you are here|skip to|back to top|advertisement|advertise|sponsored|photo gallery|view all|rate this|compartir|imprimir|enviar|\
    escuchar|tamaño de letra|síguenos|suscríbete|está usted en|se encuentra usted en|volver|publicidad|release id|visitor counter|請繼續往下閱讀|请继续往下阅读|广告|廣告|広告|ＰＲ";

const OWNERS: &str = "©|copyright|版权所有|版權所有|all rights reserved|著作権|無断転載|icp备|公网安备|网站标识码|主办单位：|承办单位：|技术支持：|\
    derechos reservados|制作单位：";

/// What says whose a text is at the beginning of a line only: further on it may be the bulletin's last word.
const RIGHTS: &str = "转载请注明|禁止转载|未经授权|未經授權|免责声明|免責聲明|广告热线|広告掲載";

const EDITORS: &str = "责任编辑|责编|编辑|责任校对|校对|审核|审校|监制|值班编辑|网络编辑|实习编辑|本文编辑|初审|复审|终审|編輯|責任編輯|核稿編輯|責編|\
    編集|文責|editor|edited by|editing by|web editor|redactor|editado por|edición";

/// Sentences that are for the reader of any page.
const TOOLED: [&str; 4] =
    ["was this page", "contesta nuestra encuesta", "your email address", "¿cómo fue tu experiencia"];

/// Words that a line may begin with, by their first letter: a page of 20 MB has a million lines.
struct Starts(HashMap<char, Vec<&'static str>>);

impl Starts {
    fn of(words: &'static str) -> Self {
        let mut starts: HashMap<char, Vec<&'static str>> = HashMap::new();
        for word in words.split('|').map(str::trim) {
            starts.entry(word.chars().next().unwrap_or(' ')).or_default().push(word);
        }
        Self(starts)
    }

    /// What follows the longest of the words that a line begins with, so that a shorter one does not leave the end of it over.
    fn rest<'a>(&self, line: &'a str) -> Option<&'a str> {
        let words = self.0.get(&line.chars().next()?)?;
        words.iter().filter_map(|word| line.strip_prefix(word)).min_by_key(|rest| rest.len())
    }
}

static RELATED_STARTS: LazyLock<Starts> = LazyLock::new(|| Starts::of(RELATED));
static TOOL_STARTS: LazyLock<Starts> = LazyLock::new(|| Starts::of(TOOLS));
static RIGHTS_STARTS: LazyLock<Starts> = LazyLock::new(|| Starts::of(RIGHTS));
static EDITOR_STARTS: LazyLock<Starts> = LazyLock::new(|| Starts::of(EDITORS));
static COMMENT_LETTERS: LazyLock<HashSet<String>> = LazyLock::new(|| COMMENTS.split('|').map(letters).collect());

/// How wide a text is: two for a character of East Asia, one for any other. So a length says as much in each script.
pub fn width(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// Whether a character is one of East Asia, which needs no blank beside it.
pub fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}' | '\u{20000}'..='\u{3FFFF}')
}

const OPENING: [char; 14] = ['[', '(', '【', '（', '［', '〔', '■', '●', '▶', '▼', '·', '>', '|', '*'];

/// What a line is for, when it is not the bulletin's.
pub fn of(line: &str) -> Option<Mark> {
    let wide = width(line);
    if wide > 240 {
        return None;
    }
    if !line.contains(char::is_alphanumeric) {
        return Some(Mark::Tool);
    }
    let lower = line.to_lowercase();
    let words = lower.trim().trim_start_matches(OPENING).trim_start();
    if wide <= 100 && EDITOR_STARTS.rest(words).is_some_and(is_named) {
        return Some(Mark::Editor);
    }
    if OWNERS.split('|').map(str::trim).any(|mark| words.contains(mark)) || RIGHTS_STARTS.rest(words).is_some() {
        return Some(Mark::Owner);
    }
    let counted = words.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let replies = ["thoughts on", "thought on", "comments on", "comment on", "responses to", "replies to"];
    if (wide <= 60 && COMMENT_LETTERS.contains(&letters(words)))
        || (counted.len() < words.len() && replies.iter().any(|r| counted.starts_with(r)))
    {
        return Some(Mark::Comments);
    }
    if TOOLED.iter().any(|mark| words.starts_with(mark)) {
        return Some(Mark::Tool);
    }
    if wide > 60 || words.ends_with(['。', '！', '？']) || (words.ends_with('.') && !words.ends_with("..")) {
        return None;
    }
    if RELATED_STARTS.rest(words).is_some_and(|rest| ends_mark(rest, 12)) {
        return Some(Mark::Related);
    }
    TOOL_STARTS.rest(words).is_some_and(|rest| ends_mark(rest, 30)).then_some(Mark::Tool)
}

/// Whether a mark ends where it seems to: a colon, an arrow or a little more comes after it, but no word goes on.
fn ends_mark(rest: &str, most: usize) -> bool {
    let glued = rest.starts_with(|c: char| c.is_alphanumeric() && !is_wide(c));
    let colon = rest.trim_start().starts_with([':', '：', '>', '»', '|', '/', '【', '[', '〔']);
    !glued && (colon || width(rest) <= most)
}

/// Whether what follows the word for an editor is a name.
fn is_named(rest: &str) -> bool {
    let rest = rest.trim_start();
    let name =
        rest.strip_prefix([':', '：', '/', '／', '|']).or(Some(rest).filter(|r| r.is_ascii() && !r.contains('.')));
    name.is_some_and(|name| {
        !name.trim().is_empty() && width(name) <= 80 && !name.contains(|c: char| c.is_ascii_digit())
    })
}

/// The letters of a short line alone: `Comments (12)` is `comments`.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
}

const PUBLISHERS: &str = "发布单位|发布机构|发布机关|来源|稿件来源|文章来源|信息来源|新闻来源|稿源|發布單位|發佈單位|發布機關|發布單位|資料來源|新聞來源|來源|配信元|\
    提供元|発表者|出典|source|published by|posted by|issued by|fuente";
const AUTHORS: &str = "记者|作者|撰文|撰稿|通讯员|記者|文|責任記者|撰稿人|by|author|written by|por|autor|redacción";

/// What a line beside the title names after one of some labels.
fn labelled<'a>(line: &'a str, labels: &str) -> Option<&'a str> {
    let lower = line.to_lowercase();
    // Only where lowering changed no length do places hold in both.
    let line_of = |at: usize| line.get(at..).filter(|_| lower.len() == line.len());
    let starts = |at: usize| at == 0 || lower[..at].ends_with(|c: char| !c.is_alphanumeric());
    labels.split('|').map(str::trim).find_map(|label| {
        let (at, _) = lower.match_indices(label).find(|(at, _)| starts(*at))?;
        let rest = line_of(at + label.len())?;
        let named = rest.trim_start().strip_prefix([':', '：']);
        let spaced = || rest.starts_with([' ', '\u{3000}', '\u{A0}']).then_some(rest);
        let by = matches!(label, "by" | "por" | "记者" | "記者" | "作者");
        value(named.or_else(|| if by { spaced() } else { None })?)
    })
}

/// A name up to where the next thing begins.
fn value(rest: &str) -> Option<&str> {
    let rest = rest.trim_start();
    let wide = rest.starts_with(is_wide);
    let mut end = rest.len();
    let mut blank = false;
    for (at, c) in rest.char_indices() {
        let stop = matches!(c, '|' | '｜' | '】' | ')' | '）' | '〕' | '\u{3000}' | '\t' | '；' | ';' | '／')
            || (c.is_whitespace() && (wide || blank));
        if stop {
            end = at;
            break;
        }
        blank = c.is_whitespace();
    }
    let name = rest[..end].trim().trim_end_matches([',', '，', '。', ':', '：']);
    (!name.is_empty() && width(name) <= 80).then_some(name)
}

/// Who published, as a line beside the title says it.
pub fn publisher(line: &str) -> Option<&str> {
    labelled(line, PUBLISHERS)
}

/// Who wrote, as a line beside the title says it.
pub fn author(line: &str) -> Option<&str> {
    labelled(line, AUTHORS)
}

const APPARATUS: &str = "发布时间|发布日期|发文日期|更新时间|时间|日期|發布日期|發布時間|更新日期|更新時間|發稿時間|日付|掲載日|公表日|配信|更新日|updated|published|\
    posted on|posted|last updated|publicado|actualizado|fecha";

/// Whether a line beside the title tells when, where or by whom the bulletin was published.
pub fn is_apparatus(line: &str) -> bool {
    let lower = line.to_lowercase();
    let labelled = APPARATUS.split('|').map(str::trim).any(|mark| lower.trim_start_matches(OPENING).starts_with(mark));
    width(line) <= 240
        && !line.ends_with(['。', '！', '？'])
        && (crate::dateline::find(line).is_some()
            || labelled
            || is_day(line)
            || publisher(line).is_some()
            || author(line).is_some())
}

/// Whether a line is little more than a day with its year: `19 December 2020 22:05`.
fn is_day(line: &str) -> bool {
    let ascii: String = line
        .chars()
        .map(|c| if let '０'..='９' = c { char::from(b'0' + (c as u32 - '０' as u32) as u8) } else { c })
        .collect();
    let years = |run: &&str| run.len() == 4 && (run.starts_with("19") || run.starts_with("20"));
    width(line) <= 48 && !line.ends_with('.') && ascii.split(|c: char| !c.is_ascii_digit()).filter(years).count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_not_the_bulletins() {
        for (line, mark) in [
            ("相关阅读：", Some(Mark::Related)),
            ("関連記事", Some(Mark::Related)),
            ("Noticias relacionadas", Some(Mark::Related)),
            ("Also Read: A second arrest in Pune", Some(Mark::Related)),
            ("Comments (12)", Some(Mark::Comments)),
            ("2 thoughts on “Twelve held in Pune for a share trading fraud of Rs 3 crore”", Some(Mark::Comments)),
            ("* * *", Some(Mark::Tool)),
            ("本文数据由公安部提供，转载请注明出处。", None),
            ("评论（3）", Some(Mark::Comments)),
            ("分享到：", Some(Mark::Tool)),
            ("【字体：大 中 小】", Some(Mark::Tool)),
            ("当前位置：首页 > 新闻 > 正文", Some(Mark::Tool)),
            ("（责任编辑：林木、何舟）", Some(Mark::Editor)),
            ("Editor: Huang Panyue", Some(Mark::Editor)),
            ("Copyright © 2024 Example. All rights reserved", Some(Mark::Owner)),
            ("湘ICP备05000001号", Some(Mark::Owner)),
            ("相关部门抓获犯罪嫌疑人12人。", None),
            ("分享会上，警方公布案件1234起，抓获犯罪嫌疑人567名，追回赃款12.5亿元", None),
            ("Sharecroppers arrested", None),
            ("编辑部被查获", None),
            ("审核起诉案件12件", None),
            ("Police arrested 12 people.", None),
        ] {
            assert_eq!(of(line), mark, "{line}");
        }
    }

    #[test]
    fn lines_beside_the_title() {
        for (line, by, writer) in [
            ("2022-05-19 17:42  来源：湖南法治在线  记者 何舟", Some("湖南法治在线"), Some("何舟")),
            ("發布單位：臺灣高等檢察署　更新時間：2025/12/22", Some("臺灣高等檢察署"), None),
            ("By LIN MU | China Daily | Updated: 2024-10-26 07:14", None, Some("LIN MU")),
            ("Source: Example News   2020-06-02", Some("Example News"), None),
            ("Madrid, 09/09/2024", None, None),
        ] {
            assert_eq!((publisher(line), author(line)), (by, writer), "{line}");
        }
        for line in
            ["Published: 5 August 2024", "19 December 2020 22:05", "２０２５年１２月１２日", "31 de diciembre de 2025"]
        {
            assert!(is_apparatus(line), "{line}");
        }
        assert!(!is_apparatus("2024年4月13日，警方抓获12人。"));
    }
}
